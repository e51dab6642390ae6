/** The program. Entry point: {@link tangency.app.Main}. */
@NullMarked
package tangency.app;

import org.jspecify.annotations.NullMarked;
