package tangency.core.estimate;

import java.util.Arrays;

import tangency.core.math.Matrix;

/**
 * The order of leaves, among the 2^(n-1) that flipping the tree's nodes gives, with the smallest sum of distances between
 * neighbours (Bar-Joseph, Gifford and Jaakkola 2001, "Fast optimal leaf ordering for hierarchical clustering").
 *
 * <p>For every pair of leaves u, w the best cost of the subtree in which they part, laid out from u to w, is the least over
 * the pairs m, k that meet in the middle of best(u, m) + d(m, k) + best(k, w). Taking the minimum over m first and over k
 * second makes it two min-plus matrix products: O(n³) at worst, in loops over neighbouring memory that the compiler
 * vectorises. All leaves are kept in tree order, so that every cluster is an interval.
 */
final class OptimalLeafOrder {
    private final ClusterTree tree;
    private final int n;
    private final int[] first;
    /** Distances in tree order. */
    private final double[] distance;
    /** best[u n + w], symmetric. */
    private final double[] best;
    private final int[] result;

    private OptimalLeafOrder(ClusterTree tree, Matrix distance) {
        this.tree = tree;
        n = tree.leaves();
        first = tree.firstPositions();
        int[] order = tree.order();
        this.distance = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                this.distance[i * n + j] = distance.get(order[i], order[j]);
            }
        }
        best = new double[n * n];
        result = new int[n];
    }

    /** Leaves from left to right. Of an order and its mirror image, that whose root keeps its left child left. */
    static int[] of(ClusterTree tree, Matrix distance) {
        int n = tree.leaves();
        if (distance.rows() != n || distance.columns() != n) {
            throw new IllegalArgumentException(distance + " does not fit a tree of " + n + " leaves");
        }
        OptimalLeafOrder search = new OptimalLeafOrder(tree, distance);
        for (int node = n; node < 2 * n - 1; node++) {
            search.combine(node);
        }
        search.trace();
        int[] order = tree.order();
        int[] leaves = new int[n];
        for (int i = 0; i < n; i++) {
            leaves[i] = order[search.result[i]];
        }
        return leaves;
    }

    private int left(int node) {
        return tree.merges().get(node - n).left();
    }

    private int right(int node) {
        return tree.merges().get(node - n).right();
    }

    private int end(int node) {
        return first[node] + tree.size(node);
    }

    /**
     * The leaves that can lie at the far end of {@code node} when {@code leaf} lies at the near one: those of the child that
     * does not hold it; itself where the node is a leaf.
     */
    private int opposite(int node, int leaf) {
        if (node < n) {
            return node;
        }
        return leaf < end(left(node)) ? right(node) : left(node);
    }

    private void combine(int node) {
        int near = left(node);
        int far = right(node);
        double[] reach = new double[n];
        double[] row = new double[n];
        for (int u = first[near]; u < end(near); u++) {
            reachFrom(u, near, far, reach);
            Arrays.fill(row, first[far], end(far), Double.POSITIVE_INFINITY);
            for (int k = first[far]; k < end(far); k++) {
                int ends = opposite(far, k);
                relax(row, reach[k], best, k * n, first[ends], end(ends));
            }
            for (int w = first[far]; w < end(far); w++) {
                best[u * n + w] = best[w * n + u] = row[w];
            }
        }
    }

    /** reach[k] = least over m of best(u, m) + d(m, k), for each k of {@code far}. */
    private void reachFrom(int u, int near, int far, double[] reach) {
        Arrays.fill(reach, first[far], end(far), Double.POSITIVE_INFINITY);
        int ends = opposite(near, u);
        for (int m = first[ends]; m < end(ends); m++) {
            relax(reach, best[u * n + m], distance, m * n, first[far], end(far));
        }
    }

    /** target[j] = min(target[j], start + step[offset + j]). */
    private static void relax(double[] target, double start, double[] step, int offset, int from, int to) {
        for (int j = from; j < to; j++) {
            target[j] = Math.min(target[j], start + step[offset + j]);
        }
    }

    /** Walks down from the best pair of ends of the root. */
    private void trace() {
        if (n == 1) {
            return;
        }
        int root = 2 * n - 2;
        int[] pair = {first[left(root)], first[right(root)]};
        for (int u = first[left(root)]; u < end(left(root)); u++) {
            for (int w = first[right(root)]; w < end(right(root)); w++) {
                if (best[u * n + w] < best[pair[0] * n + pair[1]]) {
                    pair = new int[]{u, w};
                }
            }
        }
        int[][] ends = new int[2 * n - 1][];
        int[] position = new int[2 * n - 1];
        ends[root] = pair;
        for (int node = root; node >= n; node--) {
            place(node, ends, position);
        }
        for (int leaf = 0; leaf < n; leaf++) {
            result[position[leaf]] = first[leaf];
        }
    }

    /** Gives the children of {@code node} their ends and places; parents have larger numbers than children. */
    private void place(int node, int[][] ends, int[] position) {
        int u = ends[node][0];
        int w = ends[node][1];
        boolean kept = u < end(left(node)) && u >= first[left(node)];
        int near = kept ? left(node) : right(node);
        int far = kept ? right(node) : left(node);
        double[] reach = new double[n];
        reachFrom(u, near, far, reach);
        int candidates = opposite(far, w);
        int k = first[candidates];
        for (int other = k; other < end(candidates); other++) {
            if (reach[other] + best[other * n + w] < reach[k] + best[k * n + w]) {
                k = other;
            }
        }
        int inner = opposite(near, u);
        int m = first[inner];
        for (int other = m; other < end(inner); other++) {
            if (best[u * n + other] + distance[other * n + k] < best[u * n + m] + distance[m * n + k]) {
                m = other;
            }
        }
        ends[near] = new int[]{u, m};
        ends[far] = new int[]{k, w};
        position[near] = position[node];
        position[far] = position[node] + tree.size(near);
    }
}
