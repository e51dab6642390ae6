package tangency.core.solve.discrete;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;

/**
 * The largest diagonal D &gt;= 0 that can be taken out of a covariance so that the rest is still positive semi-definite: the
 * more of the risk is each asset's own, the more does the perspective d w&sup2;/z tell of holding it (Frangioni and Gentile,
 * SDP diagonalizations and perspective cuts, 2007). Maximises c'd + mu log det(&Sigma; - D) by exact steps in one coordinate
 * after the other, mu falling: with m the diagonal of the inverse, the best step is 1/m - mu/c.
 */
final class DiagonalPart {
    private static final int SWEEPS = 3;
    private static final int LARGE = 300;
    private static final double[] BARRIERS = {1, 0.1, 0.01, 0.001};
    /** Least weight beside the largest. */
    private static final double FLOOR = 1e-3;
    private static final double MARGIN = 1e-6;
    /** Variance that is an asset's own, as a share, below which it is rounding. */
    private static final double SINGULAR = 1e-10;

    private DiagonalPart() {}

    /** @param importance N, not negative: what a unit of each diagonal element is worth */
    static double[] of(Matrix covariance, double[] importance, Stop stop) {
        int n = covariance.rows();
        double[] deviation = new double[n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            deviation[i] = Math.sqrt(covariance.get(i, i));
            largest = Math.max(largest, importance[i] * covariance.get(i, i));
        }
        DMatrixRMaj correlation = new DMatrixRMaj(n, n);
        double[] c = new double[n];
        for (int i = 0; i < n; i++) {
            c[i] = largest > 0 ? Math.max(FLOOR, importance[i] * covariance.get(i, i) / largest) : 1;
            for (int j = 0; j < n; j++) {
                // What has no risk of its own has none to take out.
                boolean risky = deviation[i] > 0 && deviation[j] > 0;
                correlation.set(i, j,
                        i == j ? 1 : risky ? covariance.get(i, j) / (deviation[i] * deviation[j]) : 0);
            }
        }
        double[] inverse = inverse(correlation);
        if (inverse.length == 0) {
            return new double[n];
        }
        double[] d = new double[n];
        double smallest = 1;
        for (int i = 0; i < n; i++) {
            smallest = Math.min(smallest, 1 / inverse[i * n + i]);
        }
        // A sweep costs as much as a product of matrices: large ones make do with few.
        int from = n > LARGE ? BARRIERS.length / 2 : 0;
        int sweeps = n > LARGE ? 1 : SWEEPS;
        for (int b = from; b < BARRIERS.length; b++) {
            double barrier = BARRIERS[b];
            for (int sweep = 0; sweep < sweeps && !stop.requested(); sweep++) {
                for (int i = 0; i < n; i++) {
                    step(inverse, d, c, i, barrier * smallest);
                }
            }
        }
        for (double share = 1 - MARGIN; share > 0.5; share = share * share * share) {
            DMatrixRMaj rest = correlation.copy();
            for (int i = 0; i < n; i++) {
                rest.set(i, i, 1 - share * d[i]);
            }
            if (LinearSolverFactory_DDRM.chol(n).setA(rest)) {
                for (int i = 0; i < n; i++) {
                    d[i] *= share * deviation[i] * deviation[i];
                }
                return d;
            }
        }
        return new double[n];
    }

    private static void step(double[] inverse, double[] d, double[] c, int i, double mu) {
        int n = d.length;
        double m = inverse[i * n + i];
        double step = Math.max(-d[i], 1 / m - mu / c[i]);
        if (!(m > 0) || !(1 - step * m > 0)) {
            return;
        }
        double factor = step / (1 - step * m);
        double[] column = new double[n];
        System.arraycopy(inverse, i * n, column, 0, n);
        for (int a = 0; a < n; a++) {
            double scaled = factor * column[a];
            int row = a * n;
            for (int b = 0; b < n; b++) {
                inverse[row + b] += scaled * column[b];
            }
        }
        d[i] += step;
    }

    /** Empty where the matrix is as good as singular. */
    private static double[] inverse(DMatrixRMaj matrix) {
        int n = matrix.numRows;
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
        if (!solver.setA(matrix.copy())) {
            return new double[0];
        }
        DMatrixRMaj inverse = new DMatrixRMaj(n, n);
        solver.invert(inverse);
        for (int i = 0; i < n; i++) {
            if (!(inverse.get(i, i) < 1 / SINGULAR)) {
                return new double[0];
            }
        }
        return inverse.data;
    }
}
