package tangency.core.estimate.spec;

import org.jspecify.annotations.Nullable;

/**
 * The estimators of a scenario.
 *
 * @param observations number of periods behind given moments, null where not stated
 */
public record Estimates(MeanSpec mean, CovarianceSpec covariance, @Nullable Integer observations) {
    /** Historical mean, sample covariance. */
    public static final Estimates DEFAULT = new Estimates(new MeanSpec.Historical(), new CovarianceSpec.Sample(), null);

    /** Whether both moments are given, so that no market data is needed. */
    public boolean given() {
        return mean instanceof MeanSpec.Given && covariance instanceof CovarianceSpec.Given;
    }

    public Estimates withMean(MeanSpec spec) {
        return new Estimates(spec, covariance, observations);
    }

    public Estimates withCovariance(CovarianceSpec spec) {
        return new Estimates(mean, spec, observations);
    }
}
