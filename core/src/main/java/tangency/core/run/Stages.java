package tangency.core.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Results of pipeline stages by what they were computed from, the least recently used forgotten first. Keys are records
 * whose equality means equal input. Thread-safe: a stage is computed once, and others who want it wait.
 */
final class Stages {
    private static final int CAPACITY = 48;

    private final Map<Object, Object> results = new LinkedHashMap<>(16, 0.75f, true);

    /** The result for {@code key}, computed if need be. A key type belongs to one result type. */
    @SuppressWarnings("unchecked")
    synchronized <T> T get(Object key, Supplier<T> compute) {
        Object known = results.get(key);
        if (known != null) {
            return (T) known;
        }
        T result = compute.get();
        results.put(key, result);
        if (results.size() > CAPACITY) {
            results.remove(results.keySet().iterator().next());
        }
        return result;
    }

    /** Whether {@code key} is already computed. */
    synchronized boolean has(Object key) {
        return results.containsKey(key);
    }
}
