package tangency.storage.document;

import tools.jackson.databind.JsonNode;

/** The field {@code format}: what kind of document this is, and of which version. */
final class Formats {
    private Formats() {}

    /**
     * Whether a document is of a later version of {@code format}, which is then its only problem: what else it holds
     * cannot be judged.
     */
    static boolean newer(JsonNode root, String path, String format, Problems problems) {
        JsonNode found = root.get("format");
        String kind = kind(format);
        if (found == null || !found.isString() || !found.stringValue().matches(kind + "[0-9]{1,9}")) {
            return false;
        }
        int version = Integer.parseInt(found.stringValue().substring(kind.length()));
        int known = Integer.parseInt(format.substring(kind.length()));
        if (version <= known) {
            return false;
        }
        problems.add(path + ".format", "`" + found.stringValue() + "` is newer than this program, which reads up to `"
                + format + "`; expected a Tangency that reads version " + version);
        return true;
    }

    static void check(Fields fields, String format) {
        JsonNode node = fields.required("format", "`" + format + "`");
        if (node == null || (node.isString() && node.stringValue().equals(format))) {
            return;
        }
        String found = node.isString() ? node.stringValue() : "";
        String other = kind(format).equals("tangency-study/") ? "scenario" : "study";
        String hint = found.startsWith("tangency-" + other + "/") ? "; this document is a " + other : "";
        fields.refuse("format", "expected `" + format + "`, found " + Names.describe(node) + hint);
    }

    private static String kind(String format) {
        return format.substring(0, format.indexOf('/') + 1);
    }
}
