package tangency.core.estimate;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * Expected returns and covariance of N assets, per period.
 *
 * @param ids in the order of the arrays
 * @param mean N
 * @param covariance N x N, symmetric to the bit
 * @param observations number of periods behind them, null where not known
 * @param shrinkage intensity of a shrinkage estimator, null for others
 * @param repairDistance Frobenius distance by which the covariance was moved to become positive semi-definite, null
 *        where no repair was needed
 */
public record Moments(List<String> ids, Vector mean, Matrix covariance, @Nullable Integer observations,
        @Nullable Double shrinkage, @Nullable Double repairDistance) {
    public Moments {
        ids = List.copyOf(ids);
        if (mean.size() != ids.size() || covariance.rows() != ids.size() || covariance.columns() != ids.size()) {
            throw new IllegalArgumentException("Moments of " + ids.size() + " assets need as many means, not "
                    + mean.size() + ", and a square matrix, not " + covariance);
        }
    }

    public int size() {
        return ids.size();
    }
}
