package tangency.app.panel.hierarchy;

import java.util.List;

import tangency.core.math.Matrix;

/**
 * A cluster tree and the correlations it stands beside. Nodes are numbered as by SciPy: leaves 0 to n-1 (positions in the
 * universe), merges n, n+1, … by height.
 *
 * @param ids n
 * @param order position in the universe of each leaf from left to right
 * @param left n-1, the one child of each merge
 * @param right n-1, the other child
 * @param height n-1, distance at which they merge
 * @param correlation n x n, in the order of the universe
 */
public record Hierarchy(List<String> ids, List<String> names, int[] order, int[] left, int[] right, double[] height,
        Matrix correlation) {
    public Hierarchy {
        ids = List.copyOf(ids);
        names = List.copyOf(names);
    }

    public int size() {
        return ids.size();
    }
}
