package tangency.app.panel.scenario;

import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The editor at the side of the window. */
public final class ScenarioView {
    private static final PseudoClass TROUBLED = PseudoClass.getPseudoClass("troubled");

    private final ScenarioViewModel model;
    private final VBox root = new VBox();
    private final Section universe;

    /**
     * @param choosePrices lets the person pick a price file
     * @param chooseAssets lets the person pick an assets file
     */
    public ScenarioView(ScenarioViewModel model, Runnable choosePrices, Runnable chooseAssets) {
        this.model = model;
        Forms.Entry name = new Forms.Entry("scenario-name", () -> model.nameProperty().get(), model::name);
        name.field().getStyleClass().add("title-field");
        name.field().setPromptText("Name of the scenario");
        model.nameProperty().subscribe(n -> name.refresh());
        universe = new Section("section-universe", "Universe", model.universe().countsProperty(), false,
                new UniverseView(model.universe()).build(choosePrices, chooseAssets));
        VBox sections = new VBox(
                new Section("section-model", "Model", gist(model.model().modelProperty(), () -> model.model().method()),
                        true, new ModelView(model.model()).build()),
                new Section("section-constraints", "Constraints", counted(), true,
                        new ConstraintsView(model.constraints()).build()),
                new Section("section-estimates", "Estimates",
                        gist(model.estimates().estimatesProperty(), () -> model.estimates().covariance()), false,
                        new EstimatesView(model.estimates()).build()),
                new Section("section-window", "Window", model.window().usedProperty(), false,
                        new WindowView(model.window()).build()),
                universe,
                new Section("section-holdings", "Holdings & costs", model.holdings().summaryProperty(), false,
                        new HoldingsView(model.holdings()).build()),
                new Section("section-notes", "Notes", new SimpleStringProperty(""), false, notes()));
        sections.getStyleClass().add("sections");
        ScrollPane scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox head = new VBox(6, name, trouble());
        head.getStyleClass().add("editor-head");
        root.getChildren().setAll(head, scroll);
        root.getStyleClass().add("editor");
        root.setId("scenario-editor");
    }

    /** The editor. */
    public Parent view() {
        return root;
    }

    /** Opens the section on data, as when a file is missing. */
    public void showUniverse() {
        universe.open(true);
    }

    private VBox trouble() {
        Label headline = new Label();
        headline.getStyleClass().add("trouble-title");
        headline.setWrapText(true);
        headline.setMinHeight(Region.USE_PREF_SIZE);
        Label detail = new Label();
        detail.setWrapText(true);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(2, headline, detail);
        box.getStyleClass().add("trouble");
        box.setId("trouble");
        box.managedProperty().bind(box.visibleProperty());
        model.troubleProperty().subscribe(trouble -> {
            box.setVisible(trouble != null);
            root.pseudoClassStateChanged(TROUBLED, trouble != null);
            if (trouble != null) {
                headline.setText(trouble.headline());
                detail.setText(trouble.detail());
            }
        });
        return box;
    }

    private TextArea notes() {
        TextArea notes = new TextArea();
        notes.setId("scenario-notes");
        notes.setPrefRowCount(4);
        notes.setWrapText(true);
        notes.setPromptText("What this scenario is for");
        model.notesProperty().subscribe(text -> {
            if (!notes.isFocused()) {
                notes.setText(text);
            }
        });
        notes.focusedProperty().addListener((o, before, focused) -> {
            if (!focused) {
                model.notes(notes.getText());
            }
        });
        return notes;
    }

    private ObservableStringValue counted() {
        return Bindings.createStringBinding(() -> {
            long binding = model.constraints().rows().stream().filter(ConstraintsViewModel.Row::binding).count();
            long on = model.constraints().rows().stream().filter(ConstraintsViewModel.Row::enabled).count();
            return on + " on" + (binding > 0 ? ", " + binding + " binding" : "");
        }, model.constraints().rows());
    }

    private static ObservableStringValue gist(javafx.beans.Observable source,
            java.util.function.Supplier<Choice<String>> choice) {
        return Bindings.createStringBinding(() -> choice.get().label(), source);
    }
}
