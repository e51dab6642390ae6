package tangency.core.estimate;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import tangency.core.math.Matrix;

/** Eigenvalues of symmetric matrices, by EJML. */
final class SymmetricEigen {
    private SymmetricEigen() {}

    /** Ascending. */
    static double[] values(Matrix symmetric) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(symmetric, false);
        double[] values = new double[symmetric.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = eigen.getEigenvalue(i).getReal();
        }
        Arrays.sort(values);
        return values;
    }

    /**
     * With vectors of unit length, in no order.
     *
     * @throws IllegalArgumentException if the matrix holds a value that is not finite
     */
    static EigenDecomposition_F64<DMatrixRMaj> decompose(Matrix symmetric, boolean vectors) {
        int n = symmetric.rows();
        for (double value : symmetric.shared()) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A matrix of " + n + " rows holds " + value);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, vectors, true);
        if (!eigen.decompose(new DMatrixRMaj(n, n, true, symmetric.shared().clone()))) {
            throw new IllegalStateException("The eigenvalues of a symmetric matrix of " + n + " rows did not converge");
        }
        return eigen;
    }
}
