package tangency.core.solve.conic;

import java.util.Arrays;

/** LDL' of a symmetric quasi-definite band matrix, whose pivots' signs are known, without exchanges. */
final class Band {
    final int n;
    final int width;
    private final int stride;
    /** Entry (i, i - k) at i stride + k: of the matrix, then of L. */
    private final double[] a;
    private final double[] pivot;

    Band(int n, int width) {
        this.n = n;
        this.width = Math.min(width, Math.max(0, n - 1));
        stride = this.width + 1;
        a = new double[n * stride];
        pivot = new double[n];
    }

    void clear() {
        Arrays.fill(a, 0);
    }

    /** Adds to entries (i, j) and (j, i). */
    void add(int i, int j, double value) {
        a[i >= j ? i * stride + i - j : j * stride + j - i] += value;
    }

    /** Factors in place; unknowns below 0 in {@code unknowns} have negative pivots; small ones become {@code floor}. */
    boolean factor(int[] unknowns, double floor) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int first = Math.max(0, i - width);
            double d = a[i * stride];
            for (int j = first; j < i; j++) {
                double value = a[i * stride + i - j];
                for (int k = Math.max(first, j - width); k < j; k++) {
                    // Entries of row i are L D until the row is done.
                    value -= a[i * stride + i - k] * a[j * stride + j - k];
                }
                a[i * stride + i - j] = value;
            }
            for (int j = first; j < i; j++) {
                double scaled = a[i * stride + i - j];
                double l = scaled / pivot[j];
                d -= scaled * l;
                a[i * stride + i - j] = l;
            }
            double sign = unknowns[i] < 0 ? -1 : 1;
            pivot[i] = d * sign > floor || Double.isNaN(d) ? d : sign * floor;
            sum += pivot[i] * 0;
        }
        return sum == 0;
    }

    /** Entry (i, i - k) of L. */
    double factor(int i, int k) {
        return a[i * stride + k];
    }

    double pivot(int i) {
        return pivot[i];
    }

    /** Overwrites {@code x} by the solution. */
    void solve(double[] x) {
        for (int i = 0; i < n; i++) {
            double value = x[i];
            for (int k = 1; k <= Math.min(width, i); k++) {
                value -= a[i * stride + k] * x[i - k];
            }
            x[i] = value;
        }
        for (int i = 0; i < n; i++) {
            x[i] /= pivot[i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double value = x[i];
            for (int k = 1; k <= Math.min(width, i); k++) {
                x[i - k] -= a[i * stride + k] * value;
            }
        }
    }
}
