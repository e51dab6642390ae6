package tangency.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

import tangency.core.report.PlainText;

/**
 * Weights as bars beside the leaves of a tree or the rows of a heat map: one bar per asset, running right from zero (left for
 * negative ones), in the colours of their groups; the value beside it when there is room. FX thread only.
 */
public final class WeightStrip extends ChartRegion {
    private static final double EDGE = 6;

    private final Canvas canvas = new Canvas();
    private final Labels labels = new Labels();
    private double[] weights = {};
    private List<String> ids = List.of();
    private List<Integer> groups = List.of();
    private int[] order = {};
    private Set<Integer> selection = Set.of();
    private double rangeFrom = Double.NaN;
    private double rangeTo = Double.NaN;
    private IntConsumer onSelect = index -> {};
    private IntConsumer onHover = index -> {};

    public WeightStrip() {
        super("weight-strip");
        setPrefWidth(140);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> onHover.accept(indexAt(e.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> onHover.accept(-1));
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            requestFocus();
            int index = indexAt(e.getY());
            if (e.getButton() == MouseButton.PRIMARY && index >= 0) {
                onSelect.accept(index);
            }
        });
        setAccessibleText(PlainText.line(describe()));
    }

    /** Shows {@code weights} (fractions) of {@code ids} in {@code groups}; place k shows index {@code order[k]}. */
    public void show(double[] weights, List<String> ids, List<Integer> groups, int[] order) {
        if (ids.size() != weights.length || groups.size() != weights.length || order.length != weights.length) {
            throw new IllegalArgumentException(weights.length + " weights, " + ids.size() + " ids, " + groups.size()
                    + " groups and an order of " + order.length);
        }
        if (Arrays.equals(weights, this.weights) && ids.equals(this.ids) && groups.equals(this.groups)
                && Arrays.equals(order, this.order)) {
            return;
        }
        this.weights = weights.clone();
        this.ids = List.copyOf(ids);
        this.groups = List.copyOf(groups);
        this.order = order.clone();
        contentChanged();
    }

    /** The chosen assets by index; the others fade. */
    public void setSelection(Set<Integer> selection) {
        if (!selection.equals(this.selection)) {
            this.selection = Set.copyOf(selection);
            repaint();
        }
    }

    /** Pins the rows between two pixels of this node; NaN, NaN gives them all the room. */
    public void setLeafRange(double from, double to) {
        if (Double.compare(from, rangeFrom) != 0 || Double.compare(to, rangeTo) != 0) {
            rangeFrom = from;
            rangeTo = to;
            repaint();
        }
    }

    /** Called with the index of an asset that is clicked. */
    public void setOnSelect(IntConsumer onSelect) {
        this.onSelect = onSelect;
    }

    /** Called with the index of the asset under the mouse, −1 for none. */
    public void setOnHover(IntConsumer onHover) {
        this.onHover = onHover;
    }

    @Override
    public String describe() {
        if (order.length == 0) {
            return "Weights, empty.";
        }
        int largest = 0;
        int held = 0;
        for (int i = 0; i < weights.length; i++) {
            largest = weights[i] > weights[largest] ? i : largest;
            held += Math.abs(weights[i]) >= 0.0005 ? 1 : 0;
        }
        return "Weights of " + held + " of " + weights.length + " assets; largest " + ids.get(largest) + " with "
                + NumberText.percent(weights[largest]) + ".";
    }

    @Override
    public ChartTable asTable() {
        List<List<Object>> rows = new ArrayList<>();
        for (int index : order) {
            rows.add(List.of(ids.get(index), weights[index]));
        }
        return new ChartTable("Weights", List.of("id", "weight"), rows);
    }

    @Override
    protected void paint(double width, double height) {
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        double low = 0;
        double high = 0;
        for (double weight : weights) {
            low = Math.min(low, weight);
            high = Math.max(high, weight);
        }
        if (order.length == 0 || !(high > low)) {
            return;
        }
        LeafAxis axis = axis();
        boolean figures = axis.cell() >= 12 && width > 70;
        double room = figures ? labels.width(NumberText.percent(high), SMALL) + 5 : 0;
        double lowRoom = figures && low < 0 ? labels.width(NumberText.percent(low), SMALL) + 5 : 0;
        double scale = (width - 2 * EDGE - room - lowRoom) / (high - low);
        double zero = EDGE + lowRoom - low * scale;
        double gap = axis.cell() >= 6 ? 1.5 : 0;
        g.setFont(SMALL);
        g.setTextBaseline(VPos.CENTER);
        for (int k = 0; k < order.length; k++) {
            int index = order[k];
            double weight = weights[index];
            double top = axis.from() + k * axis.cell() + gap;
            boolean lit = selection.isEmpty() || selection.contains(index);
            g.setGlobalAlpha(lit ? 1 : 0.35);
            g.setFill(color(Palette.group(groups.get(index))));
            double length = weight * scale;
            g.fillRect(Math.min(zero, zero + length), top, Math.abs(length), Math.max(0.6, axis.cell() - 2 * gap));
            if (figures) {
                g.setGlobalAlpha(lit ? 1 : 0.7);
                g.setFill(color(ChartColor.MUTED));
                g.setTextAlign(weight < 0 ? TextAlignment.RIGHT : TextAlignment.LEFT);
                g.fillText(NumberText.percent(weight), zero + length + (weight < 0 ? -4 : 4), axis.middle(k));
            }
        }
        g.setGlobalAlpha(1);
        g.setStroke(color(ChartColor.LINE));
        g.setLineWidth(1);
        double line = Math.round(zero) - 0.5;
        g.strokeLine(line, axis.from(), line, axis.to());
    }

    private LeafAxis axis() {
        return Double.isNaN(rangeFrom)
                ? new LeafAxis(EDGE, Math.max(EDGE + 1, getHeight() - EDGE), order.length)
                : new LeafAxis(rangeFrom, rangeTo, order.length);
    }

    private int indexAt(double y) {
        int place = axis().placeAt(y);
        return place < 0 ? -1 : order[place];
    }
}
