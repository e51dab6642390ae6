package tangency.core.solve.budget;

/** Gaussian elimination with partial pivoting, for systems of a few unknowns. */
final class Elimination {
    private Elimination() {}

    /** The x with {@code matrix} x = {@code right}; neither modified. Not finite where the matrix is singular. */
    static double[] solve(double[][] matrix, double[] right) {
        int m = right.length;
        double[][] a = new double[m][];
        double[] x = right.clone();
        for (int k = 0; k < m; k++) {
            a[k] = matrix[k].clone();
        }
        for (int k = 0; k < m; k++) {
            int pivot = k;
            for (int i = k + 1; i < m; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[k];
            a[k] = a[pivot];
            a[pivot] = row;
            double value = x[k];
            x[k] = x[pivot];
            x[pivot] = value;
            for (int i = k + 1; i < m; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j < m; j++) {
                    a[i][j] -= factor * a[k][j];
                }
                x[i] -= factor * x[k];
            }
        }
        for (int k = m - 1; k >= 0; k--) {
            for (int j = k + 1; j < m; j++) {
                x[k] -= a[k][j] * x[j];
            }
            x[k] /= a[k][k];
        }
        return x;
    }
}
