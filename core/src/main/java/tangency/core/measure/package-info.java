/** Risk and performance measures of a portfolio on moments and outcomes. Entry point: {@link tangency.core.measure.Measures}. */
@NullMarked
package tangency.core.measure;

import org.jspecify.annotations.NullMarked;
