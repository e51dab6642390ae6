package tangency.core.solve.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.meanrisk.MeanVariance;
import tangency.core.solve.quadratic.LinearRow;

/**
 * The least risk of a portfolio under linear limits, on the measures that are piecewise linear or quadratic in the outcomes:
 * expected shortfall, worst case, mean absolute deviation, Gini, semi-variance and its root. Translates the user's constraints
 * into an {@link OutcomeProblem} and the answer back; costs have no part in the least risk.
 */
public final class OutcomeAllocation {
    private OutcomeAllocation() {}

    /** The last answer, where the next one starts: a problem nearby is solved sooner from there. Not thread-safe. */
    public static final class Starts {
        @Nullable
        OutcomeStart last;
    }

    /**
     * Whether {@link #solve} answers this model: the least risk on one of its measures, under limits that are rows or bounds,
     * on outcomes; of Gini's measure, for which the interior point would need a plane for every order of the outcomes, the
     * other goals as well.
     */
    public static boolean covers(Model.MeanRisk model, Allocation setting) {
        if (setting.outcomes() == null) {
            return false;
        }
        return model.goal() == Model.Goal.MINIMISE_RISK
                ? measure(model.risk()) != null && setting.constraints().stream().allMatch(LinearLimits::covers)
                : RewardedAllocation.covers(model, setting);
    }

    private static @Nullable OutcomeRisk measure(Risk risk) {
        return switch (risk.measure()) {
            case CVAR -> risk.level() >= 0 && risk.level() < 1 ? new OutcomeRisk.Cvar(risk.level()) : null;
            case WORST_CASE -> new OutcomeRisk.WorstCase();
            case MEAN_ABSOLUTE_DEVIATION -> new OutcomeRisk.MeanAbsoluteDeviation();
            case GINI -> new OutcomeRisk.Gini();
            case SEMI_VARIANCE -> new OutcomeRisk.SemiVariance();
            case SEMI_DEVIATION -> new OutcomeRisk.SemiDeviation();
            case VARIANCE, STANDARD_DEVIATION, EVAR, MAX_DRAWDOWN, AVERAGE_DRAWDOWN, CDAR, EDAR, ULCER -> null;
        };
    }

    /** As {@link #solve(Model.MeanRisk, Allocation, Starts, Stop)}, from nowhere. */
    public static Solution solve(Model.MeanRisk model, Allocation setting, Stop stop) {
        return solve(model, setting, new Starts(), stop);
    }

    /**
     * The answer of {@code model} on {@code setting}. {@link Solution.Inexact} and {@link Solution.Failed} say that this way
     * did not lead to a proof, as where ties and rounding meet; unless {@code stop} asked for it, another solver may.
     *
     * @throws IllegalArgumentException for what {@link #covers} does not accept
     */
    public static Solution solve(Model.MeanRisk model, Allocation setting, Starts starts, Stop stop) {
        Outcomes outcomes = setting.outcomes();
        OutcomeRisk risk = measure(model.risk());
        if (outcomes == null || !covers(model, setting)) {
            throw new IllegalArgumentException("No least risk of outcomes under linear limits: " + model);
        }
        if (!finite(outcomes.returns().shared()) || !finite(setting.moments().mean().shared())) {
            return new Solution.Failed("outcomes or means are not all numbers");
        }
        if (model.goal() != Model.Goal.MINIMISE_RISK) {
            return RewardedAllocation.solve(model, setting, starts, stop);
        }
        LinearLimits limits = LinearLimits.of(setting);
        if (risk == null) {
            throw new IllegalArgumentException("No least risk of outcomes: " + model);
        }
        OutcomeResult result = OutcomeSolver.solve(problem(setting, outcomes.returns(), limits), risk, starts.last,
                stop);
        return switch (result) {
            case OutcomeResult.Optimal optimal -> {
                starts.last = optimal.start();
                OutcomeProblem problem = problem(setting, outcomes.returns(), limits);
                List<ConstraintState> states = states(setting, problem, limits, risk, optimal, 1, stop);
                yield new Solution.Optimal(optimal.weights(), optimal.risk(), optimal.certificate(), states,
                        optimal.iterations(), new Solution.Remarks(
                                shares(outcomes.returns(), optimal.outcomeMultipliers(), optimal.weights()),
                                List.of()));
            }
            case OutcomeResult.Inexact inexact -> new Solution.Inexact(inexact.weights(), inexact.risk(),
                    inexact.certificate(), limits.states(setting, inexact.weights(), null), 0,
                    inexact.why() + "; the optimality conditions hold only to " + inexact.certificate());
            case OutcomeResult.Infeasible _ -> contradiction(setting);
            case OutcomeResult.Unbounded unbounded -> new Solution.Unbounded("the risk falls without end"
                    + example(setting, unbounded.direction()) + ": nothing limits how large positions grow");
            case OutcomeResult.Failed failed -> new Solution.Failed(failed.why());
        };
    }

    private static boolean finite(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * 0;
        }
        return sum == 0;
    }

    static OutcomeProblem problem(Allocation setting, Matrix returns, LinearLimits limits) {
        List<LinearRow> rows = new ArrayList<>();
        for (LinearLimits.Row row : limits.rows()) {
            rows.add(new LinearRow(setting.constraints().get(row.owner()).name(), row.coefficients(), row.min(),
                    row.max()));
        }
        return OutcomeProblem.of(returns, limits.lower(), limits.upper(), rows);
    }

    /** Which limits contradict each other has nothing to do with the measure. */
    private static Solution contradiction(Allocation setting) {
        Solution other = MeanVariance.solve(Model.MeanRisk.MINIMUM_VARIANCE, setting, new MeanVariance.Starts(), () -> {
            throw new IllegalStateException("The least variance needs no frontier");
        });
        return other instanceof Solution.Infeasible
                ? other
                : new Solution.Failed("the limits contradict each other, but for rounding");
    }

    /**
     * Where more limits and outcomes meet than the answer needs, multipliers are not unique and the objective has a kink: there
     * each price is taken just beyond its limit, on the side to which it moves.
     *
     * @param perUnit the goal's objective per unit of the problem's
     */
    static List<ConstraintState> states(Allocation setting, OutcomeProblem problem, LinearLimits limits,
            OutcomeRisk risk, OutcomeResult.Optimal optimal, double perUnit, Stop stop) {
        List<ConstraintState> states = limits.states(setting, optimal.weights(), prices(optimal, perUnit));
        if (!optimal.tied()
                && !limits.degenerate(optimal.weights(), optimal.rowMultipliers(), optimal.boundMultipliers())) {
            return states;
        }
        List<ConstraintState> priced = new ArrayList<>(states);
        for (int k = 0; k < priced.size(); k++) {
            if (!priced.get(k).binding()) {
                continue;
            }
            LinearLimits moved = limits.moved(k, limits.step(k, optimal.weights()));
            OutcomeProblem next = problem(setting, problem.returns(), moved).withReward(problem.mean(),
                    problem.lambda());
            if (OutcomeSolver.solve(next, risk, optimal.start(), stop) instanceof OutcomeResult.Optimal beyond) {
                ConstraintState there = moved.states(setting, beyond.weights(), prices(beyond, perUnit)).get(k);
                priced.set(k, priced.get(k).withPrices(there.multiplier(), there.perAsset()));
            }
        }
        return priced;
    }

    static LinearLimits.Prices prices(OutcomeResult.Optimal optimal, double perUnit) {
        return new LinearLimits.Prices(optimal.rowMultipliers(), optimal.boundMultipliers(), perUnit);
    }

    /** Each asset's share of the risk by the subgradient that proves the optimum; null where there is no risk to share. */
    static @Nullable Vector shares(Matrix returns, Vector outcomeMultipliers, Vector weights) {
        double[] slope = new double[returns.columns()];
        for (int t = 0; t < returns.rows(); t++) {
            double q = outcomeMultipliers.get(t);
            for (int j = 0; q != 0 && j < slope.length; j++) {
                slope[j] += q * returns.get(t, j);
            }
        }
        double sum = 0;
        for (int j = 0; j < slope.length; j++) {
            slope[j] *= weights.get(j);
            sum += slope[j];
        }
        double whole = sum;
        return whole > 0
                ? Vector.wrap(Arrays.stream(slope).map(part -> part / whole).toArray())
                : null;
    }

    /** ", as in long A and short B": what a direction without end looks like. */
    private static String example(Allocation setting, Vector direction) {
        int most = 0;
        int least = 0;
        for (int i = 0; i < direction.size(); i++) {
            most = direction.get(i) > direction.get(most) ? i : most;
            least = direction.get(i) < direction.get(least) ? i : least;
        }
        List<String> ids = setting.universe().ids();
        List<String> parts = new ArrayList<>();
        if (direction.get(most) > 0) {
            parts.add("long " + ids.get(most));
        }
        if (direction.get(least) < 0) {
            parts.add("short " + ids.get(least));
        }
        return parts.isEmpty() ? "" : ", as in " + String.join(" and ", parts);
    }
}
