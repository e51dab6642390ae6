package tangency.core.solve.budget;

import java.util.Arrays;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Risk;
import tangency.core.solve.Allocation;
import tangency.core.solve.Certificate;
import tangency.core.solve.LinearLimits;

/** From the end of a search under limits to the answer and its certificate, recomputed from the weights. */
record HeldAnswer(Allocation setting, LinearLimits limits, int[] assets, double[] budgets, double[] guess,
        RiskForm form,
        ScaledLimits scaled, Risk risk) {
    /** Distance to a bound within which an answer that its price holds there is set to it. */
    private static final double AT_BOUND = 1e-11;

    BudgetAnswer.Held of(BudgetSearch.Found found, double sum, int before) {
        double[] x = found.positions();
        int m = x.length;
        double[] weights = new double[setting.size()];
        for (int k = 0; k < m; k++) {
            weights[assets[k]] = x[k] * guess[k];
        }
        double value = form.risk(x);
        double[] missing = new double[m];
        double dual = 0;
        for (int k = 0; k < m; k++) {
            dual += x[k] * found.gradient()[k];
            missing[k] = x[k] * found.gradient()[k] - found.lambda() * budgets[k];
        }
        double gap = Math.abs(value - dual);
        double[] bounds = new double[setting.size()];
        double[] rows = new double[limits.rows().size()];
        double unit = form.unit();
        for (int j = 0; j < scaled.inequalities().size(); j++) {
            ScaledLimits.Inequality one = scaled.inequalities().get(j);
            double price = found.prices()[j];
            double worth = one.sign() * price * one.scale() * unit;
            if (one.asset() >= 0) {
                int i = assets[one.asset()];
                missing[one.asset()] -= one.sign() * price * x[one.asset()];
                gap += price * Math.abs(one.sign() * x[one.asset()] - one.limit());
                double bound = one.sign() > 0 ? limits.lower()[i] : limits.upper()[i];
                if (Math.abs(weights[i] - bound) <= AT_BOUND * Math.max(1, Math.abs(bound))
                        && price * x[one.asset()] > AT_BOUND) {
                    weights[i] = bound;
                    bounds[i] += worth;
                }
            } else {
                gap += price * Math.abs(Kernels.dot(one.coefficients(), x) - one.limit());
                for (int k = 0; k < m; k++) {
                    missing[k] -= price * one.coefficients()[k] * x[k];
                }
                rows[one.row()] += worth;
            }
        }
        for (int j = 0; j < scaled.equalities().length; j++) {
            double price = found.equalityPrices()[j];
            if (scaled.equalityRows()[j] < 0) {
                priceOfSum(rows, price * unit);
            } else {
                int row = scaled.equalityRows()[j];
                double size = 0;
                for (int k = 0; k < m; k++) {
                    size = Math.max(size, Math.abs(limits.rows().get(row).coefficients()[assets[k]] * guess[k]));
                }
                rows[row] += price / size * unit;
            }
            for (int k = 0; k < m; k++) {
                missing[k] -= price * scaled.equalities()[j][k] * x[k];
            }
        }
        double worst = 0;
        double[] shares = new double[setting.size()];
        for (int k = 0; k < m; k++) {
            worst = Math.max(worst, Math.abs(missing[k]));
            shares[assets[k]] = x[k] * found.gradient()[k] / dual;
        }
        double primal = Math.max(breach(limits, weights), Math.abs(Arrays.stream(weights).sum() - sum));
        // Of the squares, in whose terms a variance is: d(risk²) = 2 risk d(risk).
        double perUnit = OutcomeForm.ofDegreeOne(risk).equals(risk) ? 1 : 2 * value * unit;
        return new BudgetAnswer.Held(Vector.wrap(weights), Vector.wrap(shares), found.lambda() / value,
                new Certificate(primal, worst / value, gap / value),
                new LinearLimits.Prices(Vector.wrap(rows), Vector.wrap(bounds), perUnit), before + found.steps());
    }

    /** Where the sum is a limit it is the budget's. */
    private void priceOfSum(double[] rows, double price) {
        for (int r = 0; r < rows.length; r++) {
            if (setting.constraints().get(limits.rows().get(r).owner()) instanceof Constraint.Budget) {
                rows[r] += price;
                return;
            }
        }
    }

    /** The largest distance of {@code weights} beyond a limit, relative to what is limited. */
    static double breach(LinearLimits limits, double[] weights) {
        double worst = 0;
        for (int i = 0; i < weights.length; i++) {
            double beyond = Math.max(limits.lower()[i] - weights[i], weights[i] - limits.upper()[i]);
            worst = Math.max(worst, beyond / Math.max(1, Math.abs(weights[i])));
        }
        for (LinearLimits.Row row : limits.rows()) {
            double value = 0;
            double size = Math.abs(row.offset());
            for (int i = 0; i < weights.length; i++) {
                double part = row.coefficients()[i] * weights[i];
                value += part;
                size += Math.abs(part);
            }
            worst = Math.max(worst, Math.max(row.min() - value, value - row.max()) / (size > 0 ? size : 1));
        }
        return worst;
    }
}
