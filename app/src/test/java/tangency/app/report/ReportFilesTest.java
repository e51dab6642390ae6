package tangency.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    Path folder;

    @Test
    void save_replacesWhatWasThere_andLeavesNothingElse() throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "old");
        ReportFiles.save(Reports.two(), ReportFormat.HTML, file);
        assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void save_whereItCannot_leavesEverythingAsItWas() throws IOException {
        assertThatThrownBy(() -> ReportFiles.save(Reports.two(), ReportFormat.HTML, folder.resolve("no/report.html")))
                .isInstanceOf(IOException.class).hasMessageContaining("no");
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("inside"), "");
        assertThatThrownBy(() -> ReportFiles.save(Reports.two(), ReportFormat.PDF, taken))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(taken);
        }
    }

    @Test
    void theEndingOfAFile_namesTheFormat() {
        assertThat(ReportFormat.of(Path.of("a/B.PDF"))).contains(ReportFormat.PDF);
        assertThat(ReportFormat.of(Path.of("report"))).isEmpty();
    }

    @Test
    void workbook_hasASheetPerSection_fullPrecision_andNoFormulas() throws IOException {
        Path file = folder.resolve("report.xlsx");
        ReportFiles.save(Reports.of(Reports.TWO.replace("FIRST", "=1+1").replace("SECOND", "+\\u0007@x")),
                ReportFormat.XLSX, file);
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(),
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts.get("xl/workbook.xml")).contains("\"Answer\"", "\"Weights\"", "\"Limits\"", "\"Correlation\"",
                "\"Findings\"");
        assertThat(parts.values()).noneMatch(part -> part.contains("<f>"));
        String all = String.join("", parts.values());
        // The two weights, 2/3 and 1/3, as numbers.
        assertThat(all).contains("=1+1", "0.666666666666").doesNotContain("\u0007");
    }
}
