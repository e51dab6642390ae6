package tangency.core.solve.conic;

/** Sums of outer products of rows into the lower triangle of a row-major matrix, eight rows at a time. */
final class Gram {
    private static final int AT_ONCE = 8;

    private Gram() {}

    /**
     * target += &Sigma; factors[t] row(t) row(t)' over {@code count} rows.
     *
     * @param rows row major, {@code width} values a row
     * @param target lower triangle of a square matrix with {@code size} columns
     */
    static void add(double[] rows, int count, int width, double[] factors, double[] target, int size) {
        int t = 0;
        for (; t + AT_ONCE <= count; t += AT_ONCE) {
            int r = t * width;
            for (int i = 0; i < width; i++) {
                double c0 = factors[t] * rows[r + i];
                double c1 = factors[t + 1] * rows[r + width + i];
                double c2 = factors[t + 2] * rows[r + 2 * width + i];
                double c3 = factors[t + 3] * rows[r + 3 * width + i];
                double c4 = factors[t + 4] * rows[r + 4 * width + i];
                double c5 = factors[t + 5] * rows[r + 5 * width + i];
                double c6 = factors[t + 6] * rows[r + 6 * width + i];
                double c7 = factors[t + 7] * rows[r + 7 * width + i];
                eight(rows, r, width, i + 1, target, i * size, c0, c1, c2, c3, c4, c5, c6, c7);
            }
        }
        for (; t < count; t++) {
            int r = t * width;
            for (int i = 0; i < width; i++) {
                double c = factors[t] * rows[r + i];
                int at = i * size;
                for (int j = 0; j <= i; j++) {
                    target[at + j] += c * rows[r + j];
                }
            }
        }
    }

    private static void eight(double[] rows, int r0, int width, int length, double[] target, int at, double c0,
            double c1, double c2, double c3, double c4, double c5, double c6, double c7) {
        int r1 = r0 + width;
        int r2 = r1 + width;
        int r3 = r2 + width;
        int r4 = r3 + width;
        int r5 = r4 + width;
        int r6 = r5 + width;
        int r7 = r6 + width;
        for (int j = 0; j < length; j++) {
            target[at + j] += c0 * rows[r0 + j] + c1 * rows[r1 + j] + c2 * rows[r2 + j] + c3 * rows[r3 + j]
                    + c4 * rows[r4 + j] + c5 * rows[r5 + j] + c6 * rows[r6 + j] + c7 * rows[r7 + j];
        }
    }
}
