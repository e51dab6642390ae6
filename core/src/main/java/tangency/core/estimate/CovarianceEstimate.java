package tangency.core.estimate;

import org.jspecify.annotations.Nullable;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * A covariance and the mean that it was taken about, per period.
 *
 * @param mean N values
 * @param covariance N x N, symmetric to the bit
 * @param shrinkage how far the sample was pulled to its target, 0 to 1; null where the estimator does not shrink
 * @param repairDistance Frobenius norm of what the repair to positive semi-definite changed; null where none was
 *        needed
 */
public record CovarianceEstimate(Vector mean, Matrix covariance, @Nullable Double shrinkage,
        @Nullable Double repairDistance) {

    /** Spectrum of the covariance, computed when first asked for. */
    public Diagnostics diagnostics() {
        return new Diagnostics(covariance, repairDistance);
    }
}
