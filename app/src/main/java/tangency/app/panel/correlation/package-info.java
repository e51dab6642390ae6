/**
 * The correlation panel: a heat map ordered by cluster, group or name, and the health of its matrix. Entry points: {@link
 * tangency.app.panel.correlation.CorrelationView} and {@link tangency.app.panel.correlation.CorrelationViewModel}. Neighbours:
 * {@code session}, from which it reads, and {@code chart}.
 */
@NullMarked
package tangency.app.panel.correlation;

import org.jspecify.annotations.NullMarked;
