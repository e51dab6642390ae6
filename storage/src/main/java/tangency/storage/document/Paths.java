package tangency.storage.document;

import java.util.regex.Pattern;

/** How places inside a document are written: {@code $.constraints[2].max}. */
final class Paths {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private Paths() {}

    static String field(String parent, String name) {
        return PLAIN.matcher(name).matches()
                ? parent + "." + name
                : parent + "['" + Names.shortened(name).replace("'", "\\'") + "']";
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }
}
