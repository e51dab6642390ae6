package tangency.core.estimate;

import java.util.Arrays;

/** The product X'X of a tall matrix, in loops that the compiler vectorises. */
final class CrossProducts {
    private CrossProducts() {}

    /**
     * {@code scale} times X'X, symmetric to the bit. Each element is summed over the rows in the same order and grouping,
     * whatever its place, so a permutation of columns permutes the result to the bit.
     *
     * @param x row major, {@code rows} x {@code columns}; not modified
     */
    static double[] scaled(double[] x, int rows, int columns, double scale) {
        double[] product = new double[columns * columns];
        double[] even = new double[columns];
        double[] odd = new double[columns];
        for (int i = 0; i < columns; i += 2) {
            int next = Math.min(i + 1, columns - 1);
            Arrays.fill(even, i, columns, 0);
            Arrays.fill(odd, i, columns, 0);
            int t = 0;
            for (; t + 4 <= rows; t += 4) {
                addFour(x, t * columns, columns, i, next, even, odd);
            }
            for (; t < rows; t++) {
                addOne(x, t * columns, columns, i, next, even, odd);
            }
            for (int j = i; j < columns; j++) {
                product[i * columns + j] = product[j * columns + i] = even[j] * scale;
            }
            for (int j = next; j < columns; j++) {
                product[next * columns + j] = product[j * columns + next] = odd[j] * scale;
            }
        }
        return product;
    }

    private static void addFour(double[] x, int row, int columns, int i, int next, double[] even, double[] odd) {
        int r1 = row + columns;
        int r2 = r1 + columns;
        int r3 = r2 + columns;
        double a0 = x[row + i];
        double a1 = x[r1 + i];
        double a2 = x[r2 + i];
        double a3 = x[r3 + i];
        double b0 = x[row + next];
        double b1 = x[r1 + next];
        double b2 = x[r2 + next];
        double b3 = x[r3 + next];
        for (int j = i; j < columns; j++) {
            double x0 = x[row + j];
            double x1 = x[r1 + j];
            double x2 = x[r2 + j];
            double x3 = x[r3 + j];
            even[j] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3;
            odd[j] += b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3;
        }
    }

    private static void addOne(double[] x, int row, int columns, int i, int next, double[] even, double[] odd) {
        double a = x[row + i];
        double b = x[row + next];
        for (int j = i; j < columns; j++) {
            even[j] += a * x[row + j];
            odd[j] += b * x[row + j];
        }
    }
}
