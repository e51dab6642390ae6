/**
 * Exact portfolios whose risk is a piecewise linear or piecewise quadratic function of the portfolio's return in every
 * outcome: expected shortfall, worst case, mean absolute deviation, Gini, semi-variance. Entry point:
 * {@link tangency.core.solve.outcome.OutcomeSolver}. It knows {@code tangency.core.math}, the certificate of
 * {@code tangency.core.solve} and, for the limits and the first portfolio, {@code tangency.core.solve.quadratic}; of scenarios
 * it knows nothing.
 */
@NullMarked
package tangency.core.solve.outcome;

import org.jspecify.annotations.NullMarked;
