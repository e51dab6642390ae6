/**
 * The hierarchy panel: the cluster tree joined to its heat map, cut and weights. Entry points: {@link
 * tangency.app.panel.hierarchy.HierarchyView} and {@link tangency.app.panel.hierarchy.HierarchyViewModel}. Neighbours: {@code
 * session}, from which it reads and which it edits, and {@code chart}.
 */
@NullMarked
package tangency.app.panel.hierarchy;

import org.jspecify.annotations.NullMarked;
