package tangency.core.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Results of pipeline stages by what they were computed from, the least recently used forgotten first. Keys are records
 * whose equality means equal input. Thread-safe: a stage is computed once, and others who want that one wait; asking
 * whether one is there never waits.
 */
final class Stages {
    private static final int CAPACITY = 48;

    /** A result, or the place where it will be. */
    private static final class Place {
        private volatile @Nullable Object result;
    }

    private final Map<Object, Place> places = new LinkedHashMap<>(16, 0.75f, true);

    /** The result for {@code key}, computed if need be. A key type belongs to one result type. */
    <T> T get(Object key, Supplier<T> compute) {
        return get(key, compute, result -> true);
    }

    /** As {@link #get(Object, Supplier)}; a result that is not {@code worthKeeping} is computed anew next time. */
    @SuppressWarnings("unchecked")
    <T> T get(Object key, Supplier<T> compute, Predicate<T> worthKeeping) {
        Place place = place(key);
        synchronized (place) {
            Object known = place.result;
            if (known != null) {
                return (T) known;
            }
            T result = compute.get();
            if (worthKeeping.test(result)) {
                place.result = result;
            }
            return result;
        }
    }

    private synchronized Place place(Object key) {
        Place place = places.computeIfAbsent(key, k -> new Place());
        if (places.size() > CAPACITY) {
            places.remove(places.keySet().iterator().next());
        }
        return place;
    }

    /** Whether {@code key} is already computed. */
    synchronized boolean has(Object key) {
        Place place = places.get(key);
        return place != null && place.result != null;
    }
}
