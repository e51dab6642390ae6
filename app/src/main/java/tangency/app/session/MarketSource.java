package tangency.app.session;

import tangency.core.market.MarketData;
import tangency.core.scenario.MarketSpec;

/** Where a session gets market data: files beside a scenario, datasets of the workspace, shipped samples. */
@FunctionalInterface
public interface MarketSource {
    /**
     * Loads everything that {@code spec} names. What is wrong with the data is in its findings.
     *
     * @throws java.io.UncheckedIOException where a source cannot be read at all
     */
    MarketData load(MarketSpec spec);
}
