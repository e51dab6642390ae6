package tangency.core.solve.hierarchical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import tangency.core.Golden;
import tangency.core.estimate.SampleCovariance;
import tangency.core.estimate.Samples;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.hierarchical.HierarchicalResult.Allocated;
import tangency.core.solve.quadratic.LinearRow;

class SchurAllocationTest {
    private static final double[] GAMMAS = {0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1};

    /** Limits of every kind for n assets, each of which something satisfies. */
    private static List<Region> regions(int n) {
        List<Region> regions = new ArrayList<>(List.of(Region.fullyInvested(n), Regions.longOnly(n),
                Regions.between(n, 0, 1.5 / n), Regions.between(n, -0.1, 0.3), Regions.between(n, 0.5 / n, 1)));
        double[] odd = new double[n];
        Arrays.setAll(odd, i -> i % 2);
        regions.add(new Region(new double[n], Regions.longOnly(n).upper(), Regions.longOnly(n).budgets(),
                List.of(LinearRow.atMost("Odd", odd, 0.2))));
        return regions;
    }

    @Test
    void gammaLeadsFromRiskParityToMinimumVarianceUnderTheSameLimits() {
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        int[] order = Samples.permutation(1, 20);
        ClusterRisk risk = ClusterRisk.variance(covariance);
        for (Region region : regions(20)) {
            double[] parity = ((Allocated) HierarchicalRiskParity.byHalves(risk, order, region)).weights().toArray();
            assertThat(weights(covariance, order, 0, region)).containsExactly(parity);
            assertThat(weights(covariance, order, 1e-9, region)).containsExactly(parity, within(1e-7));
            double[] least = Regions.minimumVariance(covariance, region);
            assertThat(weights(covariance, order, 1, region)).containsExactly(least, within(1e-12));
            assertThat(weights(covariance, order, 1 - 1e-9, region)).containsExactly(least, within(1e-6));
        }
    }

    @Test
    void varianceFallsAndDistanceFromRiskParityRisesWithGamma() {
        for (long seed = 0; seed < 10; seed++) {
            int n = 8 + 2 * (int) seed;
            // Every third sample has fewer outcomes than assets.
            Matrix covariance = SampleCovariance.of(Samples.returns(seed, seed % 3 == 0 ? n / 2 : 2 * n, n))
                    .covariance();
            int[] order = Samples.permutation(seed, n);
            for (Region region : regions(n)) {
                double[] parity = weights(covariance, order, 0, region);
                double variance = Double.POSITIVE_INFINITY;
                double distance = 0;
                for (double gamma : GAMMAS) {
                    if (gamma == 1 && seed % 3 == 0 && region.lower()[0] == Double.NEGATIVE_INFINITY) {
                        continue;
                    }
                    double[] weights = weights(covariance, order, gamma, region);
                    double next = Kernels.quadratic(covariance, weights);
                    double away = distance(covariance, weights, parity);
                    double scale = covariance.get(0, 0);
                    assertThat(next).isLessThanOrEqualTo(variance + 1e-12 * scale);
                    assertThat(away).isGreaterThanOrEqualTo(distance - 1e-9 * scale);
                    assertThat(region.violation(weights)).isLessThan(1e-12);
                    variance = next;
                    distance = away;
                }
            }
        }
    }

    /** Eliminating one half from the conditions leaves the other its Schur complement. */
    @Test
    void eachSideSolvesItsSchurComplement() {
        int n = 12;
        Matrix covariance = SampleCovariance.of(Samples.returns(5, 90, n)).covariance();
        int[] order = Samples.permutation(5, n);
        Region region = Region.fullyInvested(n);
        double[] parity = weights(covariance, order, 0, region);
        double gamma = 0.6;
        double[] weights = weights(covariance, order, gamma, region);
        RealMatrix c = MatrixUtils.createRealMatrix(covariance.toRows());
        RealVector pull = MatrixUtils.createRealVector(new double[n]);
        for (int i = 0; i < n; i++) {
            pull.setEntry(i, (1 - gamma) * c.getEntry(i, i) * parity[i]);
            for (int j = 0; j < n; j++) {
                c.multiplyEntry(i, j, i == j ? 1 : gamma);
            }
        }
        int half = n / 2;
        RealMatrix a = c.getSubMatrix(0, half - 1, 0, half - 1);
        RealMatrix b = c.getSubMatrix(0, half - 1, half, n - 1);
        RealMatrix d = c.getSubMatrix(half, n - 1, half, n - 1);
        RealMatrix hedge = b.multiply(new LUDecomposition(d).getSolver().getInverse());
        RealVector own = MatrixUtils.createRealVector(Arrays.copyOf(weights, half));
        RealVector others = MatrixUtils.createRealVector(ones(n - half));
        // (A - B D^-1 B') w = price (1 - B D^-1 1) + own pull - B D^-1 the others' pull, for one price.
        RealVector left = a.subtract(hedge.multiply(b.transpose())).operate(own);
        RealVector fixed = pull.getSubVector(0, half).subtract(hedge.operate(pull.getSubVector(half, n - half)));
        RealVector priced = MatrixUtils.createRealVector(ones(half)).subtract(hedge.operate(others));
        double price = (left.getEntry(0) - fixed.getEntry(0)) / priced.getEntry(0);
        for (int i = 0; i < half; i++) {
            assertThat(left.getEntry(i)).isCloseTo(price * priced.getEntry(i) + fixed.getEntry(i),
                    within(1e-9 * a.getEntry(i, i)));
        }
    }

    @Test
    void scaleDoesNotMatter() {
        Matrix covariance = SampleCovariance.of(Samples.returns(7, 70, 16)).covariance();
        int[] order = Samples.permutation(7, 16);
        double[] weights = weights(covariance, order, 0.5, Regions.between(16, 0, 0.1));
        for (double scale : new double[]{1e-12, 1e12}) {
            assertThat(weights(Samples.times(covariance, scale), order, 0.5, Regions.between(16, 0, 0.1)))
                    .containsExactly(weights, within(1e-10));
        }
    }

    @Test
    void refusesAGammaThatIsNone() {
        Matrix covariance = Matrix.of(new double[][]{{1, 0}, {0, 2}});
        for (double gamma : new double[]{-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> weights(covariance, new int[]{0, 1}, gamma, Regions.longOnly(2)));
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double distance(Matrix covariance, double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += covariance.get(i, i) * (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static double[] weights(Matrix covariance, int[] order, double gamma, Region region) {
        HierarchicalResult result = SchurAllocation.byHalves(ClusterRisk.variance(covariance), order, covariance,
                Vector.wrap(new double[covariance.rows()]), gamma, region);
        assertThat(result).isInstanceOf(Allocated.class);
        Allocated allocated = (Allocated) result;
        assertThat(allocated.certificate().proves()).isTrue();
        return allocated.weights().toArray();
    }
}
