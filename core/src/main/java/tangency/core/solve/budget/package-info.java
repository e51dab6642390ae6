/**
 * Portfolios whose assets contribute given shares of risk. Entry points: {@link tangency.core.solve.budget.RiskBudgets}, on any
 * measure and under limits, and {@link tangency.core.solve.budget.RiskBudgeting}, on a covariance alone; groups are spread over
 * their members before.
 */
@NullMarked
package tangency.core.solve.budget;

import org.jspecify.annotations.NullMarked;
