package tangency.app.panel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a panel draws, as a table.
 *
 * @param columns headers in words, units included
 * @param rows one cell per column: a {@code String}, a {@code Double} in the contract's units (fractions, per period;
 *        full precision), an {@code Integer}, or null for nothing
 */
public record PanelTable(List<Column> columns, List<List<@Nullable Object>> rows) {
    public PanelTable {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns");
            }
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
    }

    /** A column and how its numbers are shown; files get full precision. */
    public record Column(String title, Format format) {
        public static Column text(String title) {
            return new Column(title, Format.TEXT);
        }

        public static Column percent(String title) {
            return new Column(title, Format.PERCENT);
        }

        public static Column number(String title) {
            return new Column(title, Format.NUMBER);
        }
    }

    /** How numbers of a column read on screen. */
    public enum Format {
        /** As it is, to the left. */
        TEXT,
        /** A fraction, shown as per cent with two decimals. */
        PERCENT,
        /** Four significant decimals. */
        NUMBER
    }
}
