package tangency.core.solve.budget;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.Stop;

/**
 * The λ at which the weights have their sum, by halving: slower than to let it follow from the sum, but it cannot miss. There
 * may be none, where limits hold the sum above or below for every λ.
 */
final class LambdaSearch {
    private static final double LEAST = 1e-5;
    private static final double MOST = 1e5;
    private static final double TARGET = 1e-13;
    private static final int MAXIMUM_STEPS = 120;

    private final RiskForm form;
    private final double[] budgets;
    private final ScaledLimits limits;
    private final Stop stop;

    LambdaSearch(RiskForm form, double[] budgets, ScaledLimits limits, Stop stop) {
        this.form = form;
        this.budgets = budgets;
        this.limits = limits;
        this.stop = stop;
    }

    /** Null where there is no such λ. */
    BudgetSearch.@Nullable Found run() {
        double low = LEAST;
        double high = MOST;
        double atLow = excess(at(low));
        double atHigh = excess(at(high));
        if (!(atLow < 0 && atHigh > 0)) {
            return null;
        }
        BudgetSearch.@Nullable Found found = null;
        for (int step = 0; step < MAXIMUM_STEPS && high - low > 1e-15 * high; step++) {
            // The sum is about linear in λ near the root, and anything far from it.
            double chord = low - atLow * (high - low) / (atHigh - atLow);
            double middle = step % 3 == 2 || high > 10 * low ? Math.sqrt(low) * Math.sqrt(high) : chord;
            if (!(middle > low && middle < high)) {
                middle = (low + high) / 2;
            }
            found = at(middle);
            double excess = excess(found);
            if (Math.abs(excess) <= TARGET * limits.sum()) {
                return found;
            }
            if (excess < 0) {
                low = middle;
                atLow = excess;
            } else {
                high = middle;
                atHigh = excess;
            }
        }
        return found;
    }

    private BudgetSearch.Found at(double lambda) {
        return new BudgetSearch(form, budgets, limits.at(lambda)).run(stop);
    }

    private double excess(BudgetSearch.Found found) {
        double excess = -limits.sum();
        for (int i = 0; i < found.positions().length; i++) {
            excess += limits.sums()[i] * found.positions()[i];
        }
        return excess;
    }
}
