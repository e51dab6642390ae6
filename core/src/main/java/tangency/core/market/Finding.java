package tangency.core.market;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something noticed about data: reading goes on, and whoever asked decides.
 *
 * @param severity an {@link Severity#ERROR} refuses the data, a {@link Severity#WARNING} does not
 * @param file the file's name as the user gave it, or what else the data came from
 * @param row 1-based line of the file, header included; null where the finding is not about one row
 * @param column the column's name (usually an asset id); null where it is not about one column
 * @param message what is wrong and what was expected
 */
public record Finding(Severity severity, String file, @Nullable Integer row, @Nullable String column,
        String message) {
    /** How much a finding matters. */
    public enum Severity {
        ERROR, WARNING, INFO
    }

    public static Finding error(String file, @Nullable Integer row, @Nullable String column, String message) {
        return new Finding(Severity.ERROR, file, row, column, message);
    }

    public static Finding warning(String file, @Nullable Integer row, @Nullable String column, String message) {
        return new Finding(Severity.WARNING, file, row, column, message);
    }

    public static Finding info(String file, @Nullable Integer row, @Nullable String column, String message) {
        return new Finding(Severity.INFO, file, row, column, message);
    }

    /** The place, {@code file[:row][:column]}. */
    public String where() {
        List<String> parts = new ArrayList<>(List.of(file));
        if (row != null) {
            parts.add(row.toString());
        }
        if (column != null) {
            parts.add(column);
        }
        return String.join(":", parts);
    }

    public boolean refuses() {
        return severity == Severity.ERROR;
    }
}
