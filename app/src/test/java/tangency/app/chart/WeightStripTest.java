package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.MouseEvent;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;

class WeightStripTest {
    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static WeightStrip strip() {
        return Fx.get(() -> {
            WeightStrip strip = new WeightStrip();
            strip.show(new double[]{0.5, -0.0, 0.7, -0.2}, List.of("A", "B", "C", "D"), List.of(0, 0, 1, 1),
                    new int[]{3, 2, 1, 0});
            return strip;
        });
    }

    @Test
    void aRowStandsWhereItsLeafStands() {
        WeightStrip strip = strip();
        List<Integer> chosen = new ArrayList<>();
        strip.setOnSelect(chosen::add);
        try (Showing showing = new Showing(strip)) {
            Fx.run(() -> strip.setLeafRange(100, 300));
            showing.mouse(MouseEvent.MOUSE_CLICKED, 50, 110);
            showing.mouse(MouseEvent.MOUSE_CLICKED, 50, 290);
            showing.mouse(MouseEvent.MOUSE_CLICKED, 50, 90);
            showing.mouse(MouseEvent.MOUSE_CLICKED, 50, 300);
            assertThat(chosen).containsExactly(3, 0);
        }
    }

    @Test
    void tableAndSummary() {
        WeightStrip strip = strip();
        assertThat(strip.asTable().rows().getFirst()).containsExactly("D", -0.2);
        assertThat(strip.describe()).isEqualTo("Weights of 3 of 4 assets; largest C with 70.0%.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strip.show(new double[]{1}, List.of(), List.of(), new int[]{0}));
    }
}
