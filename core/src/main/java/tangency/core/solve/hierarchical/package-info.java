/**
 * Portfolios by recursive division of capital along a tree of clusters. Entry point:
 * {@link tangency.core.solve.hierarchical.HierarchicalRiskParity}, on a covariance and what {@code estimate.ClusterTree} says.
 */
@NullMarked
package tangency.core.solve.hierarchical;

import org.jspecify.annotations.NullMarked;
