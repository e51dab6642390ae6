package tangency.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.text.TextAlignment;

import tangency.core.report.PlainText;

/**
 * The weights along the frontier as stacked areas: the twelve that matter most in the colours of their groups, all others grey; a
 * vertical cursor marks the portfolio in force and moves without a repaint. Pressing or dragging in the map, and Left and Right,
 * pick a point. FX thread only.
 */
public final class TransitionMap extends ChartRegion {
    private static final int KEPT = 12;

    private final PlotFrame plot;
    private final Canvas canvas = new Canvas();
    private final Line cursor = new Line();
    private final Label note = new Label();
    private final Labels labels = new Labels();
    private TransitionPicture picture = TransitionPicture.EMPTY;
    private TransitionStack stack = new TransitionStack(TransitionPicture.EMPTY, KEPT);
    private double cursorAt = Double.NaN;
    private double[] fixedRange = {};
    private DoubleConsumer onPick = x -> {};

    /** A map over an x axis of the given name, as in "Volatility, % a year". */
    public TransitionMap(String xName) {
        super("transition-map");
        plot = new PlotFrame(xName, "Weight, %");
        note.getStyleClass().add("chart-note");
        note.setVisible(false);
        canvas.setManaged(false);
        cursor.setManaged(false);
        cursor.setStrokeWidth(1.5);
        getChildren().add(plot.node());
        plot.overlay().getChildren().addAll(canvas, cursor, note);
        plot.setOnMoved(this::draw);
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::pick);
        addEventFilter(MouseEvent.MOUSE_DRAGGED, this::pick);
        addEventFilter(MouseEvent.MOUSE_MOVED, this::hover);
        addEventFilter(MouseEvent.MOUSE_EXITED, e -> note.setVisible(false));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        colorsChanged();
        fitRanges();
        setAccessibleText(PlainText.line(describe()));
    }

    /** Shows other weights; an equal picture costs nothing. */
    public void show(TransitionPicture picture) {
        if (picture.equals(this.picture)) {
            return;
        }
        this.picture = picture;
        stack = new TransitionStack(picture, KEPT);
        fitRanges();
        contentChanged();
    }

    /** Where the portfolio in force stands on the x axis (a fraction a year), NaN for nowhere; cheap. */
    public void setCursorAt(double x) {
        cursorAt = x;
        placeCursor();
    }

    /** Shares the x range (per cent) of another chart, such as {@link FrontierChart#volatilityRange}; empty for its own. */
    public void setRange(double[] range) {
        if (!Arrays.equals(range, fixedRange)) {
            fixedRange = range.clone();
            fitRanges();
            repaint();
        }
    }

    /** Called with the x value (a fraction a year) that is pressed, dragged over or reached by arrow keys. */
    public void setOnPick(DoubleConsumer onPick) {
        this.onPick = onPick;
    }

    @Override
    public String describe() {
        if (picture.x().isEmpty()) {
            return "Transition map, empty.";
        }
        StringBuilder text = new StringBuilder("Weights along the frontier from ")
                .append(NumberText.percent(picture.x().getFirst())).append(" to ")
                .append(NumberText.percent(picture.x().getLast())).append("; largest ");
        int[] top = top(0);
        text.append(said(top, 0)).append(" at the low end and ").append(said(top(picture.x().size() - 1),
                picture.x().size() - 1));
        return text.append(" at the high end.").toString();
    }

    @Override
    public ChartTable asTable() {
        List<String> headers = new ArrayList<>(List.of("x"));
        headers.addAll(picture.ids());
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < picture.x().size(); i++) {
            List<Object> row = new ArrayList<>();
            row.add(picture.x().get(i));
            for (int j = 0; j < picture.ids().size(); j++) {
                row.add(picture.weights().get(i, j));
            }
            rows.add(row);
        }
        return new ChartTable("Weights along the frontier", headers, rows);
    }

    @Override
    protected void paint(double width, double height) {
        draw();
    }

    @Override
    protected void layoutChildren() {
        plot.node().resizeRelocate(1, 1, Math.max(1, getWidth() - 2), Math.max(1, getHeight() - 2));
        super.layoutChildren();
    }

    @Override
    protected void colorsChanged() {
        cursor.setStroke(color(ChartColor.SELECT));
    }

    private void fitRanges() {
        double[] x = {0, 30};
        if (fixedRange.length == 2) {
            x = fixedRange;
        } else if (picture.x().size() > 1) {
            x = PlotFrame.range(picture.x().getFirst() * 100, picture.x().getLast() * 100, 0);
        }
        double low = Math.min(0, stack.lowest() * 100);
        double high = stack.highest() > 0 ? stack.highest() * 100 : 100;
        plot.setRanges(x[0], x[1], low < 0 ? low * 1.02 : 0, high * 1.02);
    }

    private void draw() {
        canvas.setWidth(plot.width());
        canvas.setHeight(plot.height());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, plot.width(), plot.height());
        int points = picture.x().size();
        double[] xs = new double[2 * points];
        double[] ys = new double[2 * points];
        g.setLineWidth(0.7);
        for (TransitionStack.Band band : stack.bands()) {
            for (int i = 0; i < points; i++) {
                xs[i] = plot.toX(picture.x().get(i) * 100);
                ys[i] = plot.toY(band.high()[i] * 100);
                xs[2 * points - 1 - i] = xs[i];
                ys[2 * points - 1 - i] = plot.toY(band.low()[i] * 100);
            }
            g.setFill(bandColor(band));
            g.fillPolygon(xs, ys, 2 * points);
            g.setStroke(color(ChartColor.SURFACE));
            g.strokePolygon(xs, ys, 2 * points);
        }
        for (TransitionStack.Band band : stack.bands()) {
            label(g, band);
        }
        placeCursor();
    }

    private Color bandColor(TransitionStack.Band band) {
        return color(band.asset() < 0 ? ChartColor.OTHER : Palette.group(picture.groups().get(band.asset())));
    }

    /** Writes a band's name where the band is thickest, if there is room. */
    private void label(GraphicsContext g, TransitionStack.Band band) {
        int thickest = 0;
        for (int i = 1; i < band.low().length; i++) {
            if (band.high()[i] - band.low()[i] > band.high()[thickest] - band.low()[thickest]) {
                thickest = i;
            }
        }
        String text = band.asset() < 0 ? "others" : picture.ids().get(band.asset());
        double width = labels.width(text, NORMAL);
        if (band.low().length == 0) {
            return;
        }
        double left = Math.max(0, plot.toX(picture.x().getFirst() * 100)) + width / 2 + 3;
        double right = Math.min(plot.width(), plot.toX(picture.x().getLast() * 100)) - width / 2 - 3;
        if (left > right) {
            return;
        }
        double x = Math.clamp(plot.toX(picture.x().get(thickest) * 100), left, right);
        double top = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        for (double at : new double[]{x - width / 2, x, x + width / 2}) {
            int i = pointAt(plot.fromX(at) / 100);
            top = Math.max(top, plot.toY(band.high()[i] * 100));
            bottom = Math.min(bottom, plot.toY(band.low()[i] * 100));
        }
        if (bottom - top >= 13) {
            Color ground = bandColor(band);
            boolean bright = 0.3 * ground.getRed() + 0.59 * ground.getGreen() + 0.11 * ground.getBlue() > 0.55;
            g.setFill(bright ? Color.BLACK : Color.WHITE);
            g.setFont(NORMAL);
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(PlainText.line(text), Math.round(x), Math.round((top + bottom) / 2));
        }
    }

    private void placeCursor() {
        cursor.setVisible(!Double.isNaN(cursorAt) && plot.width() > 0);
        double x = Math.round(plot.toX(cursorAt * 100)) + 0.5;
        cursor.setStartX(x);
        cursor.setEndX(x);
        cursor.setStartY(0);
        cursor.setEndY(plot.height());
    }

    private int pointAt(double x) {
        int best = 0;
        for (int i = 1; i < picture.x().size(); i++) {
            if (Math.abs(picture.x().get(i) - x) < Math.abs(picture.x().get(best) - x)) {
                best = i;
            }
        }
        return best;
    }

    private void pick(MouseEvent e) {
        requestFocus();
        Point2D at = plot.toPlot(e.getSceneX(), e.getSceneY());
        if (!picture.x().isEmpty() && plot.width() > 0) {
            onPick.accept(Math.clamp(plot.fromX(at.getX()) / 100, picture.x().getFirst(), picture.x().getLast()));
        }
        e.consume();
    }

    private void hover(MouseEvent e) {
        Point2D at = plot.toPlot(e.getSceneX(), e.getSceneY());
        note.setVisible(false);
        if (picture.x().isEmpty() || at.getX() < 0 || at.getX() > plot.width()) {
            return;
        }
        int point = pointAt(plot.fromX(at.getX()) / 100);
        double weight = plot.fromY(at.getY()) / 100;
        for (TransitionStack.Band band : stack.bands()) {
            if (weight >= band.low()[point] && weight < band.high()[point]) {
                note.setText((band.asset() < 0 ? "others" : picture.ids().get(band.asset())) + " "
                        + NumberText.percent(band.high()[point] - band.low()[point]));
                note.setVisible(true);
                note.applyCss();
                double width = note.prefWidth(-1);
                note.relocate(Math.clamp(at.getX() + 10, 0, Math.max(0, plot.width() - width)),
                        Math.max(0, at.getY() - 22));
            }
        }
    }

    private void key(KeyEvent e) {
        int step = switch (e.getCode()) {
            case RIGHT, UP -> 1;
            case LEFT, DOWN -> -1;
            default -> 0;
        };
        if (step != 0 && !picture.x().isEmpty()) {
            int from = Double.isNaN(cursorAt) ? 0 : pointAt(cursorAt);
            onPick.accept(picture.x().get(Math.clamp(from + step, 0, picture.x().size() - 1)));
            e.consume();
        }
    }

    private int[] top(int point) {
        return IntStream.range(0, picture.ids().size()).boxed()
                .sorted((a, b) -> Double.compare(picture.weights().get(point, b), picture.weights().get(point, a)))
                .limit(2)
                .mapToInt(Integer::intValue).toArray();
    }

    private String said(int[] assets, int point) {
        StringBuilder text = new StringBuilder();
        for (int asset : assets) {
            text.append(text.isEmpty() ? "" : ", ").append(picture.ids().get(asset)).append(' ')
                    .append(NumberText.percent(picture.weights().get(point, asset)));
        }
        return text.toString();
    }
}
