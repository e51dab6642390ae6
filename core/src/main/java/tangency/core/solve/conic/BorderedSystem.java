package tangency.core.solve.conic;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A dense symmetric system whose leading block is positive definite, and whose few unknowns beyond, of any sign and with any
 * diagonal, are left to elimination with pivoting.
 */
final class BorderedSystem {
    private final int lead;
    private final Ldl ldl;
    private final int[] signs;
    private final DMatrixRMaj corner;
    private final DMatrixRMaj right;
    private final DMatrixRMaj left;
    private final LinearSolverDense<DMatrixRMaj> pivoting;

    BorderedSystem(int lead, int size) {
        this.lead = lead;
        ldl = new Ldl(size);
        signs = new int[size];
        Arrays.fill(signs, 1);
        int q = size - lead;
        corner = new DMatrixRMaj(q, q);
        right = new DMatrixRMaj(q, 1);
        left = new DMatrixRMaj(q, 1);
        pivoting = LinearSolverFactory_DDRM.lu(q);
    }

    /** The lower triangle to be filled before {@link #factor}, row major. */
    double[] matrix() {
        return ldl.a;
    }

    boolean factor(double floor) {
        if (!ldl.factor(signs, floor, lead)) {
            return false;
        }
        int q = corner.numRows;
        int size = ldl.size();
        for (int i = 0; i < q; i++) {
            for (int j = 0; j <= i; j++) {
                double value = ldl.a[(lead + i) * size + lead + j];
                if (!Double.isFinite(value)) {
                    return false;
                }
                corner.set(i, j, value);
                corner.set(j, i, value);
            }
        }
        return q == 0 || pivoting.setA(corner);
    }

    /** Overwrites {@code x} by the solution. */
    void solve(double[] x) {
        ldl.forward(x, lead);
        int q = corner.numRows;
        if (q > 0) {
            System.arraycopy(x, lead, right.data, 0, q);
            pivoting.solve(right, left);
            System.arraycopy(left.data, 0, x, lead, q);
        }
        ldl.backward(x, lead);
    }
}
