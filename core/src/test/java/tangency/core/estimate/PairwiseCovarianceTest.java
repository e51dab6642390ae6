package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.estimate.CovarianceEstimatorsTest.assertRelative;

import java.util.Arrays;
import java.util.Random;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import tangency.core.math.Matrix;

class PairwiseCovarianceTest {
    @Test
    void withoutGapsItIsTheSampleCovariance() {
        Matrix returns = Samples.returns(1, 90, 7);
        CovarianceEstimate estimate = estimated(returns);
        assertRelative(estimate.covariance(), SampleCovariance.of(returns).covariance(), 1e-13);
        assertThat(estimate.mean().toArray()).containsExactly(Means.historical(returns).toArray(), within(1e-17));
        assertThat(estimate.repairDistance()).isNull();
    }

    @Test
    void eachPairStandsOnTheDatesItShares() {
        Matrix returns = withGaps(Samples.returns(2, 200, 6), 0.1, 7);
        CovarianceEstimate estimate = estimated(returns);
        assertThat(estimate.repairDistance()).isNull();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(estimate.covariance().get(i, j)).isCloseTo(shared(returns, i, j), within(1e-17));
            }
        }
        assertThat(Samples.transposed(estimate.covariance())).isEqualTo(estimate.covariance());
    }

    @Test
    void anIndefiniteMatrixIsRepairedAndTheDistanceTold() {
        Matrix returns = withGaps(Samples.returns(3, 20, 10), 0.4, 11);
        CovarianceEstimate estimate = estimated(returns);
        Matrix raw = raw(returns);
        assertThat(new Diagnostics(raw, null).smallestEigenvalue()).isNegative();
        assertThat(new Diagnostics(estimate.covariance(), null).smallestEigenvalue())
                .isGreaterThan(-1e-15 * estimate.diagnostics().largestEigenvalue());
        assertThat(estimate.covariance().diagonal()).containsExactly(raw.diagonal(), within(1e-17));
        assertThat(estimate.repairDistance()).isNotNull();
        assertThat(estimate.repairDistance()).isCloseTo(frobenius(raw, estimate.covariance()), within(1e-15));
    }

    @Test
    void twoThatNeverMeetAreNamed() {
        double gap = Double.NaN;
        Matrix returns = Matrix.of(new double[][]{{0.1, 0.2, gap}, {0.2, 0.1, gap}, {0.3, gap, 0.1}, {0.1, gap, 0.2}});
        assertThat(PairwiseCovariance.of(returns)).isEqualTo(new PairwiseCovariance.Result.TooFewShared(1, 2, 0));
        assertThat(PairwiseCovariance.of(Matrix.of(new double[][]{{0.1, gap}, {0.2, gap}})))
                .isEqualTo(new PairwiseCovariance.Result.TooFewShared(0, 1, 0));
    }

    @Test
    void nearestCorrelationOfHighamsExample() {
        // Higham (2002), section 4.
        NearestCorrelation nearest = NearestCorrelation.to(Matrix.of(new double[][]{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}));
        assertThat(nearest.matrix().get(0, 1)).isCloseTo(0.7607, within(5e-5));
        assertThat(nearest.matrix().get(1, 2)).isCloseTo(0.7607, within(5e-5));
        assertThat(nearest.matrix().get(0, 2)).isCloseTo(0.1573, within(5e-5));
        assertThat(nearest.distance()).isCloseTo(0.5278, within(5e-5));
    }

    @Test
    void nearestCorrelationMeetsItsOptimalityConditions() {
        for (int n : new int[]{2, 3, 8, 25}) {
            Random random = new Random(n);
            double[] values = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    values[i * n + j] = values[j * n + i] = i == j ? 1 : 2.4 * random.nextDouble() - 1.2;
                }
            }
            Matrix original = Matrix.wrap(n, n, values);
            RealMatrix x = simple(NearestCorrelation.to(original).matrix());
            // X - A = Diag(y) + Z with Z positive semi-definite and ZX = 0.
            RealMatrix z = x.subtract(simple(original));
            RealMatrix product = z.multiply(x);
            for (int i = 0; i < n; i++) {
                z.addToEntry(i, i, -product.getEntry(i, i) / x.getEntry(i, i));
            }
            assertThat(z.multiply(x).getNorm()).isLessThan(1e-8);
            assertThat(smallest(z)).isGreaterThan(-1e-8);
            assertThat(smallest(x)).isGreaterThan(-1e-12);
        }
    }

    private static double smallest(RealMatrix matrix) {
        return Arrays.stream(new EigenDecomposition(matrix).getRealEigenvalues()).min().orElseThrow();
    }

    private static RealMatrix simple(Matrix matrix) {
        return new Array2DRowRealMatrix(matrix.toRows());
    }

    private static CovarianceEstimate estimated(Matrix returns) {
        return ((PairwiseCovariance.Result.Estimated) PairwiseCovariance.of(returns)).estimate();
    }

    private static Matrix raw(Matrix returns) {
        int n = returns.columns();
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = shared(returns, i, j);
            }
        }
        return Matrix.wrap(n, n, values);
    }

    private static double shared(Matrix returns, int i, int j) {
        double[] x = Samples.column(returns, i);
        double[] y = Samples.column(returns, j);
        int count = 0;
        for (int t = 0; t < x.length; t++) {
            if (!Double.isNaN(x[t]) && !Double.isNaN(y[t])) {
                x[count] = x[t];
                y[count++] = y[t];
            }
        }
        return new Covariance().covariance(Arrays.copyOf(x, count), Arrays.copyOf(y, count));
    }

    private static Matrix withGaps(Matrix returns, double share, long seed) {
        Random random = new Random(seed);
        double[] values = returns.shared().clone();
        for (int k = 0; k < values.length; k++) {
            values[k] = random.nextDouble() < share ? Double.NaN : values[k];
        }
        return Matrix.wrap(returns.rows(), returns.columns(), values);
    }

    private static double frobenius(Matrix a, Matrix b) {
        double squares = 0;
        for (int k = 0; k < a.shared().length; k++) {
            squares += Math.pow(a.shared()[k] - b.shared()[k], 2);
        }
        return Math.sqrt(squares);
    }
}
