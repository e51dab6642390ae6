package tangency.core.estimate;

import tangency.core.math.Matrix;
import tangency.core.math.SymmetricUpdate;
import tangency.core.math.Vector;

/**
 * Covariance of returns with gaps (NaN): each pair of assets over the dates on which both have a return, divisor their
 * number less one; each mean over the asset's own dates. Such a matrix need not be positive semi-definite: where it is
 * not, its correlations are replaced by the nearest correlation matrix, and the distance is reported.
 */
public final class PairwiseCovariance {
    private PairwiseCovariance() {}

    /** A covariance, or the pair that has none. */
    public sealed interface Result {
        /** Positive semi-definite up to rounding, repaired where it had to be. */
        record Estimated(CovarianceEstimate estimate) implements Result {}

        /**
         * Two columns share fewer than two dates, so that nothing is known of their covariance; {@code first} equals
         * {@code second} where one column alone has fewer than two returns.
         */
        record TooFewShared(int first, int second, int shared) implements Result {}
    }

    /**
     * @param returns T x N, NaN where a return is missing
     * @throws IllegalArgumentException if a return is infinite
     */
    public static Result of(Matrix returns) {
        int rows = returns.rows();
        int n = returns.columns();
        double[] x = returns.shared().clone();
        double[] mean = new double[n];
        double[] present = new double[n];
        for (int i = 0; i < n; i++) {
            centre(x, rows, n, i, mean, present);
        }

        // The sums over an asset's own dates, less those over the dates that the other one lacks.
        double[] shared = new double[n * n];
        double[] sums = new double[n * n];
        for (int j = 0; j < n; j++) {
            subtractMissing(returns.shared(), x, rows, n, j, present, shared, sums);
        }
        double[] covariance = SymmetricUpdate.gram(x, rows, n, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double count = shared[j * n + i];
                if (count < 2) {
                    return new Result.TooFewShared(j, i, (int) count);
                }
                double value = (covariance[i * n + j] - sums[j * n + i] * sums[i * n + j] / count) / (count - 1);
                covariance[i * n + j] = covariance[j * n + i] = value;
            }
        }
        return new Result.Estimated(repaired(Vector.wrap(mean), Matrix.wrap(n, n, covariance)));
    }

    /** The estimate itself where its correlations are positive semi-definite, else with the nearest ones that are. */
    public static CovarianceEstimate repaired(Vector mean, Matrix covariance) {
        int n = covariance.rows();
        Matrix correlation = Matrix.wrap(n, n, Correlations.unclamped(covariance));
        if (NearestCorrelation.isPositiveSemiDefinite(correlation)) {
            return new CovarianceEstimate(mean, covariance, null, null);
        }
        Matrix nearest = NearestCorrelation.to(correlation).matrix();
        double[] values = covariance.shared().clone();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    double scale = Math.sqrt(covariance.get(i, i)) * Math.sqrt(covariance.get(j, j));
                    values[i * n + j] = scale * nearest.get(i, j);
                    double change = values[i * n + j] - covariance.get(i, j);
                    squares += change * change;
                }
            }
        }
        return new CovarianceEstimate(mean, Matrix.wrap(n, n, values), null, Math.sqrt(squares));
    }

    /** Takes column {@code i} of {@code x} to mean 0 over its dates, and gaps to 0. */
    private static void centre(double[] x, int rows, int n, int i, double[] mean, double[] present) {
        double sum = 0;
        int count = 0;
        for (int k = i; k < rows * n; k += n) {
            if (Double.isInfinite(x[k])) {
                throw new IllegalArgumentException("Column " + i + " of the returns holds " + x[k]);
            }
            if (!Double.isNaN(x[k])) {
                sum += x[k];
                count++;
            }
        }
        double first = count == 0 ? 0 : sum / count;
        double rest = 0;
        for (int k = i; k < rows * n; k += n) {
            rest += Double.isNaN(x[k]) ? 0 : x[k] - first;
        }
        mean[i] = count == 0 ? Double.NaN : first + rest / count;
        present[i] = count;
        for (int k = i; k < rows * n; k += n) {
            x[k] = Double.isNaN(x[k]) ? 0 : x[k] - mean[i];
        }
    }

    /** Row j of {@code shared} and {@code sums}: number and sum of every asset's returns on the dates of asset j. */
    private static void subtractMissing(double[] raw, double[] x, int rows, int n, int j, double[] present,
            double[] shared, double[] sums) {
        System.arraycopy(present, 0, shared, j * n, n);
        for (int t = 0; t < rows; t++) {
            if (Double.isNaN(raw[t * n + j])) {
                for (int i = 0; i < n; i++) {
                    sums[j * n + i] -= x[t * n + i];
                    shared[j * n + i] -= Double.isNaN(raw[t * n + i]) ? 0 : 1;
                }
            }
        }
    }
}
