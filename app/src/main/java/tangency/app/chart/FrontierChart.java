package tangency.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

import org.jspecify.annotations.Nullable;
import tangency.app.chart.FrontierPicture.Point;
import tangency.core.report.PlainText;

/**
 * The efficient frontier: volatility across, return up, in per cent a year, over axes, grid and lines by chartfx. A handle slides
 * along the curve by mouse or arrow keys and tells the mean it stands for; what moves with it are a few small nodes, so a drag
 * repaints neither axes nor curve.
 *
 * <p>Right and Up raise the target by a hundredth of the range (with Shift a tenth), Left and Down lower it, Home and End go to
 * the ends; the wheel zooms, a double click shows all. FX thread only.
 */
public final class FrontierChart extends ChartRegion {
    private static final double GRAB = 14;

    private final PlotFrame plot = new PlotFrame("Volatility, % a year", "Return, % a year");
    private final FrontierDots dots = new FrontierDots();
    private final Circle handle = marker(8);
    private final Circle current = marker(6);
    private final Circle baseline = marker(6);
    private final Line guideDown = new Line();
    private final Line guideLeft = new Line();
    private final Label currentLabel = note("current");
    private final Label hoverLabel = note("");

    private FrontierPicture picture = FrontierPicture.EMPTY;
    private CurveWalk curve = new CurveWalk(List.of());
    private @Nullable Point currentPoint;
    private @Nullable Point baselinePoint;
    private double target = Double.NaN;
    private Set<Integer> selection = Set.of();
    private boolean linesStale = true;
    private boolean dragging;
    private boolean keyed;
    private DoubleConsumer onDrag = mean -> {};
    private DoubleConsumer onDragEnd = mean -> {};
    private IntConsumer onAssetClick = index -> {};
    private DoubleConsumer onCurveHover = mean -> {};
    private IntConsumer onAssetHover = index -> {};

    public FrontierChart() {
        super("frontier-chart");
        getChildren().add(plot.node());
        guideDown.getStrokeDashArray().setAll(3.0, 4.0);
        guideLeft.getStrokeDashArray().setAll(3.0, 4.0);
        plot.overlay().getChildren().addAll(guideDown, guideLeft, dots.canvas(), baseline, current, currentLabel,
                handle,
                hoverLabel);
        for (Node node : List.of(dots.canvas(), guideDown, guideLeft, baseline, current, handle)) {
            node.setManaged(false);
        }
        hoverLabel.setVisible(false);
        handle.setId("frontier-handle");
        plot.setOnMoved(this::drawDots);
        // Filters: chartfx consumes drags on its way to the canvas.
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
        addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
        addEventFilter(MouseEvent.MOUSE_CLICKED, this::click);
        addEventFilter(MouseEvent.MOUSE_MOVED, this::hover);
        addEventFilter(MouseEvent.MOUSE_EXITED, e -> {
            hoverAsset(-1);
            onCurveHover.accept(Double.NaN);
        });
        addEventFilter(ScrollEvent.SCROLL, this::zoom);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        addEventHandler(KeyEvent.KEY_RELEASED, this::keyReleased);
        setAccessibleText(PlainText.line(describe()));
        colorsChanged();
        fitRanges();
    }

    /** Shows another picture; an equal one costs nothing. Markers and handle stay where they are. */
    public void show(FrontierPicture picture) {
        if (picture.equals(this.picture)) {
            return;
        }
        this.picture = picture;
        curve = new CurveWalk(picture.curve());
        linesStale = true;
        fitRanges();
        contentChanged();
    }

    /** The portfolio in force, or null; cheap. */
    public void setCurrent(@Nullable Point current) {
        currentPoint = current;
        placeMarkers();
    }

    /** The portfolio of the pinned baseline, or null; cheap. */
    public void setBaseline(@Nullable Point baseline) {
        baselinePoint = baseline;
        placeMarkers();
    }

    /** Where the handle stands: the target mean (a fraction a year), NaN for no handle; cheap. */
    public void setTarget(double mean) {
        if (!dragging) {
            target = mean;
            placeMarkers();
        }
    }

    /** Where the handle stands, NaN without one. */
    public double target() {
        return target;
    }

    /** The chosen assets by index; all others fade. Empty lights all. */
    public void setSelection(Set<Integer> selection) {
        if (!selection.equals(this.selection)) {
            this.selection = Set.copyOf(selection);
            drawDots();
        }
    }

    /** Called with the target mean at every step of a drag. */
    public void setOnDrag(DoubleConsumer onDrag) {
        this.onDrag = onDrag;
    }

    /** Called once when a drag ends, with the last target mean. */
    public void setOnDragEnd(DoubleConsumer onDragEnd) {
        this.onDragEnd = onDragEnd;
    }

    /** Called with the index of an asset that is clicked. */
    public void setOnAssetClick(IntConsumer onAssetClick) {
        this.onAssetClick = onAssetClick;
    }

    /** Called with the mean of the curve's point under the mouse, NaN when it is away from the curve. */
    public void setOnCurveHover(DoubleConsumer onCurveHover) {
        this.onCurveHover = onCurveHover;
    }

    /** Called with the index of the asset under the mouse, −1 for none. */
    public void setOnAssetHover(IntConsumer onAssetHover) {
        this.onAssetHover = onAssetHover;
    }

    /** The lowest and highest volatility of the x axis, in per cent: for a chart below that shares it. */
    public double[] volatilityRange() {
        return new double[]{plot.xMin(), plot.xMax()};
    }

    @Override
    public String describe() {
        if (picture.curve().isEmpty()) {
            return "Efficient frontier, empty.";
        }
        Point low = picture.curve().getFirst();
        Point high = picture.curve().getLast();
        StringBuilder text = new StringBuilder("Efficient frontier from " + say(low) + " to " + say(high));
        if (picture.maximumRatio() != null) {
            text.append("; maximum ratio at ").append(say(picture.maximumRatio()));
        }
        if (currentPoint != null) {
            text.append("; current portfolio at ").append(say(currentPoint));
        }
        return text.append("; ").append(picture.assets().size()).append(" assets.").toString();
    }

    @Override
    public ChartTable asTable() {
        List<List<Object>> rows = new ArrayList<>();
        for (Point point : picture.curve()) {
            rows.add(List.of("frontier", "", point.volatility(), point.mean()));
        }
        addRow(rows, "minimum variance", picture.minimumVariance());
        addRow(rows, "maximum ratio", picture.maximumRatio());
        addRow(rows, "current", currentPoint);
        addRow(rows, "baseline", baselinePoint);
        for (FrontierPicture.Asset asset : picture.assets()) {
            rows.add(List.of("asset", asset.id(), asset.volatility(), asset.mean()));
        }
        return new ChartTable("Efficient frontier", List.of("kind", "id", "volatility", "return"), rows);
    }

    @Override
    protected void paint(double width, double height) {
        if (linesStale) {
            linesStale = false;
            plot.setLines(FrontierLines.lines(picture, plot.xMax() / 100, this::color));
        }
        drawDots();
    }

    @Override
    protected void layoutChildren() {
        plot.node().resizeRelocate(1, 1, Math.max(1, getWidth() - 2), Math.max(1, getHeight() - 2));
        super.layoutChildren();
    }

    @Override
    protected void colorsChanged() {
        linesStale = true;
        style(handle, color(ChartColor.ACCENT), color(ChartColor.SURFACE));
        style(current, color(ChartColor.SURFACE), color(ChartColor.SELECT));
        style(baseline, Color.TRANSPARENT, color(ChartColor.GHOST));
        guideDown.setStroke(color(ChartColor.ACCENT));
        guideLeft.setStroke(color(ChartColor.ACCENT));
    }

    private void fitRanges() {
        double[] ranges = FrontierLines.ranges(picture);
        plot.setRanges(ranges[0], ranges[1], ranges[2], ranges[3]);
    }

    private void drawDots() {
        dots.draw(plot, picture, selection, this::color);
        placeMarkers();
    }

    private void placeMarkers() {
        boolean held = !Double.isNaN(target) && !curve.isEmpty();
        Point on = held ? new Point(curve.volatilityAt(target), curve.clamp(target)) : null;
        place(handle, on);
        place(current, currentPoint);
        place(baseline, baselinePoint);
        currentLabel.setVisible(current.isVisible() && (on == null || apart()));
        currentLabel.relocate(Math.round(current.getCenterX() + 10), Math.round(current.getCenterY() - 8));
        guideDown.setVisible(on != null);
        guideLeft.setVisible(on != null);
        if (on != null) {
            double x = handle.getCenterX();
            double y = handle.getCenterY();
            guide(guideDown, x, y + 9, x, plot.height());
            guide(guideLeft, 0, y, x - 9, y);
        }
    }

    private boolean apart() {
        return Math.hypot(handle.getCenterX() - current.getCenterX(),
                handle.getCenterY() - current.getCenterY()) > 16;
    }

    private void place(Circle circle, @Nullable Point point) {
        circle.setVisible(point != null && plot.width() > 0);
        if (point != null) {
            circle.setCenterX(plot.toX(point.volatility() * 100));
            circle.setCenterY(plot.toY(point.mean() * 100));
        }
    }

    private static void guide(Line line, double x1, double y1, double x2, double y2) {
        line.setStartX(x1);
        line.setStartY(y1);
        line.setEndX(x2);
        line.setEndY(y2);
    }

    private void press(MouseEvent e) {
        requestFocus();
        if (e.getButton() != MouseButton.PRIMARY || curve.isEmpty()) {
            return;
        }
        Point2D at = plot.toPlot(e.getSceneX(), e.getSceneY());
        boolean onHandle = handle.isVisible()
                && Math.hypot(at.getX() - handle.getCenterX(), at.getY() - handle.getCenterY()) <= GRAB;
        if (onHandle || nearest(at).distance() <= GRAB / 2 && assetAt(at) < 0) {
            dragging = true;
            dragTo(at);
        }
    }

    private void drag(MouseEvent e) {
        if (dragging) {
            dragTo(plot.toPlot(e.getSceneX(), e.getSceneY()));
            e.consume();
        }
    }

    private void dragTo(Point2D at) {
        moveTo(nearest(at).mean());
    }

    private void moveTo(double mean) {
        target = curve.clamp(mean);
        placeMarkers();
        onDrag.accept(target);
    }

    private void release(MouseEvent e) {
        if (dragging) {
            dragging = false;
            onDragEnd.accept(target);
            e.consume();
        }
    }

    private void click(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress()) {
            return;
        }
        int asset = assetAt(plot.toPlot(e.getSceneX(), e.getSceneY()));
        if (asset >= 0) {
            onAssetClick.accept(asset);
        } else if (e.getClickCount() == 2) {
            fitRanges();
            linesStale = true;
            repaint();
        }
    }

    private void hover(MouseEvent e) {
        Point2D at = plot.toPlot(e.getSceneX(), e.getSceneY());
        int asset = assetAt(at);
        hoverAsset(asset);
        CurveWalk.Nearest near = asset >= 0 || curve.isEmpty() ? null : nearest(at);
        onCurveHover.accept(near != null && near.distance() <= GRAB / 2 ? near.mean() : Double.NaN);
    }

    private void hoverAsset(int index) {
        onAssetHover.accept(index);
        hoverLabel.setVisible(index >= 0);
        if (index >= 0) {
            FrontierPicture.Asset asset = picture.assets().get(index);
            hoverLabel.setText(asset.id() + "  " + say(new Point(asset.volatility(), asset.mean())));
            hoverLabel.applyCss();
            double width = hoverLabel.prefWidth(-1);
            double x = Math.clamp(plot.toX(asset.volatility() * 100) + 8, 0, Math.max(0, plot.width() - width));
            hoverLabel.relocate(x, Math.max(0, plot.toY(asset.mean() * 100) - 24));
        }
    }

    private int assetAt(Point2D at) {
        int best = -1;
        double distance = 7;
        for (int i = 0; i < picture.assets().size(); i++) {
            FrontierPicture.Asset asset = picture.assets().get(i);
            double d = Math.hypot(plot.toX(asset.volatility() * 100) - at.getX(),
                    plot.toY(asset.mean() * 100) - at.getY());
            if (d < distance) {
                distance = d;
                best = i;
            }
        }
        return best;
    }

    private CurveWalk.Nearest nearest(Point2D at) {
        double xScale = plot.width() / (plot.xMax() - plot.xMin()) * 100;
        double yScale = plot.height() / (plot.yMax() - plot.yMin()) * 100;
        return curve.nearest(plot.fromX(at.getX()) / 100, plot.fromY(at.getY()) / 100, xScale, yScale);
    }

    private void zoom(ScrollEvent e) {
        Point2D at = plot.toPlot(e.getSceneX(), e.getSceneY());
        if (e.getDeltaY() == 0 || plot.width() <= 0) {
            return;
        }
        double factor = e.getDeltaY() > 0 ? 0.85 : 1 / 0.85;
        double x = plot.fromX(at.getX());
        double y = plot.fromY(at.getY());
        plot.setRanges(Math.max(0, x + (plot.xMin() - x) * factor), x + (plot.xMax() - x) * factor,
                y + (plot.yMin() - y) * factor, y + (plot.yMax() - y) * factor);
        linesStale = true;
        repaint();
        e.consume();
    }

    private void keyPressed(KeyEvent e) {
        if (curve.isEmpty()) {
            return;
        }
        double from = Double.isNaN(target) ? curve.lowest() : target;
        double step = (curve.highest() - curve.lowest()) / (e.isShiftDown() ? 10 : 100);
        switch (e.getCode()) {
            case UP, RIGHT -> moveTo(from + step);
            case DOWN, LEFT -> moveTo(from - step);
            case HOME -> moveTo(curve.lowest());
            case END -> moveTo(curve.highest());
            default -> {
                return;
            }
        }
        keyed = true;
        e.consume();
    }

    private void keyReleased(KeyEvent e) {
        if (keyed) {
            keyed = false;
            onDragEnd.accept(target);
            e.consume();
        }
    }

    private static String say(Point point) {
        return NumberText.percent(point.volatility()) + " volatility and " + NumberText.percent(point.mean())
                + " return";
    }

    private static void addRow(List<List<Object>> rows, String kind, @Nullable Point point) {
        if (point != null) {
            rows.add(List.of(kind, "", point.volatility(), point.mean()));
        }
    }

    private static Label note(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("chart-note");
        return label;
    }

    private static Circle marker(double radius) {
        Circle circle = new Circle(radius);
        circle.setStrokeWidth(2);
        return circle;
    }

    private static void style(Circle circle, Color fill, Color stroke) {
        circle.setFill(fill);
        circle.setStroke(stroke);
    }
}
