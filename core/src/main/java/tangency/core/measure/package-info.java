/**
 * Risk and performance measures of a portfolio on moments and outcomes, and each asset's part in them. Entry points:
 * {@link tangency.core.measure.RiskMeasures} for a risk measure of the document, {@link tangency.core.measure.Measures} for
 * what a study states. Solvers, which come after, minimise what is measured here.
 */
@NullMarked
package tangency.core.measure;

import org.jspecify.annotations.NullMarked;
