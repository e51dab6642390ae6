package tangency.core.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

import tangency.core.estimate.Agglomeration.Merge;
import tangency.core.estimate.spec.TreeSpec.LeafOrder;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Matrix;

/**
 * A binary tree of clusters. The leaves are numbered 0 to n-1, the merges n, n+1, … by height, among equal heights the
 * smallest children first; the last is the root. The shape among equal heights is SciPy's.
 *
 * @param leaves n, at least 1
 * @param merges n-1 rows
 */
public record ClusterTree(int leaves, List<Row> merges) {
    /**
     * One merge.
     *
     * @param left number of the one cluster, the smaller
     * @param right number of the other
     * @param height distance at which they merge
     * @param size leaves in the merged cluster
     */
    public record Row(int left, int right, double height, int size) {}

    public ClusterTree {
        merges = List.copyOf(merges);
        if (leaves < 1 || merges.size() != leaves - 1) {
            throw new IllegalArgumentException(leaves + " leaves cannot have " + merges.size() + " merges");
        }
    }

    /**
     * Clusters by distance.
     *
     * @param distance n x n, symmetric, not negative
     * @throws IllegalArgumentException if it is empty, not square, or holds a negative or non-finite value
     */
    public static ClusterTree of(Matrix distance, Linkage linkage) {
        int n = distance.rows();
        if (n == 0 || distance.columns() != n) {
            throw new IllegalArgumentException("Distances fill a square, not " + distance);
        }
        double[] values = distance.shared();
        for (int k = 0; k < n * n; k++) {
            if (!(values[k] >= 0) || values[k] == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("The distance of " + k / n + " and " + k % n + " is " + values[k]);
            }
        }
        return numbered(Agglomeration.merges(values, n, linkage), n);
    }

    /** The order of leaves under {@code kind}, left to right; {@code distance} is that which the tree was made of. */
    public int[] order(LeafOrder kind, Matrix distance) {
        return switch (kind) {
            case TREE -> order();
            case OPTIMAL -> OptimalLeafOrder.of(this, distance);
        };
    }

    /** Leaves from left to right, left children before right ones. */
    public int[] order() {
        int[] first = firstPositions();
        int[] order = new int[leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            order[first[leaf]] = leaf;
        }
        return order;
    }

    /** For each leaf and then each merge the place of its leftmost leaf in {@link #order()}. */
    int[] firstPositions() {
        int[] first = new int[2 * leaves - 1];
        for (int k = leaves - 2; k >= 0; k--) {
            Row row = merges.get(k);
            first[row.left] = first[leaves + k];
            first[row.right] = first[leaves + k] + size(row.left);
        }
        return first;
    }

    /** Number of leaves below {@code node}. */
    public int size(int node) {
        return node < leaves ? 1 : merges.get(node - leaves).size;
    }

    /** Height of {@code node}, 0 for a leaf. */
    public double height(int node) {
        return node < leaves ? 0 : merges.get(node - leaves).height;
    }

    /**
     * Labels 1, 2, … by leaf, of the most clusters, at most {@code clusters}, that a cut at one height gives: fewer only where
     * merges of equal height straddle the number. As SciPy's {@code fcluster} with {@code maxclust}.
     *
     * @throws IllegalArgumentException if {@code clusters} is not positive
     */
    public int[] cut(int clusters) {
        if (clusters < 1) {
            throw new IllegalArgumentException("A tree is cut into at least 1 cluster, not " + clusters);
        }
        if (clusters >= leaves) {
            return IntStream.rangeClosed(1, leaves).toArray();
        }
        // With n - k merges done k clusters are left.
        return cutAt(merges.get(leaves - clusters - 1).height);
    }

    /** Labels 1, 2, … by leaf: what merges at most at {@code height} is together. */
    public int[] cutAt(double height) {
        int[] labels = new int[leaves];
        int[] path = new int[leaves];
        int[] childrenDone = new int[leaves];
        int depth = 0;
        int label = 0;
        if (leaves == 1) {
            labels[0] = 1;
            return labels;
        }
        int leader = -1;
        path[0] = leaves - 2;
        // SciPy's numbering: the merges below a node are walked left to right, then the leaves that hang on it directly.
        while (depth >= 0) {
            int merge = path[depth];
            Row row = merges.get(merge);
            if (childrenDone[merge] == 0 && leader < 0 && row.height <= height) {
                leader = merge;
                label++;
            }
            if (childrenDone[merge] < 2) {
                int child = childrenDone[merge]++ == 0 ? row.left : row.right;
                if (child >= leaves) {
                    path[++depth] = child - leaves;
                }
                continue;
            }
            for (int child : new int[]{row.left, row.right}) {
                if (child < leaves) {
                    labels[child] = leader < 0 ? ++label : label;
                }
            }
            leader = leader == merge ? -1 : leader;
            depth--;
        }
        return labels;
    }

    /** Numbers the merges by height, then by their children, a merge after its children. */
    private static ClusterTree numbered(Merge[] ascending, int n) {
        // Provisional numbers in the order given find the children of each merge by union-find.
        int[] parent = new int[2 * n - 1];
        Arrays.setAll(parent, i -> i);
        int[][] children = new int[n - 1][];
        int[] size = new int[2 * n - 1];
        Arrays.fill(size, 1);
        int[] above = new int[2 * n - 1];
        Arrays.fill(above, -1);
        for (int k = 0; k < n - 1; k++) {
            int a = root(parent, ascending[k].a());
            int b = root(parent, ascending[k].b());
            children[k] = new int[]{a, b};
            parent[a] = parent[b] = n + k;
            above[a] = above[b] = k;
            size[n + k] = size[a] + size[b];
        }

        int[] number = new int[2 * n - 1];
        int[] open = new int[n - 1];
        PriorityQueue<Candidate> ready = new PriorityQueue<>(Candidate.ORDER);
        Arrays.fill(open, 2);
        List<Row> rows = new ArrayList<>(n - 1);
        double highest = 0;
        for (int leaf = 0; leaf < n && n > 1; leaf++) {
            number[leaf] = leaf;
            close(leaf, above, open, children, number, ascending, ready);
        }
        while (!ready.isEmpty()) {
            Candidate next = ready.remove();
            // Rounding in averages of equal distances could make a merge lower than its child by a last digit.
            highest = Math.max(highest, next.height);
            number[n + next.merge] = n + rows.size();
            rows.add(new Row(next.left, next.right, highest, size[n + next.merge]));
            close(n + next.merge, above, open, children, number, ascending, ready);
        }
        return new ClusterTree(n, rows);
    }

    /** A merge whose children are numbered. */
    private record Candidate(double height, int left, int right, int merge) {
        static final Comparator<Candidate> ORDER = Comparator.comparingDouble(Candidate::height)
                .thenComparingInt(Candidate::left).thenComparingInt(Candidate::right);
    }

    private static void close(int node, int[] above, int[] open, int[][] children, int[] number, Merge[] merges,
            PriorityQueue<Candidate> ready) {
        int merge = above[node];
        if (merge >= 0 && --open[merge] == 0) {
            int a = number[children[merge][0]];
            int b = number[children[merge][1]];
            ready.add(new Candidate(merges[merge].height(), Math.min(a, b), Math.max(a, b), merge));
        }
    }

    private static int root(int[] parent, int node) {
        int root = node;
        while (parent[root] != root) {
            root = parent[root];
        }
        while (parent[node] != root) {
            int next = parent[node];
            parent[node] = root;
            node = next;
        }
        return root;
    }
}
