package tangency.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cluster tree laid out for drawing: every node's place along the leaf axis (the mean of its two children) and its height.
 * Nodes are numbered as in a linkage table: leaves 0 … n − 1, then one per merge.
 */
final class TreeLayout {
    private final List<DendrogramView.Merge> merges;
    private final int leaves;
    private final double[] places;
    private final double[] heights;
    private final double highest;

    TreeLayout(List<DendrogramView.Merge> merges, int[] order) {
        this.merges = List.copyOf(merges);
        leaves = order.length;
        if (merges.size() != Math.max(0, leaves - 1)) {
            throw new IllegalArgumentException(merges.size() + " merges for " + leaves + " leaves");
        }
        places = new double[leaves + merges.size()];
        heights = new double[leaves + merges.size()];
        Arrays.fill(places, Double.NaN);
        for (int k = 0; k < leaves; k++) {
            places[order[k]] = k;
        }
        for (int m = 0; m < merges.size(); m++) {
            DendrogramView.Merge merge = merges.get(m);
            int node = leaves + m;
            if (merge.left() >= node || merge.right() >= node || merge.left() < 0 || merge.right() < 0) {
                throw new IllegalArgumentException("Merge " + m + " joins nodes not made yet: " + merge);
            }
            places[node] = (places[merge.left()] + places[merge.right()]) / 2;
            heights[node] = merge.height();
        }
        highest = Arrays.stream(heights).max().orElse(0);
    }

    int leaves() {
        return leaves;
    }

    List<DendrogramView.Merge> merges() {
        return merges;
    }

    double place(int node) {
        return places[node];
    }

    double height(int node) {
        return heights[node];
    }

    double highest() {
        return highest;
    }

    /** The leaves under {@code node}. */
    Set<Integer> leavesUnder(int node) {
        Set<Integer> found = new TreeSet<>();
        List<Integer> open = new ArrayList<>(List.of(node));
        while (!open.isEmpty()) {
            int next = open.removeLast();
            if (next < leaves) {
                found.add(next);
            } else {
                open.add(merges.get(next - leaves).left());
                open.add(merges.get(next - leaves).right());
            }
        }
        return found;
    }

    /**
     * The cluster of every node when the tree is cut at {@code height}, numbered along the leaf axis from 0; −1 for nodes above the
     * cut.
     */
    int[] clusters(double height) {
        int[] root = new int[places.length];
        for (int node = 0; node < root.length; node++) {
            root[node] = node;
        }
        for (int node = root.length - 1; node >= leaves; node--) {
            DendrogramView.Merge merge = merges.get(node - leaves);
            boolean inside = root[node] != node || heights[node] <= height;
            if (inside) {
                root[merge.left()] = root[node];
                root[merge.right()] = root[node];
            }
        }
        int[] number = new int[root.length];
        Arrays.fill(number, -1);
        int next = 0;
        int[] byPlace = new int[leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            byPlace[(int) places[leaf]] = leaf;
        }
        for (int leaf : byPlace) {
            if (number[root[leaf]] < 0) {
                number[root[leaf]] = next++;
            }
        }
        int[] clusters = new int[root.length];
        for (int node = 0; node < root.length; node++) {
            clusters[node] = node >= leaves && root[node] == node && heights[node] > height ? -1 : number[root[node]];
        }
        return clusters;
    }

    /** How many clusters a cut at {@code height} leaves. */
    int clusterCount(double height) {
        int highest = -1;
        for (int cluster : clusters(height)) {
            highest = Math.max(highest, cluster);
        }
        return highest + 1;
    }

    /** Which nodes have all their leaves in {@code selection}. */
    boolean[] lit(Set<Integer> selection) {
        boolean[] lit = new boolean[places.length];
        for (int leaf = 0; leaf < leaves; leaf++) {
            lit[leaf] = selection.contains(leaf);
        }
        for (int m = 0; m < merges.size(); m++) {
            lit[leaves + m] = lit[merges.get(m).left()] && lit[merges.get(m).right()];
        }
        return lit;
    }
}
