package tangency.app.panel.correlation;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;
import tangency.app.chart.HeatMapView;
import tangency.app.chart.NumberText;
import tangency.app.panel.Panel;
import tangency.app.panel.PanelBody;
import tangency.app.panel.PanelDescriptor;
import tangency.app.panel.PanelTable;
import tangency.core.report.PlainText;

/** The heat map of correlations with its order and threshold, the pair under the mouse, and the health of the matrix. */
public final class CorrelationView implements Panel {
    /** For the list of panels. */
    public static final PanelDescriptor DESCRIPTOR = new PanelDescriptor("correlation", "Correlation",
            PanelDescriptor.Group.RISK, Material2AL.GRID_ON,
            new PanelDescriptor.Help(
                    "How the returns of each two assets move together under the chosen covariance estimator: 1 in step, 0"
                            + " unrelated, \u22121 opposed. Neighbours in the cluster order behave alike; boxes frame"
                            + " clusters or groups.",
                    "\u03c1(i,j) = \u03a3(i,j) / \u221a(\u03a3(i,i) \u03a3(j,j))",
                    "Bar-Joseph, Gifford, Jaakkola (2001), Fast optimal leaf ordering for hierarchical clustering",
                    "Hover: the pair and its correlation\nClick: selects the pair; with Ctrl adds it\nWheel: zooms; drag"
                            + " moves, double click shows all\nArrows move a cursor, Enter selects"),
            context -> new CorrelationView(new CorrelationViewModel(context.session())));

    private final CorrelationViewModel model;
    private final HeatMapView map = new HeatMapView();
    private final PanelBody body;
    private final Label pair;
    private boolean adding;

    public CorrelationView(CorrelationViewModel model) {
        this.model = model;
        map.setId("correlation-heatmap");
        body = new PanelBody(map, model.messageProperty(), model.runningProperty());
        ChoiceBox<Ordering> order = new ChoiceBox<>(model.orderings());
        order.setId("correlation-order");
        order.getStyleClass().add("small");
        order.setPrefWidth(104);
        order.valueProperty().bindBidirectional(model.orderingProperty());
        body.addTool("Order", order);
        Slider threshold = new Slider(0, 1, 0);
        threshold.setId("correlation-threshold");
        threshold.getStyleClass().add("small");
        threshold.setPrefWidth(80);
        threshold.setMinWidth(60);
        threshold.setBlockIncrement(0.05);
        threshold.setAccessibleText("Fade correlations smaller than");
        threshold.valueProperty().bindBidirectional(model.thresholdProperty());
        Label value = new Label();
        value.getStyleClass().add("text-small");
        value.setMinWidth(30);
        value.textProperty().bind(model.thresholdProperty().map(t -> NumberText.correlation(t.doubleValue())));
        body.addTool("Fade |\u03c1| <", threshold, value);
        pair = body.addLine("correlation-pair");
        Label health = body.addLine("correlation-health");
        health.getStyleClass().add("text-muted");
        health.textProperty().bind(model.healthProperty());

        map.addEventFilter(MouseEvent.MOUSE_CLICKED, e -> adding = e.isShortcutDown());
        map.setOnSelect(cell -> model.select(cell.row(), cell.column(), adding));
        map.setOnHover(this::hover);
        model.heatMapProperty().addListener((o, old, now) -> show(now));
        model.selectedProperty().addListener((o, old, now) -> map.setSelection(now));
        model.thresholdProperty().addListener((o, old, now) -> map.setThreshold(now.doubleValue()));
        show(model.heatMapProperty().get());
        map.setSelection(model.selectedProperty().get());
        map.setThreshold(model.thresholdProperty().get());
        hover(null);
    }

    private void show(@Nullable HeatMap now) {
        map.setVisible(now != null);
        if (now != null) {
            map.show(now.values(), now.ids(), now.order());
            List<HeatMapView.Box> boxes = now.blocks().stream()
                    .map(block -> new HeatMapView.Box(block.from(), block.to(), block.number())).toList();
            map.setBoxes(boxes.size() > 1 ? boxes : List.of());
        }
    }

    private void hover(HeatMapView.@Nullable Cell cell) {
        pair.setText(cell == null
                ? "Point at a cell to read the pair."
                : PlainText.line(model.readOut(cell.row(), cell.column())));
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
