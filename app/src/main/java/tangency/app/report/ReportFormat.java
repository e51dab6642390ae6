package tangency.app.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a report can be written as. */
public enum ReportFormat {
    /** One self-contained file with figures as SVG. */
    HTML,
    /** The same page on A4. */
    PDF,
    /** The numbers, a sheet per section. */
    XLSX;

    /** The format that the ending of {@code file} names, empty where it names none. */
    public static Optional<ReportFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> name.endsWith("." + format.extension())).findFirst();
    }

    /** The ending of a file's name, without the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
