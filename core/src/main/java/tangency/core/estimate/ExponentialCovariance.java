package tangency.core.estimate;

import tangency.core.math.Matrix;
import tangency.core.math.SymmetricUpdate;
import tangency.core.math.Vector;

/**
 * Covariance under weights proportional to 2^(-age/halfLife), normalised to 1, about the weighted mean, without bias
 * correction. A decay λ is the half-life ln ½ / ln λ.
 */
public final class ExponentialCovariance {
    private ExponentialCovariance() {}

    /**
     * @param returns T x N without gaps
     * @param halfLife in rows, positive
     * @throws IllegalArgumentException without rows, or if a column is not finite
     */
    public static CovarianceEstimate of(Matrix returns, double halfLife) {
        int rows = returns.rows();
        int columns = returns.columns();
        double[] weights = Means.exponentialWeights(rows, halfLife);
        double[] mean = Means.weighted(returns, weights);
        double[] x = Means.centred(returns, mean);
        for (int t = 0; t < rows; t++) {
            double root = Math.sqrt(weights[t]);
            for (int i = t * columns; i < (t + 1) * columns; i++) {
                x[i] *= root;
            }
        }
        return new CovarianceEstimate(Vector.wrap(mean),
                Matrix.wrap(columns, columns, SymmetricUpdate.gram(x, rows, columns, 1)), null, null);
    }
}
