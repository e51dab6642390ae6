package tangency.core.estimate;

import tangency.core.math.Matrix;

/**
 * How many clusters a tree shows: the two-order difference to the gap statistic of Yue, Wang and Wei (2008, "Application of
 * two-order difference to gap statistic", Transactions of Tianjin University 14), which needs no reference sample and so is
 * deterministic. With W(k) the dispersion within the clusters of the cut into k, the sum over clusters of all distances
 * d(u, v) between members over twice their number (Tibshirani, Walther and Hastie 2001), it is the k at which the fall of W
 * slows down most: the largest W(k-1) - 2 W(k) + W(k+1), the smallest k among equals.
 *
 * <p>k goes from 2 to max(8, √n) - 1, as in skfolio and within n - 1; one or two assets are one cluster.
 */
public final class GapStatistic {
    private GapStatistic() {}

    /**
     * The number of clusters to hand to {@link ClusterTree#cut}.
     *
     * @param distance n x n, what the tree was made of
     */
    public static int clusters(ClusterTree tree, Matrix distance) {
        int n = tree.leaves();
        if (distance.rows() != n || distance.columns() != n) {
            throw new IllegalArgumentException(distance + " does not fit a tree of " + n + " leaves");
        }
        int most = Math.min(n, Math.max(8, (int) Math.round(Math.sqrt(n))));
        double[] dispersion = dispersion(tree, distance, most);
        int clusters = n < 3 ? 1 : 2;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 2; k < most; k++) {
            double slowing = dispersion[k - 1] - 2 * dispersion[k] + dispersion[k + 1];
            if (slowing > largest) {
                largest = slowing;
                clusters = k;
            }
        }
        return clusters;
    }

    /** W(k) at k, of the clusters that the cut into k gives: fewer than k where heights are equal. */
    private static double[] dispersion(ClusterTree tree, Matrix distance, int most) {
        int n = tree.leaves();
        int[] order = tree.order();
        int[] first = tree.firstPositions();
        double[] values = distance.shared();
        // Sums over the pairs of members of each cluster.
        double[] pairs = new double[2 * n - 1];
        for (int node = n; node < 2 * n - 1; node++) {
            ClusterTree.Row row = tree.merges().get(node - n);
            int from = first[row.right()];
            int to = from + tree.size(row.right());
            double sum = 0;
            for (int i = first[row.left()]; i < from; i++) {
                int start = order[i] * n;
                for (int j = from; j < to; j++) {
                    sum += values[start + order[j]];
                }
            }
            pairs[node] = pairs[row.left()] + pairs[row.right()] + sum;
        }
        double[] dispersion = new double[most + 1];
        double within = pairs[2 * n - 2] / n;
        int undone = 0;
        for (int k = 1; k <= most; k++) {
            double height = k < n ? tree.merges().get(n - k - 1).height() : Double.NEGATIVE_INFINITY;
            while (undone < n - 1 && tree.merges().get(n - 2 - undone).height() > height) {
                int node = 2 * n - 2 - undone++;
                ClusterTree.Row row = tree.merges().get(node - n);
                within += pairs[row.left()] / tree.size(row.left()) + pairs[row.right()] / tree.size(row.right())
                        - pairs[node] / row.size();
            }
            dispersion[k] = within;
        }
        return dispersion;
    }
}
