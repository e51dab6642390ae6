package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.storage.workspace.Backup;
import tangency.storage.workspace.Exchange;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;
import tangency.storage.workspace.WorkspaceException.Kind;

/** File systems of a few megabytes: what was acknowledged is there, what was not says that the disk is full. */
class FullDiskTest {
    @TempDir
    Path temp;

    private Path disk = Path.of("");
    private Path ballast = Path.of("");
    private boolean mounted;

    private void mount(int megabytes) throws Exception {
        disk = Files.createDirectory(temp.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", disk.toString());
        assumeTrue(mounted,
                "file systems cannot be mounted here: needs Linux and the superuser");
        ballast = Files.write(disk.resolve("ballast"), new byte[1 << 20]);
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", disk.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program here
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void whatWasAcknowledgedIsThere(int megabytes) throws Exception {
        mount(megabytes);
        Path folder = disk.resolve("workspace");
        Worker.Work work = new Worker.Work(megabytes, Model.EMPTY);
        int acknowledged = fill(folder, work);
        Model before = work.model();
        Model after = work.next().on(before);
        assertThat(acknowledged).isGreaterThan(5);

        // As long as the disk is full, it can be looked at, and says that it is full when it is to be changed.
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(Model.of(workspace)).isIn(before, after);
            assertThatThrownBy(() -> workspace.save("Large", "\"" + "x".repeat(20 << 20) + "\"", "New"))
                    .isInstanceOf(WorkspaceException.class).hasMessageContaining("the disk is full");
        } catch (WorkspaceException e) {
            assertThat(e).hasMessageContaining("the disk is full");
        }
        Files.delete(ballast);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.check()).isEmpty();
            assertThat(Model.of(workspace)).isIn(before, after);
            workspace.save("And on", "{}", "New");
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).anyMatch(s -> s.name().equals("And on"));
        }
        Figures.tell(megabytes + " MB file system", acknowledged + " changes acknowledged, 0 lost");
    }

    @Test
    void aBackupThatFindsNoRoomIsRefusedAndTheRestGoesOn() throws Exception {
        mount(8);
        Path folder = disk.resolve("workspace");
        Worker.Work work = new Worker.Work(3, Model.EMPTY);
        try (Workspace workspace = Workspace.open(folder)) {
            Change change = work.next();
            change.make(workspace);
            work.made(change);
            Backup first = workspace.backup();
            workspace.putDataset("large.bin", "application/octet-stream", random(3 << 20));
            assertThatThrownBy(workspace::backup).isInstanceOf(WorkspaceException.class)
                    .hasMessageContaining("the disk is full").hasMessageContaining(folder.toString());
            assertThat(Workspace.backups(folder)).containsExactly(first);
            Files.delete(ballast);
            workspace.save("And on", "{}", "New");
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.check()).isEmpty();
            assertThat(workspace.list()).anyMatch(s -> s.name().equals("And on"));
        }
        try (Workspace backup = Workspace.openBackup(folder, null)) {
            assertThat(Model.of(backup)).isEqualTo(work.model());
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** Makes changes until one fails. @return how many were acknowledged */
    private static int fill(Path folder, Worker.Work work) {
        int acknowledged = 0;
        try (Workspace workspace = Workspace.open(folder)) {
            while (true) {
                Change change = work.next();
                change.make(workspace);
                work.made(change);
                acknowledged++;
            }
        } catch (WorkspaceException e) {
            assertThat(e).hasMessageContaining("the disk is full").hasMessageContaining(folder.toString());
            assertThat(e.kind()).isEqualTo(Kind.WRITE_FAILED);
            return acknowledged;
        }
    }

    @Test
    void anExportThatFindsNoRoomLeavesTheOldFile() throws Exception {
        mount(4);
        Path old = Files.writeString(disk.resolve("export.zip"), "old");
        try (Workspace workspace = Workspace.open(temp.resolve("workspace"))) {
            workspace.putDataset("large.bin", "application/octet-stream", new byte[4 << 20]);
            assertThatThrownBy(() -> Exchange.exportZip(workspace, old)).isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertThat(workspace.dataset("large.bin")).hasSize(4 << 20);
            workspace.save("And on", "{}", "New");
        }
        assertThat(old).hasContent("old");
        try (Stream<Path> files = Files.list(disk)) {
            assertThat(files).containsExactlyInAnyOrder(old, ballast);
        }
    }
}
