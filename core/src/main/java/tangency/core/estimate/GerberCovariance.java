package tangency.core.estimate;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * The Gerber covariance σᵢσⱼgᵢⱼ of Gerber, Markowitz, Ernst, Miao, Javid and Sargen (2022), "The Gerber statistic: a robust
 * co-movement measure for portfolio optimization", in its form GS1: g is the number of dates on which both returns moved
 * beyond the threshold alike, less those on which they moved apart, over the dates on which at least one of them did. A
 * return (not demeaned) moves beyond the threshold where it is at least {@code threshold} standard deviations (divisor T,
 * which also scales the covariance).
 *
 * <p>GS1 needs no repair: its denominators are T less the Gram matrix of the dates without a move, whose reciprocals are,
 * as a geometric series in Hadamard powers, positive semi-definite, and so is their Hadamard product with the numerators,
 * another Gram matrix.
 */
public final class GerberCovariance {
    private GerberCovariance() {}

    /**
     * @param returns T x N without gaps
     * @param threshold in standard deviations, positive
     * @throws IllegalArgumentException without rows, if the threshold is not positive, or if a column is not finite
     */
    public static CovarianceEstimate of(Matrix returns, double threshold) {
        Matrix statistic = GerberStatistic.gs1(returns, threshold);
        int n = returns.columns();
        double[] mean = Means.weighted(returns, Means.equalWeights(returns.rows()));
        double[] centred = Means.centred(returns, mean);
        double[] variance = new double[n];
        for (int k = 0; k < centred.length; k++) {
            variance[k % n] += centred[k] * centred[k];
        }
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            variance[i] /= returns.rows();
            for (int j = 0; j < i; j++) {
                values[i * n + j] = values[j * n + i] = Math.sqrt(variance[i]) * Math.sqrt(variance[j])
                        * statistic.get(i, j);
            }
            values[i * n + i] = variance[i];
        }
        return new CovarianceEstimate(Vector.wrap(mean), Matrix.wrap(n, n, values), null, null);
    }
}
