package tangency.app.chart;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.util.StringConverter;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.renderer.ErrorStyle;
import io.fair_acc.chartfx.renderer.LineStyle;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.dataset.DataSet;
import io.fair_acc.dataset.spi.DoubleDataSet;

/**
 * A chartfx plot of percentages with fixed ranges: axes, grid and lines; and a pane on top in the plot's own pixels for whatever
 * moves with the hand.
 *
 * <p>Ranges are set by us and never found by chartfx, so a value's pixel is known without waiting for a pulse. Data sets are
 * replaced and never changed: a change of an attached one can wait on its lock forever.
 */
final class PlotFrame {
    /** A line to draw: values in per cent, and its inline style (chartfx's {@code -fx-line-*} properties). */
    record Line(String name, double[] x, double[] y, String style) {}

    private static final double Y_AXIS = 54;

    private final DefaultNumericAxis xAxis;
    private final DefaultNumericAxis yAxis;
    private final XYChart chart;
    private final ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();
    private final Pane overlay = new Pane();
    private final Rectangle clip = new Rectangle();
    private Runnable onMoved = () -> {};

    PlotFrame(String xName, String yName) {
        xAxis = axis(new DefaultNumericAxis(xName));
        yAxis = axis(new DefaultNumericAxis(yName) {
            // The same room whatever the numbers, so that plots above one another share their x axis to the pixel.
            @Override
            protected double computePrefWidth(double height) {
                return Math.max(Y_AXIS, super.computePrefWidth(height));
            }
        });
        chart = new XYChart(xAxis, yAxis);
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setFocusTraversable(false);
        renderer.setErrorStyle(ErrorStyle.NONE);
        renderer.setPolyLineStyle(LineStyle.NORMAL);
        renderer.setDrawMarker(false);
        renderer.setPointReduction(false);
        renderer.setAssumeSortedData(false);
        chart.getRenderers().setAll(List.of(renderer));
        overlay.setManaged(false);
        overlay.setMouseTransparent(true);
        overlay.setClip(clip);
        chart.getCanvasForeground().getChildren().add(overlay);
        chart.getCanvas().widthProperty().addListener((o, old, now) -> moved());
        chart.getCanvas().heightProperty().addListener((o, old, now) -> moved());
    }

    Node node() {
        return chart;
    }

    /** Nodes here are placed in plot pixels ({@link #toX}, {@link #toY}) and clipped to the plot. */
    Pane overlay() {
        return overlay;
    }

    /** Called, in the layout pass, when the plot's size changed; whoever sets ranges repaints by itself. */
    void setOnMoved(Runnable onMoved) {
        this.onMoved = onMoved;
    }

    void setRanges(double xMin, double xMax, double yMin, double yMax) {
        xAxis.set(xMin, xMax);
        yAxis.set(yMin, yMax);
    }

    void setLines(List<Line> lines) {
        renderer.getDatasets().setAll(lines.stream().map(PlotFrame::dataSet).toList());
    }

    double xMin() {
        return xAxis.getMin();
    }

    double xMax() {
        return xAxis.getMax();
    }

    double yMin() {
        return yAxis.getMin();
    }

    double yMax() {
        return yAxis.getMax();
    }

    double width() {
        return chart.getCanvas().getWidth();
    }

    double height() {
        return chart.getCanvas().getHeight();
    }

    double toX(double value) {
        return (value - xMin()) / (xMax() - xMin()) * width();
    }

    double toY(double value) {
        return (yMax() - value) / (yMax() - yMin()) * height();
    }

    double fromX(double pixel) {
        return xMin() + pixel / width() * (xMax() - xMin());
    }

    double fromY(double pixel) {
        return yMax() - pixel / height() * (yMax() - yMin());
    }

    /** A point of the scene in plot pixels. */
    Point2D toPlot(double sceneX, double sceneY) {
        return overlay.sceneToLocal(sceneX, sceneY);
    }

    /** Round limits around {@code low … high}, with some air. */
    static double[] range(double low, double high, double air) {
        if (!(high > low)) {
            double half = Math.max(0.5, Math.abs(low) * 0.1);
            return new double[]{low - half, high + half};
        }
        double pad = (high - low) * air;
        return new double[]{low - pad, high + pad};
    }

    private void moved() {
        overlay.resize(width(), height());
        clip.setWidth(width());
        clip.setHeight(height());
        onMoved.run();
    }

    private static DataSet dataSet(Line line) {
        DoubleDataSet data = new DoubleDataSet(line.name(), line.x(), line.y(), line.x().length, true);
        data.setStyle(line.style());
        return data;
    }

    private static DefaultNumericAxis axis(DefaultNumericAxis axis) {
        axis.setAutoRanging(false);
        axis.setAutoUnitScaling(false);
        axis.setUnit(null);
        axis.setAnimated(false);
        axis.setMinorTickCount(0);
        axis.setTickLabelFormatter(new StringConverter<>() {
            @Override
            public String toString(Number value) {
                return tick(value.doubleValue());
            }

            @Override
            public Number fromString(String text) {
                return Double.valueOf(text.replace('\u2212', '-'));
            }
        });
        return axis;
    }

    private static String tick(double value) {
        double rounded = Math.rint(value * 1000) / 1000;
        int decimals = rounded == Math.rint(rounded) ? 0 : rounded * 10 == Math.rint(rounded * 10) ? 1 : 2;
        return NumberText.number(rounded, decimals);
    }
}
