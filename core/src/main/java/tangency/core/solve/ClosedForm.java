package tangency.core.solve;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;

/** Models whose weights are a formula. Weights sum to 1. */
public final class ClosedForm {
    private ClosedForm() {}

    /** 1/N each. */
    public static double[] equalWeight(int n) {
        double[] weights = new double[n];
        Arrays.fill(weights, 1.0 / n);
        return weights;
    }

    /** Proportional to 1/volatility; null where an asset has none. */
    public static double @Nullable [] inverseVolatility(Allocation setting) {
        double[] weights = setting.moments().covariance().diagonal();
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] > 0)) {
                return null;
            }
            weights[i] = 1 / Math.sqrt(weights[i]);
        }
        return normalised(weights);
    }

    /** Proportional to market capitalisation; null where one is unknown. */
    public static double @Nullable [] marketCap(Allocation setting) {
        double[] weights = new double[setting.size()];
        for (int i = 0; i < weights.length; i++) {
            Asset asset = setting.universe().assets().get(i);
            Double cap = asset.marketCap();
            if (cap == null || !(cap > 0)) {
                return null;
            }
            weights[i] = cap;
        }
        return normalised(weights);
    }

    private static double[] normalised(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /**
     * The certificate of weights that must be proportional to {@code shape} and sum to 1.
     *
     * @param shape the defining proportions, positive
     */
    public static Certificate certificate(double[] weights, double[] shape) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            total += shape[i];
        }
        double worst = 0;
        for (int i = 0; i < weights.length; i++) {
            worst = Math.max(worst, Math.abs(weights[i] - shape[i] / total));
        }
        return new Certificate(Math.abs(sum - 1), worst, 0);
    }
}
