package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.CovarianceEstimate;
import tangency.core.estimate.ExponentialCovariance;
import tangency.core.estimate.LedoitWolf;
import tangency.core.estimate.Means;
import tangency.core.estimate.Moments;
import tangency.core.estimate.PairwiseCovariance;
import tangency.core.estimate.SampleCovariance;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.market.Finding;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.ReturnTable;
import tangency.core.returns.Window;

/** Carries out the estimator specs: the one place that knows which estimator answers which spec. */
final class Estimation {
    private static final String SCENARIO = "scenario";

    private Estimation() {}

    /**
     * Why {@code estimates} cannot be carried out on {@code ids}; empty when they can.
     *
     * @param returns null where there is no market data
     */
    static List<Finding> refusals(Estimates estimates, List<String> ids, @Nullable ReturnTable returns,
            Window window) {
        List<Finding> refusals = new ArrayList<>();
        switch (estimates.mean()) {
            case MeanSpec.Given given -> {
                for (String id : ids) {
                    if (!given.values().containsKey(id)) {
                        refusals.add(Finding.error(SCENARIO, null, "estimates.mean.values",
                                "no given mean for asset '" + id + "'; expected a value for each of the " + ids.size()
                                        + " assets of the universe"));
                    }
                }
            }
            case MeanSpec.Historical _,MeanSpec.Exponential _ -> {
            }
            default -> refusals.add(notYet("estimates.mean.method", estimates.mean().method(),
                    "historical, exponential, given"));
        }
        switch (estimates.covariance()) {
            case CovarianceSpec.Given given -> {
                if (given.matrix().rows() != ids.size()) {
                    refusals.add(Finding.error(SCENARIO, null, "estimates.covariance.matrix",
                            "the given matrix has " + given.matrix().rows() + " rows, expected one for each of the "
                                    + ids.size() + " assets of the universe"));
                } else {
                    riskless(refusals, given.matrix(), ids);
                }
            }
            case CovarianceSpec.Sample _,CovarianceSpec.Exponential _,CovarianceSpec.LedoitWolf _ -> {
            }
            default -> refusals.add(notYet("estimates.covariance.method", estimates.covariance().method(),
                    "sample, exponential, ledoit-wolf, given"));
        }
        if (returns != null && window.missing() == MissingPolicy.PAIRWISE) {
            pairwise(refusals, estimates, ids, returns);
        }
        return refusals;
    }

    /** Where the variance is 0 every covariance is. */
    private static void riskless(List<Finding> refusals, Matrix covariance, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            for (int j = 0; j < ids.size() && covariance.get(i, i) == 0; j++) {
                if (covariance.get(i, j) != 0) {
                    refusals.add(Finding.error(SCENARIO, null, "estimates.covariance.matrix",
                            "'" + ids.get(i) + "' has variance 0, but a covariance of " + covariance.get(i, j)
                                    + " with '" + ids.get(j) + "'; expected 0"));
                    return;
                }
            }
        }
    }

    private static void pairwise(List<Finding> refusals, Estimates estimates, List<String> ids, ReturnTable returns) {
        if (!(estimates.covariance() instanceof CovarianceSpec.Sample
                || estimates.covariance() instanceof CovarianceSpec.Given)) {
            refusals.add(Finding.error(SCENARIO, null, "window.missing",
                    "pairwise goes with the sample covariance, not with " + estimates.covariance().method()));
        }
        if (PairwiseCovariance.of(returns.returns()) instanceof PairwiseCovariance.Result.TooFewShared few) {
            refusals.add(Finding.error(SCENARIO, null, "window.missing",
                    "'" + ids.get(few.first()) + "' and '" + ids.get(few.second()) + "' share " + few.shared()
                            + " returns; pairwise moments need at least 2"));
        }
        if (estimates.mean() instanceof MeanSpec.Exponential) {
            refusals.add(Finding.error(SCENARIO, null, "window.missing",
                    "pairwise goes with the historical mean, not with exponential"));
        }
    }

    private static Finding notYet(String place, String method, String known) {
        return Finding.error(SCENARIO, null, place,
                "'" + method + "' is not available in this version; available: " + known);
    }

    /** Moments of {@code ids}. Call {@link #refusals} first. */
    static Moments moments(Estimates estimates, List<String> ids, @Nullable ReturnTable returns, Window window) {
        boolean pairwise = window.missing() == MissingPolicy.PAIRWISE;
        CovarianceEstimate sample = returns != null && pairwise ? pairwise(returns) : null;
        Vector mean = switch (estimates.mean()) {
            case MeanSpec.Given given -> given(given.values(), ids);
            case MeanSpec.Exponential spec -> Means.exponential(data(returns), spec.halfLife());
            default -> sample != null ? sample.mean() : Means.historical(data(returns));
        };
        Integer observations = estimates.observations() != null
                ? estimates.observations()
                : returns == null ? null : returns.observations();
        if (estimates.covariance() instanceof CovarianceSpec.Given given) {
            CovarianceEstimate valid = PairwiseCovariance.repaired(mean, given.matrix());
            return new Moments(ids, mean, valid.covariance(), observations, null, valid.repairDistance());
        }
        CovarianceEstimate covariance = switch (estimates.covariance()) {
            case CovarianceSpec.Exponential spec -> ExponentialCovariance.of(data(returns), spec.halfLife());
            case CovarianceSpec.LedoitWolf spec -> LedoitWolf.of(data(returns), spec.target());
            default -> sample != null ? sample : SampleCovariance.of(data(returns));
        };
        return new Moments(ids, mean, covariance.covariance(), observations, covariance.shrinkage(),
                covariance.repairDistance());
    }

    private static CovarianceEstimate pairwise(ReturnTable returns) {
        return switch (PairwiseCovariance.of(returns.returns())) {
            case PairwiseCovariance.Result.Estimated estimated -> estimated.estimate();
            case PairwiseCovariance.Result.TooFewShared few -> throw new IllegalArgumentException(
                    "Assets " + few.first() + " and " + few.second() + " share " + few.shared() + " returns");
        };
    }

    private static Matrix data(@Nullable ReturnTable returns) {
        if (returns == null) {
            throw new IllegalArgumentException("An estimator needs returns");
        }
        return returns.returns();
    }

    private static Vector given(Map<String, Double> values, List<String> ids) {
        double[] mean = new double[ids.size()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = values.getOrDefault(ids.get(i), Double.NaN);
        }
        return Vector.wrap(mean);
    }
}
