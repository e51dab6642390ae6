/**
 * Portfolios under limits that only whole choices meet: how many assets are held, a least position, whole lots, pairs that
 * may not be held together, fixed costs per trade. Entry point: {@link tangency.core.solve.discrete.DiscreteSolver}, a
 * branch and bound whose bounds come from a {@link tangency.core.solve.discrete.Relaxation} on
 * {@code tangency.core.solve.quadratic}.
 */
@NullMarked
package tangency.core.solve.discrete;

import org.jspecify.annotations.NullMarked;
