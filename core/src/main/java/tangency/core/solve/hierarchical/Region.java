package tangency.core.solve.hierarchical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.quadratic.LinearRow;

/**
 * What weights are allowed: bounds and rows.
 *
 * @param lower N, -infinity for none
 * @param upper N, infinity for none
 * @param budgets rows that limit the sum of all weights
 * @param rows all others
 */
public record Region(double[] lower, double[] upper, List<LinearRow> budgets, List<LinearRow> rows) {
    public Region {
        budgets = List.copyOf(budgets);
        rows = List.copyOf(rows);
    }

    /** Nothing but a sum of 1. */
    public static Region fullyInvested(int n) {
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] ones = new double[n];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(ones, 1);
        return new Region(lower, upper, List.of(LinearRow.equality("Fully invested", ones, 1)), List.of());
    }

    /** The linear limits of {@code setting}. */
    public static Region of(Allocation setting) {
        LinearLimits limits = LinearLimits.of(setting);
        List<LinearRow> budgets = new ArrayList<>();
        List<LinearRow> rows = new ArrayList<>();
        for (LinearLimits.Row row : limits.rows()) {
            Constraint owner = setting.constraints().get(row.owner());
            (owner instanceof Constraint.Budget ? budgets : rows)
                    .add(new LinearRow(owner.name(), row.coefficients(), row.min(), row.max()));
        }
        return new Region(limits.lower(), limits.upper(), budgets, rows);
    }

    public int size() {
        return lower.length;
    }

    /** The capital that models divide which are no optimisations: the sum nearest to 1 that the budgets allow. */
    double capital() {
        double min = Double.NEGATIVE_INFINITY;
        double max = Double.POSITIVE_INFINITY;
        for (LinearRow budget : budgets) {
            min = Math.max(min, budget.min());
            max = Math.min(max, budget.max());
        }
        return min > max ? 1 : Math.clamp(1, min, max);
    }

    List<LinearRow> allRows() {
        List<LinearRow> all = new ArrayList<>(budgets);
        all.addAll(rows);
        return all;
    }

    /** The budgets, and no shorter positions than here: short of nothing where nothing may be short. */
    Region withoutLimits() {
        double[] least = new double[size()];
        double[] most = new double[size()];
        Arrays.setAll(least, i -> Math.min(lower[i], 0));
        Arrays.fill(most, Double.POSITIVE_INFINITY);
        return new Region(least, most, budgets, List.of());
    }

    /** The budgets and nothing else. */
    Region budgetOnly() {
        Region open = fullyInvested(size());
        return new Region(open.lower, open.upper, budgets, List.of());
    }

    /** {@code weights}, those that rounding has put beyond a bound on it. */
    double[] clipped(Vector weights) {
        double[] clipped = weights.toArray();
        Arrays.setAll(clipped, i -> Math.min(upper[i], Math.max(lower[i], clipped[i])));
        return clipped;
    }

    /** How far {@code weights} are beyond the limits at most, relative to the size of what is limited. */
    double violation(double[] weights) {
        double worst = 0;
        for (int i = 0; i < weights.length; i++) {
            double beyond = Math.max(lower[i] - weights[i], weights[i] - upper[i]);
            // What is not a number is beyond everything.
            worst = beyond <= 0 ? worst : Math.max(worst, beyond / Math.max(1, Math.abs(weights[i])));
        }
        for (LinearRow row : allRows()) {
            double value = Kernels.dot(row.coefficients(), weights);
            double beyond = Math.max(row.min() - value, value - row.max());
            if (!(beyond <= 0)) {
                double size = 0;
                for (int i = 0; i < weights.length; i++) {
                    size += Math.abs(row.coefficients()[i] * weights[i]);
                }
                worst = Math.max(worst, beyond / Math.max(size, Math.min(Math.abs(row.min()), Math.abs(row.max()))));
            }
        }
        return worst;
    }
}
