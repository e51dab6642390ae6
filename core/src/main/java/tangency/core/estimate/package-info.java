/**
 * Estimators of mean and covariance, coefficients of codependence and the tree of clusters, on plain return matrices (one row per
 * period, one column per asset). Entry points: {@link tangency.core.estimate.SampleCovariance} and its siblings, which give a
 * {@link tangency.core.estimate.CovarianceEstimate} (with names:
 * {@link tangency.core.estimate.Moments}); {@link tangency.core.estimate.Codependence}, whose distances make a
 * {@link tangency.core.estimate.ClusterTree}. Means that lean on a covariance: {@link tangency.core.estimate.BayesStein} and
 * {@link tangency.core.estimate.BlackLitterman}. What a scenario asks for is said in {@code estimate.spec}; {@code solve} reads the
 * answers.
 */
@NullMarked
package tangency.core.estimate;

import org.jspecify.annotations.NullMarked;
