package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.Exchange.Limits;
import tangency.storage.workspace.Exchange.Sort;
import tangency.storage.workspace.WorkspaceException.Kind;

class ExchangeTest {
    @TempDir
    Path temp;

    private static void fill(Workspace workspace) {
        String a = workspace.save("A", "{\"a\":1}", "New").id();
        workspace.saveVersion(a, "A", "{\"a\":\"é\"}", "Edit");
        workspace.delete(workspace.save("Gone", "{}", "New").id());
        workspace.save("B", "{\"b\":1}", "New");
        workspace.putDataset("prices.csv", new byte[]{1, 0, -1, 13, 10});
        workspace.putDataset("assets \uD83D\uDE80.csv", new byte[0]);
    }

    @Test
    void exportIsTheSameToTheByteAndReadsBack() throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        try (Workspace workspace = Workspace.open(temp.resolve("one"), InstantSource.fixed(Instant.EPOCH))) {
            fill(workspace);
            assertThat(Exchange.exportZip(workspace, first)).isEmpty();
        }
        Path file = temp.resolve("out.zip");
        try (Workspace workspace = Workspace.open(temp.resolve("two"))) {
            fill(workspace);
            assertThat(Exchange.exportZip(workspace, file)).isEmpty();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(first.toByteArray());
        Exchange.Archive archive = Exchange.readZip(file);
        assertThat(archive.ignored()).isEmpty();
        assertThat(archive.documents()).extracting(Exchange.Document::name).containsExactly("assets \uD83D\uDE80.csv",
                "prices.csv", "000001", "000002");
        assertThat(archive.documents().get(1).bytes()).containsExactly(1, 0, -1, 13, 10);
        assertThat(archive.documents().get(2).text()).isEqualTo("{\"a\":\"é\"}");
        assertThat(archive.documents().get(2).sort()).isEqualTo(Sort.SCENARIO);
        assertThat(Arrays.stream(temp.toFile().list())).doesNotContain(".export").hasSize(3);
    }

    @Test
    void whatWasImportedIsExportedAsTheSameBytes() throws IOException {
        Path first = temp.resolve("first.zip");
        try (Workspace workspace = Workspace.open(temp.resolve("one"))) {
            fill(workspace);
            Exchange.exportZip(workspace, first);
        }
        Path second = temp.resolve("second.zip");
        try (Workspace workspace = Workspace.open(temp.resolve("two"))) {
            workspace.putSetting("other", "ids start elsewhere");
            for (Exchange.Document document : Exchange.readZip(first).documents()) {
                switch (document.sort()) {
                    case SCENARIO -> workspace.save("Scenario " + document.name(), document.text(), "Import");
                    case DATASET -> workspace.putDataset(document.name(), document.bytes());
                }
            }
            Exchange.exportZip(workspace, second);
        }
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void damageIsNamedAndTheRestExported() throws IOException {
        try (Workspace workspace = Workspace.open(temp.resolve("w"))) {
            fill(workspace);
        }
        Sql.run(temp.resolve("w"), "DELETE FROM content_part WHERE sha256 = '"
                + Sha256.of("{\"b\":1}".getBytes(StandardCharsets.UTF_8)) + "'");
        try (Workspace workspace = Workspace.open(temp.resolve("w"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(Exchange.exportZip(workspace, out)).extracting(Damage::what)
                    .containsExactly("scenarios/000002.json");
            Path file = Files.write(temp.resolve("out.zip"), out.toByteArray());
            assertThat(Exchange.readZip(file).documents()).hasSize(3);
        }
    }

    @Test
    void pathsThatLeadElsewhereAreRefused() throws IOException {
        for (String name : List.of("../evil.json", "scenarios/../../evil.json", "/etc/evil.json", "..\\evil.json",
                "C:/evil.json", "datasets//evil",
                "scenarios/./a.json")) {
            Path file = zip(Map.of(name, "{}"));
            assertThat(refused(Kind.REFUSED, () -> read(file, Limits.STANDARD))).as(name).contains("leads elsewhere");
        }
    }

    @Test
    void whatUnpacksToTooMuchIsRefused() throws IOException {
        Path bomb = zip(Map.of("scenarios/a.json", " ".repeat(2_000_000)));
        assertThat(Files.size(bomb)).isLessThan(10_000);
        refused(Kind.REFUSED, () -> read(bomb, new Limits(10, 1_000_000, 10_000_000)));
        Path many = zip(Map.of("scenarios/a.json", " ".repeat(600), "scenarios/b.json", " ".repeat(600)));
        refused(Kind.REFUSED, () -> read(many, new Limits(10, 1000, 1000)));
        refused(Kind.REFUSED, () -> read(many, new Limits(1, 1000, 10_000)));
        assertThat(read(many, new Limits(2, 600, 1200)).documents()).hasSize(2);
    }

    @Test
    void brokenArchivesAreRefused() throws IOException {
        Path whole = zip(Map.of("scenarios/a.json", "{\"a\":1}", "notes.txt", "x"));
        assertThat(read(whole, Limits.STANDARD).ignored()).containsExactly("notes.txt");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(temp.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(refused(Kind.REFUSED, () -> read(cut, Limits.STANDARD))).contains("cut.zip");
        Path none = Files.write(temp.resolve("none.zip"), new byte[0]);
        refused(Kind.REFUSED, () -> read(none, Limits.STANDARD));
        Path stored;
        try (Workspace workspace = Workspace.open(temp.resolve("w"))) {
            workspace.save("A", "{\"name\":\"flip me\"}", "New");
            stored = temp.resolve("stored.zip");
            Exchange.exportZip(workspace, stored);
        }
        String text = Files.readString(stored, StandardCharsets.ISO_8859_1);
        Files.writeString(stored, text.replace("flip me", "flop me"), StandardCharsets.ISO_8859_1);
        assertThat(refused(Kind.REFUSED, () -> read(stored, Limits.STANDARD))).contains("checksum");
        Path latin = zip(Map.of("datasets/x.json", "x"));
        assertThat(read(latin, Limits.STANDARD).documents().getFirst().sort()).isEqualTo(Sort.DATASET);
        refused(Kind.REFUSED,
                () -> new Exchange.Document(Sort.SCENARIO, "x", () -> new byte[]{'"', (byte) 0xE9, '"'}).text());
    }

    private Path zip(Map<String, String> entries) throws IOException {
        Path file = Files.createTempFile(temp, "a", ".zip");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static Exchange.Archive read(Path file, Limits limits) {
        try {
            return Exchange.readZip(file, limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
