package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.WorkspaceException.Kind;

class OpeningTest {
    @TempDir
    Path temp;

    @Test
    void aSecondOpenerInThisProcessIsToldPlainlyAndTheFirstGoesOn() throws IOException {
        try (Workspace first = Workspace.open(temp)) {
            for (int i = 0; i < 2; i++) {
                assertThat(refused(Kind.OPEN_ELSEWHERE, () -> Workspace.open(temp))).contains(temp.toString())
                        .contains("open elsewhere");
            }
            Path link = Files.createSymbolicLink(temp.resolveSibling(temp.getFileName() + "-link"), temp);
            refused(Kind.OPEN_ELSEWHERE, () -> Workspace.open(link));
            Files.delete(link);
            first.save("A", "{}", "New");
        }
        try (Workspace again = Workspace.open(temp)) {
            assertThat(again.list()).hasSize(1);
        }
    }

    @Test
    void locksLeftByACrashMeanNothing() throws IOException {
        Files.writeString(temp.resolve(FolderLock.NAME), "left");
        Files.writeString(temp.resolve("workspace.new.mv.db"), "half a database");
        Files.writeString(temp.resolve("workspace.manifest.new"), "half a mark");
        try (Workspace workspace = Workspace.open(temp)) {
            assertThat(workspace.list()).isEmpty();
        }
    }

    @Test
    void aFileInPlaceOfTheFolder() throws IOException {
        Path file = Files.writeString(temp.resolve("prices.csv"), "date,A\n");
        assertThat(refused(Kind.NOT_A_FOLDER, () -> Workspace.open(file))).contains(file.toString())
                .contains("is a file");
        assertThat(refused(Kind.NOT_WRITABLE, () -> Workspace.open(file.resolve("below"))))
                .contains("cannot be created");
        assertThat(file).hasContent("date,A\n");
        refused(Kind.NOT_A_FOLDER, () -> Workspace.open(temp.resolve("a;INIT=RUNSCRIPT FROM 'x'")));
    }

    @Test
    void aFolderThatMayNotBeWrittenTo() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("fixed"));
        Path empty = Files.createDirectory(temp.resolve("empty"));
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.save("A", "{}", "New");
        }
        Path database = folder.resolve(Store.FILE);
        try {
            assumeTrue(unwritable(folder) && unwritable(empty),
                    "this user can write everywhere, and chattr does not serve");
            assertThat(refused(Kind.NOT_WRITABLE, () -> Workspace.open(folder))).contains(folder.toString())
                    .contains("cannot be written to");
            refused(Kind.NOT_WRITABLE, () -> Workspace.open(empty));
        } finally {
            writable(folder);
            writable(empty);
        }
        try {
            assumeTrue(unwritable(database));
            assertThat(refused(Kind.NOT_WRITABLE, () -> Workspace.open(folder))).contains(database.toString());
        } finally {
            writable(database);
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).hasSize(1);
        }
    }

    /** Permissions do not hold the superuser; the immutable attribute does, where the file system has it. */
    private static boolean unwritable(Path path) throws Exception {
        assertThat(path.toFile().setWritable(false)).isTrue();
        return !Files.isWritable(path) || (chattr("+i", path) && !Files.isWritable(path));
    }

    private static void writable(Path path) throws Exception {
        chattr("-i", path);
        assertThat(path.toFile().setWritable(true)).isTrue();
    }

    private static boolean chattr(String flag, Path path) throws Exception {
        try {
            Process process = new ProcessBuilder("chattr", flag, path.toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program here
        }
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAlone() {
        Workspace.open(temp).close();
        Sql.run(temp, """
                INSERT INTO "flyway_schema_history"
                SELECT 2, '99', 'later', "type", 'V99__later.sql', 1, "installed_by", "installed_on", 1, TRUE
                FROM "flyway_schema_history" WHERE "version" = '1'""");
        assertThat(refused(Kind.NEWER, () -> Workspace.open(temp))).contains(temp.toString()).contains("99")
                .contains("Update the program");
        Sql.run(temp, "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '99'");
        Workspace.open(temp).close();
    }

    @Test
    void aDatabaseThatIsNotOurs() {
        Sql.run(temp, "CREATE USER IF NOT EXISTS tangency PASSWORD '' ADMIN", "CREATE TABLE t (x INT)");
        refused(Kind.NOT_A_WORKSPACE, () -> Workspace.open(temp));
    }

    @Test
    void aDatabaseWithCodeInIt() {
        Workspace.open(temp).close();
        Sql.run(temp, "ALTER TABLE setting RENAME TO hidden", "CREATE VIEW setting AS SELECT * FROM hidden");
        assertThat(refused(Kind.NOT_A_WORKSPACE, () -> Workspace.open(temp))).contains("not opened");
    }
}
