package tangency.core.estimate;

import org.jspecify.annotations.Nullable;

import tangency.core.math.Matrix;

/**
 * How well posed a covariance is. The eigenvalues are computed when first asked for and kept, since a live re-solve does
 * not need them.
 *
 * <p>This class is immutable to its callers and thread-safe.
 */
public final class Diagnostics {
    private final Matrix covariance;
    private final @Nullable Double repairDistance;
    private volatile double @Nullable [] eigenvalues;

    /**
     * @param covariance symmetric and finite
     * @param repairDistance null where no repair was needed
     */
    public Diagnostics(Matrix covariance, @Nullable Double repairDistance) {
        this.covariance = covariance;
        this.repairDistance = repairDistance;
    }

    public double smallestEigenvalue() {
        return ascending()[0];
    }

    public double largestEigenvalue() {
        double[] values = ascending();
        return values[values.length - 1];
    }

    /** Largest over smallest eigenvalue; infinite where the smallest is not positive. */
    public double conditionNumber() {
        return smallestEigenvalue() > 0 ? largestEigenvalue() / smallestEigenvalue() : Double.POSITIVE_INFINITY;
    }

    /** Frobenius norm of what the repair to positive semi-definite changed, null where none was needed. */
    public @Nullable Double repairDistance() {
        return repairDistance;
    }

    private double[] ascending() {
        double[] values = eigenvalues;
        if (values == null) {
            values = SymmetricEigen.values(covariance);
            eigenvalues = values;
        }
        return values;
    }
}
