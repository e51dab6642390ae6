package tangency.core.estimate;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;

/**
 * How an estimate came about, beyond the moments themselves; each part null where the estimator has none.
 *
 * @param meanShrinkage intensity of {@link BayesStein}, 0 to 1
 * @param meanTarget the mean that it shrinks to
 * @param noiseVariance of {@link Denoising}, as given or fitted
 * @param components number of eigenvalues that {@link Denoising} takes for signal
 * @param marketWeights that the equilibrium was taken on, N
 * @param views what each view of {@link BlackLitterman} did
 */
public record EstimateDetails(@Nullable Double meanShrinkage, @Nullable Double meanTarget,
        @Nullable Double noiseVariance, @Nullable Integer components, @Nullable Vector marketWeights,
        @Nullable Views views) {
    /** Of estimators about which there is no more to say. */
    public static final EstimateDetails NONE = new EstimateDetails(null, null, null, null, null, null);

    public EstimateDetails withMeanShrinkage(double intensity, double target) {
        return new EstimateDetails(intensity, target, noiseVariance, components, marketWeights, views);
    }

    public EstimateDetails withNoise(double variance, int signals) {
        return new EstimateDetails(meanShrinkage, meanTarget, variance, signals, marketWeights, views);
    }

    public EstimateDetails withMarketWeights(@Nullable Vector weights) {
        return new EstimateDetails(meanShrinkage, meanTarget, noiseVariance, components, weights, views);
    }

    public EstimateDetails withViews(Views effects) {
        return new EstimateDetails(meanShrinkage, meanTarget, noiseVariance, components, marketWeights, effects);
    }
}
