package tangency.core.solve.hierarchical;

import org.jspecify.annotations.Nullable;

/**
 * How capital is divided down a tree, or why it cannot be.
 */
sealed interface Division {
    /**
     * At every node the left side takes its share and the right side the rest.
     *
     * @param shares of the left side of node n + k at k, 0 to 1
     */
    record Shares(Bisection nodes, double[] shares) implements Division {}

    /** The shares are not defined on these numbers. */
    record Undefined(HierarchicalResult.Failed why) implements Division {}

    /** Hierarchical risk parity: inversely to the risks of the two sides, each held by inverse risk. */
    static Division byRisk(ClusterRisk risk, Bisection nodes) {
        NodeRisks risks = NodeRisks.of(risk, nodes);
        int undefined = risks.undefined();
        return undefined >= 0 ? noInverse(risks, nodes, undefined) : inversely(nodes, risks.risk(), null, null);
    }

    /**
     * Hierarchical equal risk contribution: between clusters inversely to the sums of their risks, inside by inverse risk.
     *
     * @param labels cluster of each asset; those of one label fill a node of the tree
     */
    static Division byClusters(ClusterRisk risk, Bisection nodes, int[] labels) {
        NodeRisks risks = NodeRisks.of(risk, nodes);
        int undefined = risks.undefined();
        if (undefined >= 0) {
            return noInverse(risks, nodes, undefined);
        }
        int n = labels.length;
        boolean[] inside = new boolean[2 * n - 1];
        int[] label = new int[2 * n - 1];
        double[] sums = risks.risk().clone();
        for (int node = 0; node < 2 * n - 1; node++) {
            if (node < n) {
                label[node] = labels[nodes.order()[node]];
                inside[node] = true;
                continue;
            }
            int left = nodes.left()[node - n];
            int right = nodes.right()[node - n];
            inside[node] = inside[left] && inside[right] && label[left] == label[right];
            label[node] = label[left];
            sums[node] = inside[node] ? risks.risk()[node] : sums[left] + sums[right];
        }
        return inversely(nodes, sums, inside, risks.inverse());
    }

    /** @param inside nodes that are divided in proportion to {@code inverse} instead; null for none */
    private static Division inversely(Bisection nodes, double[] risk, boolean @Nullable [] inside,
            double @Nullable [] inverse) {
        int n = nodes.order().length;
        double[] shares = new double[n - 1];
        for (int node = 2 * n - 2; node >= n; node--) {
            int left = nodes.left()[node - n];
            int right = nodes.right()[node - n];
            if (inside != null && inverse != null && inside[node]) {
                shares[node - n] = inverse[left] / (inverse[left] + inverse[right]);
                continue;
            }
            double sum = risk[left] + risk[right];
            if (!(sum > 0) || !Double.isFinite(sum) || !(Math.min(risk[left], risk[right]) >= 0)) {
                return new Undefined(new HierarchicalResult.Failed(
                        "A division by risk is not defined: the risks of its two sides are " + risk[left] + " and "
                                + risk[right] + "; expected numbers that are not negative, one of them positive",
                        -1));
            }
            shares[node - n] = risk[right] / sum;
        }
        return new Shares(nodes, shares);
    }

    private static Division noInverse(NodeRisks risks, Bisection nodes, int place) {
        int asset = nodes.order()[place];
        return new Undefined(new HierarchicalResult.Failed("Inverse risk is not defined: the risk of asset " + asset
                + " is " + risks.risk()[place], asset));
    }
}
