package tangency.core.estimate;

import java.util.Arrays;

import tangency.core.math.Matrix;

/**
 * The order of leaves, among the 2^(n-1) that flipping the tree's nodes gives, with the smallest sum of distances between
 * neighbours (Bar-Joseph, Gifford and Jaakkola 2001, "Fast optimal leaf ordering for hierarchical clustering").
 *
 * <p>Their recursion finds best(u, w), the least length of a cluster laid out from u to w, for every pair of ends: O(n³). The
 * answer needs less. Let every leaf q have a price at which a layout may begin there; then the least price of a layout that
 * ends at w, over all beginnings, follows for a cluster of two parts from four such questions to its parts (begin in the one,
 * cross over, end in the other, either way), without its own table. That is O(n² log n) for balanced trees and endless for
 * chains, where tables are cheap. So each cluster is done in the way that costs less: tables ({@code whole}) low in the tree
 * and in chains, questions above. All leaves are kept in tree order, so that every cluster is an interval and every inner
 * loop runs over neighbouring memory.
 */
final class OptimalLeafOrder {
    /** What a question costs besides its loops, in steps of a loop. */
    private static final double PER_CALL = 40;

    private final int n;
    private final int[] first;
    private final int[] size;
    private final int[] left;
    private final int[] right;
    /** Distances in tree order. */
    private final double[] distance;
    /** Whether a cluster and all below it have their table. */
    private final boolean[] whole;
    /** best[u][w - origin[u]] for u and w in one whole cluster, symmetric. */
    private final double[][] best;
    private final int[] origin;
    private final int[] order;

    OptimalLeafOrder(ClusterTree tree, Matrix matrix) {
        n = tree.leaves();
        if (matrix.rows() != n || matrix.columns() != n) {
            throw new IllegalArgumentException(matrix + " does not fit a tree of " + n + " leaves");
        }
        first = tree.firstPositions();
        order = tree.order();
        size = new int[2 * n - 1];
        left = new int[2 * n - 1];
        right = new int[2 * n - 1];
        Arrays.fill(size, 0, n, 1);
        for (int node = n; node < 2 * n - 1; node++) {
            ClusterTree.Row row = tree.merges().get(node - n);
            size[node] = row.size();
            left[node] = row.left();
            right[node] = row.right();
        }
        distance = new double[n * n];
        double[] values = matrix.shared();
        for (int i = 0; i < n; i++) {
            int row = order[i] * n;
            for (int j = 0; j < n; j++) {
                distance[i * n + j] = values[row + order[j]];
            }
        }
        whole = new boolean[2 * n - 1];
        best = new double[n][];
        origin = new int[n];
        plan();
        for (int node = n; node < 2 * n - 1; node++) {
            if (whole[node]) {
                combine(node);
            }
        }
    }

    /** Leaves from left to right. Of an order and its mirror image, that whose root keeps its left child left. */
    static int[] of(ClusterTree tree, Matrix distance) {
        return new OptimalLeafOrder(tree, distance).layout(Ties.FIRST);
    }

    /** A best order, {@code ties} deciding between what is equally good. */
    int[] layout(Ties ties) {
        int[] places = new int[n];
        if (n == 1) {
            places[0] = first[0];
        } else {
            int root = 2 * n - 2;
            int near = left[root];
            int far = right[root];
            double[] free = new double[size[near]];
            double[] ends = walk(near, free);
            double[] onward = cross(near, ends, far);
            int end = first[far] + ties.smallest(walk(far, onward), size[far]);
            int entry = path(far, onward, end, size[near], places, ties);
            path(near, free, exit(near, ends, entry, ties), 0, places, ties);
        }
        int[] leaves = new int[n];
        for (int i = 0; i < n; i++) {
            leaves[i] = order[places[i]];
        }
        return leaves;
    }

    /** Chooses for each cluster between its table and questions to its parts; who is asked often needs a table. */
    private void plan() {
        double[] calls = new double[2 * n - 1];
        for (int node = 2 * n - 2; node >= n; node--) {
            double below = node == 2 * n - 2 ? 1 : 2 * calls[node];
            calls[left[node]] = calls[right[node]] = below;
        }
        double[] tables = new double[2 * n - 1];
        double[] cheapest = new double[2 * n - 1];
        for (int node = n; node < 2 * n - 2; node++) {
            double l = size[left[node]];
            double r = size[right[node]];
            tables[node] = tables[left[node]] + tables[right[node]] + meetings(left[node]) * r
                    + l * meetings(right[node])
                    + l * PER_CALL;
            double asked = calls[node] * (2 * l * r + PER_CALL);
            double parts = asked + cheapest[left[node]] + cheapest[right[node]];
            cheapest[node] = Math.min(parts, tables[node] + asked);
            whole[node] = !(parts < tables[node] + asked);
        }
        // A table needs those below.
        for (int node = 2 * n - 2; node >= n; node--) {
            if (whole[node]) {
                whole[left[node]] = whole[right[node]] = true;
            }
        }
        for (int node = 2 * n - 2; node >= 0; node--) {
            boolean top = node < n ? best[first[node]] == null : whole[node] && best[first[node]] == null;
            for (int u = first[node]; top && u < end(node); u++) {
                best[u] = new double[size[node]];
                origin[u] = first[node];
            }
        }
    }

    /** Number of pairs of a cluster's leaves, in either order, that can be its two ends. */
    private double meetings(int node) {
        return node < n ? 1 : 2.0 * size[left[node]] * size[right[node]];
    }

    private int end(int node) {
        return first[node] + size[node];
    }

    /**
     * The leaves that can lie at the far end of {@code node} when {@code leaf} lies at the near one: those of the child that
     * does not hold it; itself where the node is a leaf.
     */
    private int opposite(int node, int leaf) {
        if (node < n) {
            return node;
        }
        return leaf < end(left[node]) ? right[node] : left[node];
    }

    /** The table of a cluster: two min-plus products. */
    private void combine(int node) {
        int near = left[node];
        int far = right[node];
        double[] row = new double[size[far]];
        for (int u = first[near]; u < end(near); u++) {
            double[] reach = reach(u, near, far);
            Arrays.fill(row, Double.POSITIVE_INFINITY);
            for (int k = first[far]; k < end(far); k++) {
                int ends = opposite(far, k);
                relax(row, first[ends] - first[far], reach[k - first[far]], best[k], first[ends] - origin[k],
                        size[ends]);
            }
            for (int w = first[far]; w < end(far); w++) {
                best[u][w - origin[u]] = best[w][u - origin[w]] = row[w - first[far]];
            }
        }
    }

    /** For each leaf of {@code far} the least over m of best(u, m) + d(m, leaf), m where {@code near} ends. */
    private double[] reach(int u, int near, int far) {
        double[] reach = infinite(size[far]);
        int ends = opposite(near, u);
        for (int m = first[ends]; m < end(ends); m++) {
            relax(reach, 0, best[u][m - origin[u]], distance, m * n + first[far], size[far]);
        }
        return reach;
    }

    /** For each leaf of {@code node} the least price of a layout that ends there, given that of beginning at each. */
    private double[] walk(int node, double[] begin) {
        if (node < n) {
            return begin;
        }
        int near = left[node];
        int far = right[node];
        double[] ends = infinite(size[node]);
        if (whole[node]) {
            for (int q = first[node]; q < end(node); q++) {
                int other = opposite(node, q);
                relax(ends, first[other] - first[node], begin[q - first[node]], best[q], first[other] - origin[q],
                        size[other]);
            }
            return ends;
        }
        double[] toFar = walk(far, cross(near, walk(near, part(node, begin, near)), far));
        System.arraycopy(toFar, 0, ends, first[far] - first[node], size[far]);
        double[] toNear = walk(near, cross(far, walk(far, part(node, begin, far)), near));
        System.arraycopy(toNear, 0, ends, first[near] - first[node], size[near]);
        return ends;
    }

    private double[] part(int node, double[] values, int child) {
        return Arrays.copyOfRange(values, first[child] - first[node], end(child) - first[node]);
    }

    /** From the price of ending at each leaf of {@code from} to that of beginning at each of {@code to}. */
    private double[] cross(int from, double[] ends, int to) {
        double[] begin = infinite(size[to]);
        for (int a = first[from]; a < end(from); a++) {
            relax(begin, 0, ends[a - first[from]], distance, a * n + first[to], size[to]);
        }
        return begin;
    }

    private static double[] infinite(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.POSITIVE_INFINITY);
        return values;
    }

    /** target[at + i] = min(target[at + i], start + step[offset + i]). */
    private static void relax(double[] target, int at, double start, double[] step, int offset, int length) {
        for (int i = 0; i < length; i++) {
            target[at + i] = Math.min(target[at + i], start + step[offset + i]);
        }
    }

    /** The leaf at which {@code from} ends on the way to {@code entry}. */
    private int exit(int from, double[] ends, int entry, Ties ties) {
        double[] sums = new double[size[from]];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = ends[i] + distance[entry * n + first[from] + i];
        }
        return first[from] + ties.smallest(sums, sums.length);
    }

    /** Lays out {@code node} from {@code place} on so that it ends at {@code end}; returns the leaf at which it begins. */
    private int path(int node, double[] begin, int end, int place, int[] places, Ties ties) {
        if (node < n) {
            places[place] = end;
            return end;
        }
        int last = opposite(node, end) == left[node] ? right[node] : left[node];
        int other = last == left[node] ? right[node] : left[node];
        if (whole[node]) {
            double[] sums = part(node, begin, other);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += best[end][first[other] + i - origin[end]];
            }
            int start = first[other] + ties.smallest(sums, sums.length);
            spread(node, start, end, place, places, ties);
            return start;
        }
        double[] ends = walk(other, part(node, begin, other));
        int entry = path(last, cross(other, ends, last), end, place + size[other], places, ties);
        return path(other, part(node, begin, other), exit(other, ends, entry, ties), place, places, ties);
    }

    /** Lays out a whole cluster between two ends. */
    private void spread(int cluster, int start, int end, int at, int[] places, Ties ties) {
        // Chains are as deep as they are long: a stack of our own.
        int[][] open = new int[size[cluster] + 1][];
        int depth = 0;
        open[depth++] = new int[]{cluster, start, end, at};
        while (depth > 0) {
            int[] next = open[--depth];
            int node = next[0];
            int u = next[1];
            int w = next[2];
            int place = next[3];
            if (node < n) {
                places[place] = u;
                continue;
            }
            int far = opposite(node, u);
            int near = far == left[node] ? right[node] : left[node];
            double[] reach = reach(u, near, far);
            int candidates = opposite(far, w);
            double[] sums = new double[size[candidates]];
            for (int i = 0; i < sums.length; i++) {
                int k = first[candidates] + i;
                sums[i] = reach[k - first[far]] + best[w][k - origin[w]];
            }
            int k = first[candidates] + ties.smallest(sums, sums.length);
            int inner = opposite(near, u);
            sums = new double[size[inner]];
            for (int i = 0; i < sums.length; i++) {
                int m = first[inner] + i;
                sums[i] = best[u][m - origin[u]] + distance[k * n + m];
            }
            int m = first[inner] + ties.smallest(sums, sums.length);
            open[depth++] = new int[]{near, u, m, place};
            open[depth++] = new int[]{far, k, w, place + size[near]};
        }
    }
}
