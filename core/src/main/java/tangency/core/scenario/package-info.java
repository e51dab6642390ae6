/** The document that says what a what-if is. Entry point: {@link tangency.core.scenario.Scenario}. */
@NullMarked
package tangency.core.scenario;

import org.jspecify.annotations.NullMarked;
