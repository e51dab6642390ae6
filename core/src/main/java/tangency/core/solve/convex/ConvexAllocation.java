package tangency.core.solve.convex;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Correlations;
import tangency.core.estimate.Moments;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.conic.ConicResult;
import tangency.core.solve.meanrisk.MeanVariance;

/**
 * Solves every convex portfolio model, under all convex constraints at once, by an interior point on its conic program;
 * diversification and decorrelation under linear limits by the parametric active set.
 *
 * <p>Costs are deducted from the mean in the goals other than the least risk: those of trading divided by the horizon, the
 * ridge as it is. The uncertainty of means weighs on the mean that is optimised; a floor on the return is one on the
 * estimate.
 */
public final class ConvexAllocation {
    /** Residuals of an answer of which but the last digits are missing. */
    private static final double NEAR = 1e-5;
    private static final double[] OTHER_UNITS = {16, 1.0 / 16, 256, 1.0 / 256};

    private ConvexAllocation() {}

    /**
     * The answer of {@code model} on {@code setting}. Where {@link Unsupported#of} gives none, always a typed answer.
     *
     * @throws IllegalArgumentException for a model, or a constraint, that is not convex
     */
    public static Solution solve(Model model, Allocation setting, Stop stop) {
        String unusable = Data.unusable(setting);
        if (unusable != null) {
            return new Solution.Failed(unusable);
        }
        return switch (model) {
            case Model.MeanRisk meanRisk -> meanRisk(meanRisk, new Data(setting), stop);
            case Model.Kelly kelly -> Growth.solve(new Data(setting), kelly, stop);
            case Model.MaxDiversification _ -> diversified(setting, stop);
            case Model.MaxDecorrelation _ -> decorrelated(setting, stop);
            default -> throw new IllegalArgumentException("Not a convex model: " + model);
        };
    }

    private static Solution meanRisk(Model.MeanRisk model, Data data, Stop stop) {
        return model.goal() == Model.Goal.MAXIMISE_RATIO
                ? Ratio.solve(data, model, on -> MeanRiskGoal.of(on, model), stop)
                : solve(data, on -> MeanRiskGoal.of(on, model), stop);
    }

    private static Solution diversified(Allocation setting, Stop stop) {
        double[] volatility = setting.moments().covariance().diagonal();
        for (int i = 0; i < volatility.length; i++) {
            volatility[i] = Math.sqrt(volatility[i]);
        }
        Model.MeanRisk ratio = Model.MeanRisk.of(Model.Goal.MAXIMISE_RATIO);
        boolean linear = setting.constraints().stream()
                .allMatch(c -> Translation.plain(c) && !(c instanceof Constraint.Return));
        if (linear) {
            // The highest ratio of "means" that are the volatilities.
            Moments moments = setting.moments();
            Allocation weighed = new Allocation(setting.universe(), new Moments(moments.ids(), Vector.of(volatility),
                    moments.covariance(), moments.observations(), null, null), setting.constraints(),
                    setting.holdings(), setting.benchmark(), setting.benchmarkOnly(), 0, setting.trading().free(),
                    setting.outcomes(), setting.exposures());
            Solution exact = MeanVariance.solve(ratio, weighed, new MeanVariance.Starts(),
                    () -> MeanVariance.trace(ratio, weighed));
            if (exact instanceof Solution.Optimal) {
                return exact;
            }
        }
        Solution solution = Ratio.solve(new Data(setting), ratio,
                on -> new MeanRiskGoal(on, ratio, volatility, 0, false), stop);
        return switch (solution) {
            case Solution.Unbounded _ ->
                new Solution.Unbounded("the ratio of average volatility to the portfolio's has no "
                        + "end: there are portfolios of risky assets without risk, or ever nearer to it");
            case Solution.Infeasible none when none.conflict().isEmpty() ->
                new Solution.Infeasible("no portfolio within the limits is, on balance, long in risk", List.of(),
                        Map.of());
            default -> solution;
        };
    }

    private static Solution decorrelated(Allocation setting, Stop stop) {
        if (setting.constraints().stream().allMatch(Translation::plain)) {
            Moments moments = setting.moments();
            Matrix correlation = Correlations.of(moments.covariance());
            Allocation weighed = new Allocation(setting.universe(),
                    new Moments(moments.ids(), moments.mean(), correlation, moments.observations(), null, null),
                    setting.constraints(), setting.holdings(), setting.benchmark(), setting.benchmarkOnly(),
                    setting.riskFree(), setting.trading(), setting.outcomes(), setting.exposures());
            Solution exact = MeanVariance.solve(Model.MeanRisk.MINIMUM_VARIANCE, weighed, new MeanVariance.Starts(),
                    () -> MeanVariance.trace(Model.MeanRisk.MINIMUM_VARIANCE, weighed));
            if (exact instanceof Solution.Optimal) {
                return exact;
            }
        }
        Data data = new Data(setting);
        return solve(data, CorrelationGoal::new, stop);
    }

    /**
     * The answer under all of the setting's constraints, or why there is none.
     *
     * @param goals the same goal on any data
     */
    static Solution solve(Data data, Function<Data, Goal> goals, Stop stop) {
        Goal goal = goals.apply(data);
        Posed.Answered answered = Posed.solve(() -> Posed.of(data, goal, data.setting.constraints()), stop);
        Solution.Weighted weighted = weighted(answered, goal);
        if (weighted instanceof Solution.Optimal optimal) {
            return priced(data, optimal, answered, goals, stop);
        }
        if (weighted != null) {
            Solution.Weighted other = rescaled(data, weighted, goals, stop);
            if (other != null) {
                return other;
            }
            // What the solver leaves open may be no more than what the limits contradict.
            Solution.Infeasible conflict = stop.requested() ? null : Contradiction.in(data, null, stop);
            return conflict != null ? conflict : weighted;
        }
        return without(data, answered, stop);
    }

    /**
     * The optimum in other units, in which rounding falls otherwise; null where none of them leads to it, or where
     * {@code nearly} is not near it.
     */
    static Solution.@Nullable Weighted rescaled(Data data, Solution.@Nullable Weighted nearly,
            Function<Data, ? extends Goal> goals, Stop stop) {
        if (nearly == null || !(nearly.certificate().primalResidual() < NEAR)
                || !(nearly.certificate().dualResidual() < NEAR)) {
            return null;
        }
        for (double coarser : OTHER_UNITS) {
            Data other = new Data(data.setting, coarser);
            Goal goal = goals.apply(other);
            if (!stop.requested() && weighted(Posed.solve(() -> Posed.of(other, goal, other.setting.constraints()),
                    stop), goal) instanceof Solution.Optimal optimal) {
                return optimal;
            }
        }
        return null;
    }

    /** The answer in the user's terms; null where there are no weights. */
    static Solution.@Nullable Weighted weighted(Posed.Answered answered, Goal goal) {
        return switch (answered.result()) {
            case ConicResult.Optimal r -> translation(answered, goal, r.x(), r.s(), r.z())
                    .solution(r.objective(), r.dualObjective(), r.certificate().dualResidual(), r.iterations(),
                            "Rounding leaves a gap");
            case ConicResult.Inexact r -> translation(answered, goal, r.x(), r.s(), r.z()).solution(r.objective(),
                    r.dualObjective(), r.certificate().dualResidual(), r.iterations(), r.message());
            default -> null;
        };
    }

    private static Translation translation(Posed.Answered answered, Goal goal, Vector x, Vector s, Vector z) {
        return new Translation(answered.posed(), goal, x, s, z);
    }

    /** The optimum with prices that hold to the outside of each limit. */
    static Solution.Weighted priced(Data data, Solution.Optimal solution, Posed.Answered answered,
            Function<Data, Goal> goal, Stop stop) {
        boolean kinked = answered.result() instanceof ConicResult.Optimal r
                && translation(answered, goal.apply(data), r.x(), r.s(), r.z()).kinked();
        return !kinked ? solution : OneSided.priced(data, solution, setting -> {
            Data moved = new Data(setting);
            Goal same = goal.apply(moved);
            return weighted(Posed.solve(() -> Posed.of(moved, same, setting.constraints()), stop), same);
        });
    }

    /** What is to be said where there are no weights. */
    private static Solution without(Data data, Posed.Answered answered, Stop stop) {
        Solution.Infeasible conflict = Contradiction.in(data, answered, stop);
        if (conflict != null) {
            return conflict;
        }
        return switch (answered.result()) {
            case ConicResult.DualInfeasible ray -> new Solution.Unbounded("the objective improves without end"
                    + example(data, ray.x()) + ": nothing limits how large positions grow");
            case ConicResult.PrimalInfeasible _ -> new Solution.Infeasible(
                    "no portfolio within the limits keeps its wealth above zero in every outcome", List.of(), Map.of());
            case ConicResult.Failed failed -> new Solution.Failed(failed.message());
            default -> throw new IllegalStateException("An answer after all: " + answered.result());
        };
    }

    /** ", as in long A and short B": what a direction without end looks like. */
    static String example(Data data, Vector direction) {
        int most = 0;
        int least = 0;
        for (int i = 0; i < data.assets; i++) {
            most = direction.get(i) > direction.get(most) ? i : most;
            least = direction.get(i) < direction.get(least) ? i : least;
        }
        List<String> ids = data.setting.universe().ids();
        double size = Math.max(direction.get(most), -direction.get(least));
        boolean up = direction.get(most) > 1e-6 * size;
        boolean down = -direction.get(least) > 1e-6 * size;
        if (!up && !down) {
            return "";
        }
        return ", as in " + (up ? "long " + ids.get(most) : "") + (up && down ? " and " : "")
                + (down ? "short " + ids.get(least) : "");
    }

    /** The measure that stands in a ratio: the root of a variance. */
    static Risk denominator(Risk risk) {
        return risk.measure() == RiskMeasure.VARIANCE ? Risk.of(RiskMeasure.STANDARD_DEVIATION) : risk;
    }
}
