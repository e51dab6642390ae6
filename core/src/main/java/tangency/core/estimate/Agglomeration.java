package tangency.core.estimate;

import java.util.Arrays;

import tangency.core.estimate.spec.TreeSpec.Linkage;

/**
 * Which clusters merge, and at what height, in O(N²): nearest-neighbour chains (Murtagh 1983; Müllner 2011, "Modern
 * hierarchical, agglomerative clustering algorithms", figure 3), for single linkage a minimum spanning tree.
 */
final class Agglomeration {
    private Agglomeration() {}

    /** The clusters of leaves {@code a} and {@code b} merge at {@code height}. */
    record Merge(int a, int b, double height) {}

    /**
     * The n-1 merges in ascending height.
     *
     * @param distance n x n, row major, symmetric; not modified
     */
    static Merge[] merges(double[] distance, int n, Linkage linkage) {
        Merge[] merges = linkage == Linkage.SINGLE ? spanningTree(distance, n) : chain(distance.clone(), n, linkage);
        Arrays.sort(merges, (p, q) -> Double.compare(p.height, q.height));
        return merges;
    }

    /** Prim's algorithm from leaf 0. */
    private static Merge[] spanningTree(double[] distance, int n) {
        Merge[] merges = new Merge[n - 1];
        double[] nearest = new double[n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        boolean[] joined = new boolean[n];
        int last = 0;
        for (int k = 0; k < n - 1; k++) {
            joined[last] = true;
            int next = -1;
            for (int i = 0; i < n; i++) {
                if (!joined[i]) {
                    nearest[i] = Math.min(nearest[i], distance[last * n + i]);
                    if (next < 0 || nearest[i] < nearest[next]) {
                        next = i;
                    }
                }
            }
            merges[k] = new Merge(last, next, nearest[next]);
            last = next;
        }
        return merges;
    }

    /** Follows nearest neighbours until two are each other's; they merge whatever else does. Overwrites {@code distance}. */
    private static Merge[] chain(double[] distance, int n, Linkage linkage) {
        Merge[] merges = new Merge[n - 1];
        int[] size = new int[n];
        Arrays.fill(size, 1);
        int[] chain = new int[n];
        int length = 0;
        int first = 0;
        for (int k = 0; k < n - 1; k++) {
            if (length == 0) {
                while (size[first] == 0) {
                    first++;
                }
                chain[length++] = first;
            }
            while (true) {
                int x = chain[length - 1];
                // Among equals the one before is preferred, or the chain would go in circles.
                int y = length > 1 ? chain[length - 2] : -1;
                double minimum = y < 0 ? Double.POSITIVE_INFINITY : distance[x * n + y];
                for (int i = 0; i < n; i++) {
                    if (distance[x * n + i] < minimum && size[i] > 0 && i != x) {
                        minimum = distance[x * n + i];
                        y = i;
                    }
                }
                if (length > 1 && y == chain[length - 2]) {
                    break;
                }
                chain[length++] = y;
            }
            int x = Math.min(chain[length - 1], chain[length - 2]);
            int y = Math.max(chain[length - 1], chain[length - 2]);
            length -= 2;
            merges[k] = new Merge(x, y, distance[x * n + y]);
            update(distance, n, x, y, size, linkage);
            size[y] += size[x];
            size[x] = 0;
        }
        return merges;
    }

    /** Lance and Williams' update: the merged cluster takes the place of y. */
    private static void update(double[] distance, int n, int x, int y, int[] size, Linkage linkage) {
        double between = distance[x * n + y];
        double nx = size[x];
        double ny = size[y];
        for (int i = 0; i < n; i++) {
            if (size[i] == 0 || i == x || i == y) {
                continue;
            }
            double dx = distance[x * n + i];
            double dy = distance[y * n + i];
            double ni = size[i];
            double merged = switch (linkage) {
                case SINGLE -> Math.min(dx, dy);
                case COMPLETE -> Math.max(dx, dy);
                case AVERAGE -> (nx * dx + ny * dy) / (nx + ny);
                case WARD -> {
                    double t = 1 / (nx + ny + ni);
                    yield Math.sqrt((ni + nx) * t * dx * dx + (ni + ny) * t * dy * dy - ni * t * between * between);
                }
            };
            distance[y * n + i] = distance[i * n + y] = merged;
        }
    }
}
