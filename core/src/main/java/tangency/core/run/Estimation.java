package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.BayesStein;
import tangency.core.estimate.BlackLitterman;
import tangency.core.estimate.CovarianceEstimate;
import tangency.core.estimate.Denoising;
import tangency.core.estimate.EstimateDetails;
import tangency.core.estimate.ExponentialCovariance;
import tangency.core.estimate.GerberCovariance;
import tangency.core.estimate.LedoitWolf;
import tangency.core.estimate.Means;
import tangency.core.estimate.Moments;
import tangency.core.estimate.NonlinearShrinkage;
import tangency.core.estimate.OracleApproximatingShrinkage;
import tangency.core.estimate.PairwiseCovariance;
import tangency.core.estimate.SampleCovariance;
import tangency.core.estimate.Views;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.market.Finding;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.math.Workers;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.ReturnTable;
import tangency.core.returns.Window;

/**
 * Carries out the estimator specs: the one place that knows which estimator answers which spec. Call {@link #of} only where
 * {@link EstimateChecks} finds nothing that refuses.
 */
final class Estimation {
    private final Universe universe;
    private final @Nullable ReturnTable returns;
    /** Over returns with gaps; null where there are none. */
    private final @Nullable CovarianceEstimate pairwise;
    private final @Nullable Vector market;
    private final Workers workers;
    private final List<Finding> findings = new ArrayList<>();
    private EstimateDetails details = EstimateDetails.NONE;

    private Estimation(Universe universe, @Nullable ReturnTable returns, Window window, @Nullable Vector market,
            Workers workers) {
        this.universe = universe;
        this.returns = returns;
        this.pairwise = returns != null && window.missing() == MissingPolicy.PAIRWISE ? pairwise(returns) : null;
        this.market = market;
        this.workers = workers;
    }

    /**
     * What was estimated.
     *
     * @param moments null where the findings refuse
     */
    record Estimated(@Nullable Moments moments, EstimateDetails details, List<Finding> findings) {
        Estimated {
            findings = List.copyOf(findings);
        }
    }

    /** Mean and covariance as they go together. */
    private record Pair(Vector mean, Matrix covariance) {}

    /**
     * Moments of the universe.
     *
     * @param returns null where both moments are given
     * @param market weights of the market over the universe; null where the mean does not need them
     */
    static Estimated of(Estimates estimates, Universe universe, @Nullable ReturnTable returns, Window window,
            @Nullable Vector market, Workers workers) {
        Estimation estimation = new Estimation(universe, returns, window, market, workers);
        Moments moments = estimation.moments(estimates);
        return new Estimated(moments, estimation.details, estimation.findings);
    }

    private @Nullable Moments moments(Estimates estimates) {
        CovarianceEstimate covariance = covariance(estimates.covariance());
        if (covariance == null) {
            return null;
        }
        Pair pair = mean(estimates.mean(), covariance.covariance());
        if (pair == null) {
            return null;
        }
        Integer observations = estimates.observations() != null
                ? estimates.observations()
                : returns == null ? null : Integer.valueOf(returns.observations());
        return new Moments(universe.ids(), pair.mean(), pair.covariance(), observations, covariance.shrinkage(),
                covariance.repairDistance());
    }

    private @Nullable CovarianceEstimate covariance(CovarianceSpec spec) {
        return switch (spec) {
            case CovarianceSpec.Given given -> PairwiseCovariance.repaired(Vector.wrap(new double[universe.size()]),
                    given.matrix());
            case CovarianceSpec.Sample _ -> pairwise != null ? pairwise : SampleCovariance.of(data(), workers);
            case CovarianceSpec.Exponential exponential -> ExponentialCovariance.of(data(), exponential.halfLife());
            case CovarianceSpec.LedoitWolf linear -> LedoitWolf.of(data(), linear.target());
            case CovarianceSpec.Oas _ -> OracleApproximatingShrinkage.of(data());
            case CovarianceSpec.NonlinearShrinkage _ -> nonlinear();
            case CovarianceSpec.Denoised denoised -> {
                Denoising clean = Denoising.of(data(), denoised.noiseVariance(), denoised.detone());
                details = details.withNoise(clean.noiseVariance(), clean.components());
                yield clean.estimate();
            }
            case CovarianceSpec.Gerber gerber -> GerberCovariance.of(data(), gerber.threshold());
        };
    }

    private static CovarianceEstimate pairwise(ReturnTable returns) {
        return switch (PairwiseCovariance.of(returns.returns())) {
            case PairwiseCovariance.Result.Estimated estimated -> estimated.estimate();
            case PairwiseCovariance.Result.TooFewShared few -> throw new IllegalArgumentException(
                    "Assets " + few.first() + " and " + few.second() + " share " + few.shared() + " returns");
        };
    }

    private @Nullable CovarianceEstimate nonlinear() {
        return switch (NonlinearShrinkage.of(data())) {
            case NonlinearShrinkage.Result.Estimated estimated -> estimated.estimate();
            case NonlinearShrinkage.Result.TooUneven uneven -> {
                findings.add(Finding.error("scenario", null, "estimates.covariance.method",
                        "nonlinear-shrinkage cannot hold variances as far apart as those of '"
                                + universe.ids().get(uneven.smallest()) + "' and '"
                                + universe.ids().get(uneven.largest())
                                + "'; expected a universe without one of them, or another method"));
                yield null;
            }
        };
    }

    /** The mean, and the covariance where it has a part in that. */
    private @Nullable Pair mean(MeanSpec spec, Matrix covariance) {
        return switch (spec) {
            case MeanSpec.Given given -> new Pair(byId(given.values()), covariance);
            case MeanSpec.Historical _ -> new Pair(pairwise != null ? pairwise.mean() : Means.historical(data()),
                    covariance);
            case MeanSpec.Exponential exponential ->
                new Pair(Means.exponential(data(), exponential.halfLife()), covariance);
            case MeanSpec.Shrinkage shrinkage -> {
                BayesStein shrunk = BayesStein.of(Means.historical(data()), covariance, data().rows(),
                        shrinkage.target());
                details = details.withMeanShrinkage(shrunk.intensity(), shrunk.target());
                yield new Pair(shrunk.mean(), covariance);
            }
            case MeanSpec.Equilibrium equilibrium ->
                new Pair(equilibrium(covariance, equilibrium.riskAversion()), covariance);
            case MeanSpec.BlackLitterman views -> posterior(views, covariance);
        };
    }

    private Vector equilibrium(Matrix covariance, double riskAversion) {
        if (market == null) {
            throw new IllegalArgumentException("An equilibrium needs market weights");
        }
        details = details.withMarketWeights(market);
        return Means.equilibrium(covariance, market, riskAversion);
    }

    private @Nullable Pair posterior(MeanSpec.BlackLitterman spec, Matrix covariance) {
        Vector prior = spec.prior() == null ? equilibrium(covariance, spec.riskAversion()) : byId(spec.prior());
        List<BlackLitterman.View> views = ViewPortfolios.of(spec.views(), universe, market);
        return switch (BlackLitterman.posterior(prior, covariance, spec.tau(), spec.riskAversion(), views)) {
            case BlackLitterman.Result.Contradiction contradiction -> {
                findings.add(EstimateChecks.contradiction(contradiction.views()));
                yield null;
            }
            case BlackLitterman.Result.Posterior posterior -> {
                details = details.withViews(new Views(prior, posterior.effects()));
                findings.addAll(EstimateChecks.idle(posterior));
                yield new Pair(posterior.mean(), spec.posteriorCovariance()
                        ? sum(covariance, posterior.uncertainty())
                        : covariance);
            }
        };
    }

    private static Matrix sum(Matrix a, Matrix b) {
        double[] values = a.shared().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += b.shared()[i];
        }
        return Matrix.wrap(a.rows(), a.columns(), values);
    }

    private Matrix data() {
        if (returns == null) {
            throw new IllegalArgumentException("An estimator needs returns");
        }
        return returns.returns();
    }

    private Vector byId(Map<String, Double> values) {
        double[] mean = new double[universe.size()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = values.getOrDefault(universe.assets().get(i).id(), Double.NaN);
        }
        return Vector.wrap(mean);
    }
}
