package tangency.core.returns;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * Joint simple returns of N assets in T equally likely cases.
 *
 * @param returns T x N, without gaps
 */
public record Outcomes(Matrix returns) {
    /** The portfolio's return in each case. */
    public double[] of(Vector weights) {
        int n = returns.columns();
        if (weights.size() != n) {
            throw new IllegalArgumentException(weights.size() + " weights for " + n + " assets");
        }
        double[] r = returns.shared();
        double[] w = weights.shared();
        double[] portfolio = new double[returns.rows()];
        for (int t = 0; t < portfolio.length; t++) {
            double sum = 0;
            int row = t * n;
            for (int i = 0; i < n; i++) {
                sum += r[row + i] * w[i];
            }
            portfolio[t] = sum;
        }
        return portfolio;
    }
}
