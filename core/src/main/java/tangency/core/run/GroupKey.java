package tangency.core.run;

import org.jspecify.annotations.Nullable;

/** A key {@code group:COLUMN=VALUE}, which stands for all assets with that value in that column. */
record GroupKey(String column, String value) {
    private static final String PREFIX = "group:";

    /** The parts of {@code key}, null where it is an asset id. */
    static @Nullable GroupKey parse(String key) {
        int equals = key.indexOf('=');
        return key.startsWith(PREFIX) && equals > PREFIX.length()
                ? new GroupKey(key.substring(PREFIX.length(), equals), key.substring(equals + 1))
                : null;
    }
}
