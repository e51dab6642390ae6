package tangency.storage.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;

/**
 * Reads the lines of a dated file into {@link Row}s, numbers straight from the parser's buffer. A cell that is refused
 * is missing in its row; a row whose date is refused, or that is ragged, is left out.
 */
final class RowReader extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final CsvText text;
    private final Column[] columns;
    private final FindingList findings;
    private final NumberCell number = new NumberCell();
    private final DecimalCommas commas;
    private final List<Row> rows = new ArrayList<>();

    private boolean headerSeen;
    private int line;
    private int fields;
    private int next;
    private boolean filled;
    private @Nullable LocalDate date;
    private String asset = "";
    /** Reused from line to line: a blank line must not cost as much as a full one. */
    private final double[] values;
    private final List<Finding> refusals = new ArrayList<>();

    private RowReader(CsvText text, List<Column> columns, FindingList findings) {
        this.text = text;
        this.columns = columns.toArray(Column[]::new);
        this.values = new double[Column.numberNames(columns).size()];
        this.findings = findings;
        this.commas = new DecimalCommas(text.file());
    }

    /** The rows of {@code text} in file order; findings about cells and lines are added. */
    static List<Row> read(CsvText text, List<Column> columns, FindingList findings) {
        RowReader reader = new RowReader(text, columns, findings);
        text.parse(reader, findings, read -> {});
        reader.commas.finish(findings);
        return reader.rows;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = Math.toIntExact(startingLineNumber);
        fields = 0;
        next = 0;
        filled = false;
        date = null;
        asset = "";
        refusals.clear();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        fields++;
        filled |= !isBlank(buffer, offset, length);
        if (!headerSeen || index >= columns.length) {
            return;
        }
        Column column = columns[index];
        switch (column.role()) {
            case DATE -> date(new String(buffer, offset, length).strip(), column);
            case ASSET -> asset(new String(buffer, offset, length).strip(), column);
            case PRICE, RETURN, VOLUME -> values[next++] = number(buffer, offset, length, column);
            case SKIP -> {
            }
        }
    }

    @Override
    protected Boolean buildRecord() {
        if (!headerSeen) {
            headerSeen = filled;
        } else if (filled) {
            finishRow();
        }
        return true;
    }

    private void finishRow() {
        if (fields != columns.length) {
            findings.add(Finding.error(text.file(), line, null, "ragged row: " + fields + " cells, expected "
                    + columns.length + " as in the header"
                    + (text.separator() == ',' && fields == 2 * columns.length - 1
                            ? " (decimal commas need semicolons between the cells)"
                            : "")));
            return;
        }
        findings.addAll(refusals);
        if (date != null) {
            rows.add(new Row(line, date, asset, values.clone()));
        }
    }

    private void date(String cell, Column column) {
        date = DateCell.read(cell);
        if (date == null) {
            refuse(column, cell.isEmpty()
                    ? "no date; expected yyyy-mm-dd"
                    : "\"" + CsvText.shorten(cell) + "\" is not a date; expected yyyy-mm-dd, for example 2018-02-07");
        }
    }

    private void asset(String cell, Column column) {
        String wrong = cell.isEmpty() ? "no asset id" : CsvText.wrongName("asset id", cell);
        asset = wrong == null ? cell : "";
        if (wrong != null) {
            refuse(column, wrong);
        }
    }

    private double number(char[] buffer, int offset, int length, Column column) {
        NumberCell.Kind kind = number.read(buffer, offset, length);
        switch (kind) {
            case NUMBER -> {
                if (number.hasComma() || number.hasPoint()) {
                    commas.note(number, line, column.name());
                }
                String wrong = outOfRange(column.role(), number.value());
                if (wrong != null) {
                    refuse(column, wrong + ", found " + CsvText.shorten(new String(buffer, offset, length).strip()));
                    return Double.NaN;
                }
                return number.value();
            }
            case TEXT -> refuse(column, "\"" + CsvText.shorten(new String(buffer, offset, length).strip())
                    + "\" is not a number; expected one, or blank, NA or NaN for a missing value");
            case NOT_FINITE -> refuse(column, "\"" + CsvText.shorten(new String(buffer, offset, length).strip())
                    + "\" is not a finite number");
            case THOUSANDS -> refuse(column, "\"" + CsvText.shorten(new String(buffer, offset, length).strip())
                    + "\" has thousands separators; expected digits and one decimal mark");
            case MISSING -> {
            }
        }
        return Double.NaN;
    }

    private static @Nullable String outOfRange(Column.Role role, double value) {
        return switch (role) {
            case PRICE -> value > 0 ? null : "a price must be above 0";
            case VOLUME -> value >= 0 ? null : "a volume must not be negative";
            default -> null;
        };
    }

    private void refuse(Column column, String message) {
        refusals.add(Finding.error(text.file(), line, column.name(), message));
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] > ' ') {
                return false;
            }
        }
        return true;
    }
}
