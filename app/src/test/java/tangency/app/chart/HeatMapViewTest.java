package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.app.shell.PictureBooth;
import tangency.app.shell.Theme;
import tangency.core.math.Matrix;

class HeatMapViewTest {
    private static final Matrix THREE = Matrix.of(new double[][]{{1, -1, 0}, {-1, 1, Double.NaN}, {0, Double.NaN, 1}});
    private static final List<String> IDS = List.of("AAA", "BBB", "CCC");

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static HeatMapView three(int... order) {
        HeatMapView view = Fx.get(HeatMapView::new);
        Fx.run(() -> view.show(THREE, IDS, order));
        return view;
    }

    @Test
    void cellsTakeTheThemesColoursOfTheirValues() {
        for (Theme theme : Theme.values()) {
            HeatMapView[] view = new HeatMapView[1];
            WritableImage picture = PictureBooth.draw(() -> view[0] = three(0, 1, 2), 600, 400, theme);
            assertThat(cell(picture, view[0], 0, 0)).isEqualTo(Color.web(theme == Theme.LIGHT ? "#b2182b" : "#ff8f78"));
            assertThat(cell(picture, view[0], 0, 1)).isEqualTo(Color.web(theme == Theme.LIGHT ? "#2166ac" : "#74b3ff"));
            assertThat(cell(picture, view[0], 0, 2)).isEqualTo(Color.web(theme == Theme.LIGHT ? "#ffffff" : "#161b22"));
            assertThat(cell(picture, view[0], 1, 2)).isEqualTo(Color.web(theme == Theme.LIGHT ? "#d0d7de" : "#30363d"));
        }
    }

    @Test
    void orderSaysWhereRowsAndColumnsStand() {
        HeatMapView[] view = new HeatMapView[1];
        WritableImage picture = PictureBooth.draw(() -> view[0] = three(2, 0, 1), 600, 400, Theme.LIGHT);
        assertThat(cell(picture, view[0], 1, 2)).isEqualTo(Color.web("#2166ac"));
        assertThat(cell(picture, view[0], 0, 1)).isEqualTo(Color.web("#ffffff"));
    }

    @Test
    void everyCellOfALargeMatrixIsUnderTheMouseAtItsPlace() {
        int n = 470;
        Matrix values = Samples.correlations(n, 94, 1);
        HeatMapView view = Fx.get(HeatMapView::new);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = n - 1 - i;
        }
        Fx.run(() -> view.show(values, Samples.ids(n), order));
        try (Showing showing = new Showing(view)) {
            Rectangle2D area = view.plotAreaProperty().get();
            assertThat(area.getWidth()).isGreaterThan(350);
            for (int k = 0; k < n; k += 7) {
                double x = area.getMinX() + (k + 0.5) * area.getWidth() / n;
                HeatMapView.Cell cell = view.cellAt(x, area.getMinY() + 0.25 * area.getHeight() / n);
                assertThat(cell).isEqualTo(new HeatMapView.Cell(n - 1, n - 1 - k, values.get(n - 1, n - 1 - k)));
            }
            assertThat(view.cellAt(area.getMinX() - 1, area.getMinY() + 1)).isNull();
            assertThat(view.cellAt(area.getMaxX(), area.getMaxY())).isNull();
        }
    }

    @Test
    void hoverClickAndCursorTellTheCell() {
        HeatMapView view = three(0, 1, 2);
        List<HeatMapView.@Nullable Cell> hovered = new ArrayList<>();
        List<HeatMapView.Cell> chosen = new ArrayList<>();
        view.setOnHover(hovered::add);
        view.setOnSelect(chosen::add);
        try (Showing showing = new Showing(view)) {
            Rectangle2D area = view.plotAreaProperty().get();
            double cell = area.getWidth() / 3;
            showing.mouse(MouseEvent.MOUSE_MOVED, area.getMinX() + 1.5 * cell, area.getMinY() + 0.5 * cell);
            assertThat(hovered).containsExactly(new HeatMapView.Cell(0, 1, -1));
            showing.mouse(MouseEvent.MOUSE_CLICKED, area.getMinX() + 0.5 * cell, area.getMinY() + 2.5 * cell);
            assertThat(chosen).containsExactly(new HeatMapView.Cell(2, 0, 0));
            showing.key(KeyCode.RIGHT);
            showing.key(KeyCode.UP);
            showing.key(KeyCode.ENTER);
            assertThat(chosen).endsWith(new HeatMapView.Cell(1, 1, 1));
            showing.key(KeyCode.UP);
            showing.key(KeyCode.UP);
            showing.key(KeyCode.UP);
            assertThat(hovered).endsWith(new HeatMapView.Cell(0, 1, -1));
        }
    }

    @Test
    void zoomShowsFewerCellsAndHomeAllAgain() {
        int n = 40;
        HeatMapView view = Fx.get(HeatMapView::new);
        Fx.run(() -> view.show(Samples.correlations(n, 8, 1), Samples.ids(n), Samples.straight(n)));
        try (Showing showing = new Showing(view)) {
            Rectangle2D area = view.plotAreaProperty().get();
            for (int i = 0; i < 4; i++) {
                showing.key(KeyCode.PLUS);
            }
            Fx.pulses(showing.scene(), 2);
            assertThat(view.cellAt(area.getMaxX() - 1, area.getMaxY() - 1))
                    .isInstanceOfSatisfying(HeatMapView.Cell.class, cell -> assertThat(cell.row()).isLessThan(20));
            showing.key(KeyCode.HOME);
            Fx.pulses(showing.scene(), 2);
            assertThat(view.cellAt(area.getMaxX() - 1, area.getMaxY() - 1))
                    .isInstanceOfSatisfying(HeatMapView.Cell.class, cell -> assertThat(cell.row()).isEqualTo(n - 1));
        }
    }

    @Test
    void tableAndSummaryFollowTheOrder() {
        HeatMapView view = Fx.get(() -> three(2, 0, 1));
        assertThat(view.asTable().headers()).containsExactly("id", "CCC", "AAA", "BBB");
        assertThat(view.asTable().rows().get(1)).containsExactly("AAA", 0.0, 1.0, -1.0);
        assertThat(view.describe())
                .isEqualTo("Correlation heat map of 3 assets, \u22120.50 on average; strongest AAA and"
                        + " BBB with \u22121.00.");
        assertThat(view.getAccessibleText()).isEqualTo(view.describe());
    }

    @Test
    void oneAssetAndNoneAreDrawn() {
        PictureBooth.draw(() -> {
            HeatMapView view = Fx.get(HeatMapView::new);
            view.show(Matrix.of(new double[][]{{1}}), List.of("ONE"), new int[]{0});
            view.setSelection(Set.of(0));
            return view;
        }, 300, 200, Theme.LIGHT);
        PictureBooth.draw(HeatMapView::new, 300, 200, Theme.DARK);
    }

    @Test
    void anOrderThatDoesNotFitIsRefused() {
        HeatMapView view = Fx.get(HeatMapView::new);
        assertThatIllegalArgumentException().isThrownBy(() -> view.show(THREE, IDS, new int[]{0, 1}));
        assertThatIllegalArgumentException().isThrownBy(() -> view.show(THREE, IDS, new int[]{0, 1, 3}));
        assertThatIllegalArgumentException().isThrownBy(() -> view.setThreshold(Double.NaN));
    }

    private static Color cell(WritableImage picture, HeatMapView view, int row, int column) {
        Rectangle2D area = view.plotAreaProperty().get();
        double cell = area.getWidth() / 3;
        return picture.getPixelReader().getColor((int) (area.getMinX() + (column + 0.5) * cell),
                (int) (area.getMinY() + (row + 0.5) * cell));
    }
}
