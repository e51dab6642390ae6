package tangency.core.solve.hierarchical;

import tangency.core.estimate.ClusterTree;

/**
 * Hierarchical equal risk contribution (Raffinot 2018, "The hierarchical equal risk contribution portfolio"): the tree is cut
 * into clusters; above the cut each branch shares inversely to the sum of its clusters' risks, a cluster's risk being that of
 * its portfolio by inverse risk, which is also how its assets share inside it.
 *
 * <p>Long-only; limits are met along the tree, as in {@link HierarchicalRiskParity}.
 */
public final class EqualRiskContribution {
    private EqualRiskContribution() {}

    /**
     * @param clusters how many, as {@link ClusterTree#cut} counts them
     */
    public static HierarchicalResult allocate(ClusterRisk risk, ClusterTree tree, int clusters, Region region) {
        Bisection nodes = HierarchicalRiskParity.nodes(risk, tree);
        return Projection.divide(Division.byClusters(risk, nodes, tree.cut(clusters)), region);
    }
}
