package tangency.app.shell;

import java.util.regex.Pattern;

import tangency.core.report.PlainText;

/** Text in a CSV file, which a spreadsheet opens: what would begin a formula there begins with an apostrophe. */
final class CsvCell {
    /** Also in the wide forms that some spreadsheets take for the same, and behind blanks. */
    private static final Pattern FORMULA = Pattern
            .compile("[\\s\\h\\v]*[=+\\-@\uff1d\uff0b\uff0d\uff20].*|[\\t\\r\\n].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private CsvCell() {}

    /** {@code text} as a cell; a number stays one. */
    static String of(String text) {
        String plain = PlainText.of(text);
        boolean formula = FORMULA.matcher(plain).matches() && !NUMBER.matcher(plain).matches();
        return formula ? "'" + plain : plain;
    }
}
