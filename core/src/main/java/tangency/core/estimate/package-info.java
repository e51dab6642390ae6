/** Estimators of mean and covariance, coefficients of codependence and cluster trees. Entry point: {@link tangency.core.estimate.Moments}; specs are in {@code estimate.spec}. */
@NullMarked
package tangency.core.estimate;

import org.jspecify.annotations.NullMarked;
