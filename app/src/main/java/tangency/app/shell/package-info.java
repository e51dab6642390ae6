/**
 * The window and what surrounds it: themes, pictures drawn without a display, the timing of frames. Entry points here: {@link
 * tangency.app.shell.Theme}, {@link tangency.app.shell.PictureBooth}, {@link tangency.app.shell.FrameMeter}; it draws with {@code
 * tangency.app.chart}.
 */
@NullMarked
package tangency.app.shell;

import org.jspecify.annotations.NullMarked;
