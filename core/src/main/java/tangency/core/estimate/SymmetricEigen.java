package tangency.core.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import tangency.core.math.Matrix;
import tangency.core.math.SymmetricUpdate;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by EJML.
 *
 * @param values ascending
 * @param vectors row k holds the vector of {@code values[k]}, of unit length
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    /**
     * @throws IllegalArgumentException if the matrix holds a value that is not finite
     */
    static SymmetricEigen of(Matrix symmetric) {
        int n = symmetric.rows();
        EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(symmetric, true);
        int[] order = IntStream.range(0, n).boxed()
                .sorted(Comparator.comparingDouble(k -> eigen.getEigenvalue(k).getReal())).mapToInt(k -> k).toArray();
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int k = 0; k < n; k++) {
            values[k] = eigen.getEigenvalue(order[k]).getReal();
            vectors[k] = eigen.getEigenVector(order[k]).data;
        }
        return new SymmetricEigen(values, vectors);
    }

    int size() {
        return values.length;
    }

    /**
     * The matrix with the same vectors and other eigenvalues, symmetric to the bit.
     *
     * @param eigenvalues none negative
     */
    double[] with(double[] eigenvalues) {
        int n = size();
        double[] scaled = new double[n * n];
        for (int k = 0; k < n; k++) {
            double root = Math.sqrt(eigenvalues[k]);
            for (int i = 0; i < n; i++) {
                scaled[k * n + i] = root * vectors[k][i];
            }
        }
        return SymmetricUpdate.gram(scaled, n, n, 1);
    }

    /** The eigenvalues alone, ascending. */
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
