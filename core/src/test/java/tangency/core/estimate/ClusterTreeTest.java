package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.Golden;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.estimate.spec.TreeSpec.LeafOrder;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Matrix;
import tools.jackson.databind.JsonNode;

class ClusterTreeTest {
    @ParameterizedTest
    @EnumSource(Linkage.class)
    void linkageOrderAndCutsAgreeWithReference(Linkage linkage) {
        JsonNode golden = Golden.results("hierarchical.json", "A").get(linkage.name().toLowerCase(Locale.ROOT));
        Matrix distance = distanceOfA(TreeSpec.Distance.CORRELATION);
        ClusterTree tree = ClusterTree.of(distance, linkage);
        assertRows(tree, golden.get("linkage"));
        assertThat(tree.order()).containsExactly(Golden.integers(golden.get("leaf_order")));
        for (String cut : new String[]{"herc_k3", "herc_k5"}) {
            assertThat(tree.cut(golden.get(cut).get("k").asInt()))
                    .containsExactly(Golden.integers(golden.get(cut).get("labels_fcluster_maxclust")));
        }

        // The reference order comes from SciPy, which computes the least length but can lay out a longer order (its bug
        // 11227): ours has the least length, and is never longer.
        int[] optimal = tree.order(LeafOrder.OPTIMAL, distance);
        int[] expected = Golden.integers(golden.get("optimal_leaf_order"));
        assertThat(isFlipOf(tree, expected)).isTrue();
        assertThat(isFlipOf(tree, optimal)).isTrue();
        assertThat(length(optimal, distance)).isLessThanOrEqualTo(length(expected, distance) + 1e-12);
        assertThat(length(optimal, distance)).isCloseTo(leastLength(tree, distance), within(1e-12));
    }

    @Test
    void clustersByDistancesOfDistancesAgreeWithReference() {
        JsonNode golden = Golden.results("hierarchical.json", "A").get("lopez_de_prado_original_single_euclidean_of_D");
        ClusterTree tree = ClusterTree.of(distanceOfA(TreeSpec.Distance.CORRELATION_OF_DISTANCES), Linkage.SINGLE);
        assertRows(tree, golden.get("linkage"));
        assertThat(tree.order()).containsExactly(Golden.integers(golden.get("leaf_order")));
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void heightsFollowTheDefinitionOfTheLinkage(Linkage linkage) {
        for (int n : new int[]{2, 3, 10, 33}) {
            double[][] points = points(n, n);
            ClusterTree tree = ClusterTree.of(euclidean(points), linkage);
            // Merging greedily by the definition gives the same heights where no two distances are equal.
            List<List<Integer>> clusters = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                clusters.add(List.of(i));
            }
            for (ClusterTree.Row row : tree.merges()) {
                int p = 0;
                int q = 1;
                for (int a = 0; a < clusters.size(); a++) {
                    for (int b = a + 1; b < clusters.size(); b++) {
                        if (between(clusters.get(a), clusters.get(b), points, linkage) < between(clusters.get(p),
                                clusters.get(q), points, linkage)) {
                            p = a;
                            q = b;
                        }
                    }
                }
                assertThat(row.height())
                        .isCloseTo(between(clusters.get(p), clusters.get(q), points, linkage), within(1e-12));
                assertThat(row.left()).isLessThan(row.right());
                List<Integer> merged = new ArrayList<>(clusters.remove(q));
                merged.addAll(clusters.remove(p));
                assertThat(row.size()).isEqualTo(merged.size());
                clusters.add(merged);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void optimalOrderIsTheBestOfAllFlips(Linkage linkage) {
        for (int n = 1; n <= 11; n++) {
            Matrix distance = euclidean(points(100 + n, n));
            ClusterTree tree = ClusterTree.of(distance, linkage);
            int[] optimal = tree.order(LeafOrder.OPTIMAL, distance);
            double best = Double.POSITIVE_INFINITY;
            for (List<Integer> flipped : flips(tree, 2 * n - 2)) {
                best = Math.min(best, length(flipped.stream().mapToInt(i -> i).toArray(), distance));
            }
            assertThat(length(optimal, distance)).isCloseTo(best, within(1e-12));
            assertThat(isFlipOf(tree, optimal)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void optimalOrderOfManyIsAsShortAsTheRecursionSays(Linkage linkage) {
        for (int n : new int[]{37, 64}) {
            Matrix distance = euclidean(points(n, n));
            ClusterTree tree = ClusterTree.of(distance, linkage);
            int[] optimal = tree.order(LeafOrder.OPTIMAL, distance);
            assertThat(length(optimal, distance)).isCloseTo(leastLength(tree, distance), within(1e-11));
            assertThat(isFlipOf(tree, optimal)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void treeDoesNotDependOnTheOrderOfAssets(Linkage linkage) {
        Matrix distance = euclidean(points(4, 40));
        int[] order = Samples.permutation(9, 40);
        ClusterTree tree = ClusterTree.of(distance, linkage);
        ClusterTree permuted = ClusterTree.of(Samples.both(distance, order), linkage);
        for (int k = 0; k < 39; k++) {
            assertThat(permuted.merges().get(k).height()).isCloseTo(tree.merges().get(k).height(), within(1e-13));
            assertThat(permuted.merges().get(k).size()).isEqualTo(tree.merges().get(k).size());
        }
        Matrix permutedDistance = Samples.both(distance, order);
        assertThat(length(permuted.order(LeafOrder.OPTIMAL, permutedDistance), permutedDistance))
                .isCloseTo(length(tree.order(LeafOrder.OPTIMAL, distance), distance), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void equalHeightsMergeTheSmallestFirst(Linkage linkage) {
        // 0 and 3 are one asset, so are 1 and 5, and 2 and 4.
        double[][] points = {{0, 0}, {5, 0}, {0, 9}, {0, 0}, {0, 9}, {5, 0}};
        ClusterTree tree = ClusterTree.of(euclidean(points), linkage);
        assertThat(tree.merges().subList(0, 3)).containsExactly(new ClusterTree.Row(0, 3, 0, 2),
                new ClusterTree.Row(1, 5, 0, 2), new ClusterTree.Row(2, 4, 0, 2));
        assertThat(tree.merges().get(3).left()).isEqualTo(6);
        assertThat(tree.merges().get(3).right()).isEqualTo(7);
        // No cut parts two that are one: there is none of four or five clusters.
        assertThat(tree.cut(3)).satisfies(labels -> assertThat(labels).containsOnly(1, 2, 3));
        assertThat(tree.cut(4)).containsExactly(tree.cut(3));
        assertThat(tree.cut(5)).containsExactly(tree.cut(3));
        assertThat(tree.cut(6)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void allDistancesEqualGiveAProperTree(Linkage linkage) {
        double[] values = new double[49];
        Arrays.fill(values, 0.3);
        for (int i = 0; i < 7; i++) {
            values[8 * i] = 0;
        }
        Matrix distance = Matrix.wrap(7, 7, values);
        ClusterTree tree = ClusterTree.of(distance, linkage);
        double last = 0;
        for (int k = 0; k < 6; k++) {
            ClusterTree.Row row = tree.merges().get(k);
            assertThat(row.height()).isGreaterThanOrEqualTo(last);
            assertThat(row.size()).isEqualTo(tree.size(row.left()) + tree.size(row.right()));
            assertThat(Math.max(row.left(), row.right())).isLessThan(7 + k);
            last = row.height();
        }
        assertThat(tree.order()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
        assertThat(tree.order(LeafOrder.OPTIMAL, distance)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void cutsGiveTheClustersOfTheTree() {
        Matrix distance = euclidean(points(8, 30));
        ClusterTree tree = ClusterTree.of(distance, Linkage.AVERAGE);
        for (int clusters = 1; clusters <= 30; clusters++) {
            int[] labels = tree.cut(clusters);
            assertThat(Arrays.stream(labels).distinct().sorted().toArray())
                    .isEqualTo(IntStream.rangeClosed(1, clusters).toArray());
            if (clusters < 30) {
                double height = tree.merges().get(29 - clusters).height();
                assertThat(tree.cutAt(height)).containsExactly(labels);
                // Two are together exactly where their lowest common cluster lies at or below the cut.
                for (ClusterTree.Row row : tree.merges()) {
                    boolean together = labels[firstLeaf(tree, row.left())] == labels[firstLeaf(tree, row.right())];
                    assertThat(together).isEqualTo(row.height() <= height);
                }
            }
        }
        int[] alone = IntStream.rangeClosed(1, 30).toArray();
        assertThat(tree.cut(30)).containsExactly(alone);
        assertThat(tree.cut(31)).containsExactly(alone);
        assertThatIllegalArgumentException().isThrownBy(() -> tree.cut(0));
    }

    @Test
    void oneAndTwoLeaves() {
        Matrix one = Matrix.of(new double[][]{{0}});
        ClusterTree single = ClusterTree.of(one, Linkage.WARD);
        assertThat(single.merges()).isEmpty();
        assertThat(single.order()).containsExactly(0);
        assertThat(single.order(LeafOrder.OPTIMAL, one)).containsExactly(0);
        assertThat(single.cut(1)).containsExactly(1);
        Matrix two = Matrix.of(new double[][]{{0, 0.4}, {0.4, 0}});
        for (Linkage linkage : Linkage.values()) {
            ClusterTree pair = ClusterTree.of(two, linkage);
            assertThat(pair.merges()).containsExactly(new ClusterTree.Row(0, 1, 0.4, 2));
            assertThat(pair.order(LeafOrder.OPTIMAL, two)).containsExactly(0, 1);
            assertThat(pair.cut(1)).containsExactly(1, 1);
            assertThat(pair.cut(2)).containsExactly(1, 2);
        }
    }

    @Test
    void refusesWhatIsNoDistance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterTree.of(Matrix.of(new double[][]{{0, Double.NaN}, {1, 0}}), Linkage.WARD))
                .withMessageContaining("0 and 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterTree.of(Matrix.of(new double[][]{{0, 1, 2}}), Linkage.WARD));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterTree.of(Matrix.of(new double[0][]), Linkage.WARD));
    }

    private static int firstLeaf(ClusterTree tree, int node) {
        int leaf = node;
        while (leaf >= tree.leaves()) {
            leaf = tree.merges().get(leaf - tree.leaves()).left();
        }
        return leaf;
    }

    private static Matrix distanceOfA(TreeSpec.Distance kind) {
        return Codependence.pearson(SampleCovariance.of(Golden.returns("A")).covariance()).distance(kind);
    }

    private static void assertRows(ClusterTree tree, JsonNode expected) {
        assertThat(tree.merges()).hasSize(expected.size());
        for (int k = 0; k < expected.size(); k++) {
            ClusterTree.Row row = tree.merges().get(k);
            assertThat(row.left()).isEqualTo(expected.get(k).get(0).asInt());
            assertThat(row.right()).isEqualTo(expected.get(k).get(1).asInt());
            assertThat(row.height()).isCloseTo(expected.get(k).get(2).asDouble(), within(1e-12));
            assertThat(row.size()).isEqualTo(expected.get(k).get(3).asInt());
        }
    }

    /** Every order that flipping nodes gives. */
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

    /** Whether flipping nodes of the tree gives {@code order}: then every cluster lies together. */
    private static boolean isFlipOf(ClusterTree tree, int[] order) {
        int n = tree.leaves();
        int[] low = new int[2 * n - 1];
        int[] high = new int[2 * n - 1];
        for (int place = 0; place < n; place++) {
            low[order[place]] = high[order[place]] = place;
        }
        boolean together = true;
        for (int k = 0; k < n - 1; k++) {
            ClusterTree.Row row = tree.merges().get(k);
            low[n + k] = Math.min(low[row.left()], low[row.right()]);
            high[n + k] = Math.max(high[row.left()], high[row.right()]);
            together &= high[n + k] - low[n + k] + 1 == row.size();
        }
        return together;
    }

    /** Bar-Joseph's recursion as written, over all pairs of ends and all pairs that meet in the middle. */
    private static double leastLength(ClusterTree tree, Matrix distance) {
        int n = tree.leaves();
        List<Map<List<Integer>, Double>> best = new ArrayList<>();
        for (int leaf = 0; leaf < n; leaf++) {
            best.add(Map.of(List.of(leaf, leaf), 0.0));
        }
        for (ClusterTree.Row row : tree.merges()) {
            Map<List<Integer>, Double> costs = new HashMap<>();
            best.get(row.left()).forEach((near, a) -> best.get(row.right()).forEach((far, b) -> {
                double cost = a + distance.get(near.get(1), far.get(0)) + b;
                costs.merge(List.of(near.get(0), far.get(1)), cost, Math::min);
                costs.merge(List.of(far.get(1), near.get(0)), cost, Math::min);
            }));
            best.add(costs);
        }
        return best.getLast().values().stream().mapToDouble(x -> x).min().orElseThrow();
    }

    private static double length(int[] order, Matrix distance) {
        double sum = 0;
        for (int i = 1; i < order.length; i++) {
            sum += distance.get(order[i - 1], order[i]);
        }
        return sum;
    }

    private static double[][] points(long seed, int n) {
        Random random = new Random(seed);
        double[][] points = new double[n][3];
        for (double[] point : points) {
            for (int k = 0; k < 3; k++) {
                point[k] = random.nextGaussian();
            }
        }
        return points;
    }

    private static Matrix euclidean(double[][] points) {
        int n = points.length;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = distance(points[Math.min(i, j)], points[Math.max(i, j)]);
            }
        }
        return Matrix.wrap(n, n, values);
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int k = 0; k < a.length; k++) {
            squares += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(squares);
    }

    /** Ward (1963): √(2pq/(p+q)) times the distance of the centroids; the others over all pairs of members. */
    private static double between(List<Integer> a, List<Integer> b, double[][] points, Linkage linkage) {
        if (linkage == Linkage.WARD) {
            double p = a.size();
            double q = b.size();
            return Math.sqrt(2 * p * q / (p + q)) * distance(centroid(a, points), centroid(b, points));
        }
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i : a) {
            for (int j : b) {
                double d = distance(points[i], points[j]);
                sum += d / a.size() / b.size();
                least = Math.min(least, d);
                most = Math.max(most, d);
            }
        }
        return linkage == Linkage.SINGLE ? least : linkage == Linkage.COMPLETE ? most : sum;
    }

    private static double[] centroid(List<Integer> members, double[][] points) {
        double[] centre = new double[points[0].length];
        for (int i : members) {
            for (int k = 0; k < centre.length; k++) {
                centre[k] += points[i][k] / members.size();
            }
        }
        return centre;
    }
}
