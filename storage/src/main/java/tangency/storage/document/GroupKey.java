package tangency.storage.document;

import java.util.Map;

/** Keys of the form {@code group:COLUMN=VALUE}, which stand for all assets of a group. */
final class GroupKey {
    private static final String PREFIX = "group:";

    private GroupKey() {}

    /** Refuses keys that begin as a group's and do not go on as one. */
    static void check(Fields fields, String name, Map<String, Double> byKey) {
        for (String key : byKey.keySet()) {
            if (key.startsWith(PREFIX) && !key.matches("group:[^=]+=.+")) {
                fields.problems().add(Paths.field(fields.path(name), key),
                        "expected an asset id or a group such as `group:sector=Energy`, found `"
                                + Names.shortened(key) + "`");
            }
        }
    }
}
