package tangency.app.panel.scenario;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.ToggleSwitch;
import org.kordamp.ikonli.material2.Material2AL;
import tangency.app.panel.scenario.HoldingsViewModel.Row;
import tangency.core.report.PlainText;

/** Capital, positions held and the cost of trading. */
final class HoldingsView {
    private static final double ROW = 30;
    private static final int MOST_ROWS = 8;

    private final HoldingsViewModel model;

    HoldingsView(HoldingsViewModel model) {
        this.model = model;
    }

    Node build() {
        Forms.Entry capital = new Forms.Entry("holdings-capital",
                () -> Numbers.amount(model.holdingsProperty().get().capital()), model::capital);
        model.holdingsProperty().subscribe(now -> capital.refresh());
        ListView<Row> positions = new ListView<>(model.rows());
        positions.setId("holdings-list");
        positions.getStyleClass().add("asset-list");
        positions.setFixedCellSize(ROW);
        positions.setCellFactory(list -> new PositionCell());
        positions.managedProperty().bind(positions.visibleProperty());
        Runnable size = () -> {
            positions.setVisible(!model.rows().isEmpty());
            positions.setPrefHeight(Math.min(MOST_ROWS, model.rows().size()) * ROW + 2);
            positions.setMinHeight(positions.getPrefHeight());
        };
        model.rows().addListener((ListChangeListener<Row>) change -> size.run());
        size.run();
        SearchableComboBox<String> add = new SearchableComboBox<>();
        add.setPromptText("Add a position");
        add.setMaxWidth(Double.MAX_VALUE);
        add.setOnShowing(event -> add.getItems().setAll(model.assetsToAdd()));
        add.setOnHidden(event -> {
            String id = add.getValue();
            if (id != null) {
                model.weight(id, "0");
                add.setValue(null);
            }
        });
        Hyperlink answer = new Hyperlink("hold the answer");
        answer.setOnAction(event -> model.holdTheAnswer());
        Hyperlink cash = new Hyperlink("all cash");
        cash.setOnAction(event -> model.allCash());
        HBox links = new HBox(12, answer, cash);
        Forms.Entry cost = new Forms.Entry("costs-linear", () -> Numbers.percent(model.costsProperty().get().linear()),
                model::linearCost);
        ToggleSwitch spread = new ToggleSwitch();
        spread.setId("costs-spread");
        spread.getStyleClass().add("small");
        spread.setAccessibleText("Pay half the spread of the assets file");
        Forms.Entry impact = new Forms.Entry("costs-impact", model::impact, model::impact);
        impact.field().setPromptText("none");
        boolean[] showing = {false};
        model.costsProperty().subscribe(now -> {
            cost.refresh();
            impact.refresh();
            showing[0] = true;
            spread.setSelected(now.spread());
            showing[0] = false;
        });
        spread.selectedProperty().addListener((o, before, selected) -> {
            if (!showing[0]) {
                model.spread(selected);
            }
        });
        return new VBox(8, Forms.row("Capital", capital), positions, add, links, Forms.row("Trading cost, %", cost),
                Forms.row("Half the spread", new HBox(spread)), Forms.row("Impact", impact));
    }

    private final class PositionCell extends ListCell<Row> {
        private final Label id = new Label();
        private final TextField weight = new TextField();
        private final HBox line;

        PositionCell() {
            weight.setPrefColumnCount(6);
            weight.getStyleClass().add("cell-field");
            weight.setAlignment(Pos.CENTER_RIGHT);
            weight.setOnAction(event -> take());
            weight.focusedProperty().addListener((o, before, focused) -> {
                if (!focused) {
                    take();
                }
            });
            id.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(id, Priority.ALWAYS);
            line = new HBox(6, id, weight, new Label("%"), Forms.icon(Material2AL.CLOSE, "Take out", () -> {
                Row row = getItem();
                if (row != null) {
                    model.remove(row.id());
                }
            }));
            line.setAlignment(Pos.CENTER_LEFT);
        }

        private void take() {
            Row row = getItem();
            if (row != null && !weight.getText().equals(row.weight())
                    && !model.weight(row.id(), weight.getText()).isEmpty()) {
                weight.setText(row.weight());
            }
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : line);
            if (row != null && !empty) {
                id.setText(PlainText.line(row.id()));
                weight.setText(row.weight());
            }
        }
    }
}
