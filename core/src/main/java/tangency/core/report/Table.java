package tangency.core.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param rows each with a cell per column
 */
public record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements Report.Block {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row of " + row.size() + " cells in a table of " + columns.size() + " columns");
            }
        }
    }

    /** How the numbers of a column are shown. */
    public enum Format {
        /** As it stands. */
        TEXT,
        /** A weight or a share: a fraction as per cent, one decimal. */
        WEIGHT,
        /** A fraction as per cent, two decimals. */
        PERCENT,
        /** Four significant digits. */
        NUMBER,
        /** Shortest scientific form, three digits. */
        SCIENTIFIC,
        /** A whole number. */
        COUNT
    }

    /** @param format of the column's numbers */
    public record Column(String title, Format format) {}

    /** Text, or a number (null: there is none). */
    public sealed interface Cell {
        record Word(String text) implements Cell {}

        /** @param format overrides the column's where it is not null */
        record Value(@Nullable Double value, @Nullable Format format) implements Cell {}
    }

    public static Cell word(String text) {
        return new Cell.Word(text);
    }

    public static Cell value(@Nullable Double value) {
        return new Cell.Value(value, null);
    }

    public static Cell value(@Nullable Double value, Format format) {
        return new Cell.Value(value, format);
    }
}
