package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.storage.workspace.EncryptionTest.password;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.WorkspaceException.Kind;

/** Upgrades to a schema that a later version might have. */
class UpgradeTest {
    static final Schema LATER = with("later");
    private static final String DOCUMENT = "{\"name\":\"Alpha\"}";

    @TempDir
    Path temp;

    private static Schema with(String folder) {
        return new Schema(List.of(Schema.CURRENT.locations().getFirst(),
                "classpath:tangency/storage/workspace/" + folder), "2");
    }

    static Workspace later(Path folder, @Nullable Password password) {
        return new Workspace(Records.open(folder, InstantSource.system(), password, LATER));
    }

    private Path filled(@Nullable Password password, int kilobytes) {
        Path folder = temp.resolve("w");
        byte[] bytes = new byte[kilobytes * 1024];
        new Random(1).nextBytes(bytes);
        try (Workspace workspace = Workspace.open(folder, password)) {
            workspace.save("Alpha", DOCUMENT, "New");
            workspace.putDataset("prices.csv", bytes);
        }
        return folder;
    }

    @Test
    void theNewestScriptIsWhatTheSchemaSays() {
        for (Schema schema : List.of(Schema.CURRENT, LATER)) {
            JdbcDataSource none = new JdbcDataSource();
            none.setURL("jdbc:h2:mem:none");
            assertThat(schema.state(none).known()).isEqualTo(schema.newest());
        }
    }

    @Test
    void anOlderWorkspaceIsBroughtUpToDateAndTheOldOneKept() {
        Path folder = filled(null, 10);
        try (Workspace workspace = later(folder, null)) {
            assertThat(workspace.check()).isEmpty();
            assertThat(workspace.load("s-000001")).isEqualTo(DOCUMENT);
            workspace.backup();
        }
        assertThat(refused(Kind.NEWER, () -> Workspace.open(folder))).contains("schema is 2")
                .contains("Update the program");
        Backup kept = Workspace.backups(folder).stream().filter(b -> b.name().endsWith(Backups.BEFORE_UPGRADE))
                .findFirst().orElseThrow();
        assertThat(kept.verified()).isTrue();
        try (Workspace view = Workspace.openBackup(folder, kept.name(), null)) {
            assertThat(view.check()).isEmpty();
            assertThat(view.load("s-000001")).isEqualTo(DOCUMENT);
        }
        // The version that made it can go back to it.
        assertThat(Workspace.restore(folder, kept.name(), null).lost()).hasValue(0);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).hasSize(1);
        }
        assertThat(folder.resolve(Records.FRESH + Database.END)).doesNotExist();
    }

    @Test
    void anEncryptedOneStaysEncrypted() throws IOException {
        Path folder = filled(password("secret"), 10);
        try (Workspace workspace = later(folder, password("secret"))) {
            assertThat(workspace.check()).isEmpty();
        }
        Plaintext.assertNone(folder, "Alpha");
    }

    @Test
    void anUpgradeThatLosesSomethingIsNotMade() {
        Path folder = filled(null, 10);
        assertThat(refused(Kind.WRITE_FAILED,
                () -> Records.open(folder, InstantSource.system(), null, with("wrong"))))
                .contains("The original is as it was");
        assertThat(Workspace.backups(folder)).isEmpty();
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.check()).isEmpty();
        }
    }

    @Test
    void whatWasDamagedBeforeDoesNotStandInTheWay() {
        Path folder = filled(null, 10);
        Sql.run(folder, "DELETE FROM content_part WHERE OCTET_LENGTH(bytes) < 20");
        try (Workspace workspace = later(folder, null)) {
            assertThat(workspace.check()).hasSize(1);
            assertThat(workspace.dataset("prices.csv")).hasSize(10 * 1024);
        }
    }

    @Test
    void aKillLeavesTheOldOrTheNew() throws Exception {
        kill(2);
    }

    @Test
    @Tag("slow")
    void fiftyKillsLeaveTheOldOrTheNew() throws Exception {
        kill(50);
    }

    private void kill(int times) throws Exception {
        Path made = filled(null, 6 * 1024);
        Random random = new Random(9);
        for (int round = 0; round < times; round++) {
            Path folder = Files.createDirectory(temp.resolve("k" + round));
            for (String file : List.of(Store.FILE, ManifestFile.NAME)) {
                Files.copy(made.resolve(file), folder.resolve(file));
            }
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    Child.class.getName(), folder.toString()).redirectErrorStream(true).start();
            try {
                String said = child.inputReader(StandardCharsets.UTF_8).readLine();
                assertThat(said).isEqualTo("opening");
                Thread.sleep(random.nextInt(2500));
            } finally {
                child.destroyForcibly().waitFor();
            }
            try (Workspace workspace = later(folder, null)) {
                assertThat(workspace.check()).as("round %d", round).isEmpty();
                assertThat(workspace.load("s-000001")).isEqualTo(DOCUMENT);
                assertThat(workspace.list()).hasSize(1);
                assertThat(workspace.datasets()).hasSize(1);
            }
            assertThat(Workspace.backups(folder)).anyMatch(b -> b.verified() && b.changes() == 2);
        }
    }

    /** Opens a workspace of an older schema, and says so before. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) {
            System.out.println("opening");
            System.out.flush();
            later(Path.of(args[0]), null).close();
        }
    }
}
