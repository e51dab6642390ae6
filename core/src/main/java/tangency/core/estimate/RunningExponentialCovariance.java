package tangency.core.estimate;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * {@link ExponentialCovariance} that takes in one return after another, each in O(N²) and in place, where the estimate from
 * scratch takes O(TN²).
 *
 * <p>With d the new return less the old mean and α = 1/(1 + λ + … + λᵗ) the weight of the newest among t + 1 returns,
 * mean' = mean + αd and Σ' = (1-α)(Σ + αdd'): West (1979), "Updating mean and variance estimates"; Finch (2009),
 * "Incremental calculation of weighted mean and variance", section 9, whose weights there are constant. Since α follows the
 * weights as they are normalised over the returns so far, the result is that of {@link ExponentialCovariance} on all of
 * them, not only in the limit.
 *
 * <p>Not thread-safe.
 */
public final class RunningExponentialCovariance {
    private final double decay;
    private final double[] mean;
    /** Row by row, so that the compiler sees that no two rows overlap and vectorises. */
    private final double[][] covariance;
    private final double[] scaled;
    private double weightSum;

    /**
     * Before the first return.
     *
     * @param assets N
     * @param halfLife in returns, positive
     */
    public RunningExponentialCovariance(int assets, double halfLife) {
        if (!(halfLife > 0)) {
            throw new IllegalArgumentException("The half-life must be positive, not " + halfLife);
        }
        decay = Math.pow(2, -1 / halfLife);
        mean = new double[assets];
        covariance = new double[assets][assets];
        scaled = new double[assets];
    }

    /** After the rows of {@code returns} (T x N without gaps), the last being the newest. */
    public static RunningExponentialCovariance after(Matrix returns, double halfLife) {
        RunningExponentialCovariance running = new RunningExponentialCovariance(returns.columns(), halfLife);
        CovarianceEstimate estimate = ExponentialCovariance.of(returns, halfLife);
        System.arraycopy(estimate.mean().shared(), 0, running.mean, 0, returns.columns());
        for (int i = 0; i < returns.columns(); i++) {
            running.covariance[i] = estimate.covariance().row(i);
        }
        for (int t = 0; t < returns.rows(); t++) {
            running.weightSum = 1 + running.decay * running.weightSum;
        }
        return running;
    }

    /**
     * Takes in the next return of each asset.
     *
     * @param returns N, finite; not modified
     * @throws IllegalArgumentException for another number of returns, or one that is not finite; nothing is changed then
     */
    public void add(double[] returns) {
        int n = mean.length;
        if (returns.length != n) {
            throw new IllegalArgumentException(returns.length + " returns of " + n + " assets");
        }
        for (double value : returns) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A return is " + value);
            }
        }
        weightSum = 1 + decay * weightSum;
        double alpha = 1 / weightSum;
        double kept = 1 - alpha;
        double root = Math.sqrt(alpha * kept);
        for (int i = 0; i < n; i++) {
            double d = returns[i] - mean[i];
            mean[i] += alpha * d;
            // The root goes into each factor, so that the product is symmetric to the bit.
            scaled[i] = root * d;
        }
        for (int i = 0; i < n; i++) {
            update(covariance[i], scaled, scaled[i], kept);
        }
    }

    private static void update(double[] row, double[] d, double own, double kept) {
        for (int j = 0; j < row.length; j++) {
            row[j] = kept * row[j] + own * d[j];
        }
    }

    /** A copy of where it stands. */
    public CovarianceEstimate estimate() {
        int n = mean.length;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(covariance[i], 0, values, i * n, n);
        }
        return new CovarianceEstimate(Vector.of(mean), Matrix.wrap(n, n, values), null, null);
    }
}
