/** What was loaded: assets, prices and what was found wrong with them. Entry point: {@link tangency.core.market.MarketData}; {@code returns} turns it into aligned returns. */
@NullMarked
package tangency.core.market;

import org.jspecify.annotations.NullMarked;
