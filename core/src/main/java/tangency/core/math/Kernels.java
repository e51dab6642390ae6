package tangency.core.math;

/** Dense kernels on plain arrays, written so that the compiler vectorises their inner loops. */
public final class Kernels {
    private Kernels() {}

    /** Inner product of two arrays of the same length. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** {@code matrix} (m x n) times {@code vector} (n). */
    public static double[] times(Matrix matrix, double[] vector) {
        int n = matrix.columns();
        if (vector.length != n) {
            throw new IllegalArgumentException(matrix + " times a vector of " + vector.length);
        }
        double[] values = matrix.shared();
        double[] product = new double[matrix.rows()];
        for (int i = 0; i < product.length; i++) {
            double sum = 0;
            int row = i * n;
            for (int j = 0; j < n; j++) {
                sum += values[row + j] * vector[j];
            }
            product[i] = sum;
        }
        return product;
    }

    /** The quadratic form x'Ax. */
    public static double quadratic(Matrix matrix, double[] x) {
        return dot(times(matrix, x), x);
    }
}
