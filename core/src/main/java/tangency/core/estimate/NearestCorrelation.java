package tangency.core.estimate;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.SymmetricUpdate;

/**
 * The correlation matrix nearest to a symmetric matrix in the Frobenius norm (Higham 2002, "Computing the nearest
 * correlation matrix"), found by the semismooth Newton method on its dual (Qi and Sun 2006; preconditioned as Borsdorf and
 * Higham 2010): minimise ½|(A + Diag y)₊|² - Σy.
 *
 * @param matrix unit diagonal, positive semi-definite up to rounding
 * @param distance Frobenius norm of what changed
 */
public record NearestCorrelation(Matrix matrix, double distance) {
    /** Of the dual gradient, that is of the diagonal before it is scaled to 1, in the root mean square. */
    private static final double TOLERANCE = 1e-11;
    private static final int MAXIMUM_STEPS = 100;

    /** Whether the smallest eigenvalue is not negative beyond rounding. */
    public static boolean isPositiveSemiDefinite(Matrix symmetric) {
        if (symmetric.rows() == 0) {
            return true;
        }
        double[] values = SymmetricEigen.values(symmetric);
        double largest = Math.max(values[values.length - 1], -values[0]);
        return values[0] >= -1e-14 * symmetric.rows() * largest;
    }

    /**
     * @param symmetric finite, with unit diagonal
     * @throws IllegalArgumentException if a value is not finite
     */
    public static NearestCorrelation to(Matrix symmetric) {
        int n = symmetric.rows();
        double[] shift = new double[n];
        Dual dual = new Dual(symmetric, shift);
        for (int step = 0; step < MAXIMUM_STEPS && norm(dual.gradient) > TOLERANCE * Math.sqrt(n); step++) {
            double[] direction = dual.newtonDirection();
            double slope = dot(dual.gradient, direction);
            double length = 1;
            Dual next = dual.moved(direction, length);
            // Near the end the values no longer differ by more than rounding: the full step is taken then.
            while (next.value > dual.value + 1e-4 * length * slope && length * -slope > 1e-12 * Math.abs(dual.value)
                    && length > 1e-8) {
                length /= 2;
                next = dual.moved(direction, length);
            }
            dual = next;
        }
        return ofUnitDiagonal(symmetric, dual.projection());
    }

    private static NearestCorrelation ofUnitDiagonal(Matrix original, double[] projection) {
        int n = original.rows();
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            root[i] = Math.sqrt(projection[i * n + i]);
        }
        double squares = 0;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = i == j ? 1 : projection[i * n + j] / (root[i] * root[j]);
                double change = values[i * n + j] - original.get(i, j);
                squares += change * change;
            }
        }
        return new NearestCorrelation(Matrix.wrap(n, n, values), Math.sqrt(squares));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** The dual function, its gradient and generalised Hessian at one point. */
    private static final class Dual {
        private final Matrix original;
        private final double[] shift;
        private final double[] eigenvalues;
        /** Eigenvectors in columns. */
        private final DMatrixRMaj vectors;
        private final DMatrixRMaj lower;
        private final DMatrixRMaj complement;
        final double value;
        final double[] gradient;

        Dual(Matrix original, double[] shift) {
            this.original = original;
            this.shift = shift;
            int n = original.rows();
            double[] moved = original.shared().clone();
            for (int i = 0; i < n; i++) {
                moved[i * n + i] += shift[i];
            }
            EigenDecomposition_F64<DMatrixRMaj> eigen = SymmetricEigen.decompose(Matrix.wrap(n, n, moved), true);
            eigenvalues = new double[n];
            vectors = new DMatrixRMaj(n, n);
            double sum = 0;
            for (int k = 0; k < n; k++) {
                eigenvalues[k] = eigen.getEigenvalue(k).getReal();
                DMatrixRMaj vector = eigen.getEigenVector(k);
                for (int i = 0; i < n; i++) {
                    vectors.data[i * n + k] = vector.data[i];
                }
                sum += 0.5 * Math.max(0, eigenvalues[k]) * Math.max(0, eigenvalues[k]);
            }
            gradient = new double[n];
            for (int i = 0; i < n; i++) {
                gradient[i] = -1;
                for (int k = 0; k < n; k++) {
                    double u = vectors.data[i * n + k];
                    gradient[i] += Math.max(0, eigenvalues[k]) * u * u;
                }
                sum -= shift[i];
            }
            value = sum;
            lower = lower();
            complement = complement();
        }

        Dual moved(double[] direction, double length) {
            double[] next = shift.clone();
            for (int i = 0; i < next.length; i++) {
                next[i] += length * direction[i];
            }
            return new Dual(original, next);
        }

        /** (A + Diag y)₊, symmetric to the bit. */
        double[] projection() {
            int n = shift.length;
            double[] scaled = vectors.data.clone();
            for (int i = 0; i < n * n; i++) {
                scaled[i] *= Math.sqrt(Math.max(0, eigenvalues[i % n]));
            }
            DMatrixRMaj transposed = CommonOps_DDRM.transpose(new DMatrixRMaj(n, n, true, scaled), null);
            return SymmetricUpdate.gram(transposed.data, n, n, 1);
        }

        /** -H⁻¹ gradient by conjugate gradients; the steepest descent where they find no descent. */
        double[] newtonDirection() {
            int n = shift.length;
            double[] diagonal = curvature(null);
            double[] direction = new double[n];
            double[] residual = new double[n];
            double[] search = new double[n];
            for (int i = 0; i < n; i++) {
                diagonal[i] = Math.max(diagonal[i], 1e-8);
                residual[i] = -gradient[i];
                search[i] = residual[i] / diagonal[i];
            }
            double target = norm(gradient) * Math.min(0.01, norm(gradient));
            double product = dot(residual, search);
            for (int step = 0; step < 200 && norm(residual) > target; step++) {
                double[] image = curvature(search);
                double length = product / dot(search, image);
                double[] conditioned = new double[n];
                for (int i = 0; i < n; i++) {
                    direction[i] += length * search[i];
                    residual[i] -= length * image[i];
                    conditioned[i] = residual[i] / diagonal[i];
                }
                double next = dot(residual, conditioned);
                for (int i = 0; i < n; i++) {
                    search[i] = conditioned[i] + next / product * search[i];
                }
                product = next;
            }
            return direction;
        }

        /**
         * The generalised Hessian times {@code h}: the diagonal of P (W ∘ P' Diag(h) P) P', with W the divided differences of
         * max(0, ·) over the eigenvalues; its own diagonal for null. W is 1 but for the columns of eigenvalues that are not
         * positive, usually few, so that h less a narrow product is taken. A small multiple of the identity keeps it regular.
         */
        double[] curvature(double @Nullable [] h) {
            int n = shift.length;
            double[] result = new double[n];
            if (h == null) {
                Arrays.fill(result, 1);
                DMatrixRMaj squares = vectors.copy();
                CommonOps_DDRM.elementMult(squares, vectors);
                DMatrixRMaj narrow = lower.copy();
                CommonOps_DDRM.elementMult(narrow, lower);
                subtractRowSums(CommonOps_DDRM.mult(squares, complement, null), narrow, result);
                return result;
            }
            DMatrixRMaj scaled = lower.copy();
            for (int i = 0; i < n; i++) {
                result[i] = (1 + 1e-12) * h[i];
                for (int l = 0; l < scaled.numCols; l++) {
                    scaled.data[i * scaled.numCols + l] *= h[i];
                }
            }
            DMatrixRMaj inner = CommonOps_DDRM.multTransA(vectors, scaled, null);
            CommonOps_DDRM.elementMult(inner, complement);
            subtractRowSums(CommonOps_DDRM.mult(vectors, inner, null), lower, result);
            return result;
        }

        private static void subtractRowSums(DMatrixRMaj a, DMatrixRMaj b, double[] result) {
            for (int i = 0; i < result.length; i++) {
                for (int l = 0; l < a.numCols; l++) {
                    result[i] -= a.data[i * a.numCols + l] * b.data[i * a.numCols + l];
                }
            }
        }

        /** The eigenvectors of the eigenvalues that are not positive, in columns. */
        private DMatrixRMaj lower() {
            int n = shift.length;
            DMatrixRMaj columns = new DMatrixRMaj(n, (int) Arrays.stream(eigenvalues).filter(e -> e <= 0).count());
            int l = 0;
            for (int k = 0; k < n; k++) {
                if (eigenvalues[k] <= 0) {
                    for (int i = 0; i < n; i++) {
                        columns.data[i * columns.numCols + l] = vectors.data[i * n + k];
                    }
                    l++;
                }
            }
            return columns;
        }

        /** 1 - W in the columns of {@link #lower}; doubled where the transposed element lies outside them. */
        private DMatrixRMaj complement() {
            int n = shift.length;
            double[] below = Arrays.stream(eigenvalues).filter(e -> e <= 0).toArray();
            DMatrixRMaj weights = new DMatrixRMaj(n, below.length);
            for (int k = 0; k < n; k++) {
                for (int l = 0; l < below.length; l++) {
                    double own = eigenvalues[k];
                    weights.data[k * below.length + l] = own <= 0 ? 1 : -2 * below[l] / (own - below[l]);
                }
            }
            return weights;
        }
    }
}
