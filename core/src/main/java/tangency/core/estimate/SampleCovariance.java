package tangency.core.estimate;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/** The sample covariance, divisor T-1, about the sample mean. */
public final class SampleCovariance {
    private SampleCovariance() {}

    /**
     * @param returns T x N without gaps
     * @throws IllegalArgumentException for fewer than two rows, or if a column is not finite
     */
    public static CovarianceEstimate of(Matrix returns) {
        if (returns.rows() < 2) {
            throw new IllegalArgumentException("A sample covariance needs at least 2 rows, not " + returns.rows());
        }
        double[] mean = Means.weighted(returns, Means.equalWeights(returns.rows()));
        double[] product = CrossProducts.scaled(Means.centred(returns, mean), returns.rows(), returns.columns(),
                1.0 / (returns.rows() - 1));
        return new CovarianceEstimate(Vector.wrap(mean), Matrix.wrap(returns.columns(), returns.columns(), product),
                null, null);
    }
}
