/**
 * The sample universe that ships with the product: simulated from a seed, no real market. Entry point:
 * {@link tangency.core.market.sample.SampleMarket}; {@code storage.market} writes it into files and reads those.
 */
@NullMarked
package tangency.core.market.sample;

import org.jspecify.annotations.NullMarked;
