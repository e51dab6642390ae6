package tangency.core.solve.conic;

/** Symmetric positive definite systems of three equations, by Cholesky. */
final class Solve3 {
    private Solve3() {}

    /** Overwrites {@code v} by the solution; false, with v spoilt, where {@code a} is not positive definite. */
    static boolean solve(double[] a, double[] v) {
        double l00 = Math.sqrt(a[0]);
        double l10 = a[3] / l00;
        double l20 = a[6] / l00;
        double l11 = Math.sqrt(a[4] - l10 * l10);
        double l21 = (a[7] - l20 * l10) / l11;
        double l22 = Math.sqrt(a[8] - l20 * l20 - l21 * l21);
        double y0 = v[0] / l00;
        double y1 = (v[1] - l10 * y0) / l11;
        double y2 = (v[2] - l20 * y0 - l21 * y1) / l22;
        v[2] = y2 / l22;
        v[1] = (y1 - l21 * v[2]) / l11;
        v[0] = (y0 - l10 * v[1] - l20 * v[2]) / l00;
        return Double.isFinite(v[0] + v[1] + v[2]) && l22 > 0;
    }
}
