package tangency.storage.workspace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.Saved;
import tangency.storage.workspace.Workspace;

/** Many processes open one workspace at the same time: exactly one gets it, the others are told; when it is killed, the next one gets it by itself. */
class StartsTest {
    @TempDir
    Path temp;

    @Test
    void oneWriterOfEight() throws Exception {
        start(Children.plain(temp), 8, 3);
    }

    @Test
    @Tag("slow")
    void oneWriterOfAHundred() throws Exception {
        start(Children.archived(temp), 100, 20);
        Figures.tell("100 simultaneous starts", "20 times, one writer each time, killed each time but the last");
    }

    private void start(Children children, int processes, int times) throws Exception {
        Path folder = temp.resolve("workspace");
        List<Process> starters = new ArrayList<>();
        List<String> writers = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                starters.add(children.start(Starter.class, temp.resolve("errors" + i), folder.toString(), "P" + i));
            }
            for (Process starter : starters) {
                assertThat(starter.inputReader().readLine()).isEqualTo("ready");
            }
            for (int time = 0; time < times; time++) {
                writers.add(round(starters, time < times - 1));
            }
        } finally {
            for (Process starter : starters) {
                starter.destroyForcibly().waitFor();
            }
        }
        for (int i = 0; i < processes; i++) {
            assertThat(temp.resolve("errors" + i)).isEmptyFile();
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.list()).extracting(Saved::name).containsExactlyElementsOf(writers);
            assertThat(workspace.check()).isEmpty();
        }
    }

    /** All living processes try at once. @return the name of the one that got it */
    private static String round(List<Process> starters, boolean kill) throws Exception {
        Map<String, List<Integer>> said = new TreeMap<>();
        List<Integer> living = new ArrayList<>();
        for (int i = 0; i < starters.size(); i++) {
            if (starters.get(i).isAlive()) {
                living.add(i);
            }
        }
        Collections.rotate(living, living.size() / 2);
        for (int i : living) {
            tell(starters.get(i));
        }
        for (int i : living) {
            said.computeIfAbsent(starters.get(i).inputReader().readLine(), x -> new ArrayList<>()).add(i);
        }
        assertThat(said).containsOnlyKeys("writer", "refused OPEN_ELSEWHERE");
        assertThat(said.get("writer")).as("one writer").hasSize(1);
        int writer = said.get("writer").getFirst();
        if (kill) {
            starters.get(writer).toHandle().destroyForcibly();
            starters.get(writer).waitFor();
        } else {
            tell(starters.get(writer));
        }
        return "P" + writer;
    }

    private static void tell(Process starter) throws IOException {
        Writer in = starter.outputWriter();
        in.write("go\n");
        in.flush();
    }
}
