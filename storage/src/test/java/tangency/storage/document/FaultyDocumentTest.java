package tangency.storage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.market.Finding;
import tangency.storage.document.DocumentException.Problem;

/** Documents named for what is wrong with them, each with all that is to be said of it ({@code expected.tsv}). */
class FaultyDocumentTest {
    private record Expected(String place, String part) {}

    private static Path folder() throws URISyntaxException {
        URL url = Objects.requireNonNull(FaultyDocumentTest.class.getResource("faulty"));
        return Path.of(new URI(url.toString()));
    }

    private static Map<String, List<Expected>> expected() throws IOException, URISyntaxException {
        Map<String, List<Expected>> expected = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder().resolve("expected.tsv"))) {
            if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                expected.computeIfAbsent(cells[0], file -> new ArrayList<>()).add(new Expected(cells[1], cells[2]));
            }
        }
        return expected;
    }

    static Stream<String> files() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")).sorted()
                    .toList().stream();
        }
    }

    @Test
    void expectsSomethingOfEveryFile() throws Exception {
        assertThat(expected().keySet()).containsExactlyInAnyOrderElementsOf(files().toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void tellsEveryProblemByItsPlaceWithWhatWasExpected(String name) throws Exception {
        List<Expected> expected = Objects.requireNonNull(expected().get(name));
        List<Problem> problems = problems(Files.readString(folder().resolve(name)));
        assertThat(problems).extracting(Problem::place)
                .containsExactlyElementsOf(expected.stream().map(Expected::place).toList());
        for (int i = 0; i < problems.size(); i++) {
            assertThat(problems.get(i).message()).contains(expected.get(i).part());
            assertThat(problems.get(i).file()).isEqualTo("faulty.json");
        }
    }

    private static List<Problem> problems(String json) {
        try {
            ScenarioCodec.read(json, "faulty.json");
        } catch (DocumentException e) {
            return e.problems();
        }
        throw new AssertionError("Read without a problem: " + json);
    }

    @Test
    void saysTheFirstProblemAndHowManyMoreThereAre() {
        assertThatThrownBy(() -> ScenarioCodec.read("{\"format\": \"tangency-scenario/1\"}", "s.json"))
                .hasMessage("s.json: $.name: missing; expected text (and 2 more)");
        assertThat(problems("{}").getFirst().finding())
                .isEqualTo(Finding.error("faulty.json", null, "$.format",
                        "missing; expected `tangency-scenario/1`"));
    }

    @Test
    void refusesDeepNestingWithoutOverflow() {
        for (String bracket : List.of("[", "{\"a\":")) {
            assertThat(problems(bracket.repeat(1_000_000))).singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("nesting depth"));
        }
    }

    @Test
    void refusesHugeNumbersNamesAndLists() {
        assertThat(problems("{\"seed\": " + "9".repeat(5_000_000) + "}").getFirst().message()).contains("not JSON")
                .hasSizeLessThan(400);
        assertThat(problems("{\"seed\": 1e" + "9".repeat(900) + "}").getFirst().message())
                .startsWith("expected a finite number");
        assertThat(problems("{\"" + "x".repeat(5_000_000) + "\": 1}").getFirst().message()).contains("not JSON");
        assertThat(problems("{\"universe\": [" + "1,".repeat(1_000_000) + "1]}")).hasSize(Problems.MOST);
        StringBuilder fields = new StringBuilder("{\"a\": 1");
        for (int i = 0; i < 50_000; i++) {
            fields.append(",\"field").append(i).append("\": 1");
        }
        assertThat(problems(fields + "}")).hasSize(Problems.MOST);
    }

    /** A document with bytes changed at random is read or refused; nothing else may come out. */
    @Test
    void readsOrRefusesDocumentsChangedAtRandom() {
        RandomDocuments documents = new RandomDocuments(99);
        Random random = new Random(100);
        String alphabet = "{}[]\",:0123456789.-+eE nulltrfas\\u\n\u0000é";
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(ScenarioCodec.canonical(documents.scenario()));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                char with = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, with);
                    case 1 -> text.insert(at, with);
                    default -> text.deleteCharAt(at);
                }
            }
            try {
                ScenarioCodec.read(text.toString(), "changed.json");
            } catch (DocumentException e) {
                assertThat(e.problems()).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 2_999);
    }
}
