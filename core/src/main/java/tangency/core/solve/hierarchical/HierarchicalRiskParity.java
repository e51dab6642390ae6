package tangency.core.solve.hierarchical;

import tangency.core.estimate.ClusterTree;

/**
 * Hierarchical risk parity (López de Prado 2016, "Building diversified portfolios that outperform out of sample"): capital
 * is divided top down, at each node inversely to the risks of its two sides, each side held by inverse risk. The paper's
 * risk is the variance; the cost past the tree is then O(N²).
 *
 * <p>Long-only. Limits are met along the division: each side takes the share nearest to its due that leaves both sides
 * within what bounds and groups allow them; groups that cut across are met by the nearest weights thereafter.
 */
public final class HierarchicalRiskParity {
    private HierarchicalRiskParity() {}

    /**
     * Divides {@code order} by halves: the first ⌊n/2⌋ against the rest.
     *
     * @param order every asset once, left to right
     * @throws IllegalArgumentException if {@code order} is not a permutation of the assets
     */
    public static HierarchicalResult byHalves(ClusterRisk risk, int[] order, Region region) {
        return Projection.divide(halves(risk, order), region);
    }

    /** Divides at the tree's own nodes; the order of its leaves does not matter. */
    public static HierarchicalResult byTree(ClusterRisk risk, ClusterTree tree, Region region) {
        return Projection.divide(atNodes(risk, tree), region);
    }

    static Division halves(ClusterRisk risk, int[] order) {
        boolean[] seen = new boolean[risk.assets()];
        for (int asset : order) {
            if (asset < 0 || asset >= seen.length || seen[asset]) {
                throw new IllegalArgumentException(
                        "The order holds asset " + asset + " twice or beyond " + seen.length);
            }
            seen[asset] = true;
        }
        if (order.length == 0 || order.length != seen.length) {
            throw new IllegalArgumentException(
                    "An order of " + order.length + " does not fit " + seen.length + " assets");
        }
        return Division.byRisk(risk, Bisection.halves(order.clone()));
    }

    static Division atNodes(ClusterRisk risk, ClusterTree tree) {
        return Division.byRisk(risk, nodes(risk, tree));
    }

    static Bisection nodes(ClusterRisk risk, ClusterTree tree) {
        if (tree.leaves() != risk.assets()) {
            throw new IllegalArgumentException(
                    "A tree of " + tree.leaves() + " leaves does not fit " + risk.assets() + " assets");
        }
        return Bisection.tree(tree);
    }
}
