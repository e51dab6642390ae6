package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Saved;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;
import tangency.storage.workspace.WorkspaceException.Kind;

/** Whatever happens to a file: everything reads as it was, or a typed exception says that it does not, soon. */
class RotTest {
    private static final String DATABASE = "workspace.mv.db";
    private static final String MARK = "workspace.manifest";
    private static final int SECTOR = 4096;

    @TempDir
    Path temp;

    private Path sound = Path.of("");
    private String backup = "";
    private @Nullable String password;
    private List<Object> expected = List.of();

    private void workspace(@Nullable String secret, int changes) {
        sound = temp.resolve("sound");
        password = secret;
        try (Workspace workspace = Worker.open(sound, password)) {
            Worker.Work work = new Worker.Work(7, Model.EMPTY);
            for (int i = 0; i < changes; i++) {
                Change change = work.next();
                change.make(workspace);
                work.made(change);
            }
            assertThat(Model.of(workspace)).isEqualTo(work.model());
            expected = everything(workspace);
            backup = "backups/" + workspace.backup().name() + "/";
        }
    }

    @Test
    void someRot() throws Exception {
        workspace(null, 10);
        damage(DATABASE, 12, 4, 4);
        damage(MARK, 3, 1, 1);
        damage(backup + DATABASE, 2, 1, 1);
    }

    @Test
    @Tag("slow")
    void rotInTheDatabase() throws Exception {
        workspace(null, 40);
        damage(DATABASE, 1_000, 200, 200);
    }

    @Test
    @Tag("slow")
    void rotInTheMark() throws Exception {
        workspace(null, 40);
        damage(MARK, 1_000, 1, 200);
    }

    @Test
    @Tag("slow")
    void rotInABackup() throws Exception {
        workspace(null, 40);
        damage(backup + DATABASE, 1_000, 200, 200);
        damage(backup + MARK, 200, 1, 50);
        damage(backup + "backup.record", 200, 1, 50);
    }

    @Test
    @Tag("slow")
    void rotInAnEncryptedWorkspaceAndItsBackup() throws Exception {
        workspace("correct horse", 20);
        damage(DATABASE, 200, 50, 50);
        damage(backup + DATABASE, 50, 20, 20);
    }

    private void damage(String file, int flips, int zeroed, int truncations) throws Exception {
        StringBuilder figures = new StringBuilder();
        Random random = new Random(file.length());
        figures.append(trials(file, "flipped bits", flips, (bytes, at) -> {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        })).append("; ").append(trials(file, "zeroed blocks", zeroed, (bytes, at) -> {
            int from = at / SECTOR * SECTOR;
            Arrays.fill(bytes, from, Math.min(bytes.length, from + SECTOR), (byte) 0);
            return bytes;
        })).append("; ").append(trials(file, "truncations", truncations, Arrays::copyOf));
        Figures.tell((password == null ? "" : "encrypted ") + file.replaceAll("/.*/", "/"), figures.toString());
    }

    private interface Rot {
        byte[] of(byte[] bytes, int at);
    }

    private String trials(String file, String what, int trials, Rot rot) throws Exception {
        byte[] whole = Files.readAllBytes(sound.resolve(file));
        Random random = new Random(what.hashCode());
        Map<String, Integer> outcomes = new TreeMap<>();
        try (ExecutorService executor = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
            for (int trial = 0; trial < trials; trial++) {
                String as = file + ", " + what + ", trial " + trial;
                Path folder = Files.createDirectory(temp.resolve("trial"));
                Folders.copy(sound, folder);
                Files.write(folder.resolve(file), rot.of(whole.clone(), random.nextInt(whole.length)));
                try {
                    String outcome = executor.submit(() -> outcome(folder, file, as)).get(60, TimeUnit.SECONDS);
                    outcomes.merge(outcome, 1, Integer::sum);
                } catch (ExecutionException e) {
                    throw new AssertionError(as + ": " + e.getCause(), e.getCause());
                } catch (TimeoutException e) {
                    executor.shutdownNow();
                    throw new AssertionError(as + ": hangs", e);
                }
                Folders.delete(folder);
            }
        }
        return trials + " " + what + " " + outcomes;
    }

    /** What became of it: "harmless", or how it was refused. Anything else is thrown. What is refused is brought back, by the backup or from it. */
    private String outcome(Path folder, String file, String as) {
        boolean ofBackup = file.startsWith(backup);
        String outcome = ofBackup
                ? read(() -> openedBackup(folder), as)
                : read(() -> Worker.open(folder, password), as);
        if (!ofBackup && !outcome.equals("harmless")) {
            salvaged(folder);
        }
        try (Password secret = Worker.secret(password)) {
            Workspace.restore(folder, null, secret);
        } catch (WorkspaceException e) {
            assertThat(ofBackup).as("%s: %s", as, e.getMessage()).isTrue();
            assertThat(e.kind()).as("%s: %s", as, e.getMessage()).isIn(Kind.DAMAGED, Kind.NOT_FOUND);
        }
        try (Workspace workspace = Worker.open(folder, password)) {
            assertThat(everything(workspace)).as("%s, restored", as).isEqualTo(expected);
        }
        return outcome;
    }

    private Workspace openedBackup(Path folder) {
        try (Password secret = Worker.secret(password)) {
            return Workspace.openBackup(folder, secret);
        }
    }

    private String read(Supplier<Workspace> open, String as) {
        Workspace opened;
        try {
            opened = open.get();
        } catch (WorkspaceException e) {
            assertThat(e.kind()).as("%s: %s", as, e.getMessage()).isIn(Kind.DAMAGED, Kind.NEWER, Kind.NOT_A_WORKSPACE,
                    Kind.NOT_FOUND);
            assertThat(e).as(as).hasMessageContaining(temp.toString());
            return e.kind().toString();
        }
        try (opened) {
            assertThat(everything(opened)).as(as).isEqualTo(expected);
            return "harmless";
        } catch (WorkspaceException e) {
            assertThat(e.kind()).as("%s: %s", as, e.getMessage()).isEqualTo(Kind.DAMAGED);
            return "named";
        }
    }

    /** Saving what can be saved is possible or refused, in words. */
    private void salvaged(Path folder) {
        try (Password secret = Worker.secret(password); Workspace workspace = Workspace.salvage(folder, secret)) {
            assertThat(workspace.check()).isNotEmpty();
            for (Saved saved : workspace.list()) {
                loaded(workspace, saved);
            }
        } catch (WorkspaceException e) {
            assertThat(e).hasMessageContaining(folder.toString());
        }
    }

    private static @Nullable String loaded(Workspace workspace, Saved saved) {
        try {
            return workspace.load(saved.id());
        } catch (WorkspaceException e) {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.DAMAGED);
            return null;
        }
    }

    private static List<Object> everything(Workspace workspace) {
        List<Object> all = new ArrayList<>(List.of(Model.of(workspace)));
        all.addAll(workspace.list());
        workspace.list().forEach(s -> all.add(workspace.history(s.id())));
        workspace.list().forEach(s -> all.add(workspace.study(s.id())));
        all.addAll(workspace.datasets());
        return all;
    }
}
