package tangency.core.model;

import org.jspecify.annotations.Nullable;

/** When a search may stop early; null = never. */
public record Limits(@Nullable Double seconds, @Nullable Long nodes) {
    public static final Limits NONE = new Limits(null, null);
}
