package tangency.app.panel.riskbudget;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2MZ;
import tangency.app.panel.Panel;
import tangency.app.panel.PanelBody;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelTable;

/** The list of risk budgets; only the rows in sight exist as nodes. */
public final class BudgetView implements Panel {
    /** For the list of panels. */
    public static final PanelDescriptor DESCRIPTOR = new PanelDescriptor("risk-budgets", "Risk budgets",
            PanelDescriptor.Group.ALLOCATE, Material2MZ.TUNE,
            new PanelDescriptor.Help(
                    "How much of the portfolio's risk each asset or group may bring, and how much it does. The tick is the"
                            + " budget, the bar the actual share, the dashed line the share each would have if all had the"
                            + " same. Within a group the budget is shared equally.",
                    "share(i) = w(i) (\u03a3w)(i) / w\u2032\u03a3w; budgets add up to 1",
                    "Spinu (2013), An algorithm for computing risk parity weights",
                    "Slide or type: sets a budget, the unlocked others keep their proportions\nLock: keeps a budget\nClick a"
                            + " name: selects it everywhere; with Ctrl adds it"),
            context -> new BudgetView(new BudgetViewModel(context.session())));

    private final BudgetViewModel model;
    private final List<BudgetCell> cells = new ArrayList<>();
    private final PanelBody body;
    private final InvalidationListener changed = o -> refresh();
    private final Label hint;
    private final Label warning;

    public BudgetView(BudgetViewModel model) {
        this.model = model;
        ListView<BudgetRow> list = new ListView<>(model.rows());
        list.setId("budget-list");
        list.setFixedCellSize(28);
        list.setAccessibleText("Risk budgets");
        list.setMinHeight(60);
        list.setCellFactory(view -> {
            BudgetCell cell = new BudgetCell(model);
            cells.add(cell);
            return cell;
        });
        VBox table = new VBox(header(), list);
        VBox.setVgrow(list, Priority.ALWAYS);
        table.visibleProperty().bind(model.messageProperty().isEmpty());
        body = new PanelBody(table, model.messageProperty(), model.runningProperty());
        ChoiceBox<String> grouping = new ChoiceBox<>(model.groupings());
        grouping.setId("budget-grouping");
        grouping.setPrefWidth(116);
        grouping.getStyleClass().add("small");
        grouping.valueProperty().bindBidirectional(model.groupingProperty());
        ChoiceBox<BudgetViewModel.Sorting> sorting = new ChoiceBox<>();
        sorting.getItems().setAll(BudgetViewModel.Sorting.values());
        sorting.setId("budget-sorting");
        sorting.getStyleClass().add("small");
        sorting.valueProperty().bindBidirectional(model.sortingProperty());
        TextField filter = new TextField();
        filter.setId("budget-filter");
        filter.getStyleClass().add("small");
        filter.setPromptText("Filter");
        filter.setPrefWidth(80);
        filter.textProperty().bindBidirectional(model.filterProperty());
        body.addTool("Per", grouping);
        body.addTool("Sort", sorting);
        body.addTool("", filter);
        body.addTool("", button("Equalise", "budget-equalise", model::equalise),
                button("Normalise unlocked", "budget-normalise", model::normalise));
        hint = body.addLine("budget-hint");
        hint.getStyleClass().add("text-muted");
        warning = body.addLine("budget-warning");
        warning.setStyle("-fx-text-fill: -color-danger-fg;");
        for (Label line : List.of(hint, warning)) {
            line.managedProperty().bind(line.textProperty().isNotEmpty());
        }
        hint.textProperty().bind(model.hintProperty());
        warning.textProperty().bind(model.warningProperty());
        model.revisionProperty().addListener(changed);
    }

    private static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setOnAction(e -> action.run());
        return button;
    }

    /** Titles over the columns, with the room that the cells give them. */
    private static HBox header() {
        Label actual = title("", BudgetCell.ACTUAL, Pos.CENTER_RIGHT);
        HBox header = new HBox(BudgetCell.GAP, title("", BudgetCell.LOCK, Pos.CENTER_LEFT),
                title("", BudgetCell.NAME, Pos.CENTER_LEFT), growing("Budget", BudgetCell.SLIDER),
                title("", BudgetCell.NUMBER, Pos.CENTER_RIGHT), growing("Actual risk", BudgetCell.BAR),
                actual,
                title("Weight", BudgetCell.WEIGHT, Pos.CENTER_RIGHT));
        actual.managedProperty().bind(header.widthProperty().greaterThanOrEqualTo(BudgetCell.ROOMY));
        // The list's scroll bar stands to the right of the cells.
        header.setPadding(new Insets(2, 20, 2, 7));
        return header;
    }

    private static Label title(String text, double width, Pos alignment) {
        Label title = new Label(text);
        title.getStyleClass().addAll("text-small", "text-muted");
        title.setAlignment(alignment);
        title.setMinWidth(width);
        title.setPrefWidth(width);
        title.setMaxWidth(width);
        return title;
    }

    private static Label growing(String text, double width) {
        Label title = title(text, width, Pos.CENTER_LEFT);
        title.setMinWidth(36);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        return title;
    }

    private void refresh() {
        cells.forEach(BudgetCell::refresh);
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
        model.revisionProperty().removeListener(changed);
        body.dispose();
        model.dispose();
    }
}
