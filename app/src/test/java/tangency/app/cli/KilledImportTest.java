package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.app.cli.Cli.document;
import static tangency.app.cli.Cli.meanRisk;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.app.Main;
import tools.jackson.databind.JsonNode;

/** {@code workspace import} is killed at a random moment: the workspace lists every document of which it said that it was saved. */
class KilledImportTest {
    private static final int DOCUMENTS = 60;

    @TempDir
    Path temp;

    @Test
    void whatItSaidWasSavedIsListed() throws Exception {
        kill(2);
    }

    @Test
    @Tag("slow")
    void whatItSaidWasSavedIsListedAfterThirtyKills() throws Exception {
        kill(30);
    }

    private void kill(int times) throws Exception {
        Path workspace = temp.resolve("workspace");
        Random random = new Random(3);
        List<String> said = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            Path errors = temp.resolve("errors" + time);
            Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp",
                    System.getProperty("java.class.path"), Main.class.getName(), "workspace", "import", "--workspace",
                    workspace.toString(), documents(time).toString()).redirectError(errors.toFile()).start();
            int enough = said.size() + 1 + random.nextInt(DOCUMENTS - 5);
            try (BufferedReader lines = child.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.add(line);
                    if (said.size() == enough) {
                        Thread.sleep(random.nextInt(20));
                        child.toHandle().destroyForcibly(); // and read on: Process would close the stream on lines it said before
                    }
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertThat(errors).isEmptyFile();
            assertThat(said).hasSizeGreaterThanOrEqualTo(enough).allMatch(line -> line.startsWith("saved "));
            JsonNode list = Cli.run("workspace", "list", "--workspace", workspace).json();
            List<String> listed = list.valueStream().map(saved -> "saved " + saved.path("id").asString() + " "
                    + saved.path("sha256").asString() + " " + saved.path("name").asString()).toList();
            assertThat(listed).containsAll(said);
            assertThat(list.size()).as("and in each run at most the one in flight").isBetween(said.size(),
                    said.size() + time + 1);
            assertThat(Cli.run("workspace", "check", "--workspace", workspace).code()).isZero();
        }
    }

    private Path documents(int time) throws Exception {
        Path folder = Files.createDirectory(temp.resolve("documents" + time));
        for (int i = 0; i < DOCUMENTS; i++) {
            Map<String, Object> document = document(Map.of("prices", "prices.csv"), meanRisk("minimise-risk"), null);
            document.put("name", "Scenario " + time + " " + i);
            document.put("notes", "note ".repeat(i % 10 == 0 ? 60_000 : 100));
            Cli.scenario(folder, "s" + i + ".json", document);
        }
        return folder;
    }
}
