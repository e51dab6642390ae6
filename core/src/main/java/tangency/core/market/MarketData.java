package tangency.core.market;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything a scenario's {@code market} part names, loaded.
 *
 * @param prices prices, or returns where {@code returns} is true
 * @param returns whether {@code prices} holds simple returns
 * @param universe one asset per column of {@code prices}, in that order
 * @param volumes shares traded, null without a volumes file
 * @param factors factor returns, null without a factors file
 * @param findings all that was noticed while reading
 * @param inputs what was read (name as the scenario gives it, the prices first) to the SHA-256 of its bytes
 */
public record MarketData(PriceTable prices, boolean returns, Universe universe, @Nullable PriceTable volumes,
        @Nullable PriceTable factors, List<Finding> findings, Map<String, String> inputs) {
    public MarketData {
        findings = List.copyOf(findings);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** The name of the price file, by which findings about the data speak of it: the first input. */
    public String source() {
        return inputs.isEmpty() ? "prices" : inputs.keySet().iterator().next();
    }

    /** Equal fingerprints mean equal data: computed stages are memoised by it. */
    public String fingerprint() {
        return inputs.toString() + returns;
    }
}
