/**
 * The command line: one class per verb. Entry point: {@link tangency.app.cli.TangencyCommand}; {@link
 * tangency.app.cli.ScenarioRun} leads from a file to an analysis for all of them. Standard output carries the result
 * alone.
 */
@NullMarked
package tangency.app.cli;

import org.jspecify.annotations.NullMarked;
