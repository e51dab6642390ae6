/**
 * Mean-risk models, translated into the problems that the engines solve and back. Entry point:
 * {@link tangency.core.solve.meanrisk.MeanVariance}, which stands on {@code tangency.core.solve.quadratic} and is asked by
 * {@code tangency.core.run}.
 */
@NullMarked
package tangency.core.solve.meanrisk;

import org.jspecify.annotations.NullMarked;
