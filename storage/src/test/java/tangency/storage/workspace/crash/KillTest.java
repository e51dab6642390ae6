package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.Workspace;

/**
 * A process that changes a workspace is killed (SIGKILL) at a random moment. The next one, a fresh process as well, finds what the first said was
 * acknowledged, all of it whole, and besides that at most the change in flight.
 */
class KillTest {
    /** So many kills hit one workspace before it is checked to the end and a new one begun. */
    private static final int EACH = 20;

    @TempDir
    Path temp;

    private final List<Long> milliseconds = new ArrayList<>();
    private int acknowledged;
    private int whileOpening;

    @Test
    void nothingAcknowledgedIsLost() throws Exception {
        kill(Children.plain(temp), 1, 4);
    }

    @Test
    @Tag("slow")
    void nothingAcknowledgedIsLostInFiveHundredKills() throws Exception {
        Children children = Children.archived(temp);
        for (int i = 0; i < 500 / EACH; i++) {
            kill(children, i, EACH);
        }
        Figures.tell("kill -9 at random moments", 500 + " kills, " + whileOpening + " of them while opening; "
                + acknowledged + " changes acknowledged, 0 lost; reopened in " + Figures.percentiles(milliseconds));
    }

    private void kill(Children children, int folderNumber, int times) throws Exception {
        Path folder = temp.resolve("workspace" + folderNumber);
        Random random = new Random(folderNumber);
        List<Model> possible = List.of(Model.EMPTY);
        for (int round = 0; round <= times; round++) {
            boolean last = round == times;
            String as = "workspace " + folderNumber + ", kill " + round;
            int wait = last ? Integer.MAX_VALUE : random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(50);
            int more = random.nextInt(wait == 0 ? 700 : 30);
            long seed = 1_000L * folderNumber + round;
            Path errors = temp.resolve("errors");
            Process child = last
                    ? children.start(Worker.class, errors, folder.toString(), "0", "0")
                    : children.start(Worker.class, errors, folder.toString(), String.valueOf(seed));
            if (wait == 0) {
                Thread.sleep(more);
                child.toHandle().destroyForcibly();
            }
            List<String> said = read(child, wait, more);
            assertThat(errors).as(as).isEmptyFile();
            if (!said.isEmpty()) {
                String[] open = said.getFirst().split(" ");
                Model found = possible.stream().filter(m -> m.hash().equals(open[2])).findFirst()
                        .orElseThrow(() -> new AssertionError(as + ": what was acknowledged is not what is there"));
                possible = following(found, seed, said.size() - 1);
                milliseconds.add(Long.parseLong(open[1]));
                acknowledged += said.size() - 1;
            } else {
                assertThat(wait).as("%s: silent, though it was not killed while it opened", as).isZero();
                whileOpening++;
            }
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.check()).isEmpty();
            assertThat(Model.of(workspace)).isEqualTo(possible.getFirst());
        }
    }

    /** What may be there after so many changes of that seed were acknowledged: they, or they and the one in flight. */
    private static List<Model> following(Model found, long seed, int acknowledged) {
        Worker.Work work = new Worker.Work(seed, found);
        for (int i = 0; i < acknowledged; i++) {
            work.made(work.next());
        }
        return List.of(work.model(), work.next().on(work.model()));
    }

    /** Reads to the end, killing the child some milliseconds after so many lines. */
    private static List<String> read(Process child, int lines, int milliseconds)
            throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (said.size() == lines) {
                    Thread.sleep(milliseconds);
                    child.toHandle().destroyForcibly(); // and read on: Process would close the stream on lines it said before
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return said;
    }
}
