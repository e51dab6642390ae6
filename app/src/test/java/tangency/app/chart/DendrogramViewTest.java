package tangency.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Line;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tangency.app.Fx;
import tangency.app.chart.DendrogramView.Merge;

class DendrogramViewTest {
    /** Leaves 0 and 2 join at 1, leaves 1 and 3 at 2, both at 4; they stand as 0, 2, 1, 3. */
    private static final List<Merge> FOUR = List.of(new Merge(0, 2, 1), new Merge(1, 3, 2), new Merge(4, 5, 4));
    private static final int[] ORDER = {0, 2, 1, 3};

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private static DendrogramView four(Orientation orientation) {
        return Fx.get(() -> {
            DendrogramView view = new DendrogramView(orientation);
            view.show(FOUR, List.of("A", "B", "C", "D"), ORDER);
            view.setCut(3);
            return view;
        });
    }

    private static Line cutLine(DendrogramView view) {
        for (Node node : view.getChildrenUnmodifiable()) {
            if (node instanceof Line line) {
                return line;
            }
        }
        throw new AssertionError("No cut line");
    }

    @Test
    void aCutNumbersClustersAlongTheLeavesAndLeavesTheRestOut() {
        TreeLayout tree = new TreeLayout(FOUR, ORDER);
        assertThat(tree.clusters(3)).containsExactly(0, 1, 0, 1, 0, 1, -1);
        assertThat(tree.clusters(1.5)).containsExactly(0, 1, 0, 2, 0, -1, -1);
        assertThat(tree.clusters(4)).containsExactly(0, 0, 0, 0, 0, 0, 0);
        assertThat(tree.clusters(0)).containsExactly(0, 2, 1, 3, -1, -1, -1);
        assertThat(tree.leavesUnder(5)).containsExactly(1, 3);
        assertThat(tree.place(6)).isEqualTo(1.5);
    }

    @Test
    void draggingTheCutTellsHeightsInBothDirections() {
        for (Orientation orientation : Orientation.values()) {
            DendrogramView view = four(orientation);
            List<Double> cuts = new ArrayList<>();
            List<Double> ends = new ArrayList<>();
            view.setOnCut(cuts::add);
            view.setOnCutEnd(ends::add);
            try (Showing showing = new Showing(view)) {
                Line line = cutLine(view);
                boolean vertical = orientation == Orientation.VERTICAL;
                double at = vertical ? line.getStartX() : line.getStartY();
                double towardsLeaves = at + 60;
                List<Point2D> path = vertical
                        ? List.of(new Point2D(at, 200), new Point2D(towardsLeaves, 250))
                        : List.of(new Point2D(200, at), new Point2D(250, towardsLeaves));
                showing.drag(path);
                assertThat(cuts).hasSize(1).allSatisfy(height -> assertThat(height).isBetween(2.0, 2.95));
                assertThat(ends).isEqualTo(cuts);
                double drawn = vertical ? line.getStartX() : line.getStartY();
                Fx.pulses(showing.scene(), 2);
                drawn = vertical ? line.getStartX() : line.getStartY();
                assertThat(drawn).isCloseTo(towardsLeaves, within(1.0));
                showing.drag(List.of(new Point2D(20, 20), new Point2D(100, 100)));
                assertThat(cuts).hasSize(1);
            }
        }
    }

    @Test
    void keysMoveTheCutByAHundredth() {
        DendrogramView view = four(Orientation.VERTICAL);
        try (Showing showing = new Showing(view)) {
            showing.key(KeyCode.LEFT);
            assertThat(view.cut()).isCloseTo(3.04, within(1e-12));
            showing.key(KeyCode.RIGHT);
            showing.key(KeyCode.RIGHT);
            assertThat(view.cut()).isCloseTo(2.96, within(1e-12));
        }
    }

    @Test
    void aClickOnABranchTellsItsLeaves() {
        DendrogramView view = four(Orientation.VERTICAL);
        List<Set<Integer>> branches = new ArrayList<>();
        view.setOnBranch(branches::add);
        try (Showing showing = new Showing(view)) {
            Line line = cutLine(view);
            double perUnit = perUnit(view, line);
            double leafEdge = line.getStartX() + 3 * perUnit;
            double cell = (line.getEndY() - line.getStartY()) / 4;
            showing.mouse(MouseEvent.MOUSE_CLICKED, leafEdge - perUnit, line.getStartY() + cell);
            showing.mouse(MouseEvent.MOUSE_CLICKED, leafEdge - 2 * perUnit, line.getStartY() + 3 * cell);
            showing.mouse(MouseEvent.MOUSE_CLICKED, leafEdge - 4 * perUnit, line.getStartY() + 2 * cell);
            showing.mouse(MouseEvent.MOUSE_CLICKED, leafEdge + 4, line.getStartY() + 2.5 * cell);
            assertThat(branches).containsExactly(Set.of(0, 2), Set.of(1, 3), Set.of(0, 1, 2, 3), Set.of(1));
        }
    }

    /** Pixels per unit of height, by moving the cut by one. */
    private static double perUnit(DendrogramView view, Line line) {
        double before = line.getStartX();
        Fx.run(() -> {
            view.setCut(2);
            view.layout();
        });
        double after = line.getStartX();
        Fx.run(() -> {
            view.setCut(3);
            view.layout();
        });
        return after - before;
    }

    @Test
    void tableAndSummaryTellTheClusters() {
        DendrogramView view = four(Orientation.VERTICAL);
        assertThat(view.asTable().rows()).containsExactly(List.of(1, "A", 1), List.of(2, "C", 1), List.of(3, "B", 2),
                List.of(4, "D", 2));
        assertThat(view.describe()).isEqualTo("Dendrogram of 4 assets, cut at 3.00 into 2 clusters.");
    }

    @Test
    void aTreeThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeLayout(FOUR, new int[]{0, 1, 2}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TreeLayout(List.of(new Merge(0, 2, 1)), new int[]{0, 1}));
    }
}
