package tangency.storage.document;

/** How places inside a document are written: {@code $.constraints[2].max}. */
final class Paths {
    private Paths() {}

    static String field(String parent, String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_-]*")
                ? parent + "." + name
                : parent + "['" + Names.shortened(name).replace("'", "\\'") + "']";
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }
}
