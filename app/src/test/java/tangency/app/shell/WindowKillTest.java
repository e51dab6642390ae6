package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.app.session.ScenarioShelf;

/** A window that is killed at a random moment loses at most the drag in flight, and leaves nothing that needs a hand. */
class WindowKillTest {
    @TempDir
    Path temp;

    @Test
    @Tag("slow")
    void everyEditThatWasSaidToBeSavedIsThere_withItsHistory() throws Exception {
        int kills = Integer.getInteger("tangency.kills", 10);
        Path folder = temp.resolve("w");
        Random random = new Random(11);
        List<String> acknowledged = new ArrayList<>();
        int begun = 0;
        int safe = 0;
        for (int round = 0; round < kills; round++) {
            Process child = start(folder, begun + 1, temp.resolve("errors" + round));
            int enough = begun + 3 + random.nextInt(20);
            try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
                    if (line.startsWith("begin")) {
                        begun = number;
                    } else {
                        safe = number;
                        acknowledged.add("Edit " + number);
                    }
                    if (safe == enough) {
                        Thread.sleep(random.nextInt(40));
                        child.toHandle().destroyForcibly();
                    }
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertThat(safe).isGreaterThanOrEqualTo(enough);
            // The scenario that was open is open again, as it was.
            Start again = Start.in(folder, null);
            try {
                assertThat(again.trouble()).isNull();
                String notes = again.scenario().notes();
                assertThat(notes).isIn("edit " + safe + " step 3", "edit " + begun + " step 3");
                String id = tangency.app.Toy.there(again.item()).id();
                List<String> labels = again.shelf().history(id).stream().map(ScenarioShelf.Version::label).toList();
                assertThat(labels).containsAll(acknowledged);
            } finally {
                again.shelf().close();
            }
        }
    }

    private static Process start(Path folder, int first, Path errors) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!argument.startsWith("-javaagent") && !argument.startsWith("-Xmx")) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-Xmx400m", "-cp", System.getProperty("java.class.path"), EditingChild.class.getName(),
                folder.toString(), String.valueOf(first)));
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }
}
