package tangency.core.solve.budget;

import tangency.core.math.Vector;

/** The portfolio that spends risk as budgeted, or why there is none. */
public sealed interface RiskBudgetResult {
    /**
     * The portfolio, as near as rounding lets it be found: the residual says how near. It exceeds 1e-12 only where the assets
     * nearly hedge each other out, and never 1e-6.
     *
     * @param weights N, sum 1 up to rounding, exactly 0 where the budget is 0, positive elsewhere
     * @param contributions N shares of variance wᵢ(Σw)ᵢ / w'Σw, recomputed from the weights
     * @param residual largest distance of a contribution from its budget
     * @param iterations Newton steps
     * @param start where a solve with other budgets, or on a like covariance, may start
     */
    record Solved(Vector weights, Vector contributions, double residual, int iterations,
            WarmStart start) implements RiskBudgetResult {}

    /** There is no such portfolio, or rounding hides it. */
    record Failed(String message) implements RiskBudgetResult {}

    /**
     * The minimiser of the barrier problem in units of the assets' volatilities, and the budgets it belongs to: both free of
     * the scale of the covariance.
     */
    record WarmStart(Vector exposures, Vector budgets) {}
}
