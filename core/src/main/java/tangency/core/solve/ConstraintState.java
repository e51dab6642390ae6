package tangency.core.solve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where the answer stands against one constraint.
 *
 * @param value of the constrained quantity; null for bounds on several assets
 * @param slack distance to the nearer limit, the smallest over a bounds row's assets; negative when violated
 * @param multiplier derivative of the optimum's objective when the limit moves outward by one unit; 0 where not
 *        binding, null where the model is not convex or has none
 * @param perAsset details of a bounds row by asset id: the multiplier of each bound that is; empty elsewhere
 */
public record ConstraintState(String name, @Nullable Double value, @Nullable Double min, @Nullable Double max,
        @Nullable Double slack, @Nullable Double multiplier, boolean binding, Map<String, Double> perAsset) {
    public ConstraintState {
        perAsset = Collections.unmodifiableMap(new LinkedHashMap<>(perAsset));
    }

    /** The same state at other prices; of assets that are not held at a bound here no price is kept. */
    public ConstraintState withPrices(@Nullable Double price, Map<String, Double> prices) {
        Map<String, Double> held = new LinkedHashMap<>();
        perAsset.keySet().forEach(id -> held.put(id, prices.getOrDefault(id, 0.0)));
        return new ConstraintState(name, value, min, max, slack, price, binding, held);
    }
}
