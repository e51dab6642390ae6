package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.geometry.Orientation;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

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

    private static Map<String, Supplier<Region>> charts() {
        Map<String, Supplier<Region>> charts = new LinkedHashMap<>();
        for (int n : new int[]{2, 12, 40, 100, 470}) {
            charts.put("heat-map-" + n, () -> heatMap(n));
        }
        charts.put("frontier-0", FrontierChart::new);
        for (int n : new int[]{2, 20, 470}) {
            charts.put("frontier-" + n, () -> frontier(n));
        }
        charts.put("transition-0", () -> new TransitionMap("Volatility, % a year"));
        charts.put("transition-8", () -> transition(8, true));
        charts.put("transition-470", () -> transition(470, false));
        charts.put("dendrogram-1", () -> dendrogram(1, Orientation.VERTICAL));
        charts.put("dendrogram-12", () -> dendrogram(12, Orientation.VERTICAL));
        charts.put("dendrogram-across-40", () -> dendrogram(40, Orientation.HORIZONTAL));
        charts.put("dendrogram-470", () -> dendrogram(470, Orientation.VERTICAL));
        charts.put("weights-12", () -> weights(12));
        charts.put("joined-20", () -> joined(20));
        charts.put("joined-470", () -> joined(470));
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

    static TransitionMap transition(int n, boolean shorts) {
        TransitionMap map = new TransitionMap("Volatility, % a year");
        map.show(Samples.transition(n, shorts));
        map.setCursorAt(0.12);
        return map;
    }

    static DendrogramView dendrogram(int n, Orientation orientation) {
        DendrogramView view = new DendrogramView(orientation);
        view.show(Samples.merges(n), Samples.ids(n), Samples.straight(n));
        view.setCut(0.5);
        return view;
    }

    static WeightStrip weights(int n) {
        WeightStrip strip = new WeightStrip();
        double[] weights = Samples.weights(n);
        weights[n / 2] = -0.04;
        strip.show(weights, Samples.ids(n), IntStream.range(0, n).mapToObj(i -> i * 5 / n).toList(),
                Samples.straight(n));
        strip.setSelection(Set.of(1, 2, n / 2));
        return strip;
    }

    /** Tree, heat map and weights on one leaf axis, as the hierarchy panel joins them. */
    static HBox joined(int n) {
        DendrogramView tree = dendrogram(n, Orientation.VERTICAL);
        tree.setShowIds(false);
        HeatMapView map = heatMap(n);
        WeightStrip strip = weights(n);
        map.plotAreaProperty().addListener((o, old, area) -> {
            tree.setLeafRange(area.getMinY(), area.getMaxY());
            strip.setLeafRange(area.getMinY(), area.getMaxY());
        });
        HBox box = new HBox(tree, map, strip);
        tree.setPrefWidth(200);
        HBox.setHgrow(map, Priority.ALWAYS);
        return box;
    }

    @Test
    void everyChartDrawsInBothThemesWithoutAWarning() {
        List<String> warnings = Fx.warningsDuring(() -> charts().forEach((name, chart) -> {
            for (Theme theme : Theme.values()) {
                for (int[] size : new int[][]{{640, 480}, {300, 240}, {1280, 800}, {1920, 1080}}) {
                    WritableImage picture = PictureBooth.draw(chart, size[0], size[1], theme);
                    PictureBooth.writePng(picture, PICTURES
                            .resolve(name + "-" + size[0] + "-" + theme.name().toLowerCase(Locale.ROOT)
                                    + ".png"));
                    assertThat(picture.getWidth()).isEqualTo(size[0]);
                    assertThat(picture.getHeight()).isEqualTo(size[1]);
                }
            }
        }));
        assertThat(warnings).isEmpty();
    }
}
