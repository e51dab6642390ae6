package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.crash.Worker.Task;

/** A process that writes the whole database anew, to make it small or under another password, is killed on the way: all is there, in the old file or the new. */
class RewriteKillTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path temp;

    private final Map<String, Integer> found = new TreeMap<>();

    @Test
    void aKillWhileThePasswordChanges() throws Exception {
        inPasswords(Children.plain(temp), 2);
    }

    @Test
    @Tag("slow")
    void fiftyKillsInChangesOfThePassword() throws Exception {
        inPasswords(Children.archived(temp), 50);
        Figures.tell("kill -9 in changes of the password", "50 kills, 0 lost; found " + found);
    }

    @Test
    @Tag("slow")
    void fiftyKillsInCompaction() throws Exception {
        Children children = Children.archived(temp);
        Path large = temp.resolve("large");
        Path copied = temp.resolve("copied");
        Model model = wasteful(large, copied);
        Random random = new Random(3);
        for (int kill = 0; kill < 50; kill++) {
            Path folder = temp.resolve("compacted-" + kill);
            Folders.copy(copied, folder);
            killAfter(children, folder, Task.NONE, null, 1, random.nextInt(900));
            found.merge(Files.size(folder.resolve("workspace.mv.db")) < 4 << 20 ? "small" : "large", 1, Integer::sum);
            try (Workspace workspace = Workspace.open(folder)) {
                assertThat(workspace.check()).isEmpty();
                assertThat(Model.of(workspace)).as("kill %d", kill).isEqualTo(model);
            }
        }
        assertThat(found).hasSize(2);
        Figures.tell("kill -9 in compaction", "50 kills, 0 lost; found " + found);
    }

    /** @return what is in a large file of which little is live; {@code copied} gets it, as closing it would make it small */
    private static Model wasteful(Path folder, Path copied) throws IOException {
        try (Workspace workspace = Workspace.open(folder)) {
            Worker.Work work = new Worker.Work(4, Model.EMPTY);
            for (int i = 0; i < 10; i++) {
                Change change = work.next();
                change.make(workspace);
                work.made(change);
            }
            for (int i = 0; i < 500; i++) {
                workspace.putSetting("last", i + "x".repeat(90_000));
            }
            workspace.backup(); // so that none is due
            Folders.copy(folder, copied);
            return Model.of(workspace);
        }
    }

    private void inPasswords(Children children, int kills) throws Exception {
        Path folder = temp.resolve("workspace");
        Model model;
        try (Workspace workspace = Workspace.open(folder)) {
            Worker.Work work = new Worker.Work(8, Model.EMPTY);
            for (int i = 0; i < 12; i++) {
                Change change = work.next();
                change.make(workspace);
                work.made(change);
            }
            workspace.backup();
            model = work.model();
        }
        Random random = new Random(9);
        for (int kill = 0; kill < kills; kill++) {
            // open, rekeying, rekeyed, open, …
            killAfter(children, folder, Task.PASSWORDS, PASSWORD, 2 + 3 * random.nextInt(2), random.nextInt(900));
            String now = Worker.itsPassword(folder, PASSWORD);
            found.merge(now == null ? "without" : "with a password", 1, Integer::sum);
            try (Workspace workspace = Worker.open(folder, now)) {
                assertThat(workspace.check()).isEmpty();
                assertThat(Model.of(workspace)).as("kill %d", kill).isEqualTo(model);
            }
            List<Backup> backups = Workspace.backups(folder);
            assertThat(backups).isNotEmpty().allMatch(Backup::verified);
            for (Backup backup : backups) {
                String its = Worker.itsPassword(Workspace.backupFolder(folder, backup), PASSWORD);
                try (Password secret = Worker.secret(its);
                        Workspace workspace = Workspace.openBackup(folder, backup.name(), secret)) {
                    assertThat(Model.of(workspace)).isEqualTo(model);
                }
            }
        }
    }

    /** Kills a child some milliseconds after its line of that number, if it still runs then. */
    private void killAfter(Children children, Path folder, Task task, @Nullable String password, int line,
            int milliseconds) throws Exception {
        Path errors = temp.resolve("errors");
        Process child = children.start(Worker.class, errors, password == null
                ? new String[]{folder.toString(), "1", task.name()}
                : new String[]{folder.toString(), "1", task.name(), password});
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < line; i++) {
                assertThat(out.readLine()).as("line %d", i).isNotNull();
            }
            Thread.sleep(milliseconds);
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(errors).isEmptyFile();
    }
}
