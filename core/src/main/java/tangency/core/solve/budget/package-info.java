/**
 * Portfolios whose assets contribute given shares of risk. Entry point: {@link tangency.core.solve.budget.RiskBudgeting}, on a
 * covariance and a vector of budgets; groups are spread over their members before.
 */
@NullMarked
package tangency.core.solve.budget;

import org.jspecify.annotations.NullMarked;
