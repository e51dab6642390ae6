package tangency.core.solve.budget;

import java.util.Arrays;

/** Symmetric matrix times vector, as sums of rows: such loops the compiler vectorises, inner products it does not. */
final class SymmetricProduct {
    private SymmetricProduct() {}

    /** {@code result} = {@code matrix} (n x n, row major, symmetric) times {@code x}. */
    static void times(double[] matrix, double[] x, double[] result) {
        int n = x.length;
        Arrays.fill(result, 0);
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            addFour(matrix, i * n, x[i], x[i + 1], x[i + 2], x[i + 3], result);
        }
        for (; i < n; i++) {
            addRow(matrix, i, x[i], result);
        }
    }

    private static void addFour(double[] matrix, int row, double a, double b, double c, double d, double[] result) {
        int n = result.length;
        int second = row + n;
        int third = second + n;
        int fourth = third + n;
        for (int j = 0; j < n; j++) {
            result[j] += (a * matrix[row + j] + b * matrix[second + j])
                    + (c * matrix[third + j] + d * matrix[fourth + j]);
        }
    }

    /** {@code result} += {@code factor} times row {@code i}. */
    static void addRow(double[] matrix, int i, double factor, double[] result) {
        int n = result.length;
        int row = i * n;
        for (int j = 0; j < n; j++) {
            result[j] += factor * matrix[row + j];
        }
    }
}
