package tangency.core.solve.hierarchical;

import tangency.core.estimate.ClusterTree;

/**
 * A binary division of an order of assets: the nodes 0 to n-1 are the single assets by place in the order, n to 2n-2 the
 * unions; every node's parent has a larger number, the root the largest.
 *
 * @param order assets from left to right
 * @param left left child of node n + k at k
 * @param right right child of node n + k at k
 * @param first place of each node's first asset
 * @param size number of each node's assets
 */
record Bisection(int[] order, int[] left, int[] right, int[] first, int[] size) {
    /** The first ⌊n/2⌋ against the rest, and so on (López de Prado 2016). */
    static Bisection halves(int[] order) {
        int n = order.length;
        Bisection bisection = empty(order);
        // Nodes are numbered down from the root in the order of division, breadth first.
        int next = 2 * n - 2;
        bisection.size[next] = n;
        for (int node = 2 * n - 2; node >= n; node--) {
            int half = bisection.size[node] / 2;
            int start = bisection.first[node];
            int[] sizes = {half, bisection.size[node] - half};
            for (int side = 0; side < 2; side++) {
                int child = sizes[side] == 1 ? start : --next;
                bisection.first[child] = start;
                bisection.size[child] = sizes[side];
                (side == 0 ? bisection.left : bisection.right)[node - n] = child;
                start += sizes[side];
            }
        }
        return bisection;
    }

    /** At the tree's own nodes. */
    static Bisection tree(ClusterTree tree) {
        int n = tree.leaves();
        Bisection bisection = empty(tree.order());
        bisection.size[2 * n - 2] = n;
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            place[bisection.order[i]] = i;
        }
        for (int node = 2 * n - 2; node >= n; node--) {
            ClusterTree.Row row = tree.merges().get(node - n);
            int start = bisection.first[node];
            int left = row.left() < n ? place[row.left()] : row.left();
            int right = row.right() < n ? place[row.right()] : row.right();
            bisection.first[left] = start;
            bisection.size[left] = tree.size(row.left());
            bisection.first[right] = start + tree.size(row.left());
            bisection.size[right] = tree.size(row.right());
            bisection.left[node - n] = left;
            bisection.right[node - n] = right;
        }
        return bisection;
    }

    private static Bisection empty(int[] order) {
        int n = order.length;
        return new Bisection(order, new int[n - 1], new int[n - 1], new int[2 * n - 1], new int[2 * n - 1]);
    }
}
