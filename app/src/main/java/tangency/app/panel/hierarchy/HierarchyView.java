package tangency.app.panel.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.Property;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import tangency.app.chart.DendrogramView;
import tangency.app.chart.HeatMapView;
import tangency.app.chart.WeightStrip;
import tangency.app.panel.Panel;
import tangency.app.panel.PanelBody;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelTable;
import tangency.core.report.PlainText;

/** Tree, heat map and weights side by side on one axis of leaves. */
public final class HierarchyView implements Panel {
    /** For the list of panels. */
    public static final PanelDescriptor DESCRIPTOR = new PanelDescriptor("hierarchy", "Hierarchy",
            PanelDescriptor.Group.ALLOCATE, Material2AL.ACCOUNT_TREE,
            new PanelDescriptor.Help(
                    "Assets merged step by step into clusters of those that behave alike; the further from the leaves two"
                            + " branches meet, the less alike they are. The heat map shows the correlations in the order of"
                            + " the leaves, the strip the weights of the portfolio.",
                    "d(i,j) = \u221a((1 \u2212 \u03c1(i,j)) / 2)",
                    "L\u00f3pez de Prado (2016), Building diversified portfolios that outperform out of sample",
                    "Drag the dashed line: more or fewer clusters, in all panels\nClick a branch: selects its leaves; with"
                            + " Ctrl adds them\nArrows move the cut"),
            context -> new HierarchyView(new HierarchyViewModel(context.session())));

    private final HierarchyViewModel model;
    private final DendrogramView tree = new DendrogramView(Orientation.VERTICAL);
    private final HeatMapView map = new HeatMapView();
    private final WeightStrip strip = new WeightStrip();
    private final PanelBody body;
    private final Label readOut;
    private boolean adding;

    public HierarchyView(HierarchyViewModel model) {
        this.model = model;
        tree.setId("hierarchy-dendrogram");
        map.setId("hierarchy-heatmap");
        strip.setId("hierarchy-weights");
        tree.setShowIds(false);
        map.setParts(true, false, false);
        JoinedPane charts = new JoinedPane(tree, map, strip);
        charts.visibleProperty().bind(model.messageProperty().isEmpty());
        body = new PanelBody(charts, model.messageProperty(), model.runningProperty());
        body.addTool("", choice("Linkage", "linkage", model.linkages(), model.linkageProperty()));
        body.addTool("", choice("Codependence", "codependence", model.codependences(), model.codependenceProperty()));
        body.addTool("", choice("Distance", "distance", model.distances(), model.distanceProperty()));
        body.addTool("", choice("Leaves", "leaf-order", model.leafOrders(), model.leafOrderProperty()));
        Button hrp = new Button("Use HRP");
        hrp.setId("hierarchy-use-hrp");
        hrp.getStyleClass().add("small");
        hrp.setOnAction(e -> model.useHrp());
        Label hint = new Label();
        hint.getStyleClass().addAll("text-small", "text-muted");
        hint.textProperty().bind(model.hintProperty());
        HBox offer = new HBox(8, hint, hrp);
        offer.setAlignment(Pos.CENTER_LEFT);
        offer.visibleProperty().bind(model.editableProperty().not());
        offer.managedProperty().bind(offer.visibleProperty());
        body.addTool("", offer);
        readOut = body.addLine("hierarchy-readout");
        answerTheHand();
        follow();
    }

    private ChoiceBox<String> choice(String title, String id, List<String> names, Property<@Nullable String> value) {
        ChoiceBox<String> choice = new ChoiceBox<>();
        choice.setId("hierarchy-" + id);
        choice.getStyleClass().add("small");
        choice.getItems().setAll(names);
        choice.valueProperty().bindBidirectional(value);
        choice.setTooltip(new Tooltip(title));
        choice.setAccessibleText(title);
        choice.setMaxWidth(150);
        choice.visibleProperty().bind(model.editableProperty());
        choice.managedProperty().bind(model.editableProperty());
        return choice;
    }

    private void answerTheHand() {
        body.addEventFilter(MouseEvent.MOUSE_CLICKED, e -> adding = e.isShortcutDown());
        tree.setOnCut(model::cutAt);
        tree.setOnBranch(leaves -> model.select(leaves, adding));
        map.setOnSelect(cell -> model.select(List.of(cell.row(), cell.column()), adding));
        map.setOnHover(cell -> readOut.setText(PlainText.line(cell == null
                ? model.cutTextProperty().get()
                : model.pair(cell.row(), cell.column()))));
        strip.setOnSelect(asset -> model.select(List.of(asset), adding));
        strip.setOnHover(asset -> readOut.setText(
                PlainText.line(asset < 0 ? model.cutTextProperty().get() : model.weight(asset))));
        map.plotAreaProperty().addListener((o, old, now) -> align(now));
    }

    private void follow() {
        model.hierarchyProperty().addListener((o, old, now) -> showTree(now));
        model.cutProperty().addListener((o, old, now) -> showCut(now));
        model.weightsProperty().addListener((o, old, now) -> showWeights());
        model.selectedProperty().addListener((o, old, now) -> showSelection());
        showTree(model.hierarchyProperty().get());
        showCut(model.cutProperty().get());
        showSelection();
    }

    private void align(Rectangle2D area) {
        tree.setLeafRange(area.getMinY(), area.getMaxY());
        strip.setLeafRange(area.getMinY(), area.getMaxY());
    }

    private void showTree(@Nullable Hierarchy now) {
        if (now != null) {
            List<DendrogramView.Merge> merges = new ArrayList<>();
            for (int k = 0; k < now.height().length; k++) {
                merges.add(new DendrogramView.Merge(now.left()[k], now.right()[k], now.height()[k]));
            }
            map.show(now.correlation(), now.ids(), now.order());
            tree.show(merges, now.ids(), now.order());
            showWeights();
        }
    }

    private void showCut(@Nullable Cut cut) {
        Hierarchy now = model.hierarchyProperty().get();
        if (cut == null || now == null) {
            return;
        }
        tree.setCut(cut.height());
        List<HeatMapView.Box> boxes = new ArrayList<>();
        int[] order = now.order();
        for (int from = 0, k = 1; k <= order.length; k++) {
            if (k == order.length || cut.numbers()[order[k]] != cut.numbers()[order[from]]) {
                boxes.add(new HeatMapView.Box(from, k, cut.numbers()[order[from]]));
                from = k;
            }
        }
        map.setBoxes(boxes.size() > 1 ? boxes : List.of());
        readOut.setText(PlainText.line(model.cutTextProperty().get()));
        showWeights();
    }

    private void showWeights() {
        Hierarchy now = model.hierarchyProperty().get();
        Cut cut = model.cutProperty().get();
        double[] weights = model.weightsProperty().get();
        strip.setVisible(weights != null);
        if (now != null && cut != null && weights != null && weights.length == now.size()) {
            strip.show(weights, now.ids(), Arrays.stream(cut.numbers()).boxed().toList(), now.order());
        }
    }

    private void showSelection() {
        tree.setSelection(model.selectedProperty().get());
        map.setSelection(model.selectedProperty().get());
        strip.setSelection(model.selectedProperty().get());
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
}
