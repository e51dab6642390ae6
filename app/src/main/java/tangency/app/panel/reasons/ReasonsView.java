package tangency.app.panel.reasons;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import tangency.app.panel.Panel;
import tangency.app.panel.PanelBody;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelTable;
import tangency.core.report.PlainText;

/** The sum that makes a weight, as a staircase, and below it what would move the weight. */
public final class ReasonsView implements Panel {
    /** For the list of panels. */
    public static final PanelDescriptor DESCRIPTOR = new PanelDescriptor("reasons", "Reasons",
            PanelDescriptor.Group.EXPLAIN, Material2AL.CALL_SPLIT,
            new PanelDescriptor.Help(
                    "Every weight is what it would be without limits, and what each limit gives it or takes from it; the"
                            + " steps add up to the weight. Below: what changes of the estimates would move it most.",
                    "w = \u03bb\u03a3\u207b\u00b9\u03bc + \u03a3\u2c7c multiplier\u2c7c \u03a3\u207b\u00b9coefficients\u2c7c",
                    "Stubbs and Vandenbussche (2008), Constraint attribution",
                    "Choose an asset here or in any panel\nTable: the parts of all weights"),
            context -> new ReasonsView(new ReasonsViewModel(context.session())));

    private static final double VALUE = 76;
    private static final double NAME = 190;

    private final ReasonsViewModel model;
    private final PanelBody body;

    public ReasonsView(ReasonsViewModel model) {
        this.model = model;
        ListView<Reason> list = new ListView<>(model.lines());
        list.setId("reasons-list");
        list.setFixedCellSize(26);
        list.setAccessibleText("Why this weight");
        list.setMinHeight(60);
        list.setCellFactory(view -> new Line());
        list.visibleProperty().bind(model.messageProperty().isEmpty());
        body = new PanelBody(list, model.messageProperty(), model.runningProperty());
        ChoiceBox<String> asset = new ChoiceBox<>(model.assets());
        asset.setId("reasons-asset");
        asset.setPrefWidth(116);
        asset.getStyleClass().add("small");
        asset.valueProperty().bindBidirectional(model.assetProperty());
        body.addTool("Asset", asset);
        Label hint = body.addLine("reasons-hint");
        hint.getStyleClass().add("text-muted");
        hint.managedProperty().bind(hint.textProperty().isNotEmpty());
        hint.textProperty().bind(model.hintProperty());
        body.sceneProperty().subscribe(scene -> model.watch(scene != null));
    }

    @Override
    public Node view() {
        return body;
    }

    @Override
    public String describe() {
        return model.describe();
    }

    @Override
    public @Nullable PanelTable table() {
        return model.table();
    }

    @Override
    public void dispose() {
        body.dispose();
        model.dispose();
    }

    private static final class Line extends ListCell<Reason> {
        private final Label name = new Label();
        private final Label value = new Label();
        private final ReasonBar bar = new ReasonBar();
        private final HBox row = new HBox(8, name, bar, value);

        Line() {
            name.setMinWidth(60);
            name.setPrefWidth(NAME);
            name.setMaxWidth(NAME);
            value.setAlignment(Pos.CENTER_RIGHT);
            value.setMinWidth(VALUE);
            value.setPrefWidth(VALUE);
            HBox.setHgrow(bar, Priority.ALWAYS);
            row.setAlignment(Pos.CENTER_LEFT);
            // The row takes the list's width, however long its texts.
            row.setMinWidth(0);
            row.setPrefWidth(0);
            row.setMaxWidth(Double.MAX_VALUE);
            setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(@Nullable Reason reason, boolean empty) {
            super.updateItem(reason, empty);
            if (empty || reason == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            boolean heading = reason.kind() == Reason.Kind.HEADING;
            boolean strong = heading || reason.kind() == Reason.Kind.WEIGHT;
            name.setText(PlainText.line(reason.label()));
            name.setMaxWidth(heading ? Double.MAX_VALUE : NAME);
            name.setPrefWidth(heading ? Region.USE_COMPUTED_SIZE : NAME);
            name.setStyle(strong ? "-fx-font-weight: bold;" : "");
            value.setText(reason.value());
            value.setStyle(strong ? "-fx-font-weight: bold;" : "");
            bar.setVisible(!heading);
            bar.setManaged(!heading);
            value.setManaged(!heading);
            bar.show(reason);
            setAccessibleText(PlainText.line(reason.label()) + " " + reason.value());
            setGraphic(row);
        }
    }
}
