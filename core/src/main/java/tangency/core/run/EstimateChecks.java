package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.BlackLitterman;
import tangency.core.estimate.NonlinearShrinkage;
import tangency.core.estimate.PairwiseCovariance;
import tangency.core.estimate.ViewEffect;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.market.Finding;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.ReturnTable;
import tangency.core.returns.Window;

/** What can be said against the estimators that a scenario asks for. */
final class EstimateChecks {
    private static final String SCENARIO = "scenario";
    private static final String MEAN = "estimates.mean";
    private static final String COVARIANCE = "estimates.covariance";

    private EstimateChecks() {}

    /**
     * Why {@code estimates} cannot be carried out on {@code universe}; empty when they can.
     *
     * @param known every asset of the data
     * @param returns null where there is no market data
     * @param market weights of the market; null where there are none, which is found elsewhere
     */
    static List<Finding> refusals(Estimates estimates, Universe universe, Universe known,
            @Nullable ReturnTable returns, Window window, @Nullable Vector market) {
        List<Finding> refusals = new ArrayList<>();
        List<String> ids = universe.ids();
        mean(refusals, estimates.mean(), universe, known, market);
        covariance(refusals, estimates.covariance(), ids, returns);
        if (returns != null && window.missing() == MissingPolicy.PAIRWISE) {
            pairwise(refusals, estimates, ids, returns);
        }
        return refusals;
    }

    private static void mean(List<Finding> refusals, MeanSpec mean, Universe universe, Universe known,
            @Nullable Vector market) {
        switch (mean) {
            case MeanSpec.Given given -> complete(refusals, "given mean", given.values(), universe.ids());
            case MeanSpec.Exponential spec -> positive(refusals, MEAN + ".halfLife", spec.halfLife());
            case MeanSpec.Equilibrium spec -> positive(refusals, MEAN + ".riskAversion", spec.riskAversion());
            case MeanSpec.BlackLitterman spec -> {
                positive(refusals, MEAN + ".riskAversion", spec.riskAversion());
                positive(refusals, MEAN + ".tau", spec.tau());
                if (spec.prior() != null) {
                    complete(refusals, "prior mean", spec.prior(), universe.ids());
                }
                refusals.addAll(ViewPortfolios.refusals(spec.views(), universe, known, market));
            }
            case MeanSpec.Historical _,MeanSpec.Shrinkage _ -> {
            }
        }
    }

    private static void complete(List<Finding> refusals, String what, Map<String, Double> values, List<String> ids) {
        for (String id : ids) {
            Double value = values.get(id);
            if (value == null || !Double.isFinite(value)) {
                refusals.add(Finding.error(SCENARIO, null, MEAN + ".values", value == null
                        ? "no " + what + " for asset '" + id + "'; expected a value for each of the " + ids.size()
                                + " assets of the universe"
                        : "the " + what + " of '" + id + "' is " + value + ", expected a number"));
            }
        }
    }

    private static void covariance(List<Finding> refusals, CovarianceSpec covariance, List<String> ids,
            @Nullable ReturnTable returns) {
        switch (covariance) {
            case CovarianceSpec.Given given -> {
                if (given.matrix().rows() != ids.size() || given.matrix().columns() != ids.size()) {
                    refusals.add(Finding.error(SCENARIO, null, COVARIANCE + ".matrix",
                            "the given matrix has " + given.matrix().rows() + " rows, expected one for each of the "
                                    + ids.size() + " assets of the universe"));
                } else {
                    given(refusals, given.matrix(), ids);
                }
            }
            case CovarianceSpec.Exponential spec -> positive(refusals, COVARIANCE + ".halfLife", spec.halfLife());
            case CovarianceSpec.Gerber spec -> positive(refusals, COVARIANCE + ".threshold", spec.threshold());
            case CovarianceSpec.Denoised spec -> {
                if (spec.noiseVariance() != null) {
                    positive(refusals, COVARIANCE + ".noiseVariance", spec.noiseVariance());
                }
                if (spec.detone() < 0 || spec.detone() >= ids.size()) {
                    refusals.add(Finding.error(SCENARIO, null, COVARIANCE + ".detone", "is " + spec.detone()
                            + "; of " + ids.size() + " assets at least 0 and at most " + (ids.size() - 1)
                            + " components can be removed"));
                }
            }
            case CovarianceSpec.NonlinearShrinkage _ -> {
                if (returns != null && returns.observations() < NonlinearShrinkage.LEAST_RETURNS) {
                    refusals.add(Finding.error(SCENARIO, null, COVARIANCE + ".method",
                            "nonlinear-shrinkage needs at least "
                                    + NonlinearShrinkage.LEAST_RETURNS + " returns, and there are "
                                    + returns.observations()));
                }
            }
            case CovarianceSpec.Sample _,CovarianceSpec.LedoitWolf _,CovarianceSpec.Oas _ -> {
            }
        }
    }

    private static void positive(List<Finding> refusals, String place, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            refusals.add(Finding.error(SCENARIO, null, place, "is " + value + ", expected a positive number"));
        }
    }

    /** Finite, symmetric, no variance negative, and where the variance is 0 every covariance. */
    private static void given(List<Finding> refusals, Matrix covariance, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            double variance = covariance.get(i, i);
            for (int j = 0; j < ids.size(); j++) {
                double value = covariance.get(i, j);
                String pair = "'" + ids.get(i) + "' and '" + ids.get(j) + "'";
                String fault = null;
                if (!Double.isFinite(value)) {
                    fault = "the covariance of " + pair + " is " + value + ", expected a number";
                } else if (value != covariance.get(j, i)) {
                    fault = "is not symmetric: of " + pair + " it says " + value + " and " + covariance.get(j, i);
                } else if (i == j && variance < 0) {
                    fault = "the variance of '" + ids.get(i) + "' is " + variance
                            + ", expected a number that is not negative";
                } else if (variance == 0 && value != 0) {
                    fault = "'" + ids.get(i) + "' has variance 0, but a covariance of " + value + " with '" + ids.get(j)
                            + "'; expected 0";
                }
                if (fault != null) {
                    refusals.add(Finding.error(SCENARIO, null, COVARIANCE + ".matrix", fault));
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
        if (estimates.mean() instanceof MeanSpec.Exponential || estimates.mean() instanceof MeanSpec.Shrinkage) {
            refusals.add(Finding.error(SCENARIO, null, "window.missing",
                    "pairwise goes with the historical mean, not with " + estimates.mean().method()));
        }
    }

    static Finding contradiction(List<String> views) {
        return Finding.error(SCENARIO, null, MEAN + ".views", views.size() == 1
                ? "view '" + views.getFirst() + "' gives a portfolio without risk another return than it is certain to "
                        + "have; expected a confidence below 1, or another portfolio"
                : "the views '" + String.join("', '", views)
                        + "' cannot all hold with certainty: they contradict each other; expected a confidence below 1 "
                        + "for one of them");
    }

    /** Views that change nothing, or nothing by themselves. */
    static List<Finding> idle(BlackLitterman.Result.Posterior posterior) {
        List<Finding> findings = new ArrayList<>();
        if (posterior.redundant().size() > 1) {
            findings.add(Finding.warning(SCENARIO, null, MEAN + ".views", "the views '"
                    + String.join("', '", posterior.redundant())
                    + "' repeat each other with certainty; they share their tilt"));
        }
        for (ViewEffect effect : posterior.effects()) {
            if (effect.confidence() == null) {
                findings.add(Finding.warning(SCENARIO, null, "view '" + effect.name() + "'",
                        "is about a portfolio without risk; it has no effect"));
            }
        }
        return findings;
    }
}
