package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.core.math.Matrix;

class TransitionMapTest {
    /** Two points: all in A at 10 %, a quarter in A and three quarters in B at 20 %. */
    private static final TransitionPicture TWO = new TransitionPicture(List.of(0.10, 0.20), List.of("A", "B"),
            List.of(0, 1), Matrix.of(new double[][]{{1, 0}, {0.25, 0.75}}));

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static TransitionMap map() {
        return Fx.get(() -> {
            TransitionMap map = new TransitionMap("Volatility, % a year");
            map.show(TWO);
            return map;
        });
    }

    private static Bounds plot(TransitionMap map) {
        Node canvas = map.lookup(".chart-canvas");
        return map.sceneToLocal(canvas.localToScene(canvas.getBoundsInLocal()));
    }

    @Test
    void areasAreStackedInTheColoursOfTheirGroups() {
        TransitionMap map = map();
        try (Showing showing = new Showing(map)) {
            WritableImage picture = Fx.get(map::picture);
            Bounds plot = plot(map);
            assertThat(at(picture, plot, 0.9, 0.06)).isEqualTo(Color.web("#4477aa"));
            assertThat(at(picture, plot, 0.9, 0.9)).isEqualTo(Color.web("#ee7733"));
            assertThat(at(picture, plot, 0.05, 0.9)).isEqualTo(Color.web("#4477aa"));
            assertThat(showing.scene().getWidth()).isEqualTo(800);
        }
    }

    private static Color at(WritableImage picture, Bounds plot, double across, double up) {
        return picture.getPixelReader().getColor((int) (plot.getMinX() + across * plot.getWidth()),
                (int) (plot.getMaxY() - up * plot.getHeight()));
    }

    @Test
    void pressingAndArrowKeysPickAPoint() {
        TransitionMap map = map();
        List<Double> picked = new ArrayList<>();
        map.setOnPick(picked::add);
        try (Showing showing = new Showing(map)) {
            Bounds plot = plot(map);
            showing.mouse(MouseEvent.MOUSE_PRESSED, plot.getMinX() + 0.25 * plot.getWidth(), plot.getCenterY());
            showing.mouse(MouseEvent.MOUSE_DRAGGED, plot.getMaxX() + 50, plot.getCenterY());
            assertThat(picked).hasSize(2);
            assertThat(picked.get(0)).isCloseTo(0.125, within(5e-4));
            assertThat(picked.get(1)).isEqualTo(0.20);
            Fx.run(() -> map.setCursorAt(0.20));
            showing.key(KeyCode.LEFT);
            assertThat(picked).endsWith(0.10);
        }
    }

    @Test
    void whatIsNotAmongTheLargestIsOneBandAndNothingIsLost() {
        TransitionPicture picture = Samples.transition(60, true);
        TransitionStack stack = new TransitionStack(picture, 5);
        assertThat(stack.bands()).hasSize(7);
        for (int i = 0; i < picture.x().size(); i++) {
            double total = 0;
            for (TransitionStack.Band band : stack.bands()) {
                boolean below = band.high()[i] <= 0 && band.low()[i] < 0;
                total += (below ? -1 : 1) * (band.high()[i] - band.low()[i]);
            }
            // Weights that never exceed 0.01 % are left out.
            assertThat(total).isCloseTo(1, within(60 * 1e-4));
        }
        assertThat(stack.lowest()).isNegative();
    }

    @Test
    void tableAndSummary() {
        TransitionMap map = map();
        assertThat(map.asTable().headers()).containsExactly("x", "A", "B");
        assertThat(map.asTable().rows()).containsExactly(List.of(0.10, 1.0, 0.0), List.of(0.20, 0.25, 0.75));
        assertThat(map.describe()).isEqualTo("Weights along the frontier from 10.0% to 20.0%; largest A 100.0%, B 0.0%"
                + " at the low end and B 75.0%, A 25.0% at the high end.");
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TransitionPicture(List.of(0.1), List.of("A"),
                List.of(0), Matrix.of(new double[][]{{1, 0}})));
    }
}
