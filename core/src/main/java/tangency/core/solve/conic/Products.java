package tangency.core.solve.conic;

import tangency.core.math.Matrix;

/** Products with a shared row-major matrix, several rows at a time. */
final class Products {
    private Products() {}

    /** out = matrix x. */
    static void times(Matrix matrix, double[] x, double[] out) {
        int width = matrix.columns();
        int rows = matrix.rows();
        double[] a = matrix.shared();
        int t = 0;
        for (; t + 4 <= rows; t += 4) {
            int r0 = t * width;
            int r1 = r0 + width;
            int r2 = r1 + width;
            int r3 = r2 + width;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int j = 0; j < width; j++) {
                double v = x[j];
                s0 += a[r0 + j] * v;
                s1 += a[r1 + j] * v;
                s2 += a[r2 + j] * v;
                s3 += a[r3 + j] * v;
            }
            out[t] = s0;
            out[t + 1] = s1;
            out[t + 2] = s2;
            out[t + 3] = s3;
        }
        for (; t < rows; t++) {
            double sum = 0;
            for (int j = 0; j < width; j++) {
                sum += a[t * width + j] * x[j];
            }
            out[t] = sum;
        }
    }

    /** out += matrix' u. */
    static void addTransposed(Matrix matrix, double[] u, double[] out) {
        int width = matrix.columns();
        int rows = matrix.rows();
        double[] a = matrix.shared();
        int t = 0;
        for (; t + 4 <= rows; t += 4) {
            add(a, t * width, width, u[t], u[t + 1], u[t + 2], u[t + 3], out);
        }
        for (; t < rows; t++) {
            double factor = u[t];
            for (int j = 0; j < width; j++) {
                out[j] += factor * a[t * width + j];
            }
        }
    }

    private static void add(double[] a, int from, int width, double u0, double u1, double u2, double u3, double[] out) {
        int r1 = from + width;
        int r2 = r1 + width;
        int r3 = r2 + width;
        for (int j = 0; j < width; j++) {
            out[j] += u0 * a[from + j] + u1 * a[r1 + j] + u2 * a[r2 + j] + u3 * a[r3 + j];
        }
    }
}
