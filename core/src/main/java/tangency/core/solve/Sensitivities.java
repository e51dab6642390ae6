package tangency.core.solve;

import java.util.ArrayList;
import java.util.List;

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

    /** A correlation of two different assets, {@code first < second}, and what a unit of it does to one weight. */
    public record ByCorrelation(int first, int second, double change) {}

    /**
     * The correlations that move weight {@code i} most, the largest first, of equal ones the first in the order of the
     * assets; none that does not move it.
     */
    public List<ByCorrelation> largestByCorrelation(int i, int count) {
        List<ByCorrelation> largest = new ArrayList<>();
        int n = weights.size();
        for (int j = 0; j < n; j++) {
            for (int k = j + 1; k < n; k++) {
                double change = volatilities.get(j) * volatilities.get(k)
                        * (byCovariance.get(i, j) * weights.get(k) + byCovariance.get(i, k) * weights.get(j));
                boolean among = change != 0 && (largest.size() < count
                        || Math.abs(change) > Math.abs(largest.getLast().change()));
                if (among) {
                    int at = largest.size();
                    while (at > 0 && Math.abs(largest.get(at - 1).change()) < Math.abs(change)) {
                        at--;
                    }
                    largest.add(at, new ByCorrelation(j, k, change));
                    if (largest.size() > count) {
                        largest.removeLast();
                    }
                }
            }
        }
        return largest;
    }

    /** Whether the derivatives hold whichever way the moments move. */
    public boolean twoSided() {
        return twoSided;
    }
}
