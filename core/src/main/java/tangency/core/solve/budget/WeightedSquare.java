package tangency.core.solve.budget;

/** Sums of outer products of rows, the lower triangle only, in blocks of four rows that the compiler vectorises. */
final class WeightedSquare {
    private WeightedSquare() {}

    /**
     * {@code result} += Σ weight(t) a(t) a(t)' over the first {@code count} indices of {@code kept}.
     *
     * @param rows T x n, row major
     * @param result n x n, row major, of which the lower triangle is added to
     */
    static void add(double[] rows, double[] weight, int[] kept, int count, int n, double[] result) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            int a = kept[k];
            int b = kept[k + 1];
            int c = kept[k + 2];
            int d = kept[k + 3];
            for (int i = 0; i < n; i++) {
                four(rows, a * n, weight[a] * rows[a * n + i], b * n, weight[b] * rows[b * n + i], c * n,
                        weight[c] * rows[c * n + i], d * n, weight[d] * rows[d * n + i], result, i * n, i + 1);
            }
        }
        for (; k < count; k++) {
            int a = kept[k];
            for (int i = 0; i < n; i++) {
                double factor = weight[a] * rows[a * n + i];
                for (int j = 0; j <= i; j++) {
                    result[i * n + j] += factor * rows[a * n + j];
                }
            }
        }
    }

    private static void four(double[] rows, int a, double x, int b, double y, int c, double z, int d, double u,
            double[] result, int at, int length) {
        for (int j = 0; j < length; j++) {
            result[at + j] += (x * rows[a + j] + y * rows[b + j]) + (z * rows[c + j] + u * rows[d + j]);
        }
    }
}
