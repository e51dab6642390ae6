/**
 * What went wrong inside the program, without what the program was working on. Entry points:
 * {@link tangency.app.diagnostics.FaultLog} (remembers faults) and {@link tangency.app.diagnostics.Diagnostics} (the
 * bundle a person may send). Command line and window use it; it knows neither, and no toolkit.
 */
@NullMarked
package tangency.app.diagnostics;

import org.jspecify.annotations.NullMarked;
