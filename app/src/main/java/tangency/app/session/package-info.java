/**
 * What the window holds: the open scenario with its history, the shared selection, and the live computation that
 * follows every edit. Entry point: {@link tangency.app.session.Session}; panels read it through their view models. Beside
 * it {@link tangency.app.session.Library}, the scenarios of the workspace, which saves every edit by itself.
 */
@NullMarked
package tangency.app.session;

import org.jspecify.annotations.NullMarked;
