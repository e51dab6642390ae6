package tangency.core.math;

import java.util.Arrays;

/**
 * The product X'X of a T x N matrix, blocked for the cache and written so that the compiler vectorises it.
 *
 * <p>The innermost loop adds four rows of X to three rows of the product: as many as the compiler's limit on the size of a
 * loop that it unrolls, and hence vectorises, lets through. All its arrays have the one index, since only then can it tell
 * that they do not overlap.
 */
public final class SymmetricUpdate {
    private static final int WIDTH = 128;
    private static final int DEPTH = 128;

    private SymmetricUpdate() {}

    /**
     * {@code scale} times X'X, N x N, symmetric to the bit. Each element is the sum over the rows of X in their order, every
     * product fused into it ({@link Math#fma}), and is scaled at the end: neither blocks nor workers nor the place of a
     * column change a bit of it.
     *
     * @param x row major, {@code rows} x {@code columns}, finite; not modified
     */
    public static double[] gram(double[] x, int rows, int columns, double scale, Workers workers) {
        if (rows < 0 || columns < 0 || (long) rows * columns != x.length) {
            throw new IllegalArgumentException(
                    "A " + rows + " x " + columns + " matrix does not hold " + x.length + " values");
        }
        double[] product = new double[columns * columns];
        int panels = (columns + WIDTH - 1) / WIDTH;
        // The last panel is the longest: begun first, it does not keep the others waiting at the end.
        workers.run(panels, task -> panel(x, rows, columns, panels, panels - 1 - task, scale, product));
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
                product[i * columns + j] = product[j * columns + i];
            }
        }
        return product;
    }

    /** As {@link #gram(double[], int, int, double, Workers)}, on the calling thread. */
    public static double[] gram(double[] x, int rows, int columns, double scale) {
        return gram(x, rows, columns, scale, Workers.NONE);
    }

    /** The columns of one panel, down to the diagonal. */
    private static void panel(double[] x, int rows, int columns, int panels, int index, double scale,
            double[] product) {
        int from = (int) ((long) columns * index / panels);
        int to = (int) ((long) columns * (index + 1) / panels);
        int width = to - from;
        // Three at a time: up to two more than there are, which nobody reads.
        double[][] sums = new double[to + 2][width];
        double[][] block = new double[DEPTH][width];
        for (int start = 0; start < rows; start += DEPTH) {
            int depth = Math.min(DEPTH, rows - start);
            for (int t = 0; t < depth; t++) {
                System.arraycopy(x, (start + t) * columns + from, block[t], 0, width);
            }
            // Rows of zeros change no sum.
            for (int t = depth; t < (depth + 3) / 4 * 4; t++) {
                Arrays.fill(block[t], 0);
            }
            for (int i = 0; i < to; i += 3) {
                add(x, start, depth, columns, i, block, width, sums);
            }
        }
        for (int i = 0; i < to; i++) {
            for (int j = 0; j < width; j++) {
                product[i * columns + from + j] = sums[i][j] * scale;
            }
        }
    }

    /** Adds a block to rows i, i + 1, i + 2 of the sums. */
    private static void add(double[] x, int start, int depth, int columns, int i, double[][] block, int width,
            double[][] sums) {
        int second = Math.min(1, columns - 1 - i);
        int third = Math.min(2, columns - 1 - i);
        int last = (start + depth - 1) * columns + i;
        for (int t = 0; t < depth; t += 4) {
            int p0 = (start + t) * columns + i;
            int p1 = Math.min(p0 + columns, last);
            int p2 = Math.min(p1 + columns, last);
            int p3 = Math.min(p2 + columns, last);
            addFour(block[t], block[t + 1], block[t + 2], block[t + 3],
                    x[p0], x[p1], x[p2], x[p3],
                    x[p0 + second], x[p1 + second], x[p2 + second], x[p3 + second],
                    x[p0 + third], x[p1 + third], x[p2 + third], x[p3 + third],
                    width, sums[i], sums[i + 1], sums[i + 2]);
        }
    }

    private static void addFour(double[] x0, double[] x1, double[] x2, double[] x3,
            double a0, double a1, double a2, double a3, double b0, double b1, double b2, double b3,
            double c0, double c1, double c2, double c3, int width, double[] a, double[] b, double[] c) {
        for (int j = 0; j < width; j++) {
            double y0 = x0[j];
            double y1 = x1[j];
            double y2 = x2[j];
            double y3 = x3[j];
            a[j] = Math.fma(a3, y3, Math.fma(a2, y2, Math.fma(a1, y1, Math.fma(a0, y0, a[j]))));
            b[j] = Math.fma(b3, y3, Math.fma(b2, y2, Math.fma(b1, y1, Math.fma(b0, y0, b[j]))));
            c[j] = Math.fma(c3, y3, Math.fma(c2, y2, Math.fma(c1, y1, Math.fma(c0, y0, c[j]))));
        }
    }
}
