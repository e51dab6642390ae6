/**
 * The frontier panel: the exact efficient frontier with a target return that slides along it, and the weights under the hand.
 * Entry points: {@link tangency.app.panel.frontier.FrontierView} and {@link tangency.app.panel.frontier.FrontierViewModel}.
 * Neighbours: {@code session}, from which it reads and which it edits, and {@code chart}.
 */
@NullMarked
package tangency.app.panel.frontier;

import org.jspecify.annotations.NullMarked;
