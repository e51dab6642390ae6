package tangency.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is held now.
 *
 * @param capital money in the base currency
 * @param weights by id; the rest is cash
 */
public record Holdings(double capital, Map<String, Double> weights) {
    public static final Holdings CASH = new Holdings(1_000_000, Map.of());

    public Holdings {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }
}
