package tangency.core.solve.hierarchical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.Golden;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.Codependence;
import tangency.core.estimate.SampleCovariance;
import tangency.core.estimate.Samples;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Matrix;
import tangency.core.solve.hierarchical.HierarchicalResult.Allocated;
import tangency.core.solve.hierarchical.HierarchicalResult.Failed;
import tools.jackson.databind.JsonNode;

class HierarchicalRiskParityTest {
    @ParameterizedTest
    @EnumSource(Linkage.class)
    void agreesWithReference(Linkage linkage) {
        JsonNode golden = Golden.results("hierarchical.json", "A").get(linkage.name().toLowerCase(Locale.ROOT));
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        Matrix distance = Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION);
        ClusterTree tree = ClusterTree.of(distance, linkage);
        assertThat(weights(halves(covariance, tree.order())))
                .containsExactly(Golden.vector(golden.get("hrp_weights")), within(1e-12));
        int[] optimal = Golden.integers(golden.get("optimal_leaf_order"));
        double[] expected = Golden.vector(golden.get("hrp_weights_optimal_leaf_order"));
        assertThat(weights(halves(covariance, optimal))).containsExactly(expected,
                within(1e-12));
    }

    @Test
    void agreesWithReferenceForTheDistancesOfThePaper() {
        JsonNode golden = Golden.results("hierarchical.json", "A").get("lopez_de_prado_original_single_euclidean_of_D");
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        Matrix distance = Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION_OF_DISTANCES);
        int[] order = ClusterTree.of(distance, Linkage.SINGLE).order();
        assertThat(weights(halves(covariance, order)))
                .containsExactly(Golden.vector(golden.get("hrp_weights")), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void byTreeFollowsItsDefinition(Linkage linkage) {
        for (int n : new int[]{1, 2, 3, 17}) {
            Matrix covariance = SampleCovariance.of(Samples.returns(n, 60, n)).covariance();
            Matrix distance = Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION);
            ClusterTree tree = ClusterTree.of(distance, linkage);
            double[] expected = new double[n];
            share(covariance, tree, 2 * n - 2, 1, expected);
            assertThat(weights(tree(covariance, tree))).containsExactly(expected,
                    within(1e-14));
        }
    }

    @Test
    void withoutCorrelationItIsInverseVariance() {
        Matrix covariance = Matrix.of(new double[][]{{1, 0, 0}, {0, 2, 0}, {0, 0, 4}});
        double[] expected = {4 / 7.0, 2 / 7.0, 1 / 7.0};
        assertThat(weights(halves(covariance, new int[]{2, 0, 1}))).containsExactly(expected,
                within(1e-15));
    }

    @Test
    void allTheCapitalGoesToOneOrIsDividedInverselyBetweenTwo() {
        assertThat(weights(halves(Matrix.of(new double[][]{{7}}), new int[]{0})))
                .containsExactly(1);
        // Whatever their correlation.
        Matrix two = Matrix.of(new double[][]{{1, 0.9}, {0.9, 3}});
        assertThat(weights(halves(two, new int[]{1, 0}))).containsExactly(0.75, 0.25);
    }

    @Test
    void scaleAndTheNamesOfAssetsDoNotMatter() {
        int n = 21;
        Matrix covariance = SampleCovariance.of(Samples.returns(2, 90, n)).covariance();
        int[] order = Samples.permutation(1, n);
        double[] weights = weights(halves(covariance, order));
        for (double scale : new double[]{1e-24, 1e24}) {
            assertThat(weights(halves(Samples.times(covariance, scale), order)))
                    .containsExactly(weights, within(1e-14));
        }
        int[] names = Samples.permutation(2, n);
        int[] renamed = new int[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = weights[names[i]];
            for (int k = 0; k < n; k++) {
                renamed[k] = order[k] == names[i] ? i : renamed[k];
            }
        }
        assertThat(weights(halves(Samples.both(covariance, names), renamed)))
                .containsExactly(expected, within(1e-15));
    }

    @Test
    void duplicatesAndFewOutcomesHaveAnAnswer() {
        double[][] rows = Samples.returns(5, 6, 9).toRows();
        for (double[] row : rows) {
            row[4] = row[2];
        }
        Matrix covariance = SampleCovariance.of(Matrix.of(rows)).covariance();
        Matrix distance = Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION);
        double[] weights = weights(
                tree(covariance, ClusterTree.of(distance, Linkage.SINGLE)));
        assertThat(weights[4]).isCloseTo(weights[2], within(1e-15));
    }

    @Test
    void whatHasNoInverseVarianceIsToldNotComputed() {
        assertThat(halves(Matrix.of(new double[][]{{1, 0}, {0, 0}}), new int[]{0, 1}))
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.message()).contains("asset 1 is 0.0"));
        assertThat(halves(Matrix.of(new double[][]{{1, 0}, {0, Double.NaN}}), new int[]{0, 1}))
                .isInstanceOf(Failed.class);
        // Not positive semi-definite: the first two and the last two seem to have a negative variance together.
        Matrix indefinite = Matrix
                .of(new double[][]{{1, -2, 0, 0}, {-2, 1, 0, 0}, {0, 0, 1, -2}, {0, 0, -2, 1}});
        assertThat(halves(indefinite, new int[]{0, 1, 2, 3}))
                .isInstanceOf(Failed.class);
        // Two riskless halves.
        Matrix hedged = Matrix.of(new double[][]{{1, -1, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, -1}, {0, 0, -1, 1}});
        assertThat(halves(hedged, new int[]{0, 1, 2, 3})).isInstanceOf(Failed.class);
    }

    @Test
    void refusesAnOrderThatIsNone() {
        Matrix covariance = Matrix.of(new double[][]{{1, 0}, {0, 2}});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> halves(covariance, new int[]{0, 0}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> halves(covariance, new int[]{0}));
    }

    private static HierarchicalResult halves(Matrix covariance, int[] order) {
        return HierarchicalRiskParity.byHalves(ClusterRisk.variance(covariance), order,
                Region.fullyInvested(covariance.rows()));
    }

    private static HierarchicalResult tree(Matrix covariance, ClusterTree tree) {
        return HierarchicalRiskParity.byTree(ClusterRisk.variance(covariance), tree,
                Region.fullyInvested(covariance.rows()));
    }

    private static double[] weights(HierarchicalResult result) {
        Allocated allocated = (Allocated) result;
        assertThat(allocated.certificate().primalResidual()).isLessThan(1e-13);
        assertThat(allocated.certificate().dualResidual()).isLessThan(1e-14);
        assertThat(allocated.distance()).isZero();
        assertThat(allocated.weights().sum()).isCloseTo(1, within(1e-14));
        assertThat(Arrays.stream(allocated.weights().toArray()).min().orElseThrow()).isPositive();
        return allocated.weights().toArray();
    }

    /** The definition, top down, each variance from its own members. */
    private static void share(Matrix covariance, ClusterTree tree, int node, double capital, double[] weights) {
        if (node < tree.leaves()) {
            weights[node] = capital;
            return;
        }
        ClusterTree.Row row = tree.merges().get(node - tree.leaves());
        double left = variance(covariance, tree, row.left());
        double right = variance(covariance, tree, row.right());
        share(covariance, tree, row.left(), capital * right / (left + right), weights);
        share(covariance, tree, row.right(), capital * left / (left + right), weights);
    }

    private static double variance(Matrix covariance, ClusterTree tree, int node) {
        double[] p = new double[tree.leaves()];
        members(tree, node, p, covariance);
        double sum = Arrays.stream(p).sum();
        double variance = 0;
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                variance += p[i] / sum * covariance.get(i, j) * p[j] / sum;
            }
        }
        return variance;
    }

    private static void members(ClusterTree tree, int node, double[] inverse, Matrix covariance) {
        if (node < tree.leaves()) {
            inverse[node] = 1 / covariance.get(node, node);
        } else {
            ClusterTree.Row row = tree.merges().get(node - tree.leaves());
            members(tree, row.left(), inverse, covariance);
            members(tree, row.right(), inverse, covariance);
        }
    }
}
