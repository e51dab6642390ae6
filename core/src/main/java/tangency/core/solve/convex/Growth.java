package tangency.core.solve.convex;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Model;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;

/**
 * The highest expected log growth, by Newton steps: growth is smooth, so that its quadratic model under the user's own limits
 * leads to the optimum in a few steps, and its multipliers are the problem's. Where a model leads out of the range in which
 * wealth stays above zero, the portfolio that leaves most in the worst case is where to begin.
 */
final class Growth {
    private static final int MOST_STEPS = 40;
    private static final double ARMIJO = 1e-4;
    private static final double SMALLEST = 1e-6;
    /** A gap that is nothing but rounding. */
    private static final double EXACT = 1e-12;
    /** Wealth that is nothing but rounding. */
    private static final double RUIN = 1e-12;

    private Growth() {}

    /** The full answer, or the share of it that the model's fraction says, the rest being cash; a share has no prices. */
    static Solution solve(Data data, Model.Kelly kelly, Stop stop) {
        Solution full = full(data, kelly.drawdown(), stop);
        if (kelly.fraction() == 1 || !(full instanceof Solution.Weighted answer)) {
            return full;
        }
        Allocation setting = data.setting;
        double[] scaled = answer.weights().toArray();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= kelly.fraction();
        }
        Vector weights = Vector.wrap(scaled);
        List<ConstraintState> states = Translation.standing(setting, weights);
        return Solution.certified(weights, Definitions.growth(setting, weights), answer.certificate(), states,
                answer.iterations(), full instanceof Solution.Inexact inexact ? inexact.message() : "");
    }

    private static Solution full(Data data, Model.@Nullable DrawdownLimit drawdown, Stop stop) {
        Vector at = start(data, drawdown, stop);
        if (at == null) {
            SurvivalGoal survival = new SurvivalGoal(data);
            Solution.Weighted safest = ConvexAllocation.weighted(pose(data, survival, stop), survival);
            if (safest instanceof Solution.Optimal && safest.objective() <= RUIN * survival.size(safest.weights())) {
                return new Solution.Infeasible(
                        "no portfolio within the limits keeps its wealth above zero in every outcome: at best "
                                + safest.objective() + " is left of it in the worst",
                        List.of(), Map.of());
            }
            at = safest == null || !Double.isFinite(Definitions.growth(data.setting, safest.weights()))
                    ? null
                    : safest.weights();
        }
        int iterations = 0;
        Solution.Weighted last = null;
        Solution.Optimal best = null;
        for (int step = 0; at != null && step < MOST_STEPS && !stop.requested(); step++) {
            GrowthGoal model = GrowthGoal.around(data, drawdown, at);
            Solution.Weighted next = ConvexAllocation.weighted(pose(data, model, stop), model);
            if (next == null) {
                break;
            }
            iterations += next.iterations();
            last = next;
            if (next instanceof Solution.Optimal optimal) {
                // A step that proves the answer is followed by another while they still square the gap.
                if (best != null && !(optimal.certificate().relativeGap() < best.certificate().relativeGap() / 2)) {
                    break;
                }
                best = new Solution.Optimal(optimal.weights(), optimal.objective(), optimal.certificate(),
                        optimal.constraints(), iterations);
                if (optimal.certificate().relativeGap() <= EXACT) {
                    break;
                }
            }
            at = search(data, at, next.weights());
        }
        if (best != null) {
            return best;
        }
        Solution byCones = ConvexAllocation.solve(data, on -> GrowthGoal.of(on, drawdown), stop);
        if (drawdown != null && byCones instanceof Solution.Infeasible none && none.conflict().isEmpty()) {
            return new Solution.Infeasible(
                    "no portfolio within the limits keeps the drawdown limit: by the bound on its "
                            + "risk, wealth falls below " + drawdown.level() + " with a probability of more than "
                            + drawdown.probability(),
                    List.of(), Map.of());
        }
        return byCones instanceof Solution.Inexact && last != null && last.certificate().relativeGap() < 1e-6
                ? last
                : byCones;
    }

    private static Posed.Answered pose(Data data, Goal goal, Stop stop) {
        return Posed.solve(() -> Posed.of(data, goal, data.setting.constraints()), stop);
    }

    /** The optimum of the model around no positions; null where it does not keep wealth above zero. */
    private static @Nullable Vector start(Data data, Model.@Nullable DrawdownLimit drawdown, Stop stop) {
        GrowthGoal model = GrowthGoal.around(data, drawdown, Vector.wrap(new double[data.assets]));
        Solution.Weighted first = ConvexAllocation.weighted(pose(data, model, stop), model);
        return first != null && Double.isFinite(first.objective()) ? first.weights() : null;
    }

    /** From {@code from} towards {@code to} as far as growth rises as it should; null where it does not. */
    private static @Nullable Vector search(Data data, Vector from, Vector to) {
        double value = Definitions.growth(data.setting, from);
        double[] step = to.toArray();
        for (int i = 0; i < step.length; i++) {
            step[i] -= from.get(i);
        }
        double[] gradient = GrowthGoal.around(data, null, from).gradient();
        double rise = Kernels.dot(gradient, step);
        for (double length = 1; length > SMALLEST; length /= 2) {
            double[] trial = from.toArray();
            for (int i = 0; i < trial.length; i++) {
                trial[i] += length * step[i];
            }
            Vector weights = Vector.wrap(trial);
            if (Definitions.growth(data.setting, weights) >= value + ARMIJO * length * rise) {
                return weights;
            }
        }
        return null;
    }
}
