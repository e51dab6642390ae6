package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;

class FrontierChartTest {
    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** A straight frontier from (10 %, 5 %) to (20 %, 15 %) and one asset away from it. */
    private static FrontierPicture straight() {
        return new FrontierPicture(
                List.of(new FrontierPicture.Point(0.10, 0.05), new FrontierPicture.Point(0.20, 0.15)),
                List.of(new FrontierPicture.Asset("X", 0.2, 0.05, 0)), null, null, null, List.of());
    }

    private static Point2D at(FrontierChart chart, double volatility, double mean) {
        Node canvas = chart.lookup(".chart-canvas");
        Bounds plot = chart.sceneToLocal(canvas.localToScene(canvas.getBoundsInLocal()));
        double[] x = chart.volatilityRange();
        double yMin = 5 - 0.8;
        double yMax = 15 + 0.8;
        return new Point2D(plot.getMinX() + (volatility * 100 - x[0]) / (x[1] - x[0]) * plot.getWidth(),
                plot.getMinY() + (yMax - mean * 100) / (yMax - yMin) * plot.getHeight());
    }

    @Test
    void aDragAlongTheCurveTellsItsMeans() {
        FrontierChart chart = Fx.get(FrontierChart::new);
        List<Double> means = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        Fx.run(() -> {
            chart.show(straight());
            chart.setTarget(0.05);
        });
        chart.setOnDrag(means::add);
        chart.setOnDragEnd(ends::add);
        try (Showing showing = new Showing(chart)) {
            showing.drag(List.of(at(chart, 0.10, 0.05), at(chart, 0.12, 0.07), at(chart, 0.16, 0.11),
                    at(chart, 0.30, 0.30)));
            assertThat(means).hasSize(4);
            assertThat(means.get(1)).isCloseTo(0.07, within(5e-4));
            assertThat(means.get(2)).isCloseTo(0.11, within(5e-4));
            assertThat(means.get(3)).isEqualTo(0.15);
            assertThat(ends).containsExactly(0.15);
            assertThat(chart.target()).isEqualTo(0.15);
        }
    }

    @Test
    void aDragFromElsewhereMovesNothing() {
        FrontierChart chart = Fx.get(FrontierChart::new);
        List<Double> means = new ArrayList<>();
        Fx.run(() -> {
            chart.show(straight());
            chart.setTarget(0.05);
        });
        chart.setOnDrag(means::add);
        try (Showing showing = new Showing(chart)) {
            showing.drag(List.of(at(chart, 0.11, 0.14), at(chart, 0.12, 0.07)));
            assertThat(means).isEmpty();
        }
    }

    @Test
    void keysWalkAlongTheCurveAndStopAtItsEnds() {
        FrontierChart chart = Fx.get(FrontierChart::new);
        List<Double> ends = new ArrayList<>();
        Fx.run(() -> {
            chart.show(straight());
            chart.setTarget(0.10);
        });
        chart.setOnDragEnd(ends::add);
        try (Showing showing = new Showing(chart)) {
            showing.key(KeyCode.UP);
            assertThat(chart.target()).isCloseTo(0.101, within(1e-12));
            showing.key(KeyCode.LEFT);
            showing.key(KeyCode.END);
            showing.key(KeyCode.RIGHT);
            assertThat(ends).hasSize(4);
            assertThat(chart.target()).isEqualTo(0.15);
            showing.key(KeyCode.HOME);
            assertThat(chart.target()).isEqualTo(0.05);
        }
    }

    @Test
    void aClickOnADotTellsItsAsset() {
        FrontierChart chart = Fx.get(FrontierChart::new);
        List<Integer> clicked = new ArrayList<>();
        List<Integer> hovered = new ArrayList<>();
        Fx.run(() -> chart.show(straight()));
        chart.setOnAssetClick(clicked::add);
        chart.setOnAssetHover(hovered::add);
        try (Showing showing = new Showing(chart)) {
            Point2D dot = at(chart, 0.20, 0.05);
            showing.mouse(MouseEvent.MOUSE_MOVED, dot.getX() + 2, dot.getY());
            showing.mouse(MouseEvent.MOUSE_CLICKED, dot.getX() + 2, dot.getY());
            assertThat(hovered).endsWith(0);
            assertThat(clicked).containsExactly(0);
        }
    }

    @Test
    void tableHoldsTheCurveTheMarkersAndTheAssets() {
        FrontierChart chart = Fx.get(() -> {
            FrontierChart c = Fx.get(FrontierChart::new);
            c.show(straight());
            c.setCurrent(new FrontierPicture.Point(0.12, 0.06));
            return c;
        });
        assertThat(chart.asTable().rows()).containsExactly(List.of("frontier", "", 0.10, 0.05),
                List.of("frontier", "", 0.20, 0.15), List.of("current", "", 0.12, 0.06),
                List.of("asset", "X", 0.2, 0.05));
        assertThat(chart.describe()).isEqualTo("Efficient frontier from 10.0% volatility and 5.0% return to 20.0% "
                + "volatility and 15.0% return; current portfolio at 12.0% volatility and 6.0% return; 1 assets.");
    }
}
