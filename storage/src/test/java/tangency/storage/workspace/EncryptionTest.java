package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.WorkspaceException.Kind;

class EncryptionTest {
    static final String MARKER = "PlainMarker";

    @TempDir
    Path temp;

    static Password password(String text) {
        return Password.of(text.toCharArray());
    }

    private Path encrypted() {
        Path folder = temp.resolve("w");
        try (Password password = password("correct horse"); Workspace workspace = Workspace.open(folder, password)) {
            workspace.save(MARKER + " A", "{\"note\":\"" + MARKER + "\"}", MARKER);
            workspace.putDataset(MARKER + ".csv", (MARKER + ",1\n").repeat(30_000).getBytes(StandardCharsets.UTF_8));
            workspace.putSetting(MARKER, MARKER);
        }
        return folder;
    }

    @Test
    void itOpensWithItsPasswordOnly() {
        Path folder = encrypted();
        assertThat(Workspace.isEncrypted(folder)).isTrue();
        assertThat(refused(Kind.PASSWORD_MISSING, () -> Workspace.open(folder))).contains("needs its password");
        assertThat(refused(Kind.PASSWORD_MISSING, () -> Workspace.salvage(folder))).contains("needs its password");
        assertThat(refused(Kind.PASSWORD_WRONG, () -> Workspace.open(folder, password("correct horsf"))))
                .contains("not the one").doesNotContain("horsf");
        try (Workspace workspace = Workspace.open(folder, password("correct horse"))) {
            assertThat(workspace.check()).isEmpty();
            assertThat(workspace.load(workspace.list().getFirst().id())).contains(MARKER);
        }
    }

    @Test
    void aPasswordForWhatIsNotEncryptedIsRefused() {
        Path folder = temp.resolve("open");
        Workspace.open(folder).close();
        assertThat(Workspace.isEncrypted(folder)).isFalse();
        assertThat(refused(Kind.NOT_ENCRYPTED, () -> Workspace.open(folder, password("x")))).contains("not encrypted");
        refused(Kind.REFUSED, () -> password(""));
    }

    @Test
    void nothingInTheFolderIsReadable() throws IOException {
        Path folder = encrypted();
        Plaintext.assertNone(folder, MARKER);
        // Two files under one password share nothing but the form of their beginnings.
        Path second = temp.resolve("second");
        Workspace.open(second, password("correct horse")).close();
        byte[] a = Files.readAllBytes(folder.resolve(Store.FILE));
        byte[] b = Files.readAllBytes(second.resolve(Store.FILE));
        assertThat(a[CipherHeader.BLOCK] == b[CipherHeader.BLOCK]
                && a[CipherHeader.BLOCK + 1] == b[CipherHeader.BLOCK + 1]
                && a[CipherHeader.BLOCK + 2] == b[CipherHeader.BLOCK + 2]).isFalse();
    }

    @Test
    void aPasswordIsWiped() {
        Password password = password("secret");
        assertThat(password.toString()).doesNotContain("secret");
        char[] letters = password.letters();
        password.close();
        assertThat(letters).containsOnly('\0');
    }

    /** Encryption does not tell; the hashes do. A damaged header is not mistaken for a wrong password, nor for a workspace without one. */
    @Test
    void tamperingIsDetectedOrHarmless() throws IOException {
        Path folder = encrypted();
        byte[] whole = Files.readAllBytes(folder.resolve(Store.FILE));
        byte[] mark = Files.readAllBytes(folder.resolve(ManifestFile.NAME));
        Random random = new Random(3);
        int detected = 0;
        for (int trial = 0; trial < 12; trial++) {
            byte[] broken = whole.clone();
            int at = trial == 0 ? 3 : trial == 1 ? 12 : trial == 2 ? 200 - 64 : random.nextInt(whole.length);
            broken[at] ^= (byte) (1 << random.nextInt(8));
            Path copy = Files.createDirectory(temp.resolve("trial" + trial));
            Files.write(copy.resolve(Store.FILE), broken);
            Files.write(copy.resolve(ManifestFile.NAME), mark);
            try (Workspace workspace = Workspace.open(copy, password("correct horse"))) {
                if (!workspace.check().isEmpty()) {
                    detected++;
                } else {
                    assertThat(workspace.load("s-000001")).contains(MARKER);
                    assertThat(workspace.dataset(MARKER + ".csv")).hasSize(30_000 * 14);
                }
            } catch (WorkspaceException e) {
                assertThat(e.kind()).as("trial %d at %d: %s", trial, at, e.getMessage()).isEqualTo(Kind.DAMAGED);
                detected++;
            }
        }
        assertThat(detected).isGreaterThanOrEqualTo(2); // the two that are aimed at the header
    }

    @Test
    void thePasswordCanBeSetChangedAndRemovedAndTheBackupsFollow() throws IOException {
        Path folder = temp.resolve("open");
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.save(MARKER, "{\"note\":\"" + MARKER + "\"}", MARKER);
            workspace.backup();
            workspace.putSetting(MARKER, MARKER);
        }
        assertThat(Workspace.setPassword(folder, null, password("one"))).isEmpty();
        Plaintext.assertNone(folder, MARKER);
        refused(Kind.PASSWORD_MISSING, () -> Workspace.open(folder));
        refused(Kind.PASSWORD_WRONG, () -> Workspace.setPassword(folder, password("two"), password("three")));

        assertThat(Workspace.setPassword(folder, password("one"), password("two"))).isEmpty();
        refused(Kind.PASSWORD_WRONG, () -> Workspace.open(folder, password("one")));
        try (Workspace workspace = Workspace.open(folder, password("two"))) {
            assertThat(workspace.check()).isEmpty();
            assertThat(workspace.setting(MARKER)).contains(MARKER);
        }
        try (Workspace view = Workspace.openBackup(folder, password("two"))) {
            assertThat(view.list()).hasSize(1);
        }
        assertThat(Workspace.backups(folder)).hasSize(1);

        assertThat(Workspace.setPassword(folder, password("two"), null)).isEmpty();
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).extracting(Saved::name).containsExactly(MARKER);
        }
        Workspace.openBackup(folder, null).close();
    }
}
