package tangency.core.estimate;

import java.util.Random;

import tangency.core.math.Matrix;

/** Random returns and matrices for tests, from a seed. */
public final class Samples {
    private Samples() {}

    /** T x N returns of about 1 % with one common factor. */
    public static Matrix returns(long seed, int rows, int columns) {
        Random random = new Random(seed);
        double[] values = new double[rows * columns];
        for (int t = 0; t < rows; t++) {
            double market = random.nextGaussian();
            for (int i = 0; i < columns; i++) {
                values[t * columns + i] = 0.0003 * i / columns
                        + 0.01 * (0.5 + (double) i / columns) * (0.6 * market + 0.8 * random.nextGaussian());
            }
        }
        return Matrix.wrap(rows, columns, values);
    }

    public static int[] permutation(long seed, int n) {
        Random random = new Random(seed);
        int[] permutation = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            permutation[i] = permutation[j];
            permutation[j] = i;
        }
        return permutation;
    }

    /** Column i of the result is column order[i] of {@code matrix}. */
    public static Matrix columns(Matrix matrix, int[] order) {
        double[] values = new double[matrix.rows() * order.length];
        for (int t = 0; t < matrix.rows(); t++) {
            for (int i = 0; i < order.length; i++) {
                values[t * order.length + i] = matrix.get(t, order[i]);
            }
        }
        return Matrix.wrap(matrix.rows(), order.length, values);
    }

    public static Matrix transposed(Matrix matrix) {
        double[] values = new double[matrix.rows() * matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                values[j * matrix.rows() + i] = matrix.get(i, j);
            }
        }
        return Matrix.wrap(matrix.columns(), matrix.rows(), values);
    }

    /** Rows and columns reordered alike. */
    public static Matrix both(Matrix matrix, int[] order) {
        return columns(transposed(columns(transposed(matrix), order)), order);
    }

    public static Matrix times(Matrix matrix, double factor) {
        double[] values = matrix.shared().clone();
        for (int k = 0; k < values.length; k++) {
            values[k] *= factor;
        }
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    public static double[] column(Matrix matrix, int i) {
        return transposed(matrix).row(i);
    }
}
