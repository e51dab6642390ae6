package tangency.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import tangency.core.report.Report;

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
        byte[] bytes = bytes(report, format);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new IOException(file + " is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        // Not createTempFile: what others may read should not depend on how it was written.
        Path partial = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(partial, bytes);
            try {
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
