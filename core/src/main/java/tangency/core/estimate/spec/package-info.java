/** Which estimators a scenario asks for, as values without code. Entry point: {@link tangency.core.estimate.spec.Estimates}; {@code estimate} carries them out. */
@NullMarked
package tangency.core.estimate.spec;

import org.jspecify.annotations.NullMarked;
