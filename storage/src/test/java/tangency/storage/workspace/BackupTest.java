package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.storage.workspace.EncryptionTest.MARKER;
import static tangency.storage.workspace.EncryptionTest.password;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.WorkspaceException.Kind;

class BackupTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path temp;

    private Instant now = START;
    private final InstantSource clock = () -> now;

    private Path folder() {
        return temp.resolve("w");
    }

    private Workspace filled() {
        Workspace workspace = Workspace.open(folder(), clock);
        workspace.save("Alpha", "{\"name\":\"Alpha\"}", "New");
        workspace.putDataset("prices.csv", "date,A\n2020-01-01,1\n".getBytes(StandardCharsets.UTF_8));
        workspace.putSetting("theme", "dark");
        return workspace;
    }

    @Test
    void aBackupIsAWholeWorkspaceAndCanBeLookedAtWhileTheWorkspaceIsOpen() throws IOException {
        try (Workspace workspace = filled()) {
            Backup backup = workspace.backup();
            assertThat(backup.name()).isEqualTo("2026-03-01T08-00-00Z");
            assertThat(backup).isEqualTo(Workspace.backups(folder()).getFirst());
            assertThat(backup.verified()).isTrue();
            assertThat(backup.made()).isEqualTo(START);
            assertThat(List.of(backup.changes(), (long) backup.scenarios(), (long) backup.datasets()))
                    .containsExactly(2L, 1L, 1L);
            workspace.save("Beta", "{}", "New");

            try (Workspace view = Workspace.openBackup(folder(), null)) {
                assertThat(view.asOf()).contains(backup);
                assertThat(view.list()).extracting(Saved::name).containsExactly("Alpha");
                assertThat(view.load("s-000001")).contains("Alpha");
                assertThat(view.dataset("prices.csv")).isNotEmpty();
                assertThat(view.setting("theme")).contains("dark");
                assertThat(view.check()).isEmpty();
                assertThat(refused(Kind.READ_ONLY, () -> view.save("C", "{}", "New"))).contains("backup of 2026-03-01");
                refused(Kind.READ_ONLY, view::backup);
            }
            assertThat(workspace.asOf()).isEmpty();
            Path export = Backups.folder(folder()).resolve(backup.name()).resolve("export.zip");
            assertThat(Exchange.readZip(export).documents()).hasSize(2);
        }
        assertThat(Workspace.isIn(folder().resolve("backups").resolve("2026-03-01T08-00-00Z"))).isTrue();
    }

    @Test
    void oldOnesGoButTenAndOneADayForAWeek() {
        try (Workspace workspace = filled()) {
            for (int i = 0; i < 30; i++) {
                workspace.backup();
                now = now.plus(Duration.ofHours(8));
            }
            List<String> kept = Workspace.backups(folder()).stream().map(Backup::name).toList();
            // The newest ten reach back to the 8th; then the last of each day down to the seventh day.
            assertThat(kept).hasSize(13).startsWith("2026-03-11T00-00-00Z", "2026-03-10T16-00-00Z");
            assertThat(kept.subList(10, 13)).containsExactly("2026-03-07T16-00-00Z", "2026-03-06T16-00-00Z",
                    "2026-03-05T16-00-00Z");
        }
    }

    @Test
    void closingMakesOneWhenTheLastIsADayOldAndSomethingChanged() {
        filled().close();
        assertThat(Workspace.backups(folder())).isEmpty();
        now = START.plus(Duration.ofHours(25));
        Workspace.open(folder(), clock).close();
        assertThat(Workspace.backups(folder())).hasSize(1);
        now = START.plus(Duration.ofDays(9));
        Workspace.open(folder(), clock).close();
        assertThat(Workspace.backups(folder())).hasSize(1);
        try (Workspace workspace = Workspace.open(folder(), clock)) {
            workspace.save("Beta", "{}", "New");
        }
        assertThat(Workspace.backups(folder())).hasSize(2).first().extracting(Backup::changes).isEqualTo(3L);
        try (Workspace workspace = Workspace.open(folder(), clock)) {
            workspace.save("Gamma", "{}", "New");
        }
        assertThat(Workspace.backups(folder())).hasSize(2);
    }

    @Test
    void whatIsDamagedIsNotBackedUp() {
        filled().close();
        Sql.run(folder(), "DELETE FROM content_part WHERE OCTET_LENGTH(bytes) < 20");
        try (Workspace workspace = Workspace.open(folder(), clock)) {
            assertThat(refused(Kind.DAMAGED, workspace::backup)).contains("Alpha");
        }
        assertThat(Workspace.backups(folder())).isEmpty();
        assertThat(Backups.folder(folder())).isEmptyDirectory();
    }

    @Test
    void aRestoreSaysWhatIsLostAndKeepsWhatWasThere() throws IOException {
        try (Workspace workspace = filled()) {
            workspace.backup();
            workspace.save("Beta", "{\"b\":1}", "New");
            workspace.save("Gamma", "{\"c\":1}", "New");
            refused(Kind.OPEN_ELSEWHERE, () -> Workspace.restore(folder(), null, null));
        }
        byte[] before = Files.readAllBytes(folder().resolve(Store.FILE));
        Restored restored = Workspace.restore(folder(), null, null);
        assertThat(restored.lost()).isEqualTo(OptionalLong.of(2));
        assertThat(restored.backup().changes()).isEqualTo(2);
        assertThat(restored.replaced()).isNotNull().isDirectory();
        Path replaced = Objects.requireNonNull(restored.replaced());
        assertThat(replaced.resolve(Store.FILE)).hasBinaryContent(before);
        try (Workspace workspace = Workspace.open(folder())) {
            assertThat(workspace.list()).extracting(Saved::name).containsExactly("Alpha");
            assertThat(workspace.check()).isEmpty();
            workspace.save("Delta", "{\"d\":1}", "New");
        }
        try (Workspace old = Workspace.open(replaced)) {
            assertThat(old.list()).extracting(Saved::name).containsExactly("Alpha", "Beta", "Gamma");
        }
    }

    @Test
    void aDestroyedWorkspaceIsRestoredFromTheNewestBackupThatIsWhole() throws IOException {
        try (Workspace workspace = filled()) {
            workspace.backup();
            now = now.plusSeconds(60);
            workspace.save("Beta", "{\"b\":1}", "New");
            workspace.backup();
        }
        Path newest = Backups.folder(folder()).resolve(Workspace.backups(folder()).getFirst().name());
        byte[] rotten = Files.readAllBytes(newest.resolve(Store.FILE));
        Arrays.fill(rotten, 4096, rotten.length, (byte) 0);
        Files.write(newest.resolve(Store.FILE), rotten);
        Files.write(folder().resolve(Store.FILE), new byte[0]);
        refused(Kind.DAMAGED, () -> Workspace.open(folder()));
        assertThat(refused(Kind.DAMAGED,
                () -> Workspace.restore(folder(), newest.getFileName().toString(), null)))
                .contains(newest.getFileName().toString());

        Restored restored = Workspace.restore(folder(), null, null);
        assertThat(restored.backup().name()).isEqualTo("2026-03-01T08-00-00Z");
        assertThat(restored.lost()).isEqualTo(OptionalLong.of(1));
        try (Workspace workspace = Workspace.open(folder())) {
            assertThat(workspace.check()).isEmpty();
        }
        Files.delete(folder().resolve(Store.FILE));
        Files.writeString(folder().resolve(ManifestFile.NAME), "rubbish");
        assertThat(Workspace.restore(folder(), null, null).lost()).isEmpty();
        Workspace.open(folder()).close();
    }

    @Test
    void aRestoreThatIsCutOffLeavesOneOrTheOther() throws IOException {
        ManifestFile.Mark old;
        ManifestFile.Mark back;
        try (Workspace workspace = filled()) {
            back = workspace.mark();
            workspace.backup();
            workspace.save("Beta", "{\"b\":1}", "New");
            old = workspace.mark();
        }
        Path backup = Backups.folder(folder()).resolve("2026-03-01T08-00-00Z").resolve(Store.FILE);
        Path aside = Files.copy(folder().resolve(Store.FILE), temp.resolve("aside"));
        // After the mark that knows both, before the databases are swapped:
        ManifestFile.write(folder(), new ManifestFile.Mark(old.sequence(), old.chain(), back));
        try (Workspace workspace = Workspace.open(folder())) {
            assertThat(workspace.list()).hasSize(2);
        }
        assertThat(ManifestFile.read(folder())).isEqualTo(old);
        // After they were:
        ManifestFile.write(folder(), new ManifestFile.Mark(old.sequence(), old.chain(), back));
        Disk.copy(backup, folder().resolve(Store.FILE));
        try (Workspace workspace = Workspace.open(folder())) {
            assertThat(workspace.list()).hasSize(1);
        }
        assertThat(ManifestFile.read(folder())).isEqualTo(back);
        // But neither mark lets an older state pass for the newer one.
        ManifestFile.write(folder(), new ManifestFile.Mark(old.sequence() + 1, old.chain(), back));
        Disk.copy(aside, folder().resolve(Store.FILE));
        refused(Kind.DAMAGED, () -> Workspace.open(folder()));
    }

    @Test
    void anEncryptedWorkspaceHasEncryptedBackups() throws IOException {
        Path encrypted = temp.resolve("encrypted");
        try (Workspace workspace = Workspace.open(encrypted, clock, password("secret"))) {
            workspace.save(MARKER, "{\"note\":\"" + MARKER + "\"}", MARKER);
            workspace.putDataset(MARKER, (MARKER + "\n").repeat(300_000).getBytes(StandardCharsets.UTF_8));
            workspace.backup();
        }
        Plaintext.assertNone(encrypted, MARKER);
        refused(Kind.PASSWORD_MISSING, () -> Workspace.openBackup(encrypted, null));
        refused(Kind.PASSWORD_WRONG, () -> Workspace.openBackup(encrypted, password("other")));
        refused(Kind.PASSWORD_WRONG, () -> Workspace.restore(encrypted, null, password("other")));
        try (Workspace view = Workspace.openBackup(encrypted, password("secret"))) {
            assertThat(view.list()).extracting(Saved::name).containsExactly(MARKER);
        }
        assertThat(Workspace.restore(encrypted, null, password("secret")).lost()).isEqualTo(OptionalLong.of(0));
        Plaintext.assertNone(encrypted, MARKER);
        Path export = Backups.folder(encrypted).resolve("2026-03-01T08-00-00Z").resolve("export.zip.sealed");
        byte[] zip = Sealed.read(export, password("secret"), 10_000_000);
        assertThat(new String(zip, StandardCharsets.ISO_8859_1)).startsWith("PK").contains("scenarios/000001.json");
        refused(Kind.PASSWORD_WRONG, () -> sealed(export, "other"));
        byte[] whole = Files.readAllBytes(export);
        for (int at : new int[]{0, 70, 1 << 20, whole.length - 1}) {
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            Path file = Files.write(temp.resolve("changed"), changed);
            refused(Kind.DAMAGED, () -> sealed(file, "secret"));
        }
        Path cut = Files.write(temp.resolve("cut"), Arrays.copyOf(whole, 73 + (1 << 20) + 16));
        refused(Kind.DAMAGED, () -> sealed(cut, "secret"));
    }

    /** The file only grows while it is open; closing makes it small when most of it is dead. */
    @Test
    void closingCompacts() throws IOException {
        Path file = folder().resolve(Store.FILE);
        String id;
        long grown;
        try (Workspace workspace = filled()) {
            id = workspace.list().getFirst().id();
            workspace.save("Beta", "{\"b\":\"" + "y".repeat(5000) + "\"}", "New");
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 100; j++) {
                    workspace.putSetting("draft", i + " " + j + "x".repeat(90_000));
                }
            }
            workspace.saveVersion(id, "Alpha", "{\"name\":\"Alpha\",\"v\":2}", "Edit");
            grown = Files.size(file);
        }
        assertThat(grown).isGreaterThan(16L << 20);
        assertThat(Files.size(file)).isLessThan(2L << 20);
        try (Workspace workspace = Workspace.open(folder(), clock)) {
            assertThat(workspace.check()).isEmpty();
            assertThat(workspace.history(id)).hasSize(2);
            assertThat(workspace.setting("draft").orElseThrow()).startsWith("4 99x");
            workspace.save("Gamma", "{}", "New");
        }
    }

    private static byte[] sealed(Path file, String password) {
        try {
            return Sealed.read(file, password(password), 10_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
