package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.solve.Allocation;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;

/** Portfolios of least risk on any measure, equally spaced in mean. */
public sealed interface ConvexFrontier {
    /** One portfolio: mean and risk per period. */
    record Point(double mean, double risk, Vector weights) {}

    /**
     * @param points from the highest mean down to the least risk
     * @param maximumRatio the portfolio of the highest ratio of excess mean to risk; null where there is none
     * @param ratio the answer to the question for it, which says why there is none
     */
    record Traced(List<Point> points, @Nullable Point maximumRatio, Solution ratio) implements ConvexFrontier {
        public Traced {
            points = List.copyOf(points);
        }
    }

    /** @param why the answer to the question that could not be answered: infeasible, unbounded, inexact or failed */
    record None(Solution why) implements ConvexFrontier {
        /** {@code infeasible, unbounded} or {@code failed}: points that are not exact are no frontier. */
        public String status() {
            return why instanceof Solution.Inexact ? "failed" : why.status();
        }

        /** In words for the user. */
        public String message() {
            return switch (why) {
                case Solution.Infeasible none -> none.message();
                case Solution.Unbounded none -> none.message();
                case Solution.Failed none -> none.message();
                case Solution.Inexact inexact -> inexact.message();
                case Solution.Optimal _ -> throw new IllegalStateException("A frontier with an answer");
            };
        }
    }

    /** What answers a convex problem. */
    interface Solver {
        Solution solve(Model.MeanRisk model, Allocation setting);
    }

    /**
     * Least risk by the measure of {@code model} at {@code points} means, from the highest there is to that of the least
     * risk. Its goal, costs and uncertainty do not count.
     *
     * @param points two or more
     * @param solver answers convex problems, as {@link ConvexAllocation} does
     */
    static ConvexFrontier trace(Model.MeanRisk model, Allocation setting, int points, Solver solver, Stop stop) {
        if (points < 2) {
            throw new IllegalArgumentException("A frontier of " + points + " points");
        }
        Model.MeanRisk least = leastRisk(model);
        String unusable = Data.unusable(setting);
        if (unusable != null) {
            return new None(new Solution.Failed(unusable));
        }
        Solution foot = solver.solve(least, setting);
        if (!(foot instanceof Solution.Optimal lowest)) {
            return new None(foot);
        }
        Model.MeanRisk highest = new Model.MeanRisk(Model.Goal.MAXIMISE_RETURN, model.risk(), null, null);
        Solution top = ConvexAllocation.solve(new Data(setting),
                on -> new MeanRiskGoal(on, highest, setting.moments().mean().toArray(), setting.riskFree(), false),
                stop);
        if (!(top instanceof Solution.Optimal best)) {
            return new None(top);
        }
        double high = mean(setting, best.weights());
        double low = mean(setting, lowest.weights());
        List<Point> traced = new ArrayList<>();
        for (int k = 0; k < points - 1; k++) {
            double target = high - (high - low) * k / (points - 1);
            Solution solution = solver.solve(least, withTarget(setting, target));
            if (solution instanceof Solution.Optimal optimal) {
                traced.add(point(least, setting, optimal.weights()));
            } else if (k == 0) {
                // No room left: the portfolio of the highest mean itself.
                traced.add(point(least, setting, best.weights()));
            } else {
                return new None(solution);
            }
        }
        traced.add(point(least, setting, lowest.weights()));
        Model.MeanRisk ratio = new Model.MeanRisk(Model.Goal.MAXIMISE_RATIO, model.risk(), null, null);
        Solution answer = solver.solve(ratio, setting.withTrading(setting.trading().free()));
        return new Traced(traced,
                answer instanceof Solution.Optimal optimal ? point(least, setting, optimal.weights()) : null, answer);
    }

    /** The model whose answers make up the frontier of {@code model}. */
    static Model.MeanRisk leastRisk(Model.MeanRisk model) {
        return new Model.MeanRisk(Model.Goal.MINIMISE_RISK, model.risk(), null, null);
    }

    private static Allocation withTarget(Allocation setting, double target) {
        List<Constraint> constraints = new ArrayList<>(setting.constraints());
        Set<String> taken = new HashSet<>();
        constraints.forEach(constraint -> taken.add(constraint.name()));
        String name = "Target return";
        while (taken.contains(name)) {
            name += "'";
        }
        constraints.add(new Constraint.Return(name, true, target));
        return setting.withConstraints(constraints);
    }

    private static double mean(Allocation setting, Vector weights) {
        return Kernels.dot(setting.moments().mean().shared(), weights.shared());
    }

    private static Point point(Model.MeanRisk least, Allocation setting, Vector weights) {
        return new Point(mean(setting, weights), Definitions.risk(least.risk(), setting, weights), weights);
    }
}
