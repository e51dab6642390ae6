package tangency.core.solve.hierarchical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.Codependence;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.estimate.spec.TreeSpec.LeafOrder;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.hierarchical.HierarchicalResult.Allocated;
import tangency.core.solve.hierarchical.HierarchicalResult.Failed;
import tangency.core.solve.hierarchical.HierarchicalResult.Infeasible;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/**
 * Seeded problems of every model: few outcomes, duplicates, riskless assets, any scale, tight and touching and contradicting
 * bounds and groups.
 */
class RandomAllocationTest {
    @Test
    void everyAnswerIsCertifiedAndWithinItsLimits() {
        run(0, 200);
    }

    @Test
    @Tag("slow")
    void everyAnswerOfTenThousandIsCertifiedAndWithinItsLimits() {
        run(1000, 11000);
    }

    private static void run(long from, long to) {
        int allocated = 0;
        for (long seed = from; seed < to; seed++) {
            allocated += new Problem(seed).check();
        }
        // Most problems have an answer, or nothing was tested.
        assertThat(allocated).isGreaterThan((int) (to - from) * 3);
    }

    private static final class Problem {
        private final Random random;
        private final long seed;
        private final int n;
        private final int kind;
        private final Matrix covariance;
        private final Region region;
        private final boolean feasible;

        Problem(long seed) {
            this.seed = seed;
            random = new Random(seed);
            int size = random.nextInt(20);
            n = size < 4 ? 2 + random.nextInt(3) : size == 4 ? 100 + random.nextInt(101) : 2 + random.nextInt(39);
            kind = random.nextInt(6);
            covariance = covariance();
            feasible = random.nextInt(5) > 0;
            region = region();
        }

        private Matrix covariance() {
            int dates = kind == 0 ? 2 + random.nextInt(n) : n + 2 + random.nextInt(2 * n);
            double[][] factors = new double[dates][n];
            int one = random.nextInt(n);
            int other = random.nextInt(n);
            for (double[] row : factors) {
                double market = random.nextGaussian();
                for (int i = 0; i < n; i++) {
                    row[i] = (1 + i % 3) * (0.6 * market + random.nextGaussian());
                }
                row[one] = kind == 1 ? row[other] : kind == 2 ? -row[other] : kind == 3 ? 0 : row[one];
            }
            double scale = kind == 4 ? Math.pow(10, random.nextInt(25) - 12) : 1;
            double[][] values = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    for (double[] row : factors) {
                        values[i][j] += row[i] * row[j] * scale / dates;
                    }
                    values[j][i] = values[i][j];
                }
            }
            return Matrix.of(values);
        }

        private Region region() {
            double[] lower = new double[n];
            double[] upper = new double[n];
            double[] within = new double[n];
            int bounds = random.nextInt(5);
            for (int i = 0; i < n; i++) {
                switch (bounds) {
                    case 0 -> upper[i] = 1;
                    case 1 -> upper[i] = (1.05 + random.nextDouble()) / n;
                    case 2 -> {
                        lower[i] = random.nextDouble() / n;
                        upper[i] = lower[i] + random.nextInt(3) * random.nextDouble() / n + (i == 0 ? 1 : 0);
                    }
                    case 3 -> {
                        lower[i] = -random.nextDouble();
                        upper[i] = random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble();
                    }
                    default -> {
                        lower[i] = Double.NEGATIVE_INFINITY;
                        upper[i] = Double.POSITIVE_INFINITY;
                    }
                }
                double low = Math.max(lower[i], -1);
                double high = Math.min(upper[i], 1);
                within[i] = random.nextInt(4) == 0 ? low : low + (high - low) * random.nextDouble();
            }
            List<LinearRow> rows = new ArrayList<>();
            int count = random.nextInt(5);
            for (int k = 0; k < count; k++) {
                double[] a = new double[n];
                int shape = random.nextInt(4);
                for (int i = 0; i < n; i++) {
                    a[i] = switch (shape) {
                        case 0 -> i % count == k ? 1 : 0;
                        case 1 -> i * count / n == k ? 1 : 0;
                        case 2 -> random.nextGaussian();
                        default -> i == k ? 2 : 0;
                    };
                }
                double value = Kernels.dot(a, within);
                double off = feasible ? 0 : random.nextGaussian();
                rows.add(switch (random.nextInt(4)) {
                    case 0 -> LinearRow.atMost("Most " + k, a, value + off);
                    case 1 -> LinearRow.atLeast("Least " + k, a, value + off);
                    case 2 -> LinearRow.equality("Equal " + k, a, value + off);
                    default -> new LinearRow("Between " + k, a, value + off - 0.01, value + off + 0.01);
                });
            }
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            double sum = Arrays.stream(within).sum();
            LinearRow budget = switch (random.nextInt(3)) {
                case 0 -> LinearRow.equality("Budget", ones, sum);
                case 1 -> new LinearRow("Budget", ones, sum - 0.1, sum);
                default -> new LinearRow("Budget", ones, Math.min(sum, 1), Math.max(sum, 1));
            };
            return new Region(lower, upper, List.of(budget), rows);
        }

        int check() {
            Matrix distance = Codependence.pearson(covariance).distance(TreeSpec.Distance.CORRELATION);
            ClusterTree tree = ClusterTree.of(distance, Linkage.values()[random.nextInt(4)]);
            int[] order = tree.order(LeafOrder.values()[random.nextInt(2)], distance);
            int clusters = 1 + random.nextInt(n);
            ClusterRisk risk = random.nextBoolean()
                    ? ClusterRisk.variance(covariance)
                    : ClusterRisk.standardDeviation(covariance);
            double gamma = random.nextInt(3) / 4.0 + 0.25;
            Vector mean = Vector.wrap(random.doubles(n, -1, 1).toArray());
            int allocated = judge("hrp", HierarchicalRiskParity.byHalves(risk, order, region))
                    + judge("tree", HierarchicalRiskParity.byTree(risk, tree, region))
                    + judge("herc", EqualRiskContribution.allocate(risk, tree, clusters, region))
                    + judge("nco", NestedClusters.allocate(covariance, mean, tree.cut(clusters), region));
            HierarchicalResult schur = SchurAllocation.byHalves(risk, order, covariance, mean, gamma, region);
            allocated += judge("schur", schur);
            if (schur instanceof Allocated answer
                    && HierarchicalRiskParity.byHalves(risk, order, region) instanceof Allocated anchor) {
                assertNothingBetter(answer.weights().shared(), anchor.weights().shared(), gamma);
            }
            return allocated;
        }

        private int judge(String model, HierarchicalResult result) {
            String what = model + ", seed " + seed + ", " + result;
            switch (result) {
                case Allocated(Vector weights, Vector free, var certificate, int iterations) -> {
                    assertThat(certificate.proves()).as(what).isTrue();
                    for (int i = 0; i < n; i++) {
                        assertThat(weights.get(i)).as(what).isBetween(region.lower()[i], region.upper()[i]);
                        assertThat(free.get(i)).as(what).isFinite();
                    }
                    for (LinearRow row : region.allRows()) {
                        double value = Kernels.dot(row.coefficients(), weights.shared());
                        double size = 1e-12;
                        for (int i = 0; i < n; i++) {
                            size += 1e-12 * Math.abs(row.coefficients()[i] * weights.get(i));
                        }
                        assertThat(value).as(what).isBetween(row.min() - size, row.max() + size);
                    }
                    return 1;
                }
                case Infeasible _ -> {
                    assertThat(feasible).as(what).isFalse();
                    assertThat(nearest(new double[n])).as(what).isInstanceOf(QuadraticResult.Infeasible.class);
                    return 0;
                }
                case Failed failed -> {
                    // A riskless asset, or two that cancel out: inverse risk is not defined, and minimum variance not bounded.
                    assertThat(kind).as(what).isBetween(0, 3);
                    assertThat(failed.message()).as(what).containsAnyOf("not defined", "positive semi-definite");
                    return 0;
                }
            }
        }

        private QuadraticResult nearest(double[] target) {
            double[] identity = new double[n * n];
            for (int i = 0; i < n; i++) {
                identity[i * n + i] = 1;
            }
            return QuadraticSolver.minimise(QuadraticProblem.of(target, Matrix.wrap(n, n, identity), region.lower(),
                    region.upper(), region.allRows()), 1);
        }

        private void assertNothingBetter(double[] weights, double[] anchor, double gamma) {
            double best = objective(weights, anchor, gamma);
            for (int k = 0; k < 3; k++) {
                double[] target = random.doubles(n, -1, 1).toArray();
                if (nearest(target) instanceof QuadraticResult.Optimal other) {
                    double[] mixture = new double[n];
                    double share = random.nextDouble();
                    Arrays.setAll(mixture, i -> share * weights[i] + (1 - share) * other.weights().get(i));
                    double scale = Math.abs(best) + Math.abs(objective(mixture, anchor, gamma));
                    assertThat(objective(mixture, anchor, gamma)).as("Seed %d", seed)
                            .isGreaterThanOrEqualTo(best - 1e-9 * scale);
                }
            }
        }

        private double objective(double[] weights, double[] anchor, double gamma) {
            double sum = gamma * Kernels.quadratic(covariance, weights);
            for (int i = 0; i < n; i++) {
                sum += (1 - gamma) * covariance.get(i, i) * Math.pow(weights[i] - anchor[i], 2);
            }
            return sum;
        }
    }
}
