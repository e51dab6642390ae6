package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    private List<Object> expected = List.of();

    @BeforeEach
    void aWorkspace() {
        sound = temp.resolve("sound");
        try (Workspace workspace = Workspace.open(sound)) {
            Worker.Work work = new Worker.Work(7, Model.EMPTY);
            for (int i = 0; i < 40; i++) {
                Change change = work.next();
                change.make(workspace);
                work.made(change);
            }
            assertThat(Model.of(workspace)).isEqualTo(work.model());
            expected = everything(workspace);
        }
    }

    @Test
    void someRot() throws Exception {
        damage(DATABASE, 30, 8, 8);
        damage(MARK, 10, 1, 5);
    }

    @Test
    @Tag("slow")
    void rotInTheDatabase() throws Exception {
        damage(DATABASE, 1_000, 200, 200);
    }

    @Test
    @Tag("slow")
    void rotInTheMark() throws Exception {
        damage(MARK, 1_000, 1, 200);
    }

    private void damage(String file, int flips, int zeroed, int truncations) throws Exception {
        StringBuilder figures = new StringBuilder();
        Random random = new Random(file.hashCode());
        figures.append(trials(file, "flipped bits", flips, (bytes, at) -> {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        })).append("; ").append(trials(file, "zeroed blocks", zeroed, (bytes, at) -> {
            int from = at / SECTOR * SECTOR;
            Arrays.fill(bytes, from, Math.min(bytes.length, from + SECTOR), (byte) 0);
            return bytes;
        })).append("; ").append(trials(file, "truncations", truncations, Arrays::copyOf));
        Figures.tell(file, figures.toString());
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
                copy(sound, folder);
                Files.write(folder.resolve(file), rot.of(whole.clone(), random.nextInt(whole.length)));
                try {
                    String outcome = executor.submit(() -> outcome(folder, as)).get(60, TimeUnit.SECONDS);
                    outcomes.merge(outcome, 1, Integer::sum);
                } catch (ExecutionException e) {
                    throw new AssertionError(as + ": " + e.getCause(), e.getCause());
                } catch (TimeoutException e) {
                    executor.shutdownNow();
                    throw new AssertionError(as + ": hangs", e);
                }
                delete(folder);
            }
        }
        return trials + " " + what + " " + outcomes;
    }

    /** What became of it: "harmless", or how it was refused. Anything else is thrown. */
    private String outcome(Path folder, String as) {
        String refused = null;
        try (Workspace workspace = Workspace.open(folder)) {
            try {
                assertThat(everything(workspace)).as(as).isEqualTo(expected);
                return "harmless";
            } catch (WorkspaceException e) {
                refused = "named";
                assertThat(e.kind()).as("%s: %s", as, e.getMessage()).isEqualTo(Kind.DAMAGED);
                assertThat(workspace.check()).as(as).isNotEmpty();
            }
        } catch (WorkspaceException e) {
            if (refused == null) {
                refused = e.kind().toString();
                assertThat(e.kind()).as("%s: %s", as, e.getMessage()).isIn(Kind.DAMAGED, Kind.NEWER,
                        Kind.NOT_A_WORKSPACE);
                assertThat(e).as(as).hasMessageContaining(folder.toString());
            }
        }
        salvaged(folder);
        return refused;
    }

    /** Saving what can be saved is possible or refused, in words. */
    private static void salvaged(Path folder) {
        try (Workspace workspace = Workspace.salvage(folder)) {
            workspace.check();
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

    private static void copy(Path from, Path to) throws IOException {
        for (String file : List.of(DATABASE, MARK)) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
