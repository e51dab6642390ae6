package tangency.core.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import tangency.core.estimate.spec.TreeSpec.LeafOrder;
import tangency.core.math.Matrix;

/**
 * Leaf orders of one tree that are equally good: for {@code tree} every order that flipping its nodes gives, as nothing says
 * which child of a merge is the left one; for {@code optimal} every one of them with the least sum of distances between
 * neighbours, at least two where there are two leaves, as an order and its mirror image are equally long.
 *
 * @param orders leaves from left to right, the one in use first
 * @param complete whether these are all; else all that were asked for, taken at random
 */
public record LeafOrders(List<int[]> orders, boolean complete) {
    /** Lengths closer than this, relative to the sum of heights, are equal. */
    private static final double ROUNDING = 1e-13;

    public LeafOrders {
        orders = List.copyOf(orders);
    }

    /**
     * All orders as good as {@code tree.order(kind, distance)}, or a sample where there are more than {@code most}.
     *
     * @param most at least 2
     * @param seed of the sample
     */
    public static LeafOrders equivalent(ClusterTree tree, Matrix distance, LeafOrder kind, int most, long seed) {
        if (most < 2) {
            throw new IllegalArgumentException("An order and its mirror image are 2, more than " + most);
        }
        if (tree.leaves() == 1) {
            return new LeafOrders(List.of(tree.order()), true);
        }
        return switch (kind) {
            case TREE -> flips(tree, most, seed);
            case OPTIMAL -> optimal(tree, distance, most, seed);
        };
    }

    private static LeafOrders flips(ClusterTree tree, int most, long seed) {
        int nodes = tree.leaves() - 1;
        boolean complete = nodes < 31 && 1 << nodes <= most;
        int count = complete ? 1 << nodes : most;
        List<int[]> orders = new ArrayList<>(count);
        Random random = new Random(seed);
        boolean[] flipped = new boolean[nodes];
        orders.add(tree.order());
        orders.add(mirrored(tree.order()));
        // The root's flip comes with the mirror image.
        for (int k = 1; orders.size() < count; k++) {
            for (int node = 0; node < nodes - 1; node++) {
                flipped[node] = complete ? (k >> node & 1) == 1 : random.nextBoolean();
            }
            int[] order = flipped(tree, flipped);
            orders.add(order);
            if (orders.size() < count) {
                orders.add(mirrored(order));
            }
        }
        return new LeafOrders(orders, complete);
    }

    private static int[] flipped(ClusterTree tree, boolean[] flipped) {
        int n = tree.leaves();
        int[] start = new int[2 * n - 1];
        for (int k = n - 2; k >= 0; k--) {
            ClusterTree.Row row = tree.merges().get(k);
            int near = flipped[k] ? row.right() : row.left();
            int far = flipped[k] ? row.left() : row.right();
            start[near] = start[n + k];
            start[far] = start[n + k] + tree.size(near);
        }
        int[] order = new int[n];
        for (int leaf = 0; leaf < n; leaf++) {
            order[start[leaf]] = leaf;
        }
        return order;
    }

    private static LeafOrders optimal(ClusterTree tree, Matrix distance, int most, long seed) {
        OptimalLeafOrder search = new OptimalLeafOrder(tree, distance);
        double size = tree.merges().stream().mapToDouble(ClusterTree.Row::height).sum();
        List<int[]> orders = new ArrayList<>();
        add(orders, search.layout(Ties.FIRST));
        Ties.Varied all = new Ties.Varied(ROUNDING * size, null);
        boolean more = true;
        for (int k = 0; more && 2 * k <= most; k++) {
            int[] order = search.layout(all);
            if (k > 0) {
                add(orders, order);
            }
            more = all.next();
        }
        if (!more && orders.size() <= most) {
            return new LeafOrders(orders, true);
        }
        orders.subList(2, orders.size()).clear();
        Ties.Varied some = new Ties.Varied(ROUNDING * size, new Random(seed));
        while (orders.size() + 2 <= most) {
            add(orders, search.layout(some));
        }
        return new LeafOrders(orders, false);
    }

    private static void add(List<int[]> orders, int[] order) {
        orders.add(order);
        orders.add(mirrored(order));
    }

    private static int[] mirrored(int[] order) {
        int[] mirrored = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            mirrored[i] = order[order.length - 1 - i];
        }
        return mirrored;
    }
}
