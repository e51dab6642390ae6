package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;
import tangency.storage.workspace.WorkspaceException.Kind;
import tangency.storage.workspace.crash.FaultyDisk.Fault;

/** The k-th write, force or truncation fails, from the making of the workspace on: what was acknowledged is there, what was not said so. */
@Isolated("the disk fails for the whole process")
class FaultTest {
    @TempDir
    Path temp;

    @BeforeEach
    void faultyDisk() {
        FaultyDisk.install();
    }

    @AfterEach
    void soundDisk() {
        FaultyDisk.remove();
    }

    @Test
    void everyHundredthWriteFails() throws IOException {
        for (int k = 1; k <= 1_000; k += 100) {
            attempt(k, Fault.values()[(k / 100) % 5]);
        }
    }

    @Test
    @Tag("slow")
    void everyWriteFails() throws IOException {
        for (int k = 1; k <= 1_000; k++) {
            attempt(k, Fault.values()[k % 5]);
        }
    }

    /** Making a workspace and its first changes. */
    @Test
    @Tag("slow")
    void theFirstWritesFailInEveryWay() throws IOException {
        for (int k = 1; k <= 60; k++) {
            for (Fault fault : Fault.values()) {
                attempt(k, fault);
            }
        }
    }

    private void attempt(int k, Fault fault) throws IOException {
        String as = "operation " + k + ", " + fault;
        Path folder = Files.createDirectory(temp.resolve(k + "-" + fault));
        FaultyDisk.failAt(k, fault);
        Model before = Model.EMPTY;
        Model after = before;
        @Nullable
        WorkspaceException told = null;
        try (Workspace workspace = Workspace.open(folder)) {
            Random random = new Random(k);
            boolean atOpening = FaultyDisk.happened(); // the shutdown mark of the new database, say, which nothing depends on
            for (int i = 0; told == null && !(atOpening && i == 3); i++) {
                Change change = Change.random(random, String.valueOf(i), before);
                after = change.on(before);
                try {
                    change.make(workspace);
                    before = after;
                } catch (WorkspaceException e) {
                    told = e;
                    assertThat(e.kind()).as(as).isEqualTo(Kind.WRITE_FAILED);
                    assertThat(e).as(as).hasMessageContaining("not saved").hasMessageContaining(folder.toString());
                }
                assertThat(FaultyDisk.happened()).as("%s: said, and no sooner", as)
                        .isEqualTo(told != null || atOpening);
            }
            if (told != null) {
                noMoreChanges(workspace, as);
            }
        } catch (WorkspaceException e) {
            // Opening failed, or closing did.
            assertThat(FaultyDisk.happened()).as("%s: %s", as, e.getMessage()).isTrue();
            assertThat(e.kind()).as("%s: %s", as, e.getMessage()).isIn(Kind.NOT_WRITABLE, Kind.WRITE_FAILED);
            told = e;
        }
        if (fault == Fault.FULL && told != null) {
            assertThat(told).as(as).hasMessageContaining("the disk is full");
        }
        FaultyDisk.heal();
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.check()).as(as).isEmpty();
            assertThat(Model.of(workspace)).as(as).isIn(before, after);
            workspace.save("And on", "{}", "New");
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).as(as).anyMatch(s -> s.name().equals("And on"));
        }
        Folders.delete(folder);
    }

    @Test
    void someWritesOfABackupAndARestoreFail() throws IOException {
        backupsAndRestores(60);
    }

    @Test
    @Tag("slow")
    void everyWriteOfABackupAndARestoreFails() throws IOException {
        backupsAndRestores(1);
    }

    private void backupsAndRestores(int step) throws IOException {
        Path folder = temp.resolve("workspace");
        Worker.Work work = new Worker.Work(5, Model.EMPTY);
        try (Workspace workspace = Workspace.open(folder)) {
            changes(workspace, work, 5);
            workspace.backup();
            boolean met = true;
            for (int k = 1; met; k += step) {
                met = false;
                for (Fault fault : Fault.values()) {
                    met |= backup(workspace, k, fault);
                    assertThat(Workspace.backups(folder)).isNotEmpty().allMatch(Backup::verified);
                }
                assertThat(met || k > 30).as("a backup has many operations").isTrue();
            }
            workspace.backup();
            changes(workspace, work, 3);
        }
        Model whole = work.model();
        Model older;
        try (Workspace backup = Workspace.openBackup(folder, null)) {
            older = Model.of(backup);
        }
        boolean met = true;
        for (int k = 1; met; k += step) {
            met = false;
            for (Fault fault : Fault.values()) {
                met |= restore(folder, k, fault);
                try (Workspace workspace = Workspace.open(folder)) {
                    assertThat(workspace.check()).isEmpty();
                    assertThat(Model.of(workspace)).as("operation %d, %s", k, fault).isIn(whole, older);
                }
            }
        }
    }

    private static void changes(Workspace workspace, Worker.Work work, int times) {
        for (int i = 0; i < times; i++) {
            Change change = work.next();
            change.make(workspace);
            work.made(change);
        }
    }

    /** @return whether the fault met it; then it said so, and the workspace goes on */
    private static boolean backup(Workspace workspace, int k, Fault fault) {
        FaultyDisk.failAt(k, fault);
        try {
            workspace.backup();
            return false;
        } catch (WorkspaceException e) {
            assertThat(FaultyDisk.happened()).isTrue();
            assertThat(e.kind()).as("operation %d, %s: %s", k, fault, e.getMessage()).isEqualTo(Kind.WRITE_FAILED);
            return true;
        } finally {
            FaultyDisk.heal();
        }
    }

    private static boolean restore(Path folder, int k, Fault fault) {
        FaultyDisk.failAt(k, fault);
        try {
            Workspace.restore(folder, null, null);
            return false;
        } catch (WorkspaceException e) {
            assertThat(FaultyDisk.happened()).isTrue();
            assertThat(e.kind()).as("operation %d, %s: %s", k, fault, e.getMessage()).isEqualTo(Kind.WRITE_FAILED);
            return true;
        } finally {
            FaultyDisk.heal();
        }
    }

    private static void noMoreChanges(Workspace workspace, String as) {
        try {
            workspace.save("After", "{}", "New");
            fail(as + ": takes changes though it does not know what is on disk");
        } catch (WorkspaceException e) {
            assertThat(e.kind()).as(as).isEqualTo(Kind.READ_ONLY);
        }
    }
}
