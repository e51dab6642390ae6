/**
 * Market files into {@link tangency.core.market.MarketData}. Entry point: {@link tangency.storage.market.MarketLoader},
 * which reads what a scenario's market part names through {@link tangency.storage.market.Sources} (files, the workspace,
 * the shipped samples); {@link tangency.storage.market.PriceReader}, {@link tangency.storage.market.AssetReader} and
 * {@link tangency.storage.market.FactorReader} read one file each. What is wrong with a file becomes a
 * {@link tangency.core.market.Finding}; reading goes on. Next: {@code core.returns} aligns what was read.
 */
@NullMarked
package tangency.storage.market;

import org.jspecify.annotations.NullMarked;
