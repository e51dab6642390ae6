package tangency.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import tangency.core.report.Report;
import tangency.storage.file.WholeFile;

/** Writes reports to files. */
public final class ReportFiles {
    private ReportFiles() {}

    /** The bytes of {@code report} in {@code format}; text is UTF-8. */
    public static byte[] bytes(Report report, ReportFormat format) {
        return switch (format) {
            case HTML -> HtmlReport.write(report).getBytes(StandardCharsets.UTF_8);
            case PDF -> PdfReport.write(report);
            case XLSX -> XlsxReport.write(report);
        };
    }

    /**
     * Writes {@code report} to {@code file}, replacing what was there: whole, or not at all.
     *
     * @throws IOException if the folder is missing or cannot be written to; {@code file} is then as it was
     */
    public static void save(Report report, ReportFormat format, Path file) throws IOException {
        WholeFile.write(file, bytes(report, format));
    }
}
