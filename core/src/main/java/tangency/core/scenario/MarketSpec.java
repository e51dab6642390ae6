package tangency.core.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which market data a scenario uses. Paths are relative to the scenario file; {@code workspace:NAME} is a dataset of
 * the workspace, {@code sample:NAME} one shipped with the product.
 *
 * @param returns whether the prices file holds returns
 */
public record MarketSpec(String prices, boolean returns, @Nullable String assets, @Nullable String volumes,
        @Nullable String factors, @Nullable Benchmark benchmark, RiskFree riskFree) {
    /** A price file and nothing else. */
    public static MarketSpec prices(String path) {
        return new MarketSpec(path, false, null, null, null, null, RiskFree.ZERO);
    }

    /** One asset, or weights by id. */
    public record Benchmark(@Nullable String id, Map<String, Double> weights) {
        public Benchmark {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }
    }

    /** A rate per period, or a column of the factors file. */
    public record RiskFree(double rate, @Nullable String factor) {
        public static final RiskFree ZERO = new RiskFree(0, null);
    }
}
