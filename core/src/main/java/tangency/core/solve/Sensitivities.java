package tangency.core.solve;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * Derivatives of an optimum's weights by the moments, its working set unchanged: entry (i, j) belongs to weight i and to the
 * moment of asset j.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Sensitivities {
    private final Matrix byMean;
    private final Matrix byVolatility;
    private final Matrix byCovariance;
    private final Vector volatilities;
    private final Vector weights;
    private final boolean twoSided;

    /**
     * @param byMean N x N, dw_i / dmean_j
     * @param byVolatility N x N, dw_i / dsigma_j, correlations unchanged; 0 for an asset without volatility
     * @param byCovariance N x N, of which derivatives by covariances are made: dw_i by the covariance of assets j and k is
     *        byCovariance(i, j) w_k + byCovariance(i, k) w_j
     * @param volatilities N
     * @param weights N
     * @param twoSided false where a limit is met that does not bind: then derivatives hold on one side only
     */
    public Sensitivities(Matrix byMean, Matrix byVolatility, Matrix byCovariance, Vector volatilities, Vector weights,
            boolean twoSided) {
        this.byMean = byMean;
        this.byVolatility = byVolatility;
        this.byCovariance = byCovariance;
        this.volatilities = volatilities;
        this.weights = weights;
        this.twoSided = twoSided;
    }

    /** N x N: dw_i / dmean_j. */
    public Matrix byMean() {
        return byMean;
    }

    /** N x N: dw_i / dsigma_j at unchanged correlations. */
    public Matrix byVolatility() {
        return byVolatility;
    }

    /** N: dw_i / drho of the assets {@code j} and {@code k}, two different ones. */
    public Vector byCorrelation(int j, int k) {
        if (j == k) {
            throw new IllegalArgumentException("The correlation of asset " + j + " with itself is 1");
        }
        double scale = volatilities.get(j) * volatilities.get(k);
        double[] out = new double[weights.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = scale * (byCovariance.get(i, j) * weights.get(k) + byCovariance.get(i, k) * weights.get(j));
        }
        return Vector.wrap(out);
    }

    /** Whether the correlation of {@code j} and {@code k} moves any weight. */
    public boolean moves(int j, int k) {
        for (double change : byCorrelation(j, k).shared()) {
            if (change != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the derivatives hold whichever way the moments move. */
    public boolean twoSided() {
        return twoSided;
    }
}
