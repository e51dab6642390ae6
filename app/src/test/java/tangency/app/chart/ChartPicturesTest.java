package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.app.shell.PictureBooth;
import tangency.app.shell.Theme;

/** Draws every chart in both themes and several sizes into target/pictures, for people to look at; and checks what a test can. */
class ChartPicturesTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static Map<String, Supplier<ChartRegion>> charts() {
        Map<String, Supplier<ChartRegion>> charts = new LinkedHashMap<>();
        for (int n : new int[]{2, 12, 40, 100, 470}) {
            charts.put("heat-map-" + n, () -> heatMap(n));
        }
        charts.put("frontier-0", FrontierChart::new);
        for (int n : new int[]{2, 20, 470}) {
            charts.put("frontier-" + n, () -> frontier(n));
        }
        return charts;
    }

    static HeatMapView heatMap(int n) {
        HeatMapView view = new HeatMapView();
        view.show(Samples.correlations(n, Math.max(1, n / 5), 3), Samples.ids(n), Samples.straight(n));
        if (n >= 12) {
            view.setBoxes(List.of(new HeatMapView.Box(0, n / 5, 0), new HeatMapView.Box(n / 5, 2 * (n / 5), 1)));
            view.setSelection(Set.of(n - 2, n - 3));
        }
        if (n == 40) {
            view.setThreshold(0.3);
        }
        return view;
    }

    static FrontierChart frontier(int n) {
        FrontierChart chart = new FrontierChart();
        chart.show(Samples.frontier(n));
        chart.setCurrent(new FrontierPicture.Point(0.16, 0.1));
        chart.setBaseline(new FrontierPicture.Point(0.15, 0.07));
        chart.setTarget(0.12);
        return chart;
    }

    @Test
    void everyChartDrawsInBothThemesWithoutAWarning() {
        List<String> warnings = Fx.warningsDuring(() -> charts().forEach((name, chart) -> {
            for (Theme theme : Theme.values()) {
                for (int[] size : new int[][]{{640, 480}, {300, 240}, {1280, 800}, {1920, 1080}}) {
                    WritableImage picture = PictureBooth.draw(chart, size[0], size[1], theme);
                    PictureBooth.writePng(picture, PICTURES
                            .resolve(name + "-" + size[0] + "-" + theme.name().toLowerCase(java.util.Locale.ROOT)
                                    + ".png"));
                    assertThat(picture.getWidth()).isEqualTo(size[0]);
                    assertThat(picture.getHeight()).isEqualTo(size[1]);
                }
            }
        }));
        assertThat(warnings).isEmpty();
    }
}
