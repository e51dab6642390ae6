/** From a scenario and market data to an analysis, every stage memoised. Entry points: {@link tangency.core.run.Pipeline}, {@link tangency.core.run.Analysis}, {@link tangency.core.run.Study}. */
@NullMarked
package tangency.core.run;

import org.jspecify.annotations.NullMarked;
