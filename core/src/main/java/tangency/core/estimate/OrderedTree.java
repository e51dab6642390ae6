package tangency.core.estimate;

import java.util.List;

import tangency.core.math.Matrix;

/**
 * A cluster tree with its leaves laid out.
 *
 * @param order leaf numbers from left to right
 * @param distance N x N, what the tree was made of
 */
public record OrderedTree(ClusterTree tree, List<Integer> order, Matrix distance) {
    public OrderedTree {
        order = List.copyOf(order);
        if (order.size() != tree.leaves()) {
            throw new IllegalArgumentException(order.size() + " places for " + tree.leaves() + " leaves");
        }
    }

    /** The order as an array. */
    public int[] orderArray() {
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
