package tangency.storage.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.storage.workspace.WorkspaceTest.refused;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.workspace.WorkspaceException.Kind;

/** A process that changes a workspace is killed at a random moment: what it said was acknowledged is there, whole. */
class KillTest {
    @TempDir
    Path temp;

    @Test
    void nothingAcknowledgedIsLost() throws Exception {
        kill(4);
    }

    @Test
    @Tag("slow")
    void nothingAcknowledgedIsLostInFortyKills() throws Exception {
        kill(40);
    }

    private void kill(int times) throws Exception {
        Path folder = temp.resolve("w");
        Random random = new Random(5);
        List<String> said = new ArrayList<>();
        for (int round = 0; round < times; round++) {
            Path errors = temp.resolve("errors" + round);
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                    SavingChild.class.getName(), folder.toString(),
                    String.valueOf(round)).redirectError(errors.toFile()).start();
            int before = said.size();
            int enough = before + 8 + random.nextInt(60);
            try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.add(line);
                    if (round == 0 && said.size() == 2) {
                        assertThat(refused(Kind.OPEN_ELSEWHERE, () -> Workspace.open(folder)))
                                .contains("open elsewhere");
                    }
                    if (said.size() == enough) {
                        Thread.sleep(random.nextInt(30));
                        child.toHandle().destroyForcibly(); // and read on: Process would close the stream on lines it said before
                    }
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertThat(Files.readString(errors)).as("the child is silent on standard error").isEmpty();
            assertThat(said.size()).as("changes were acknowledged").isGreaterThanOrEqualTo(enough);
            acknowledgedIsThere(folder, said);
        }
    }

    private static void acknowledgedIsThere(Path folder, List<String> said) {
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.check()).isEmpty();
            for (String line : said) {
                String[] words = line.split(" ", 4);
                switch (words[0]) {
                    case "saved" -> {
                        if (workspace.list().stream().noneMatch(s -> s.id().equals(words[1]))) {
                            assertThat(said).contains("deleting " + words[1]);
                            workspace.undelete(words[1]);
                        }
                        assertThat(workspace.history(words[1])).anyMatch(v -> v.sha256().equals(words[2]));
                    }
                    case "deleted" -> workspace.delete(words[1]);
                    case "dataset" -> assertThat(workspace.datasets())
                            .anyMatch(d -> line.equals("dataset " + d.sha256() + " " + d.name()));
                    default -> assertThat(line).matches("open|deleting .*");
                }
            }
        }
    }
}
