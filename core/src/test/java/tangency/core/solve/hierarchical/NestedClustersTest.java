package tangency.core.solve.hierarchical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tangency.core.Golden;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.Codependence;
import tangency.core.estimate.SampleCovariance;
import tangency.core.estimate.Samples;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.hierarchical.HierarchicalResult.Allocated;
import tangency.core.solve.quadratic.LinearRow;
import tools.jackson.databind.JsonNode;

class NestedClustersTest {
    @Test
    void agreesWithReference() {
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        ClusterTree tree = tree(covariance);
        for (int clusters : new int[]{3, 5}) {
            JsonNode golden = Golden.results("hierarchical.json", "A").get("ward").get("nco_k" + clusters);
            double[] weights = weights(covariance, tree.cut(clusters), Regions.longOnly(20));
            // Libraries agree on this one to 1e-4; the optimality conditions below say how exact ours is.
            assertThat(weights).containsExactly(Golden.vector(golden.get("weights")), within(1e-4));
            assertNested(covariance, tree.cut(clusters), weights);
        }
    }

    @Test
    void everyStageIsOptimal() {
        for (long seed = 0; seed < 20; seed++) {
            int n = 10 + (int) seed;
            Matrix covariance = SampleCovariance.of(Samples.returns(seed, 3 * n, n)).covariance();
            int[] labels = tree(covariance).cut(2 + (int) seed % 4);
            assertNested(covariance, labels, weights(covariance, labels, Regions.longOnly(n)));
        }
    }

    @Test
    void oneClusterOrAsManyAsAssetsAreMinimumVariance() {
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        int[] alone = new int[20];
        Arrays.setAll(alone, i -> i + 1);
        int[] together = new int[20];
        Arrays.fill(together, 1);
        for (Region region : List.of(Regions.longOnly(20), Region.fullyInvested(20))) {
            double[] least = Regions.minimumVariance(covariance, region);
            assertThat(weights(covariance, alone, region)).containsExactly(least, within(1e-12));
            assertThat(weights(covariance, together, region)).containsExactly(least, within(1e-12));
        }
    }

    @Test
    void limitsHoldAndAcrossClustersTheVarianceIsLeast() {
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        int[] labels = tree(covariance).cut(5);
        double[] members = new double[20];
        Arrays.fill(members, 0, 9, 1);
        double[] upper = new double[20];
        Arrays.fill(upper, 0.2);
        Region region = new Region(new double[20], upper, Regions.longOnly(20).budgets(),
                List.of(LinearRow.atLeast("First", members, 0.31)));
        Allocated allocated = (Allocated) NestedClusters.allocate(covariance, Vector.wrap(new double[20]), labels,
                region);
        double[] weights = allocated.weights().toArray();
        assertThat(allocated.certificate().proves()).isTrue();
        assertThat(allocated.distance()).isPositive();
        assertThat(region.violation(weights)).isLessThan(1e-14);
        assertThat(Arrays.stream(weights).max().orElseThrow()).isLessThanOrEqualTo(0.2);
    }

    @Test
    void whereNoCapitalOfTheClustersWillDoTheNearestWeightsAreTaken() {
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        int[] labels = tree(covariance).cut(3);
        double[] upper = new double[20];
        Arrays.fill(upper, 0.06);
        Region region = new Region(new double[20], upper, Regions.longOnly(20).budgets(), List.of());
        Allocated allocated = (Allocated) NestedClusters.allocate(covariance, Vector.wrap(new double[20]), labels,
                region);
        assertThat(allocated.certificate().proves()).isTrue();
        double[] weights = allocated.weights().toArray();
        assertThat(weights).satisfies(w -> assertThat(Arrays.stream(w).max().orElseThrow()).isEqualTo(0.06));
        assertThat(region.violation(weights)).isLessThan(1e-14);
        // Nearest under bounds and a budget: each weight is the free one plus the same shift, clipped.
        double shift = 0;
        for (int i = 0; i < 20; i++) {
            if (weights[i] > 0 && weights[i] < 0.06) {
                shift = weights[i] - allocated.free().get(i);
            }
        }
        for (int i = 0; i < 20; i++) {
            assertThat(weights[i]).isCloseTo(Math.clamp(allocated.free().get(i) + shift, 0, 0.06), within(1e-14));
        }
    }

    @Test
    void scaleDoesNotMatter() {
        Matrix covariance = SampleCovariance.of(Samples.returns(7, 70, 25)).covariance();
        int[] labels = tree(covariance).cut(4);
        double[] weights = weights(covariance, labels, Regions.longOnly(25));
        for (double scale : new double[]{1e-12, 1e12}) {
            assertThat(weights(Samples.times(covariance, scale), labels, Regions.longOnly(25)))
                    .containsExactly(weights, within(1e-10));
        }
    }

    private static double[] weights(Matrix covariance, int[] labels, Region region) {
        Allocated allocated = (Allocated) NestedClusters.allocate(covariance,
                Vector.wrap(new double[covariance.rows()]), labels, region);
        assertThat(allocated.certificate().proves()).isTrue();
        return allocated.weights().toArray();
    }

    private static ClusterTree tree(Matrix covariance) {
        return ClusterTree.of(Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION), Linkage.WARD);
    }

    /** The optimality conditions of long-only minimum variance, inside each cluster that has capital and across all. */
    private static void assertNested(Matrix covariance, int[] labels, double[] weights) {
        int n = labels.length;
        int clusters = Arrays.stream(labels).max().orElseThrow();
        double[][] portfolios = new double[clusters][n];
        double[] capital = new double[clusters];
        for (int i = 0; i < n; i++) {
            capital[labels[i] - 1] += weights[i];
        }
        for (int k = 0; k < clusters; k++) {
            double[] portfolio = portfolios[k];
            if (capital[k] > 0) {
                for (int i = 0; i < n; i++) {
                    portfolio[i] = labels[i] == k + 1 ? weights[i] / capital[k] : 0;
                }
            } else {
                // One without capital does not show its portfolio.
                int label = k + 1;
                int[] members = IntStream.range(0, n).filter(i -> labels[i] == label).toArray();
                Matrix part = Samples.columns(Samples.transposed(Samples.columns(covariance, members)), members);
                double[] inside = Regions.minimumVariance(part, Regions.longOnly(members.length));
                for (int m = 0; m < members.length; m++) {
                    portfolio[members[m]] = inside[m];
                }
            }
            double[] gradient = Kernels.times(covariance, portfolio);
            double variance = Kernels.dot(gradient, portfolio);
            for (int i = 0; i < n; i++) {
                if (labels[i] == k + 1) {
                    assertCondition(gradient[i], variance, portfolio[i]);
                }
            }
        }
        double[] gradient = Kernels.times(covariance, weights);
        double variance = Kernels.dot(gradient, weights);
        for (int k = 0; k < clusters; k++) {
            assertCondition(Kernels.dot(gradient, portfolios[k]), variance, capital[k]);
        }
    }

    private static void assertCondition(double gradient, double variance, double weight) {
        if (weight > 0) {
            assertThat(gradient).isCloseTo(variance, within(1e-9 * variance));
        } else {
            assertThat(weight).isZero();
            assertThat(gradient).isGreaterThanOrEqualTo(variance * (1 - 1e-9));
        }
    }
}
