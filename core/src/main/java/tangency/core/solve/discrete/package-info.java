/**
 * Portfolios under limits that only whole choices meet: how many assets are held, a least position, whole lots, pairs that
 * may not be held together, fixed costs per trade. Entry points:
 * {@link tangency.core.solve.discrete.DiscreteAllocation} in the user's terms, which {@code tangency.core.run} asks, and
 * {@link tangency.core.solve.discrete.DiscreteSolver} in numbers: a branch and bound whose bounds come from a
 * {@link tangency.core.solve.discrete.Relaxation} on {@code tangency.core.solve.quadratic}.
 */
@NullMarked
package tangency.core.solve.discrete;

import org.jspecify.annotations.NullMarked;
