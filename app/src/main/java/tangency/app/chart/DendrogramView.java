package tangency.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Line;
import javafx.scene.text.TextAlignment;

import tangency.core.report.PlainText;

/**
 * A cluster tree. Vertical: leaves run down the right edge and the root is on the left; horizontal: leaves run along the bottom
 * and the root is on top. Branches below the cut take the colours of their clusters (numbered along the leaves), the rest is
 * muted. The cut line is dragged by mouse, or moved by arrow keys; a click on a branch tells its leaves. FX thread only.
 */
public final class DendrogramView extends ChartRegion {
    /** One merge of a linkage table: nodes 0 … n − 1 are leaves, node n + k is merge k. */
    public record Merge(int left, int right, double height) {}

    private static final double EDGE = 8;
    private static final double SCALE = 16;
    private static final double MAX_LABEL = 96;
    private static final double GRAB = 6;

    private final Orientation orientation;
    private final Canvas canvas = new Canvas();
    private final Line cutLine = new Line();
    private final Labels labels = new Labels();
    private TreeLayout tree = new TreeLayout(List.of(), new int[0]);
    private List<Merge> merges = List.of();
    private List<String> ids = List.of();
    private int[] order = {};
    private double cut = Double.NaN;
    private Set<Integer> selection = Set.of();
    private boolean showIds = true;
    private double labelRoom = Double.NaN;
    private double rangeFrom = Double.NaN;
    private double rangeTo = Double.NaN;
    private boolean dragging;
    private boolean keyed;
    private DoubleConsumer onCut = height -> {};
    private DoubleConsumer onCutEnd = height -> {};
    private Consumer<Set<Integer>> onBranch = leaves -> {};

    public DendrogramView(Orientation leaves) {
        super("dendrogram");
        orientation = leaves;
        cutLine.setManaged(false);
        cutLine.setMouseTransparent(true);
        cutLine.setStrokeWidth(1.5);
        cutLine.getStrokeDashArray().setAll(6.0, 4.0);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, cutLine);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> setCursor(nearCut(e) ? cutCursor() : Cursor.DEFAULT));
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        addEventHandler(KeyEvent.KEY_RELEASED, this::keyReleased);
        setAccessibleText(PlainText.line(describe()));
    }

    /** Shows a tree over {@code ids}: n − 1 merges, and the leaves' indices in the order they stand. */
    public void show(List<Merge> merges, List<String> ids, int[] order) {
        if (ids.size() != order.length) {
            throw new IllegalArgumentException(ids.size() + " ids and an order of " + order.length);
        }
        if (merges.equals(this.merges) && ids.equals(this.ids) && Arrays.equals(order, this.order)) {
            return;
        }
        tree = new TreeLayout(merges, order);
        this.merges = List.copyOf(merges);
        this.ids = List.copyOf(ids);
        this.order = order.clone();
        labelRoom = Double.NaN;
        contentChanged();
    }

    /** The height the tree is cut at, NaN for no cut. */
    public void setCut(double height) {
        if (!dragging && Double.compare(height, cut) != 0) {
            cut = height;
            contentChanged();
        }
    }

    public double cut() {
        return cut;
    }

    /** The chosen leaves by index: their branches are drawn thick, the others fade. */
    public void setSelection(Set<Integer> selection) {
        if (!selection.equals(this.selection)) {
            this.selection = Set.copyOf(selection);
            repaint();
        }
    }

    /** Whether leaf ids are shown; off when a heat map beside it shows them. */
    public void setShowIds(boolean showIds) {
        this.showIds = showIds;
        labelRoom = Double.NaN;
        repaint();
    }

    /** Pins the leaves between two pixels of this node (as a heat map's plot area); NaN, NaN gives them all the room. */
    public void setLeafRange(double from, double to) {
        if (Double.compare(from, rangeFrom) != 0 || Double.compare(to, rangeTo) != 0) {
            rangeFrom = from;
            rangeTo = to;
            repaint();
        }
    }

    /** Called with the height at every step of a drag of the cut line. */
    public void setOnCut(DoubleConsumer onCut) {
        this.onCut = onCut;
    }

    /** Called once at the end of a drag of the cut line. */
    public void setOnCutEnd(DoubleConsumer onCutEnd) {
        this.onCutEnd = onCutEnd;
    }

    /** Called with the indices of the leaves of a branch that is clicked. */
    public void setOnBranch(Consumer<Set<Integer>> onBranch) {
        this.onBranch = onBranch;
    }

    @Override
    public String describe() {
        if (order.length == 0) {
            return "Dendrogram, empty.";
        }
        int clusters = tree.clusterCount(Double.isNaN(cut) ? -1 : cut);
        return "Dendrogram of " + order.length + (order.length == 1 ? " asset" : " assets") + (Double.isNaN(cut)
                ? "."
                : ", cut at " + NumberText.number(cut, 2) + " into " + clusters
                        + (clusters == 1 ? " cluster." : " clusters."));
    }

    @Override
    public ChartTable asTable() {
        List<List<Object>> rows = new ArrayList<>();
        int[] clusters = tree.clusters(Double.isNaN(cut) ? -1 : cut);
        for (int k = 0; k < order.length; k++) {
            rows.add(List.of(k + 1, ids.get(order[k]), Double.isNaN(cut) ? "" : clusters[order[k]] + 1));
        }
        return new ChartTable("Leaves of the cluster tree", List.of("place", "id", "cluster"), rows);
    }

    @Override
    protected void paint(double width, double height) {
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        cutLine.setVisible(false);
        if (order.length == 0) {
            return;
        }
        int[] clusters = tree.clusters(Double.isNaN(cut) ? Double.POSITIVE_INFINITY : cut);
        boolean[] lit = tree.lit(selection);
        for (int m = 0; m < merges.size(); m++) {
            branch(g, m, clusters, lit);
        }
        drawScale(g);
        if (showIds) {
            drawIds(g);
        }
        placeCut();
    }

    private boolean vertical() {
        return orientation == Orientation.VERTICAL;
    }

    /** Measured once per change of ids: every branch asks for it. */
    private double labelRoom() {
        if (Double.isNaN(labelRoom)) {
            labelRoom = showIds && order.length > 0 ? Math.min(MAX_LABEL, labels.widest(ids, NORMAL)) + 6 : 2;
        }
        return labelRoom;
    }

    private LeafAxis leaves() {
        double length = vertical() ? getHeight() : getWidth();
        double end = vertical() ? SCALE : EDGE;
        return Double.isNaN(rangeFrom)
                ? new LeafAxis(EDGE, Math.max(EDGE + 1, length - end), order.length)
                : new LeafAxis(rangeFrom, rangeTo, order.length);
    }

    /** The pixel of a height, across the leaf axis: from the leaves' edge towards the root. */
    private double across(double height) {
        double top = tree.highest() > 0 ? tree.highest() * 1.04 : 1;
        double start = rootEdge();
        double end = (vertical() ? getWidth() : getHeight()) - labelRoom();
        return end - height / top * (end - start);
    }

    private double heightAt(double pixel) {
        double top = tree.highest() > 0 ? tree.highest() * 1.04 : 1;
        double end = (vertical() ? getWidth() : getHeight()) - labelRoom();
        return Math.clamp((end - pixel) / (end - rootEdge()) * top, 0, top);
    }

    private double rootEdge() {
        return vertical() ? EDGE : EDGE / 2;
    }

    private void branch(GraphicsContext g, int m, int[] clusters, boolean[] lit) {
        Merge merge = merges.get(m);
        LeafAxis axis = leaves();
        int node = order.length + m;
        double at = across(tree.height(node));
        for (int child : new int[]{merge.left(), merge.right()}) {
            double along = axis.middle(tree.place(child));
            double from = across(tree.height(child));
            double middle = axis.middle(tree.place(node));
            boolean above = clusters[node] < 0;
            g.setStroke(color(above || Double.isNaN(cut) ? ChartColor.MUTED : Palette.group(clusters[node])));
            boolean strong = lit[child] && (lit[node] || child < order.length);
            g.setGlobalAlpha(selection.isEmpty() || strong ? 1 : 0.35);
            g.setLineWidth(strong ? 2.2 : order.length > 150 ? 0.8 : 1.2);
            line(g, from, along, at, along);
            line(g, at, along, at, middle);
        }
        g.setGlobalAlpha(1);
    }

    private void line(GraphicsContext g, double across1, double along1, double across2, double along2) {
        if (vertical()) {
            g.strokeLine(across1, along1, across2, along2);
        } else {
            g.strokeLine(along1, across1, along2, across2);
        }
    }

    private void drawScale(GraphicsContext g) {
        double top = tree.highest();
        if (!vertical() || !(top > 0)) {
            return;
        }
        double y = Math.min(getHeight() - 2, leaves().to() + 3);
        if (getHeight() - y < 12) {
            return;
        }
        g.setFill(color(ChartColor.MUTED));
        g.setFont(SMALL);
        g.setTextBaseline(VPos.TOP);
        double step = Math.pow(10, Math.floor(Math.log10(top)));
        step = top / step < 2 ? step / 2 : top / step > 5 ? step * 2 : step;
        int decimals = step < 0.1 ? 2 : step < 1 ? 1 : 0;
        double last = Double.POSITIVE_INFINITY;
        for (double height = 0; height <= top; height += step) {
            String text = NumberText.number(height, decimals);
            double x = across(height);
            double half = labels.width(text, SMALL) / 2;
            g.setTextAlign(TextAlignment.CENTER);
            if (x + half < last && x - half > 0 && x + half < getWidth()) {
                g.fillText(text, x, y);
                last = x - half - 4;
            }
        }
    }

    private void drawIds(GraphicsContext g) {
        LeafAxis axis = leaves();
        int every = Labels.every(axis.cell(), NORMAL.getSize() + 1.5);
        g.setFont(NORMAL);
        g.setTextBaseline(VPos.CENTER);
        for (int k = 0; k < order.length; k += every) {
            boolean strong = selection.contains(order[k]);
            g.setFill(color(selection.isEmpty() || strong ? ChartColor.INK : ChartColor.MUTED));
            String id = labels.fit(ids.get(order[k]), NORMAL, labelRoom() - 4);
            if (vertical()) {
                g.setTextAlign(TextAlignment.LEFT);
                g.fillText(id, across(0) + 4, axis.middle(k));
            } else {
                g.save();
                g.translate(axis.middle(k), across(0) + 4);
                g.rotate(-90);
                g.setTextAlign(TextAlignment.RIGHT);
                g.fillText(id, 0, 0);
                g.restore();
            }
        }
    }

    private void placeCut() {
        boolean shown = !Double.isNaN(cut) && order.length > 1;
        cutLine.setVisible(shown);
        if (shown) {
            double at = Math.round(across(cut)) + 0.5;
            LeafAxis axis = leaves();
            cutLine.setStartX(vertical() ? at : axis.from());
            cutLine.setEndX(vertical() ? at : axis.to());
            cutLine.setStartY(vertical() ? axis.from() : at);
            cutLine.setEndY(vertical() ? axis.to() : at);
            cutLine.setStroke(color(ChartColor.ACCENT));
        }
    }

    private Cursor cutCursor() {
        return vertical() ? Cursor.H_RESIZE : Cursor.V_RESIZE;
    }

    private double acrossOf(MouseEvent e) {
        return vertical() ? e.getX() : e.getY();
    }

    private boolean nearCut(MouseEvent e) {
        return cutLine.isVisible() && Math.abs(acrossOf(e) - across(cut)) <= GRAB;
    }

    private void press(MouseEvent e) {
        requestFocus();
        dragging = e.getButton() == MouseButton.PRIMARY && nearCut(e);
    }

    private void drag(MouseEvent e) {
        if (dragging) {
            moveCut(heightAt(acrossOf(e)));
        }
    }

    private void moveCut(double height) {
        cut = height;
        contentChanged();
        onCut.accept(height);
    }

    private void release(MouseEvent e) {
        if (dragging) {
            dragging = false;
            onCutEnd.accept(cut);
        }
    }

    private void click(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress() || nearCut(e) || order.length == 0) {
            return;
        }
        int node = nodeAt(e);
        if (node >= 0) {
            onBranch.accept(tree.leavesUnder(node));
        }
    }

    /** The branch under the mouse: the lowest node whose bar or stem is near, or the leaf in the label area. */
    private int nodeAt(MouseEvent e) {
        LeafAxis axis = leaves();
        double along = vertical() ? e.getY() : e.getX();
        double at = acrossOf(e);
        if (at > across(0) - 2) {
            int place = axis.placeAt(along);
            return place < 0 ? -1 : order[place];
        }
        int best = -1;
        double nearest = GRAB;
        for (int m = 0; m < merges.size(); m++) {
            Merge merge = merges.get(m);
            double one = axis.middle(tree.place(merge.left()));
            double two = axis.middle(tree.place(merge.right()));
            double bar = across(merge.height());
            double outside = Math.max(0, Math.max(Math.min(one, two) - along, along - Math.max(one, two)));
            double distance = Math.hypot(outside, at - bar);
            if (distance < nearest) {
                nearest = distance;
                best = order.length + m;
            }
            for (int child : new int[]{merge.left(), merge.right()}) {
                double stem = axis.middle(tree.place(child));
                double beyond = Math.max(0, Math.max(bar - at, at - across(tree.height(child))));
                double toStem = Math.hypot(beyond, along - stem);
                if (toStem < nearest) {
                    nearest = toStem;
                    best = child;
                }
            }
        }
        return best;
    }

    private void keyPressed(KeyEvent e) {
        double step = tree.highest() / (e.isShiftDown() ? 10 : 100);
        double direction = switch (e.getCode()) {
            case LEFT, UP -> 1;
            case RIGHT, DOWN -> -1;
            default -> 0;
        };
        if (direction != 0 && !Double.isNaN(cut)) {
            moveCut(Math.clamp(cut + direction * step, 0, Math.max(0, tree.highest() * 1.04)));
            keyed = true;
            e.consume();
        }
    }

    private void keyReleased(KeyEvent e) {
        if (keyed) {
            keyed = false;
            onCutEnd.accept(cut);
            e.consume();
        }
    }
}
