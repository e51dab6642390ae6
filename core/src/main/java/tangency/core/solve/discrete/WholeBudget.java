package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.LinearRow;

/** What to say where positions in whole lots meet a budget that must be spent to the last cent. */
final class WholeBudget {
    private static final long NODES = 200;

    private WholeBudget() {}

    /** The budget that whole lots can meet, as an addition to a message; empty where that is not the trouble. */
    static String hint(Allocation setting, DiscreteProblem problem, Stop stop) {
        boolean lots = setting.constraints().stream().anyMatch(Constraint.Lots.class::isInstance);
        Constraint.Budget fixed = null;
        for (Constraint constraint : setting.constraints()) {
            if (constraint instanceof Constraint.Budget budget && budget.max() != null
                    && budget.max().equals(budget.min())) {
                fixed = budget;
            }
        }
        if (!lots || fixed == null || fixed.max() == null) {
            return "";
        }
        double target = fixed.max();
        double[] ones = new double[problem.size()];
        Arrays.fill(ones, 0, problem.assets(), 1);
        List<LinearRow> rows = new ArrayList<>();
        for (LinearRow row : problem.quadratic().rows()) {
            rows.add(row.name().equals(fixed.name()) ? LinearRow.atMost(row.name(), ones, target) : row);
        }
        // As much invested as whole lots allow.
        Vector nothing = Vector.wrap(new double[problem.size()]);
        DiscreteProblem most = new DiscreteProblem(problem.quadratic().withRows(rows).withMean(ones),
                problem.assets(), new DiscreteProblem.Goal.Return(), problem.minHeld(), problem.maxHeld(),
                problem.minimumPosition(), problem.apart(), problem.lots(), nothing, nothing, NODES);
        if (!(DiscreteSolver.solve(most, stop) instanceof DiscreteResult.Found found)) {
            return "";
        }
        return "; whole lots that add up to exactly " + target + " are rare: a budget from "
                + Kernels.dot(ones, found.weights().shared())
                + " to " + target + " can be met, the rest stays cash";
    }
}
