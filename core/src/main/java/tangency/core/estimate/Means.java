package tangency.core.estimate;

import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/** Estimators of the mean return per period. */
public final class Means {
    private Means() {}

    /**
     * The arithmetic mean of each column.
     *
     * @param returns T x N without gaps
     * @throws IllegalArgumentException without rows, or if a column is not finite
     */
    public static Vector historical(Matrix returns) {
        return Vector.wrap(weighted(returns, equalWeights(returns.rows())));
    }

    /**
     * The mean under weights proportional to 2^(-age/halfLife), the last row having age 0.
     *
     * @param returns T x N without gaps
     * @param halfLife in rows, positive
     * @throws IllegalArgumentException without rows, or if a column is not finite
     */
    public static Vector exponential(Matrix returns, double halfLife) {
        return Vector.wrap(weighted(returns, exponentialWeights(returns.rows(), halfLife)));
    }

    /**
     * The means that make {@code weights} optimal without constraints: riskAversion times covariance times weights (Black and
     * Litterman 1992). Strictly these are returns above the risk-free rate.
     *
     * @param covariance N x N
     * @param weights of the market, N
     */
    public static Vector equilibrium(Matrix covariance, Vector weights, double riskAversion) {
        double[] mean = Kernels.times(covariance, weights.shared());
        for (int i = 0; i < mean.length; i++) {
            mean[i] *= riskAversion;
        }
        return Vector.wrap(mean);
    }

    static double[] equalWeights(int rows) {
        double[] weights = new double[rows];
        java.util.Arrays.fill(weights, 1.0 / rows);
        return weights;
    }

    static double[] exponentialWeights(int rows, double halfLife) {
        if (!(halfLife > 0)) {
            throw new IllegalArgumentException("The half-life must be positive, not " + halfLife);
        }
        double[] weights = new double[rows];
        double sum = 0;
        for (int t = 0; t < rows; t++) {
            // From the oldest on, so that the smallest are summed first.
            weights[t] = Math.pow(2, -(rows - 1 - t) / halfLife);
            sum += weights[t];
        }
        for (int t = 0; t < rows; t++) {
            weights[t] /= sum;
        }
        return weights;
    }

    /** Two passes: the second takes out what rounding left in the first. */
    static double[] weighted(Matrix returns, double[] weights) {
        int rows = returns.rows();
        int columns = returns.columns();
        if (rows == 0) {
            throw new IllegalArgumentException("A mean needs at least one row of returns");
        }
        double[] x = returns.shared();
        double[] mean = new double[columns];
        for (int t = 0; t < rows; t++) {
            int row = t * columns;
            double weight = weights[t];
            for (int i = 0; i < columns; i++) {
                mean[i] += weight * x[row + i];
            }
        }
        double[] rest = new double[columns];
        for (int t = 0; t < rows; t++) {
            int row = t * columns;
            double weight = weights[t];
            for (int i = 0; i < columns; i++) {
                rest[i] += weight * (x[row + i] - mean[i]);
            }
        }
        for (int i = 0; i < columns; i++) {
            mean[i] += rest[i];
            if (!Double.isFinite(mean[i])) {
                throw new IllegalArgumentException("Column " + i + " of the returns has a gap or is not finite");
            }
        }
        return mean;
    }

    /** {@code returns} less {@code mean}, row major. */
    static double[] centred(Matrix returns, double[] mean) {
        double[] x = returns.shared().clone();
        int columns = returns.columns();
        for (int t = 0; t < returns.rows(); t++) {
            int row = t * columns;
            for (int i = 0; i < columns; i++) {
                x[row + i] -= mean[i];
            }
        }
        return x;
    }
}
