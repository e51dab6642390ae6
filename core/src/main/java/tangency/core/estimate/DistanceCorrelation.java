package tangency.core.estimate;

import java.util.Arrays;

import tangency.core.math.Matrix;

/**
 * Distance correlation of every two columns. With a and b the distances within each column, the squared distance covariance
 * is mean(ab) - 2 mean over rows of (row mean of a)(row mean of b) + mean(a) mean(b); only the first term needs both
 * columns at once, and follows from sums over a binary indexed tree in O(T log T) (Chaudhuri and Hu 2019).
 */
final class DistanceCorrelation {
    private DistanceCorrelation() {}

    static Matrix of(Matrix outcomes) {
        int n = outcomes.columns();
        Column[] columns = new Column[n];
        for (int i = 0; i < n; i++) {
            columns[i] = Column.of(outcomes, i);
        }
        double[] variance = new double[n];
        double[] tree = new double[4 * (outcomes.rows() + 1)];
        for (int i = 0; i < n; i++) {
            variance[i] = columns[i].constant ? 0 : covariance(columns[i], columns[i], tree);
        }
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
            for (int j = 0; j < i; j++) {
                double squared = columns[i].constant || columns[j].constant
                        ? 0
                        : covariance(columns[i], columns[j], tree) / Math.sqrt(variance[i] * variance[j]);
                values[i * n + j] = values[j * n + i] = Math.sqrt(Math.clamp(squared, 0, 1));
            }
        }
        return Matrix.wrap(n, n, values);
    }

    /**
     * One column, centred and scaled (the coefficient does not change, the sums stay small).
     *
     * @param x scaled values by row
     * @param ranks dense ranks by row
     * @param order rows by ascending value
     * @param rowMeans mean distance of each row to all rows
     * @param mean of all distances
     */
    private record Column(double[] x, int[] ranks, int[] order, double[] rowMeans, double mean, boolean constant) {
        static Column of(Matrix outcomes, int column) {
            Ranks.Sorted sorted = Ranks.Sorted.of(outcomes, column);
            int rows = outcomes.rows();
            double[] ascending = sorted.values();
            double sum = 0;
            for (double value : ascending) {
                sum += value / rows;
            }
            double spread = rows == 0 ? 0 : ascending[rows - 1] - ascending[0];
            double[] x = new double[rows];
            double total = 0;
            for (int k = 0; k < rows; k++) {
                double value = spread == 0 ? 0 : (ascending[k] - sum) / spread;
                x[sorted.order()[k]] = value;
                total += value;
            }
            double[] rowMeans = new double[rows];
            double mean = 0;
            double before = 0;
            for (int k = 0; k < rows; k++) {
                double value = x[sorted.order()[k]];
                // Σ|value - other|: k smaller ones, the rest larger or equal.
                double distance = value * k - before + (total - before) - value * (rows - k);
                rowMeans[sorted.order()[k]] = distance / rows;
                mean += distance / rows / rows;
                before += value;
            }
            return new Column(x, sorted.dense(), sorted.order(), rowMeans, mean, spread == 0);
        }
    }

    private static double covariance(Column a, Column b, double[] tree) {
        int rows = a.x.length;
        double products = 2 * sumOfProducts(a, b, tree) / rows / rows;
        double means = 0;
        for (int t = 0; t < rows; t++) {
            means += a.rowMeans[t] * b.rowMeans[t] / rows;
        }
        return products - 2 * means + a.mean * b.mean;
    }

    /**
     * Σ over pairs of |x - x'||y - y'|. In the order of x, each date meets those before it: (x - x')(y - y') where y' ≤ y, its
     * opposite where y' > y. The tree holds number, Σx', Σy' and Σx'y' by rank of y'.
     */
    private static double sumOfProducts(Column a, Column b, double[] tree) {
        int rows = a.x.length;
        Arrays.fill(tree, 0);
        double sum = 0;
        double allX = 0;
        double allY = 0;
        double allXy = 0;
        for (int k = 0; k < rows; k++) {
            int t = a.order[k];
            double x = a.x[t];
            double y = b.x[t];
            double count = 0;
            double sumX = 0;
            double sumY = 0;
            double sumXy = 0;
            for (int node = b.ranks[t] + 1; node > 0; node &= node - 1) {
                count += tree[4 * node];
                sumX += tree[4 * node + 1];
                sumY += tree[4 * node + 2];
                sumXy += tree[4 * node + 3];
            }
            double below = x * y * count - x * sumY - y * sumX + sumXy;
            double all = x * y * k - x * allY - y * allX + allXy;
            sum += 2 * below - all;
            allX += x;
            allY += y;
            allXy += x * y;
            for (int node = b.ranks[t] + 1; node <= rows; node += node & -node) {
                tree[4 * node] += 1;
                tree[4 * node + 1] += x;
                tree[4 * node + 2] += y;
                tree[4 * node + 3] += x * y;
            }
        }
        return sum;
    }
}
