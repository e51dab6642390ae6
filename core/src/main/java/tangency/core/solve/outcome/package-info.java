/**
 * Exact portfolios whose risk is a piecewise linear or piecewise quadratic function of the portfolio's return in every
 * outcome: expected shortfall, worst case, mean absolute deviation, Gini, semi-variance. Entry points:
 * {@link tangency.core.solve.outcome.OutcomeAllocation} in the user's terms, {@link tangency.core.solve.outcome.OutcomeSolver}
 * in numbers. For the limits and the first portfolio it stands on {@code tangency.core.solve.quadratic}, for limits that
 * contradict each other on {@code tangency.core.solve.meanrisk}; it is asked by {@code tangency.core.run}.
 */
@NullMarked
package tangency.core.solve.outcome;

import org.jspecify.annotations.NullMarked;
