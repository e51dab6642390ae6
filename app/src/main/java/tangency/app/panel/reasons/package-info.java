/**
 * Why a weight is what it is: what each limit gives it or takes from it, and what would move it. Entry point: {@link
 * tangency.app.panel.reasons.ReasonsView#DESCRIPTOR}; meets the other panels in {@code session} only.
 */
@NullMarked
package tangency.app.panel.reasons;

import org.jspecify.annotations.NullMarked;
