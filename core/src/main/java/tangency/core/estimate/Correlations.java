package tangency.core.estimate;

import tangency.core.math.Matrix;

/** Between covariances and correlations. */
public final class Correlations {
    private Correlations() {}

    /**
     * The correlation matrix: unit diagonal, values in [-1, 1], symmetric to the bit. An asset without variance counts as
     * uncorrelated with all others; two equal assets have exactly 1.
     *
     * @param covariance N x N, symmetric
     * @throws IllegalArgumentException if a variance is negative or a value not finite
     */
    public static Matrix of(Matrix covariance) {
        int n = covariance.rows();
        double[] values = unclamped(covariance);
        for (int i = 0; i < n * n; i++) {
            values[i] = Math.clamp(values[i], -1, 1);
        }
        return Matrix.wrap(n, n, values);
    }

    /** As {@link #of}, but coefficients beyond 1, as gaps in the data make them, stay. */
    static double[] unclamped(Matrix covariance) {
        int n = covariance.rows();
        if (covariance.columns() != n) {
            throw new IllegalArgumentException("A covariance is square, not " + covariance);
        }
        double[] variance = covariance.diagonal();
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            if (!(variance[i] >= 0) || Double.isInfinite(variance[i])) {
                throw new IllegalArgumentException("The variance of column " + i + " is " + variance[i]);
            }
            values[i * n + i] = 1;
            for (int j = 0; j < i; j++) {
                double value = coefficient(covariance.get(i, j), variance[i], variance[j]);
                if (Double.isNaN(value)) {
                    throw new IllegalArgumentException("The covariance of columns " + j + " and " + i + " is "
                            + covariance.get(i, j));
                }
                values[i * n + j] = values[j * n + i] = value;
            }
        }
        return values;
    }

    private static double coefficient(double covariance, double a, double b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        double product = a * b;
        // The root of the product gives exactly 1 for equal assets; out of range the product of the roots must do.
        boolean inRange = product > 1e-290 && product < 1e290;
        return covariance / (inRange ? Math.sqrt(product) : Math.sqrt(a) * Math.sqrt(b));
    }
}
