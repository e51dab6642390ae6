package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tangency.app.cli.Cli.document;
import static tangency.app.cli.Cli.meanRisk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.workspace.Workspace;
import tools.jackson.databind.JsonNode;

class WorkspaceCommandTest {
    @TempDir
    Path folder;

    private Path workspace = Path.of("");

    @BeforeEach
    void place() {
        workspace = folder.resolve("workspace");
    }

    private Path scenario(String name) {
        Map<String, Object> document = document(Map.of("prices", "workspace:prices.csv"), meanRisk("minimise-risk"),
                null);
        document.put("name", name);
        return Cli.scenario(folder, name.replaceAll("[^A-Za-z]", "") + ".json", document);
    }

    private List<String> imported(Object... paths) {
        Object[] arguments = Stream.concat(Stream.of("workspace", "import", "--workspace", workspace),
                Stream.of(paths)).toArray();
        Cli.Result result = Cli.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        return result.out().lines().toList();
    }

    @Test
    void scenario_goesInIsListedShownAndComesOutAgain() throws IOException {
        Path first = scenario("First, with a space");
        List<String> lines = imported(first);
        String sha = ScenarioCodec.sha256(ScenarioCodec.read(first));
        assertThat(lines).hasSize(1);
        String[] words = lines.getFirst().split(" ", 4);
        assertThat(words[0]).isEqualTo("saved");
        assertThat(words[2]).isEqualTo(sha);
        assertThat(words[3]).isEqualTo("First, with a space");

        JsonNode list = Cli.run("workspace", "list", "--workspace", workspace).json();
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.get(0).path("id").asString()).isEqualTo(words[1]);
        assertThat(list.get(0).path("sha256").asString()).isEqualTo(sha);
        assertThat(list.get(0).path("saved").asString()).isNotBlank();

        Path shown = folder.resolve("shown.json");
        assertThat(Cli.run("workspace", "show", words[1], "--workspace", workspace, "--out", shown).code()).isZero();
        assertThat(ScenarioCodec.read(shown)).isEqualTo(ScenarioCodec.read(first));
    }

    @Test
    void zip_carriesScenariosAndDatasetsToAnotherWorkspace() throws IOException {
        imported(scenario("One"), scenario("Two"));
        try (Workspace open = Workspace.open(workspace)) {
            open.putDataset("prices.csv", prices());
        }
        Path zip = folder.resolve("all.zip");
        assertThat(Cli.run("workspace", "export", "--workspace", workspace, "--out", zip).code()).isZero();
        Path second = folder.resolve("second");
        Cli.Result result = Cli.run("workspace", "import", "--workspace", second, zip);
        assertThat(result.out().lines()).hasSize(2);

        List<String> before = hashes(workspace);
        assertThat(hashes(second)).containsExactlyElementsOf(before);
        // The dataset came along: a scenario on it can be solved.
        Cli.Result solved = Cli.run("solve", folder.resolve("One.json"), "--workspace", second);
        assertThat(solved.code()).as(solved.err()).isZero();
    }

    private static List<String> hashes(Path workspace) {
        return Cli.run("workspace", "list", "--workspace", workspace).json().valueStream()
                .map(s -> s.path("sha256").asString()).toList();
    }

    private static byte[] prices() {
        StringBuilder text = new StringBuilder("date,AAA,BBB\n");
        for (int t = 1; t < 28; t++) {
            text.append("2021-02-").append(t < 10 ? "0" : "").append(t).append(',').append(100 + t % 5).append(',')
                    .append(50 + t % 7).append('\n');
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void folder_isImportedFileByFile_whatIsNoScenarioIsNamedAndTheRestSaved() throws IOException {
        scenario("Alpha");
        scenario("Beta");
        Cli.file(folder, "Broken.json", "{\"format\": \"tangency-scenario/1\"}");
        Cli.file(folder, "notes.txt", "not for import");
        Cli.Result result = Cli.run("workspace", "import", "--workspace", workspace, folder,
                folder.resolve("absent.json"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.startsWith("saved s-"));
        assertThat(result.complaints()).hasSize(1);
        assertThat(result.err()).contains("Broken.json").contains("(and 1 more)");
        assertThat(hashes(workspace)).hasSize(2);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Cli.run("workspace", "import", "--workspace", workspace, empty).code()).isEqualTo(2);
    }

    @Test
    void import_writesItsLinesToOut() throws IOException {
        Path lines = folder.resolve("lines.txt");
        Cli.Result result = Cli.run("workspace", "import", "--workspace", workspace, scenario("One"), "--out", lines);

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(Files.readString(lines)).startsWith("saved s-").endsWith(" One\n");
    }

    @Test
    void reading_makesNoWorkspaceWhereThereIsNone() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        for (String verb : List.of("list", "check")) {
            Cli.Result result = Cli.run("workspace", verb, "--workspace", plain);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("no workspace in this folder");
        }
        assertThat(Cli.run("workspace", "list", "--workspace", folder.resolve("absent")).err())
                .contains("no such folder");
        try (Stream<Path> files = Files.list(plain)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void workspaceThatIsOpenElsewhere_isRefusedPlainly() {
        Path one = scenario("One");
        imported(one);
        try (Workspace open = Workspace.open(workspace)) {
            for (Cli.Result result : List.of(Cli.run("workspace", "list", "--workspace", workspace),
                    Cli.run("workspace", "import", "--workspace", workspace, one))) {
                assertThat(result.code()).isEqualTo(2);
                assertThat(result.complaints()).hasSize(1);
                assertThat(result.err()).contains(String.valueOf(workspace.getFileName())).contains("open");
                assertThat(result.out()).isEmpty();
            }
            assertThat(open.list()).hasSize(1);
        }
    }

    @Test
    void unknownId_isRefused() {
        imported(scenario("One"));
        Cli.Result result = Cli.run("workspace", "show", "s-999999", "--workspace", workspace);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("s-999999");
    }

    @Test
    void damage_isNamedWithExitCodeOne() throws IOException {
        imported(scenario("One"), scenario("Two"));
        assertThat(Cli.run("workspace", "check", "--workspace", workspace).code()).isZero();
        Path database;
        try (Stream<Path> files = Files.list(workspace)) {
            database = files.filter(f -> f.toString().endsWith(".mv.db")).findFirst().orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.setLength(0);
        }
        for (String verb : List.of("check", "list")) {
            Cli.Result result = Cli.run("workspace", verb, "--workspace", workspace);
            assertThat(result.code()).as(verb + " " + result.err()).isEqualTo(1);
            assertThat(result.err()).contains("damaged");
        }
    }

    @Test
    void marketInAWorkspace_needsToBeToldWhich() {
        Path scenario = scenario("One");
        Cli.Result result = Cli.run("solve", scenario);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.complaints()).hasSize(1);
        assertThat(result.err()).contains("workspace:prices.csv").contains("--workspace DIR");
        assertThat(Cli.run("solve", scenario, "--workspace", folder.resolve("absent")).err())
                .contains("there is no workspace");
        imported(scenario);
        assertThat(Cli.run("solve", scenario, "--workspace", workspace).err()).contains("workspace:prices.csv")
                .contains("There is no dataset");
    }

    @Test
    void folderThatIsReadOnly_isRefusedPlainly() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        org.junit.jupiter.api.Assumptions.assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed),
                "needs a folder that this user may not write to");
        Cli.Result result = Cli.run("workspace", "import", "--workspace", closed, scenario("One"));
        closed.toFile().setWritable(true);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.complaints()).hasSize(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void password_comesFromAFileAndItsFaultsAreBadInput() {
        Path one = scenario("One");
        Path right = Cli.file(folder, "right", "correct horse\n");
        Path wrong = Cli.file(folder, "wrong", "battery staple\n");
        Cli.Result made = Cli.run("workspace", "import", "--workspace", workspace, "--password-file", right, one);
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(Cli.run("workspace", "list", "--workspace", workspace, "--password-file", right).json().size())
                .isEqualTo(1);
        for (Object[] given : new Object[][]{{"--password-file", wrong}, {"--password-file", folder.resolve("absent")},
                {"--password-file", Cli.file(folder, "empty", "\n")}}) {
            Cli.Result refused = Cli.run("workspace", "list", "--workspace", workspace, given[0], given[1]);
            assertThat(refused.code()).as(refused.err()).isEqualTo(2);
            assertThat(refused.complaints()).hasSize(1);
            assertThat(refused.err()).doesNotContain("battery").doesNotContain("horse");
        }
        assertThat(Cli.run("solve", one, "--workspace", workspace, "--password-file", right).err())
                .contains("There is no dataset");
        Path second = Cli.file(folder, "second", "battery staple");
        assertThat(Cli.run("workspace", "password", "--workspace", workspace, "--password-file", right,
                "--new-password-file", second).code()).isZero();
        assertThat(Cli.run("workspace", "check", "--workspace", workspace, "--password-file", wrong).code()).isZero();
        assertThat(Cli.run("workspace", "password", "--workspace", workspace, "--password-file", wrong, "--remove")
                .code()).isZero();
        assertThat(Cli.run("workspace", "check", "--workspace", workspace).code()).isZero();
        assertThat(Cli.run("workspace", "list", "--workspace", workspace, "--password-file", right).err())
                .contains("not encrypted");
    }

    @Test
    void backup_isMadeListedAndRestored() throws IOException {
        imported(scenario("One"));
        Cli.Result made = Cli.run("workspace", "backup", "--workspace", workspace);
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.json().path("verified").asBoolean()).isTrue();
        String name = made.json().path("name").asString();
        imported(scenario("Two"), scenario("Three"));
        JsonNode list = Cli.run("workspace", "backup", "--list", "--workspace", workspace).json();
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.get(0).path("name").asString()).isEqualTo(name);

        Cli.Result restored = Cli.run("workspace", "restore", "--workspace", workspace);
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.json().path("lost").asInt()).isEqualTo(2);
        assertThat(Path.of(restored.json().path("replaced").asString())).isDirectory();
        assertThat(restored.err()).contains("2 later changes");
        assertThat(hashes(workspace)).hasSize(1);
        assertThat(Cli.run("workspace", "restore", "--workspace", workspace, "--backup", "2001-01-01").code())
                .isEqualTo(2);
        Files.delete(workspace.resolve("workspace.mv.db"));
        assertThat(Cli.run("workspace", "restore", "--workspace", workspace, "--backup", name).code()).isZero();
        assertThat(hashes(workspace)).hasSize(1);
        Path none = Files.createDirectory(folder.resolve("none"));
        for (String verb : List.of("backup", "restore")) {
            assertThat(Cli.run("workspace", verb, "--workspace", none).code()).isEqualTo(2);
        }
    }
}
