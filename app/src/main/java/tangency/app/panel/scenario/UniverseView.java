package tangency.app.panel.scenario;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.material2.Material2OutlinedAL;
import tangency.app.panel.scenario.UniverseViewModel.Row;
import tangency.core.report.PlainText;

/** Data source and the list of assets to take in or leave out. */
final class UniverseView {
    private static final double ROW = 26;
    private static final int ROWS = 9;

    private final UniverseViewModel model;
    private final ListView<Row> assets = new ListView<>();

    UniverseView(UniverseViewModel model) {
        this.model = model;
    }

    /** @param choosePrices and {@code chooseAssets} let the person pick a file */
    Node build(Runnable choosePrices, Runnable chooseAssets) {
        Node prices = file(model.pricesProperty(), "Choose a price file", choosePrices);
        Node described = file(model.assetsFileProperty(), "Choose an assets file (sectors, market capitalisation)",
                chooseAssets);
        TextField filter = new TextField();
        filter.setId("asset-filter");
        filter.setPromptText("Filter assets");
        filter.textProperty().bindBidirectional(model.filterProperty());
        Hyperlink all = new Hyperlink("all");
        all.setOnAction(event -> model.includeShown(true));
        Hyperlink none = new Hyperlink("none");
        none.setOnAction(event -> model.includeShown(false));
        HBox tools = new HBox(filter, all, none);
        tools.getStyleClass().add("form-row");
        tools.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(filter, Priority.ALWAYS);
        assets.setId("asset-list");
        assets.setItems(model.rows());
        assets.setCellFactory(list -> new AssetCell());
        assets.getStyleClass().add("asset-list");
        assets.setPlaceholder(new Label("No assets"));
        assets.setFixedCellSize(ROW);
        assets.setPrefHeight(ROWS * ROW + 4);
        assets.setMinHeight(Region.USE_PREF_SIZE);
        Label hint = Forms.hint();
        hint.setText("Drop a CSV on the window to load prices or an assets file.");
        return new VBox(8, Forms.row("Prices", prices), Forms.row("Assets", described), tools, assets, hint);
    }

    private static HBox file(javafx.beans.value.ObservableStringValue name, String what, Runnable choose) {
        Label label = new Label();
        label.textProperty().bind(name);
        label.getStyleClass().add("value");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinWidth(0);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox box = new HBox(label, Forms.icon(Material2OutlinedAL.FOLDER_OPEN, what, choose));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private final class AssetCell extends ListCell<Row> {
        private final CheckBox box = new CheckBox();
        private final Label group = new Label();
        private final HBox line;

        AssetCell() {
            group.getStyleClass().add("hint");
            group.setMinWidth(0);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            box.setMnemonicParsing(false); // an underscore in an id is one
            box.setMinWidth(Region.USE_PREF_SIZE);
            line = new HBox(8, box, gap, group);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setMinWidth(0);
            line.setPrefWidth(1);
            box.setOnAction(event -> {
                Row row = getItem();
                if (row != null) {
                    model.include(row.id(), box.isSelected());
                }
            });
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            box.setText(PlainText.line(row.id()));
            box.setSelected(row.included());
            group.setText(PlainText.line(row.name().equals(row.id()) ? row.group() : row.name()));
            setGraphic(line);
        }
    }
}
