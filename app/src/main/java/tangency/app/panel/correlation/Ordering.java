package tangency.app.panel.correlation;

import org.jspecify.annotations.Nullable;

/**
 * How the assets of a heat map are ordered.
 *
 * @param column the grouping column of {@link Kind#GROUP}, null for the others
 */
public record Ordering(Kind kind, @Nullable String column) {
    /** Kinds of order. */
    public enum Kind {
        CLUSTER, GROUP, NAME, FILE
    }

    public static final Ordering CLUSTER = new Ordering(Kind.CLUSTER, null);
    public static final Ordering NAME = new Ordering(Kind.NAME, null);
    public static final Ordering FILE = new Ordering(Kind.FILE, null);

    public static Ordering group(String column) {
        return new Ordering(Kind.GROUP, column);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CLUSTER -> "Cluster";
            case GROUP -> column == null || column.isEmpty()
                    ? "Group"
                    : Character.toUpperCase(column.charAt(0)) + column.substring(1);
            case NAME -> "Name";
            case FILE -> "File order";
        };
    }
}
