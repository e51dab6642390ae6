package tangency.core.solve.conic;

import java.util.Arrays;

/**
 * LDL' of a dense symmetric matrix whose pivots' signs are known beforehand, without exchanges: a pivot of the wrong sign,
 * or too small, is replaced, and iterative refinement sees to the difference. Where two unknowns do the same (an asset
 * that is there twice), the second's pivot is what rounding left of its diagonal; taken at its word it would make a step
 * along their difference that is larger than all others.
 */
final class Ldl {
    /** Least size of a pivot as a share of its diagonal before elimination. */
    private static final double LEFT = 1e-13;

    private final int n;
    /** Row major, lower triangle; L below the diagonal after factoring. */
    final double[] a;
    private final double[] pivot;
    private final double[] diagonal;
    private final double[][] panel;

    Ldl(int n) {
        this.n = n;
        a = new double[n * n];
        pivot = new double[n];
        diagonal = new double[n];
        panel = new double[4][n];
    }

    int size() {
        return n;
    }

    /**
     * Factors {@link #a} in place.
     *
     * @param signs +1 or -1 per pivot
     * @param floor least size of a pivot
     * @return whether all numbers stayed finite
     */
    boolean factor(int[] signs, double floor) {
        return factor(signs, floor, n);
    }

    /** Factors the first {@code lead} columns only: what lies beyond them becomes their Schur complement. */
    boolean factor(int[] signs, double floor, int lead) {
        for (int i = 0; i < lead; i++) {
            diagonal[i] = Math.abs(a[i * n + i]);
        }
        for (int k = 0; k < lead; k += 4) {
            int width = Math.min(4, lead - k);
            for (int p = width; p < 4; p++) {
                Arrays.fill(panel[p], 0);
            }
            for (int p = 0; p < width; p++) {
                int column = k + p;
                // Column of the panel, brought up to date with the panel's earlier columns.
                double d = a[column * n + column];
                for (int e = 0; e < p; e++) {
                    d -= a[column * n + k + e] * panel[e][column];
                }
                double least = Math.max(floor, LEFT * diagonal[column]);
                if (!(d * signs[column] > least)) {
                    if (Double.isNaN(d)) {
                        return false;
                    }
                    d = signs[column] * least;
                }
                pivot[column] = d;
                double[] own = panel[p];
                for (int i = column + 1; i < n; i++) {
                    double value = a[i * n + column];
                    for (int e = 0; e < p; e++) {
                        value -= a[i * n + k + e] * panel[e][column];
                    }
                    own[i] = value;
                    a[i * n + column] = value / d;
                }
            }
            trail(k, k + width);
        }
        double sum = 0;
        for (int i = 0; i < lead; i++) {
            sum += pivot[i] * 0;
        }
        return sum == 0;
    }

    /** Takes the columns from k to {@code to} off what lies to their right. */
    private void trail(int k, int to) {
        double[] p0 = panel[0];
        double[] p1 = panel[1];
        double[] p2 = panel[2];
        double[] p3 = panel[3];
        for (int i = to; i < n; i++) {
            int row = i * n;
            subtract(a, row, to, i + 1, a[row + k], p0, to > k + 1 ? a[row + k + 1] : 0, p1,
                    to > k + 2 ? a[row + k + 2] : 0, p2, to > k + 3 ? a[row + k + 3] : 0, p3);
        }
    }

    private static void subtract(double[] a, int row, int from, int to, double l0, double[] p0, double l1, double[] p1,
            double l2, double[] p2, double l3, double[] p3) {
        for (int j = from; j < to; j++) {
            a[row + j] -= l0 * p0[j] + l1 * p1[j] + l2 * p2[j] + l3 * p3[j];
        }
    }

    /** Overwrites {@code x} by the solution, where all columns were factored. */
    void solve(double[] x) {
        forward(x, n);
        backward(x, n);
    }

    /** L^-1 x with the first {@code lead} columns of L; leaves the Schur complement's right-hand side beyond them. */
    void forward(double[] x, int lead) {
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            int row = i * n;
            int end = Math.min(i, lead);
            for (int j = 0; j < end; j++) {
                sum -= a[row + j] * x[j];
            }
            x[i] = sum;
        }
    }

    /** The first {@code lead} unknowns, given those beyond. */
    void backward(double[] x, int lead) {
        for (int i = 0; i < lead; i++) {
            x[i] /= pivot[i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double value = x[i];
            int row = i * n;
            int end = Math.min(i, lead);
            for (int j = 0; j < end; j++) {
                x[j] -= a[row + j] * value;
            }
        }
    }
}
