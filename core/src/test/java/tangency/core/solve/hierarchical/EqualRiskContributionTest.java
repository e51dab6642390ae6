package tangency.core.solve.hierarchical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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

class EqualRiskContributionTest {
    @ParameterizedTest
    @EnumSource(Linkage.class)
    void agreesWithReference(Linkage linkage) {
        JsonNode golden = Golden.results("hierarchical.json", "A").get(linkage.name().toLowerCase(Locale.ROOT));
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        for (int clusters : new int[]{3, 5}) {
            double[] expected = Golden.vector(golden.get("herc_k" + clusters).get("weights"));
            assertThat(weights(ClusterRisk.variance(covariance), tree(covariance, linkage), clusters))
                    .containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void oneClusterIsHeldByInverseRisk() {
        Matrix covariance = SampleCovariance.of(Samples.returns(4, 80, 12)).covariance();
        double[] expected = covariance.diagonal();
        Arrays.setAll(expected, i -> 1 / expected[i]);
        double sum = Arrays.stream(expected).sum();
        Arrays.setAll(expected, i -> expected[i] / sum);
        assertThat(weights(ClusterRisk.variance(covariance), tree(covariance, Linkage.WARD), 1))
                .containsExactly(expected, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void everyMeasureFollowsTheDefinition(Linkage linkage) {
        Matrix outcomes = Samples.returns(8, 90, 15);
        Matrix covariance = SampleCovariance.of(outcomes).covariance();
        ClusterTree tree = tree(covariance, linkage);
        ToDoubleFunction<double[]> worst = x -> -Arrays.stream(x).min().orElseThrow();
        ToDoubleFunction<double[]> variance = EqualRiskContributionTest::variance;
        for (int clusters : new int[]{1, 2, 4, 15}) {
            for (ToDoubleFunction<double[]> measure : List.of(worst, variance,
                    x -> Math.sqrt(variance(x)))) {
                assertThat(weights(ClusterRisk.of(outcomes, measure), tree, clusters))
                        .containsExactly(defined(outcomes, measure, tree, tree.cut(clusters)), within(1e-14));
            }
            // From the covariance or from the outcomes that it came from: the same.
            assertThat(weights(ClusterRisk.variance(covariance), tree, clusters))
                    .containsExactly(weights(ClusterRisk.of(outcomes, variance), tree, clusters), within(1e-13));
            assertThat(weights(ClusterRisk.standardDeviation(covariance), tree, clusters)).containsExactly(
                    weights(ClusterRisk.of(outcomes, x -> Math.sqrt(variance(x))), tree, clusters), within(1e-13));
        }
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void scaleAndTheOrderOfAssetsDoNotMatter(Linkage linkage) {
        Matrix covariance = SampleCovariance.of(Samples.returns(7, 70, 25)).covariance();
        double[] weights = weights(ClusterRisk.variance(covariance), tree(covariance, linkage), 4);
        for (double scale : new double[]{1e-24, 1e24}) {
            assertThat(weights(ClusterRisk.variance(Samples.times(covariance, scale)), tree(covariance, linkage), 4))
                    .containsExactly(weights, within(1e-14));
        }
        int[] names = Samples.permutation(3, 25);
        Matrix renamed = Samples.both(covariance, names);
        double[] expected = new double[25];
        Arrays.setAll(expected, i -> weights[names[i]]);
        assertThat(weights(ClusterRisk.variance(renamed), tree(renamed, linkage), 4)).containsExactly(expected,
                within(1e-14));
    }

    @Test
    void aMeasureThatIsNotPositiveIsToldNotDividedBy() {
        Matrix outcomes = Matrix.of(new double[][]{{0.01, 0.02, -0.01}, {-0.01, 0.01, 0.02}, {0, 0.03, 0.01}});
        ClusterTree tree = tree(SampleCovariance.of(outcomes).covariance(), Linkage.WARD);
        // The second never loses.
        assertThat(EqualRiskContribution.allocate(
                ClusterRisk.of(outcomes, x -> -Arrays.stream(x).min().orElseThrow()), tree, 2,
                Region.fullyInvested(3)))
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.asset()).isEqualTo(1));
    }

    private static double[] weights(ClusterRisk risk, ClusterTree tree, int clusters) {
        Allocated allocated = (Allocated) EqualRiskContribution.allocate(risk, tree, clusters,
                Region.fullyInvested(risk.assets()));
        assertThat(allocated.certificate().primalResidual()).isLessThan(1e-13);
        assertThat(allocated.certificate().dualResidual()).isLessThan(1e-14);
        return allocated.weights().toArray();
    }

    private static ClusterTree tree(Matrix covariance, Linkage linkage) {
        return ClusterTree.of(Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION), linkage);
    }

    private static double variance(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
    }

    private static double[] defined(Matrix outcomes, ToDoubleFunction<double[]> measure, ClusterTree tree,
            int[] labels) {
        double[] weights = new double[labels.length];
        share(outcomes, measure, tree, labels, 2 * labels.length - 2, 1, weights);
        return weights;
    }

    private static void share(Matrix outcomes, ToDoubleFunction<double[]> measure, ClusterTree tree, int[] labels,
            int node, double capital, double[] weights) {
        boolean[] members = members(tree, node);
        if (count(members, labels) == 1) {
            double[] inverse = inverse(outcomes, measure, members);
            for (int i = 0; i < inverse.length; i++) {
                weights[i] += capital * inverse[i];
            }
            return;
        }
        ClusterTree.Row row = tree.merges().get(node - tree.leaves());
        double left = risks(outcomes, measure, labels, members(tree, row.left()));
        double right = risks(outcomes, measure, labels, members(tree, row.right()));
        share(outcomes, measure, tree, labels, row.left(), capital * right / (left + right), weights);
        share(outcomes, measure, tree, labels, row.right(), capital * left / (left + right), weights);
    }

    private static long count(boolean[] members, int[] labels) {
        return IntStream.range(0, labels.length).filter(i -> members[i]).map(i -> labels[i])
                .distinct().count();
    }

    private static double risks(Matrix outcomes, ToDoubleFunction<double[]> measure, int[] labels, boolean[] among) {
        double sum = 0;
        for (int label = 1; label <= labels.length; label++) {
            boolean[] members = new boolean[labels.length];
            boolean any = false;
            for (int i = 0; i < labels.length; i++) {
                members[i] = among[i] && labels[i] == label;
                any |= members[i];
            }
            if (any) {
                double[] inverse = inverse(outcomes, measure, members);
                double[] portfolio = new double[outcomes.rows()];
                for (int t = 0; t < portfolio.length; t++) {
                    for (int i = 0; i < inverse.length; i++) {
                        portfolio[t] += inverse[i] * outcomes.get(t, i);
                    }
                }
                sum += measure.applyAsDouble(portfolio);
            }
        }
        return sum;
    }

    private static double[] inverse(Matrix outcomes, ToDoubleFunction<double[]> measure, boolean[] members) {
        double[] inverse = new double[members.length];
        for (int i = 0; i < members.length; i++) {
            inverse[i] = members[i] ? 1 / measure.applyAsDouble(Samples.column(outcomes, i)) : 0;
        }
        double sum = Arrays.stream(inverse).sum();
        Arrays.setAll(inverse, i -> inverse[i] / sum);
        return inverse;
    }

    private static boolean[] members(ClusterTree tree, int node) {
        boolean[] members = new boolean[tree.leaves()];
        mark(tree, node, members);
        return members;
    }

    private static void mark(ClusterTree tree, int node, boolean[] members) {
        if (node < tree.leaves()) {
            members[node] = true;
            return;
        }
        mark(tree, tree.merges().get(node - tree.leaves()).left(), members);
        mark(tree, tree.merges().get(node - tree.leaves()).right(), members);
    }
}
