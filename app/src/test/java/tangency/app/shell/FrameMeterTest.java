package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;

class FrameMeterTest {
    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void everyStepIsMatchedWithThePaintedFrameThatShowsIt() {
        Circle circle = new Circle(50, 50, 20, Color.RED);
        Stage stage = Fx.get(() -> {
            Stage window = new Stage();
            window.setScene(new Scene(new Pane(circle), 300, 200));
            window.setX(0);
            window.setY(0);
            window.show();
            return window;
        });
        Fx.pulses(stage.getScene(), 3);
        FrameMeter meter = Fx.get(() -> FrameMeter.on(stage.getScene()));
        int steps = 5;
        for (int i = 0; i < steps; i++) {
            double x = 60 + 10 * i;
            // The result arrives late, as from a solve off the FX thread.
            Fx.run(() -> meter.step(() -> Platform.runLater(() -> Platform.runLater(() -> circle.setCenterX(x))),
                    () -> circle.getCenterX() == x));
            do {
                Fx.pulses(stage.getScene(), 1);
            } while (!Fx.get(meter::idle));
        }
        List<FrameMeter.Step> measured = meter.finish();
        Fx.run(stage::close);
        assertThat(measured).hasSize(steps).allSatisfy(step -> {
            assertThat(step.painted()).isTrue();
            assertThat(step.fxWork()).isPositive();
            assertThat(step.eventToFrame()).isGreaterThan(step.painting());
        });
        assertThat(FrameMeter.summary(measured)).contains("event to frame").contains("n=5");
    }

    @Test
    void percentilesAreByNearestRank() {
        List<FrameMeter.Step> steps = new ArrayList<>();
        DoubleStream.iterate(1, v -> v + 1).limit(500).forEach(v -> steps.add(new FrameMeter.Step(v, 0, 0, true)));
        assertThat(FrameMeter.Percentiles.of(steps, FrameMeter.Step::eventToFrame))
                .isEqualTo(new FrameMeter.Percentiles(500, 250, 450, 495, 500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameMeter.Percentiles.of(List.of(), FrameMeter.Step::fxWork));
    }
}
