package tangency.core.solve.outcome;

import tangency.core.math.Matrix;

/** Second moments of rows. */
final class Gram {
    private Gram() {}

    /** R'R / T of at most about three rows per column, evenly spread: where to begin, not what to answer. */
    static Matrix of(Matrix returns) {
        int n = returns.columns();
        int step = Math.max(1, returns.rows() / (3 * n + 200));
        int count = (returns.rows() + step - 1) / step;
        double[] values = returns.shared();
        double[] sum = new double[n * n];
        double scale = 1 / Math.sqrt(count);
        double[] rows = new double[4 * n];
        for (int block = 0; block < count; block += 4) {
            for (int r = 0; r < 4; r++) {
                for (int j = 0; j < n; j++) {
                    rows[r * n + j] = block + r < count ? values[(block + r) * step * n + j] * scale : 0;
                }
            }
            addBlock(rows, n, 1, sum);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum[i * n + j] = sum[j * n + i];
            }
        }
        return Matrix.wrap(n, n, sum);
    }

    /** Adds four rows' products to the upper triangle. */
    static void addBlock(double[] rows, int n, double factor, double[] sum) {
        for (int i = 0; i < n; i++) {
            double a = rows[i] * factor;
            double b = rows[n + i] * factor;
            double c = rows[2 * n + i] * factor;
            double d = rows[3 * n + i] * factor;
            int base = i * n;
            for (int j = i; j < n; j++) {
                sum[base + j] += a * rows[j] + b * rows[n + j] + c * rows[2 * n + j] + d * rows[3 * n + j];
            }
        }
    }
}
