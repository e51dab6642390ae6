package tangency.core.estimate;

import tangency.core.math.Matrix;
import tangency.core.math.SymmetricUpdate;
import tangency.core.math.Vector;
import tangency.core.math.Workers;

/** The sample covariance, divisor T-1, about the sample mean. */
public final class SampleCovariance {
    private SampleCovariance() {}

    /** As {@link #of(Matrix, Workers)}, on the calling thread. */
    public static CovarianceEstimate of(Matrix returns) {
        return of(returns, Workers.NONE);
    }

    /**
     * @param returns T x N without gaps
     * @param workers change no bit of the result
     * @throws IllegalArgumentException for fewer than two rows, or if a column is not finite
     */
    public static CovarianceEstimate of(Matrix returns, Workers workers) {
        int rows = returns.rows();
        int columns = returns.columns();
        if (rows < 2) {
            throw new IllegalArgumentException("A sample covariance needs at least 2 rows, not " + rows);
        }
        double[] mean = Means.weighted(returns, Means.equalWeights(rows));
        double[] product = SymmetricUpdate.gram(Means.centred(returns, mean), rows, columns, 1.0 / (rows - 1), workers);
        return new CovarianceEstimate(Vector.wrap(mean), Matrix.wrap(columns, columns, product), null, null);
    }
}
