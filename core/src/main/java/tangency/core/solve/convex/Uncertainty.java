package tangency.core.solve.convex;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import tangency.core.model.Model;

/** How large a set of means is. */
final class Uncertainty {
    private Uncertainty() {}

    /**
     * The &kappa; of a set: given, or such that the true means of {@code assets} normal assets lie in it with probability p:
     * the root of the &chi;&sup2; quantile for the ellipsoid, for the box the normal quantile at (1 + p)/2, asset by asset.
     */
    static double kappa(Model.MeanUncertainty uncertainty, int assets) {
        if (uncertainty.kappa() != null) {
            return uncertainty.kappa();
        }
        Double confidence = uncertainty.confidence();
        if (confidence == null || !(confidence >= 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "meanUncertainty needs kappa or a confidence in [0, 1), not " + confidence);
        }
        return switch (uncertainty.shape()) {
            case ELLIPSOID ->
                Math.sqrt(new ChiSquaredDistribution(null, assets).inverseCumulativeProbability(confidence));
            case BOX -> new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
        };
    }
}
