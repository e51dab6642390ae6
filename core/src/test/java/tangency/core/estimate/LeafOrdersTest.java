package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.estimate.spec.TreeSpec.LeafOrder;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Matrix;

class LeafOrdersTest {
    @ParameterizedTest
    @EnumSource(Linkage.class)
    void optimalOrdersAreAllThatAreShortest(Linkage linkage) {
        for (int n = 2; n <= 9; n++) {
            // Points on a small grid are often equally far apart, and some are the same.
            for (long seed = 0; seed < 10; seed++) {
                Matrix distance = grid(100 * n + seed, n);
                ClusterTree tree = ClusterTree.of(distance, linkage);
                Set<List<Integer>> shortest = shortest(tree, distance);
                LeafOrders found = LeafOrders.equivalent(tree, distance, LeafOrder.OPTIMAL, 1 << 12, 1);
                assertThat(found.complete()).isTrue();
                assertThat(asLists(found)).containsExactlyInAnyOrderElementsOf(shortest);
                assertThat(found.orders().getFirst()).containsExactly(tree.order(LeafOrder.OPTIMAL, distance));
            }
        }
    }

    @Test
    void treeOrdersAreAllFlips() {
        Matrix distance = grid(3, 7);
        ClusterTree tree = ClusterTree.of(distance, Linkage.AVERAGE);
        LeafOrders found = LeafOrders.equivalent(tree, distance, LeafOrder.TREE, 64, 1);
        assertThat(found.complete()).isTrue();
        assertThat(asLists(found)).containsExactlyInAnyOrderElementsOf(new HashSet<>(flips(tree, 12)));
        assertThat(found.orders().getFirst()).containsExactly(tree.order());
    }

    @Test
    void whereThereAreTooManyASeededSampleIsTaken() {
        Matrix distance = grid(3, 40);
        ClusterTree tree = ClusterTree.of(distance, Linkage.WARD);
        for (LeafOrder kind : LeafOrder.values()) {
            LeafOrders some = LeafOrders.equivalent(tree, distance, kind, 10, 5);
            assertThat(some.complete()).isFalse();
            assertThat(some.orders()).hasSize(10);
            assertThat(some.orders().getFirst()).containsExactly(tree.order(kind, distance));
            assertThat(asLists(some)).doesNotHaveDuplicates();
            assertThat(asLists(LeafOrders.equivalent(tree, distance, kind, 10, 5))).isEqualTo(asLists(some));
            if (kind == LeafOrder.OPTIMAL) {
                for (int[] order : some.orders()) {
                    assertThat(length(order, distance)).isCloseTo(length(some.orders().getFirst(), distance),
                            within(1e-12));
                }
            }
        }
    }

    @Test
    void withoutTiesAnOptimalOrderIsAloneWithItsMirrorImage() {
        Matrix distance = Codependence.pearson(SampleCovariance.of(Samples.returns(2, 90, 60)).covariance())
                .distance(tangency.core.estimate.spec.TreeSpec.Distance.CORRELATION);
        for (Linkage linkage : Linkage.values()) {
            LeafOrders found = LeafOrders.equivalent(ClusterTree.of(distance, linkage), distance, LeafOrder.OPTIMAL, 8,
                    1);
            assertThat(found.complete()).isTrue();
            assertThat(found.orders()).hasSize(2);
        }
    }

    @Test
    void oneLeafHasOneOrder() {
        Matrix none = Matrix.of(new double[][]{{0}});
        ClusterTree tree = ClusterTree.of(none, Linkage.WARD);
        for (LeafOrder kind : LeafOrder.values()) {
            assertThat(LeafOrders.equivalent(tree, none, kind, 2, 1).orders()).hasSize(1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeafOrders.equivalent(tree, none, LeafOrder.TREE, 1, 1));
    }

    private static List<List<Integer>> asLists(LeafOrders orders) {
        return orders.orders().stream().map(order -> Arrays.stream(order).boxed().toList()).toList();
    }

    private static Set<List<Integer>> shortest(ClusterTree tree, Matrix distance) {
        List<List<Integer>> all = flips(tree, 2 * tree.leaves() - 2);
        double least = all.stream().mapToDouble(order -> length(toArray(order), distance)).min().orElseThrow();
        Set<List<Integer>> shortest = new HashSet<>();
        for (List<Integer> order : all) {
            if (length(toArray(order), distance) <= least + 1e-11) {
                shortest.add(order);
            }
        }
        return shortest;
    }

    private static int[] toArray(List<Integer> order) {
        return order.stream().mapToInt(i -> i).toArray();
    }

    private static List<List<Integer>> flips(ClusterTree tree, int node) {
        if (node < tree.leaves()) {
            return List.of(List.of(node));
        }
        ClusterTree.Row row = tree.merges().get(node - tree.leaves());
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> left : flips(tree, row.left())) {
            for (List<Integer> right : flips(tree, row.right())) {
                List<Integer> plain = new ArrayList<>(left);
                plain.addAll(right);
                List<Integer> flipped = new ArrayList<>(right);
                flipped.addAll(left);
                all.add(plain);
                all.add(flipped);
            }
        }
        return all;
    }

    private static double length(int[] order, Matrix distance) {
        double sum = 0;
        for (int i = 1; i < order.length; i++) {
            sum += distance.get(order[i - 1], order[i]);
        }
        return sum;
    }

    private static Matrix grid(long seed, int n) {
        Random random = new Random(seed);
        double[][] points = new double[n][2];
        for (double[] point : points) {
            point[0] = random.nextInt(4);
            point[1] = random.nextInt(4);
        }
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]);
            }
        }
        return Matrix.wrap(n, n, values);
    }
}
