/**
 * The scenario editor: every field of the open scenario, edited in place. Entry point:
 * {@link tangency.app.panel.scenario.ScenarioView}; one view and view model per section. Edits go to {@code session},
 * answers come from its snapshot.
 */
@NullMarked
package tangency.app.panel.scenario;

import org.jspecify.annotations.NullMarked;
