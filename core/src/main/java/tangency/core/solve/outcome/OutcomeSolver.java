package tangency.core.solve.outcome;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.Stop;

/**
 * Minimises a risk of the outcomes under linear limits, exactly: the answer is a vertex, so that weights at a bound are that
 * bound, with multipliers and residuals computed from the problem's own data.
 */
public final class OutcomeSolver {
    private OutcomeSolver() {}

    /**
     * Minimises {@code risk} less the reward.
     *
     * @param start from a problem with as many assets and rows, or null to start cold
     * @param stop ends the work early, with an inexact answer if there is a feasible portfolio by then
     */
    public static OutcomeResult solve(OutcomeProblem problem, OutcomeRisk risk, @Nullable OutcomeStart start,
            Stop stop) {
        OutcomeStart near = start != null && start.fits(problem) ? start : null;
        return switch (risk) {
            case OutcomeRisk.SemiVariance() -> new DownsideRisk(problem, risk, stop).variance(near);
            case OutcomeRisk.SemiDeviation() -> new DownsideRisk(problem, risk, stop).deviation(near);
            case OutcomeRisk.Cvar(double level) -> PiecewiseRisk.tail(problem, risk,
                    OutcomeRisk.Cvar.weight(level, problem.outcomes()), stop).solve(near);
            case OutcomeRisk.WorstCase() -> PiecewiseRisk.tail(problem, risk, 1, stop).solve(near);
            case OutcomeRisk.MeanAbsoluteDeviation() -> PiecewiseRisk.deviation(problem, risk, stop).solve(near);
            case OutcomeRisk.Gini() -> PiecewiseRisk.pairs(problem, risk, stop).solve(near);
        };
    }
}
