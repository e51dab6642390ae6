package tangency.core.solve.discrete;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;
import tangency.core.solve.quadratic.MaximumRatio;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.RatioResult;

/**
 * Bounds on a ratio of excess mean to volatility by the highest ratio between the limits, open assets anywhere between 0 and
 * their bounds, and costs only of what is decided.
 */
final class RatioRelaxation implements Relaxation {
    private final DiscreteProblem problem;
    private final double riskFree;

    RatioRelaxation(DiscreteProblem problem, double riskFree) {
        this.problem = problem;
        this.riskFree = riskFree;
    }

    @Override
    public Relaxed solve(Domain domain, @Nullable Object start, double cutoff) {
        int n = domain.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        double hurdle = riskFree;
        for (int i = 0; i < n; i++) {
            lower[i] = domain.lower(i);
            upper[i] = domain.upper(i);
            hurdle += domain.held(i) ? domain.entryCost(i) : 0;
            hurdle += domain.paysTrade(i) ? problem.fixedCosts().get(i) : 0;
        }
        QuadraticProblem within = problem.quadratic().withBounds(lower, upper);
        return switch (MaximumRatio.of(within, hurdle)) {
            case RatioResult.Optimal optimal -> minimum(optimal, n);
            case RatioResult.NoExcess none ->
                new Relaxed.Empty("no portfolio earns more than the risk-free rate and its costs: the highest mean is "
                        + none.highest());
            case RatioResult.Riskless riskless -> new Relaxed.Unbounded("a portfolio without risk earns "
                    + riskless.mean() + ", more than the risk-free rate and its costs");
            case RatioResult.NotAttained notAttained -> new Relaxed.Unbounded("the ratio rises towards "
                    + notAttained.supremum() + " as positions grow without end, and never attains it");
            case RatioResult.NoFrontier none -> switch (none.why()) {
                case QuadraticResult.Infeasible _ ->
                    new Relaxed.Empty("bounds and linear limits contradict each other");
                case QuadraticResult.Unbounded unbounded -> new Relaxed.Unbounded(unbounded.why());
                case QuadraticResult.Failed failed -> new Relaxed.Failed(failed.why());
                case QuadraticResult.Optimal _ -> new Relaxed.Failed("no frontier was traced");
            };
        };
    }

    private static Relaxed minimum(RatioResult.Optimal optimal, int n) {
        QuadraticResult.Optimal portfolio = optimal.portfolio();
        double gap = portfolio.certificate().relativeGap();
        double[] none = new double[n];
        Vector gradient = portfolio.boundMultipliers();
        return new Relaxed.Minimum(-optimal.ratio() * (1 + gap), portfolio.weights().toArray(), gradient.toArray(),
                none, none, none, none, Math.max(gap, portfolio.certificate().dualResidual()), portfolio.warmStart());
    }
}
