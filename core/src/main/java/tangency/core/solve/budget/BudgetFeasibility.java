package tangency.core.solve.budget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.quadratic.Conflict;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/** Whether any portfolio without short positions, of the budgeted assets alone, keeps the limits. */
final class BudgetFeasibility {
    private BudgetFeasibility() {}

    /** @param budgets N; what has none stays out */
    static Solution.@Nullable Infeasible conflict(Allocation setting, LinearLimits limits, double[] budgets) {
        int n = budgets.length;
        int own = setting.constraints().size();
        double[] lower = limits.lower().clone();
        double[] upper = limits.upper().clone();
        int[] lowerLabels = limits.lowerOwner().clone();
        int[] upperLabels = limits.upperOwner().clone();
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
            if (lower[i] < 0 || lowerLabels[i] < 0) {
                lower[i] = Math.max(lower[i], 0);
                lowerLabels[i] = own;
            }
            if ((budgets[i] == 0 && upper[i] > 0) || upperLabels[i] < 0) {
                upper[i] = budgets[i] == 0 ? 0 : upper[i];
                upperLabels[i] = own;
            }
        }
        List<LinearRow> rows = new ArrayList<>();
        for (LinearLimits.Row row : limits.rows()) {
            rows.add(new LinearRow(setting.constraints().get(row.owner()).name(), row.coefficients(), row.min(),
                    row.max()));
        }
        QuadraticResult result = QuadraticSolver.minimise(QuadraticProblem
                .of(new double[n], Matrix.wrap(n, n, identity), lower, upper, rows)
                .withBoundGroups(lowerLabels, upperLabels),
                0);
        return result instanceof QuadraticResult.Infeasible infeasible
                ? named(setting, rows, infeasible.conflict())
                : null;
    }

    private static Solution.Infeasible named(Allocation setting, List<LinearRow> rows, Conflict conflict) {
        List<Constraint> constraints = setting.constraints();
        Map<String, Double> relaxation = new LinkedHashMap<>();
        boolean own = false;
        for (Conflict.Relaxation member : conflict.members()) {
            switch (member.member()) {
                case Conflict.Member.Row row ->
                    relaxation.merge(rows.get(row.index()).name(), member.amount(), Math::max);
                case Conflict.Member.Bounds bounds -> {
                    if (bounds.label() < constraints.size()) {
                        relaxation.merge(constraints.get(bounds.label()).name(), member.amount(), Math::max);
                    } else {
                        own = true;
                    }
                }
            }
        }
        List<String> names = List.copyOf(relaxation.keySet());
        String quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String who = own
                ? "no portfolio of the budgeted assets, without short positions, satisfies "
                : "no portfolio satisfies ";
        return new Solution.Infeasible(who + (names.size() > 1 ? "all of " : "") + quoted, names, relaxation);
    }
}
