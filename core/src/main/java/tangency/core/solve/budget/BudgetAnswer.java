package tangency.core.solve.budget;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;

/** The answer to risk budgets under limits. */
public sealed interface BudgetAnswer {
    /** An answer with weights. */
    sealed interface Weighted extends BudgetAnswer {
        /** N, exactly 0 where the budget is 0, positive elsewhere unless a limit forbids. */
        Vector weights();

        /** N shares of the risk by the certified derivatives, sum 1. */
        Vector shares();

        /** Of the optimality conditions, in units of the portfolio's risk. */
        Certificate certificate();

        int iterations();
    }

    /**
     * Every budget is met, and every limit kept.
     *
     * @param start where the next solve on a variance may start; null for other measures
     */
    record Parity(Vector weights, Vector shares, Certificate certificate, int iterations,
            RiskBudgetResult.@Nullable WarmStart start) implements Weighted {}

    /**
     * Limits hold some assets away from their budgets: the minimiser of risk(w) - λ Σ b ln w under them, λ such that the
     * weights have their sum (Richard and Roncalli 2019). No parity.
     *
     * @param proportion share over budget of every asset that no limit holds: λ / risk
     * @param prices of the limits: derivatives of that objective at that λ
     */
    record Held(Vector weights, Vector shares, double proportion, Certificate certificate, LinearLimits.Prices prices,
            int iterations) implements Weighted {}

    /** No portfolio of the budgeted assets without short positions keeps the limits. */
    record Infeasible(Solution.Infeasible why) implements BudgetAnswer {}

    /** There is no such portfolio, or it was not found. */
    record Failed(String message) implements BudgetAnswer {}
}
