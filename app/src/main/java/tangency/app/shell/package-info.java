/**
 * The window and what surrounds it. Entry points: {@link tangency.app.shell.Window} (the real window with its threads),
 * {@link tangency.app.shell.Shell} (its content), {@link tangency.app.shell.Panels} (the list of panels); for drawing
 * without a display {@link tangency.app.shell.PictureBooth}, for timing frames {@link tangency.app.shell.FrameMeter},
 * for looks {@link tangency.app.shell.Theme}. It frames what {@code panel} makes over what {@code session} holds.
 */
@NullMarked
package tangency.app.shell;

import org.jspecify.annotations.NullMarked;
