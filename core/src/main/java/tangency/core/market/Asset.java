package tangency.core.market;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One asset as the assets file describes it.
 *
 * @param id the column header of the price file
 * @param name display name; the id where the file has none
 * @param groups every textual column usable as a grouping ({@code class}, {@code sector}, {@code strategy},
 *        {@code currency} and any further one), in file order; blank cells are left out
 * @param marketCap in base currency, null if unknown
 * @param adv money traded per day, null if unknown
 * @param spread quoted bid-ask spread as a fraction of price, null if unknown
 * @param lot shares or money per lot as the file has it, null if unknown
 */
public record Asset(String id, String name, Map<String, String> groups, @Nullable Double marketCap,
        @Nullable Double adv, @Nullable Double spread, @Nullable Double lot) {
    public Asset {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /** An asset of which nothing but the id is known. */
    public static Asset of(String id) {
        return new Asset(id, id, Map.of(), null, null, null, null);
    }

    /** The same asset with another ADV. */
    public Asset withAdv(double value) {
        return new Asset(id, name, groups, marketCap, value, spread, lot);
    }

    /** The asset's value in a grouping column, null if it has none. */
    public @Nullable String group(String column) {
        return groups.get(column);
    }
}
