package tangency.app.report;

import java.util.Locale;

/** What a report can be written as. */
public enum ReportFormat {
    /** One self-contained file with figures as SVG. */
    HTML,
    /** The same page on A4. */
    PDF,
    /** The numbers, a sheet per section. */
    XLSX;

    /** The ending of a file's name, without the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
