package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.app.cli.Cli.bounds;
import static tangency.app.cli.Cli.document;
import static tangency.app.cli.Cli.meanRisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every verb promises: exit codes, clean standard output, one line for what is wrong. */
class CommandLineTest {
    @TempDir
    Path folder;

    @BeforeEach
    void prices() {
        Random random = new Random(8);
        StringBuilder prices = new StringBuilder("date,AAA,BBB,CCC,DDD\n");
        double[] price = {100, 50, 20, 10};
        for (int t = 0; t < 120; t++) {
            prices.append(java.time.LocalDate.of(2021, 1, 1).plusDays(t));
            for (int i = 0; i < 4; i++) {
                price[i] *= 1 + 0.0008 * (i + 1) + 0.01 * random.nextGaussian();
                prices.append(',').append(price[i]);
            }
            prices.append('\n');
        }
        Cli.file(folder, "prices.csv", prices.toString());
        Cli.file(folder, "assets.csv", "id,sector\nAAA,Tech\nBBB,Tech\nCCC,Food\nDDD,Food\n");
    }

    private static Map<String, Object> market() {
        return new LinkedHashMap<>(Map.of("prices", "prices.csv", "assets", "assets.csv"));
    }

    private Path minimumVariance() {
        return Cli.scenario(folder, "scenario.json", document(market(), meanRisk("minimise-risk"), null));
    }

    private static void refused(Cli.Result result, String... parts) {
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.complaints()).hasSize(1);
        assertThat(result.complaints().getFirst()).startsWith("tangency: ").contains(parts);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void solve_writesTheStudyAloneAndOthersToo() {
        Path scenario = minimumVariance();
        for (String verb : List.of("solve", "estimate", "frontier", "cluster", "check")) {
            Cli.Result result = Cli.run(verb, scenario);
            assertThat(result.code()).as(verb).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.json().isObject()).isTrue();
            assertThat(result.out()).endsWith("}\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"solve", "estimate", "frontier", "cluster", "check"})
    void out_receivesWhatStandardOutputWould(String verb) throws IOException {
        Path out = folder.resolve("result.json");
        Files.writeString(out, "something older and longer than nothing");
        Cli.Result result = Cli.run(verb, minimumVariance(), "--out", out);

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(JsonMapper.shared().readTree(Files.readString(out)).isObject()).isTrue();
        try (var files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void out_thatCannotBeWrittenIsRefused() throws IOException {
        Path scenario = minimumVariance();
        refused(Cli.run("solve", scenario, "--out", folder), "is a folder");
        refused(Cli.run("solve", scenario, "--out", folder.resolve("no/such/file.json")), "does not exist");
        String before = Files.readString(scenario);
        refused(Cli.run("solve", scenario, "--out", scenario), "is the input");
        assertThat(Files.readString(scenario)).isEqualTo(before);
    }

    @Test
    void out_thatIsADeviceIsWrittenToAndStays() {
        Path device = Path.of("/dev/null");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(device));

        assertThat(Cli.run("solve", minimumVariance(), "--out", device).code()).isZero();
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void study_isTheSameBytesTwiceButForItsRun() {
        for (Object model : List.of(meanRisk("minimise-risk"), meanRisk("maximise-ratio"), Map.of("method", "hrp"),
                Map.of("method", "risk-budget"))) {
            Path scenario = Cli.scenario(folder, "same.json", document(market(), model, null));
            assertThat(withoutRun(Cli.run("solve", scenario).out()))
                    .isEqualTo(withoutRun(Cli.run("solve", scenario).out()));
        }
    }

    private static String withoutRun(String study) {
        String cut = Pattern.compile("\"run\" ?: ?\\{.*", Pattern.DOTALL).matcher(study).replaceFirst("");
        assertThat(cut).isNotEqualTo(study).contains("weights");
        return cut;
    }

    @Test
    void study_namesItsInputsByHash() {
        JsonNode run = Cli.run("solve", minimumVariance()).json().path("run");

        assertThat(run.path("inputs").path("prices.csv").asString()).matches("(sha256:)?[0-9a-f]{64}");
        assertThat(run.path("engine").asString()).isEqualTo(Version.ENGINE);
    }

    @Test
    void exitCode_saysHowItEnded() {
        Cli.Result infeasible = Cli.run("solve", Cli.scenario(folder, "caps.json",
                document(market(), meanRisk("minimise-risk"), List.of(bounds(0, 0.2)))));
        assertThat(infeasible.code()).isEqualTo(1);
        assertThat(infeasible.json().path("status").asString()).isEqualTo("infeasible");
        assertThat(infeasible.json().path("conflict").size()).isEqualTo(2);
        assertThat(infeasible.complaints()).hasSize(1);
        assertThat(infeasible.err()).contains("'Bounds'").contains("'Fully invested'");

        Cli.Result unbounded = Cli.run("solve", Cli.scenario(folder, "free.json",
                document(market(), meanRisk("maximise-return"), List.of())));
        assertThat(unbounded.code()).isEqualTo(1);
        assertThat(unbounded.json().path("status").asString()).isEqualTo("unbounded");

        Cli.Result frontier = Cli.run("frontier", folder.resolve("free.json"));
        assertThat(frontier.code()).isEqualTo(1);
        assertThat(frontier.json().path("status").asString()).isEqualTo("unbounded");
    }

    @Test
    void arguments_thatAreWrongAreRefusedInOneLine() {
        refused(Cli.run("solv", "x.json"), "unknown verb 'solv'; did you mean solve?");
        refused(Cli.run("solve"), "solve", "SCENARIO");
        refused(Cli.run("solve", minimumVariance(), "--speed"), "--speed");
        refused(Cli.run("solve", minimumVariance(), "second.json"), "second.json");
        refused(Cli.run("frontier", minimumVariance(), "--points", "many"), "--points", "many");
        refused(Cli.run("frontier", minimumVariance(), "--points", "1"), "--points 1", "expected");
        refused(Cli.run("workspace"), "expected one of");
        refused(Cli.run("workspace", "lst", "--workspace", folder), "unknown verb 'lst'; did you mean list?");
        refused(Cli.run("workspace", "list"), "--workspace");
        refused(Cli.run("solve", minimumVariance(), "--out"), "--out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamics", "tail", "backtest", "factors", "liquidity", "attribute", "regimes", "learn",
            "sweep"})
    void verbs_thatAreReservedAreRefusedPlainly(String verb) {
        Object[] words = verb.split(" ");
        refused(Cli.run(words), "'" + verb + "' is not available in this version");
        Object[] more = java.util.Arrays.copyOf(words, words.length + 3);
        more[words.length] = "scenario.json";
        more[words.length + 1] = "--horizon";
        more[words.length + 2] = "5";
        refused(Cli.run(more), "'" + verb + "' is not available in this version");
    }

    @Test
    void noVerb_opensTheWindow() {
        assertThat(Cli.run().code()).isEqualTo(42);
        assertThat(Cli.run("--help").out()).contains("solve", "workspace").doesNotContain("backtest");
        assertThat(Cli.run("--version").out()).isEqualTo("tangency " + Version.ENGINE + System.lineSeparator());
    }

    @Test
    void scenarioFile_thatCannotBeReadIsNamed() throws IOException {
        refused(Cli.run("solve", folder.resolve("absent.json")), "absent.json", "no such file", "expected");
        refused(Cli.run("solve", folder), folder.toString(), "it is a folder");
        Files.write(folder.resolve("latin.json"), new byte[]{'{', (byte) 0xe4, '}'});
        refused(Cli.run("solve", folder.resolve("latin.json")), "latin.json", "UTF-8");
        refused(Cli.run("solve", Cli.file(folder, "broken.json", "{\"format\": ")), "broken.json:");
    }

    @Test
    void document_thatIsWrongIsRefusedAtItsFirstPlaceWithTheNumberOfOthers() {
        Map<String, Object> document = document(market(), Map.of("method", "mean-risk", "goal", "minimize-risk"),
                List.of(bounds(0, 1), bounds(0, 1)));
        document.put("universum", List.of());
        Path scenario = Cli.scenario(folder, "wrong.json", document);
        Cli.Result solve = Cli.run("solve", scenario);
        refused(solve, "wrong.json", "$.", "(and 2 more)");

        Cli.Result check = Cli.run("check", scenario);
        assertThat(check.code()).isEqualTo(2);
        assertThat(check.complaints()).hasSize(1);
        JsonNode findings = check.json().path("findings");
        assertThat(findings.size()).isEqualTo(3);
        assertThat(findings.valueStream().map(f -> f.path("where").asString()))
                .allSatisfy(where -> assertThat(where).startsWith(scenario + ":$."));
        assertThat(findings.valueStream().map(f -> f.path("message").asString()))
                .anySatisfy(message -> assertThat(message).contains("did you mean `minimise-risk`?"));
    }

    @Test
    void data_thatIsWrongIsRefusedWithFileRowAndColumn() {
        Cli.file(folder, "text.csv", "date,AAA,BBB\n2020-01-01,1,2\n2020-01-02,x,2\n2020-01-03,1,-2\n");
        Path scenario = Cli.scenario(folder, "text.json",
                document(Map.of("prices", "text.csv"), meanRisk("minimise-risk"), null));
        refused(Cli.run("solve", scenario), "text.csv:3:AAA", "(and 1 more)");
        assertThat(Cli.run("check", scenario).json().path("findings").size()).isEqualTo(2);

        refused(Cli.run("solve", Cli.scenario(folder, "absent-prices.json",
                document(Map.of("prices", "pricse.csv"), meanRisk("minimise-risk"), null))), "pricse.csv",
                "no such file", "did you mean prices.csv?");
    }

    @Test
    void check_listsModelRefusalsAndFaultsOfDataTogether() {
        Path scenario = Cli.scenario(folder, "kelly.json", document(Map.of("prices", "gone.csv"),
                Map.of("method", "kelly"), List.of(Map.of("name", "Few", "type", "cardinality", "max", 2))));
        Cli.Result check = Cli.run("check", scenario);

        assertThat(check.code()).isEqualTo(2);
        assertThat(check.err()).contains("gone.csv").contains("(and 1 more)");
        assertThat(check.json().path("findings").valueStream().map(f -> f.path("message").asString()))
                .anySatisfy(m -> assertThat(m).contains("kelly cannot honour").contains("'cardinality'"));
    }

    @Test
    void frontier_onAMeasureWithoutCorners_isWrittenByPoints() {
        Path scenario = Cli.scenario(folder, "cvar-points.json",
                document(market(), Map.of("method", "mean-risk", "goal", "minimise-risk", "risk", "cvar"), null));
        JsonNode frontier = Cli.run("frontier", scenario, "--points", 5).json();
        JsonNode least = Cli.run("solve", scenario).json();

        assertThat(frontier.path("points").size()).isEqualTo(5);
        assertThat(frontier.path("points").valueStream().map(p -> p.path("risk").asDouble()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(frontier.path("minimumRisk").path("risk").asDouble())
                .isCloseTo(least.path("objective").asDouble(), within(1e-9));
        assertThat(frontier.path("points").get(0).path("lambda").isNull()).isTrue();
    }

    @Test
    void refusals_nameTheFileAndThePlaceInIt() {
        Path scenario = Cli.scenario(folder, "equal.json",
                document(market(), Map.of("method", "equal-weight"), List.of(bounds(0, 0.05))));
        refused(Cli.run("solve", scenario), scenario + ": constraint 'Bounds'", "equal-weight cannot honour it");
        Map<String, Object> unknown = document(market(), meanRisk("minimise-risk"), null);
        unknown.put("universe", List.of("AAA", "BBC"));
        Path second = Cli.scenario(folder, "universe.json", unknown);
        refused(Cli.run("solve", second), second + ": universe:BBC", "did you mean BBB?");
        refused(Cli.run("frontier", Cli.scenario(folder, "cvar.json",
                document(market(), Map.of("method", "mean-risk", "goal", "minimise-risk", "risk", "cvar"), null))),
                "cvar", "no corner portfolios");
        refused(Cli.run("cluster", Cli.scenario(folder, "given.json",
                given(Map.of("method", "hrp", "codependence", "kendall")))), "kendall", "outcomes");
    }

    private static Map<String, Object> given(Object model) {
        Map<String, Object> document = document(null, model, null);
        document.put("estimates", Map.of("mean", Map.of("method", "given", "values", Map.of("P", 0.1)), "covariance",
                Map.of("method", "given", "matrix", List.of(List.of(0.04)))));
        return document;
    }

    @Test
    void names_mayHoldAnything() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("Märkte und ‘mehr’"));
        Files.copy(folder.resolve("prices.csv"), odd.resolve("Preise é.csv"));
        Map<String, Object> document = document(Map.of("prices", "Preise é.csv"), meanRisk("minimise-risk"),
                List.of(Map.of("name", "Obergrenze\n„neu“", "type", "bounds", "min", 0, "max", 0.1)));
        Path scenario = Cli.scenario(odd, "Szenario 1.json", document);
        Path out = odd.resolve("Antwort.json");
        Cli.Result result = Cli.run("solve", scenario, "--out", out);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.complaints()).hasSize(1);
        assertThat(JsonMapper.shared().readTree(Files.readString(out)).path("conflict").get(0).asString()
                + JsonMapper.shared().readTree(Files.readString(out)).path("conflict").get(1).asString())
                .contains("Obergrenze\n„neu“");
    }

    @Test
    void cluster_givesClustersWhereTheModelNamesTheirNumber() {
        Path scenario = Cli.scenario(folder, "herc.json",
                document(market(), Map.of("method", "herc", "clusters", 2), null));
        JsonNode cluster = Cli.run("cluster", scenario).json();

        assertThat(cluster.path("clusters").size()).isEqualTo(2);
        assertThat(cluster.path("clusters").valueStream().flatMap(c -> Cli.texts(c).stream()).toList())
                .isEqualTo(Cli.texts(cluster.path("order")));
        assertThat(Cli.run("cluster", minimumVariance()).json().path("clusters").isNull()).isTrue();
    }

    @Test
    void verify_agreesWithAnUntouchedStudyAndNamesWhatWasChanged() throws IOException {
        Path study = folder.resolve("study.json");
        Cli.run("solve", minimumVariance(), "--out", study);
        Cli.Result same = Cli.run("verify", study);
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.json().path("agrees").asBoolean()).isTrue();
        assertThat(same.json().path("compared").asInt()).isGreaterThan(40);

        JsonNode written = Cli.parse(study);
        String weight = written.path("weights").get(0).toString();
        String text = Files.readString(study);
        Cli.file(folder, "changed.json", text.replaceFirst(Pattern.quote(weight), "0.123456789"));
        Cli.Result changed = Cli.run("verify", folder.resolve("changed.json"));
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.json().path("differences").get(0).path("place").asString()).isEqualTo("$.weights[0]");
        assertThat(changed.complaints()).hasSize(1);

        Files.writeString(folder.resolve("assets.csv"), "id,sector\nAAA,Tech\nBBB,Tech\nCCC,Food\nDDD,Drink\n");
        Cli.Result other = Cli.run("verify", study);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("assets.csv");
        refused(Cli.run("verify", Cli.file(folder, "report.html", "<html>")), "report.html", "expected a study");
        refused(Cli.run("verify", minimumVariance()), "scenario.json");
    }
}
