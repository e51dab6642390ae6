package tangency.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What trading costs.
 *
 * @param linear fraction of traded value, for assets not in {@code linearByAsset}
 * @param linearByAsset fraction of traded value by id
 * @param fixed money per trade
 * @param spread whether half the assets file's spread is paid
 * @param ridge coefficient of the sum of squared weights
 * @param horizon periods over which a one-off cost is spread
 */
public record Costs(double linear, Map<String, Double> linearByAsset, double fixed, boolean spread,
        @Nullable Impact impact, double ridge, double horizon) {
    public static final Costs NONE = new Costs(0, Map.of(), 0, false, null, 0, 1);

    public Costs {
        linearByAsset = Collections.unmodifiableMap(new LinkedHashMap<>(linearByAsset));
    }

    /** Market impact. */
    public record Impact(double coefficient, double exponent, Scale scale) {
        /** What the traded value is measured in. */
        public enum Scale {
            VOLATILITY_ADV, NONE
        }
    }
}
