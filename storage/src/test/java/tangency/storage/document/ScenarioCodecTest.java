package tangency.storage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Limits;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Frequency;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Window;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

class ScenarioCodecTest {
    private static final String HEAD = """
            {"format": "tangency-scenario/1", "name": "S", "market": {"prices": "p.csv"}""";
    private static final String LEAST = HEAD + ", \"model\": {\"method\": \"equal-weight\"}}";

    /** The published example of the format, as its users see it. */
    private static final String EXAMPLE = """
            {
              "format": "tangency-scenario/1",
              "name": "Capped minimum variance",
              "market": {"prices": "prices.csv", "values": "prices", "assets": "assets.csv", "volumes": null, "factors": null, "benchmark": null, "riskFree": 0.0},
              "universe": ["AAPL", "MSFT"],
              "window": {"from": "2013-02-08", "to": "2018-02-07", "frequency": "daily", "missing": "drop-dates", "periodsPerYear": 252},
              "estimates": {"mean": {"method": "historical"}, "covariance": {"method": "sample"}},
              "model": {"method": "mean-risk", "goal": "minimise-risk", "risk": "variance"},
              "constraints": [
                {"name": "Fully invested", "type": "budget", "equals": 1.0},
                {"name": "Long only", "type": "bounds", "min": 0.0, "max": 1.0}
              ],
              "costs": {"linear": 0.0},
              "holdings": {"capital": 1000000, "weights": {}},
              "limits": {"seconds": null, "nodes": null},
              "notes": "",
              "seed": 1
            }
            """;

    private static Scenario read(String json) {
        return ScenarioCodec.read(json, "scenario.json");
    }

    private static Model model(String fields) {
        return read(HEAD + ", \"model\": {" + fields + "}}").model();
    }

    private static Estimates estimates(String fields) {
        return read(LEAST.replace("\"model\"", "\"estimates\": {" + fields + "}, \"model\"")).estimates();
    }

    private static List<Constraint> constraints(String items) {
        return read(LEAST.replace("\"model\"", "\"constraints\": [" + items + "], \"model\"")).constraints();
    }

    @Test
    void readsEveryFieldOfTheExample() {
        assertThat(read(EXAMPLE)).isEqualTo(new Scenario("Capped minimum variance",
                new MarketSpec("prices.csv", false, "assets.csv", null, null, null, MarketSpec.RiskFree.ZERO),
                List.of("AAPL", "MSFT"),
                new Window(LocalDate.of(2013, 2, 8), LocalDate.of(2018, 2, 7), Frequency.DAILY,
                        MissingPolicy.DROP_DATES, 252),
                new Estimates(new MeanSpec.Historical(), new CovarianceSpec.Sample(), null),
                Model.MeanRisk.MINIMUM_VARIANCE,
                List.of(new Constraint.Budget("Fully invested", true, 1.0, 1.0),
                        new Constraint.Bounds("Long only", true, null, 0.0, 1.0)),
                new Costs(0, Map.of(), 0, false, null, 0, 1), new Holdings(1_000_000, Map.of()),
                new Limits(null, null), "", 1));
    }

    @Test
    void writesTheFieldsInTheOrderOfTheExampleAndOneLineEachWhereTheyFit() {
        String written = ScenarioCodec.write(read(EXAMPLE));
        assertThat(written.lines().filter(line -> line.startsWith("  \""))
                .map(line -> line.substring(3, line.indexOf("\":"))))
                .containsExactly("format", "name", "market", "universe", "window", "estimates", "model", "constraints",
                        "costs", "holdings", "limits", "notes", "seed");
        assertThat(written).contains("  \"universe\": [\"AAPL\", \"MSFT\"],\n").contains(
                "  \"window\": {\"from\": \"2013-02-08\", \"to\": \"2018-02-07\", \"frequency\": \"daily\", \"missing\": \"drop-dates\", \"periodsPerYear\": 252},\n")
                .contains("    {\"name\": \"Long only\", \"type\": \"bounds\", \"min\": 0.0, \"max\": 1.0}\n")
                .contains("  \"limits\": {\"seconds\": null, \"nodes\": null},\n").endsWith("  \"seed\": 1\n}\n");
        assertThat(written.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(170));
    }

    @Test
    void fillsInEveryDefaultWhereOnlyTheRequiredFieldsAreGiven() {
        assertThat(read(LEAST)).isEqualTo(Scenario.of("S", MarketSpec.prices("p.csv"), new Model.EqualWeight()));
        assertThat(read(LEAST).constraints()).containsExactly(new Constraint.Budget("Fully invested", true, 1.0, 1.0),
                new Constraint.Bounds("Long only", true, null, 0.0, 1.0));
        assertThat(read(LEAST).universe()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"universe", "window", "estimates", "constraints", "costs", "holdings", "limits", "notes",
            "seed"})
    void readsNullAsAbsentInOptionalFields(String field) {
        assertThat(read(LEAST.replace("\"model\"", "\"" + field + "\": null, \"model\""))).isEqualTo(read(LEAST));
    }

    @Test
    void takesThePeriodsPerYearFromTheFrequency() {
        for (Frequency frequency : Frequency.values()) {
            String window = "\"window\": {\"frequency\": \"" + Names.of(frequency) + "\"}, \"model\"";
            assertThat(read(LEAST.replace("\"model\"", window)).window().periodsPerYear())
                    .isEqualTo(Map.of("daily", 252.0, "weekly", 52.0, "monthly", 12.0).get(Names.of(frequency)));
        }
    }

    @Test
    void addsAnEnabledBudgetAndNoBoundsWhereConstraintsNameNone() {
        Constraint cap = new Constraint.Gross("Cap", true, 2);
        assertThat(constraints("{\"name\": \"Cap\", \"type\": \"gross\", \"max\": 2}"))
                .containsExactly(new Constraint.Budget("Fully invested", true, 1.0, 1.0), cap);
        assertThat(constraints("")).containsExactly(new Constraint.Budget("Fully invested", true, 1.0, 1.0));
        assertThat(constraints("{\"name\": \"B\", \"type\": \"budget\", \"equals\": 0, \"enabled\": false}"))
                .hasSize(2);
        assertThat(constraints("{\"name\": \"B\", \"type\": \"budget\", \"min\": 0.5, \"max\": 1}"))
                .containsExactly(new Constraint.Budget("B", true, 0.5, 1.0));
    }

    @Test
    void fillsInTheDefaultsOfModels() {
        Risk variance = new Risk(RiskMeasure.VARIANCE, 0.95, false);
        TreeSpec tree = new TreeSpec(TreeSpec.Codependence.PEARSON, TreeSpec.Distance.CORRELATION,
                TreeSpec.Linkage.WARD, TreeSpec.LeafOrder.OPTIMAL);
        assertThat(model("\"method\": \"mean-risk\", \"goal\": \"maximise-ratio\""))
                .isEqualTo(new Model.MeanRisk(Model.Goal.MAXIMISE_RATIO, variance, null, null));
        assertThat(model("\"method\": \"risk-budget\"")).isEqualTo(
                new Model.RiskBudget(new Risk(RiskMeasure.STANDARD_DEVIATION, 0.95, false), Map.of()));
        assertThat(model("\"method\": \"hrp\"")).isEqualTo(new Model.Hrp(tree, Model.Split.HALVES, variance));
        assertThat(model("\"method\": \"schur\""))
                .isEqualTo(new Model.Schur(tree, Model.Split.HALVES, variance, null, 0.5));
        assertThat(model("\"method\": \"nco\", \"clusters\": \"gap\""))
                .isEqualTo(new Model.Nco(tree, Model.Split.HALVES, variance, null));
        assertThat(model("\"method\": \"herc\", \"clusters\": 3"))
                .isEqualTo(new Model.Herc(tree, Model.Split.HALVES, variance, 3));
        assertThat(model("\"method\": \"kelly\"")).isEqualTo(new Model.Kelly(1, null));
    }

    @Test
    void fillsInTheDefaultsOfEstimators() {
        assertThat(estimates("\"mean\": {\"method\": \"exponential\"}, \"covariance\": {\"method\": \"exponential\"}"))
                .isEqualTo(new Estimates(new MeanSpec.Exponential(63), new CovarianceSpec.Exponential(63), null));
        assertThat(estimates("\"mean\": {\"method\": \"equilibrium\"}, \"covariance\": {\"method\": \"gerber\"}"))
                .isEqualTo(new Estimates(new MeanSpec.Equilibrium(2.5), new CovarianceSpec.Gerber(0.5), null));
        assertThat(estimates("\"mean\": {\"method\": \"black-litterman\"}, \"covariance\": {\"method\": \"denoised\"}"))
                .isEqualTo(new Estimates(new MeanSpec.BlackLitterman(null, 0.05, 2.5, true, List.of()),
                        new CovarianceSpec.Denoised(1.0, 0), null));
        assertThat(estimates("\"covariance\": {\"method\": \"denoised\", \"noiseVariance\": \"fitted\"}"))
                .isEqualTo(Estimates.DEFAULT.withCovariance(new CovarianceSpec.Denoised(null, 0)));
    }

    @Test
    void readsAViewOnGroups() {
        MeanSpec.BlackLitterman read = (MeanSpec.BlackLitterman) estimates(
                """
                        "mean": {"method": "black-litterman", "prior": "given", "values": {"A": 0.01}, "views": [
                          {"name": "Tech", "long": {"group:sector=Tech": 1}, "short": {"A": 1}, "return": 0.002, "confidence": 0.6}]}
                        """)
                .mean();
        assertThat(read.prior()).isEqualTo(Map.of("A", 0.01));
        assertThat(read.views()).containsExactly(new MeanSpec.View("Tech", Map.of("group:sector=Tech", 1.0),
                Map.of("A", 1.0), 0.002, 0.6, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\"estimates\": {\"mean\": {\"method\": \"given\", \"values\": {\"B\": 1, \"A\": 2}}, \"covariance\": {\"method\": \"given\", \"matrix\": [[1, 0], [0, 2]]}, \"observations\": 60}",
            "\"estimates\": {\"mean\": {\"method\": \"given\", \"values\": {\"B\": 1, \"A\": 2}, \"observations\": 60}, \"covariance\": {\"method\": \"given\", \"matrix\": [[1, 0], [0, 2]]}}",
            "\"market\": null, \"estimates\": {\"mean\": {\"method\": \"given\", \"values\": {\"B\": 1, \"A\": 2}}, \"covariance\": {\"method\": \"given\", \"observations\": 60, \"matrix\": [[1, 0], [0, 2]]}}"})
    void needsNoMarketWhereBothMomentsAreGiven(String fields) {
        Scenario read = read("{\"format\": \"tangency-scenario/1\", \"name\": \"S\", " + fields
                + ", \"model\": {\"method\": \"equal-weight\"}}");
        assertThat(read.market()).isNull();
        assertThat(read.universe()).containsExactly("B", "A");
        assertThat(read.estimates()).isEqualTo(new Estimates(new MeanSpec.Given(Map.of("A", 2.0, "B", 1.0)),
                new CovarianceSpec.Given(Matrix.of(new double[][]{{1, 0}, {0, 2}})), 60));
        assertThat(ScenarioCodec.write(read)).contains("\"market\": null").contains("\"observations\": 60");
        assertThat(read(ScenarioCodec.write(read))).isEqualTo(read);
    }

    @Test
    void averagesTheRoundingNoiseOfAGivenMatrix() {
        Matrix matrix = ((CovarianceSpec.Given) estimates("""
                "covariance": {"method": "given", "matrix": [[1, 0.30000000000000004], [0.3, 1]]}""").covariance())
                .matrix();
        assertThat(matrix.get(0, 1)).isEqualTo(matrix.get(1, 0)).isBetween(0.3, 0.30000000000000004);
    }

    @Test
    void readsBackWhatItWroteForEveryKindOfScenario() {
        roundTrips(20_260_101, 1_000);
    }

    @Test
    @Tag("slow")
    void readsBackTenThousandScenariosToTheByte() {
        roundTrips(20_260_102, 10_000);
    }

    private static void roundTrips(long seed, int times) {
        RandomDocuments random = new RandomDocuments(seed);
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < times; i++) {
            Scenario scenario = random.scenario();
            String written = ScenarioCodec.write(scenario);
            Scenario read = read(written);
            assertThat(read).isEqualTo(scenario);
            assertThat(ScenarioCodec.write(read)).isEqualTo(written);
            assertThat(ScenarioCodec.canonical(read)).isEqualTo(ScenarioCodec.canonical(scenario))
                    .isEqualTo(Canonical.json(written));
            assertThat(read(ScenarioCodec.canonical(scenario))).isEqualTo(scenario);
            kinds.add(scenario.model().method());
            kinds.add("mean " + scenario.estimates().mean().method());
            kinds.add("covariance " + scenario.estimates().covariance().method());
            scenario.constraints().forEach(constraint -> kinds.add("constraint " + constraint.type()));
        }
        assertThat(kinds).as("models, means, covariances and constraints met").hasSize(12 + 6 + 8 + 19);
    }

    @Test
    void tellsDifferentScenariosApartByTheirHash() {
        RandomDocuments random = new RandomDocuments(7);
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            hashes.add(ScenarioCodec.sha256(random.scenario()));
        }
        assertThat(hashes).hasSize(200);
        assertThat(ScenarioCodec.sha256(read(EXAMPLE))).matches("[0-9a-f]{64}")
                .isEqualTo(ScenarioCodec.sha256(read(EXAMPLE.replace("252", "252.0").replace("\n", ""))))
                .isNotEqualTo(ScenarioCodec.sha256(read(EXAMPLE).withNotes("x")));
    }

    @Test
    void readsNegativeZeroAsZero() {
        String json = "{\"name\": \"B\", \"type\": \"bounds\", \"min\": %s}";
        assertThat(constraints(json.formatted("-0.0"))).isEqualTo(constraints(json.formatted("0")));
    }

    @Test
    void readsAByteOrderMarkInSilence() {
        assertThat(read("\uFEFF" + LEAST)).isEqualTo(read(LEAST));
    }

    @Test
    void readsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("s.json"), EXAMPLE);
        assertThat(ScenarioCodec.read(file)).isEqualTo(read(EXAMPLE));
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> ScenarioCodec.read(missing)).isInstanceOf(DocumentException.class)
                .hasMessage(missing + ": $: no such file; expected a JSON document");
        assertThatThrownBy(() -> ScenarioCodec.read(folder)).isInstanceOf(DocumentException.class)
                .hasMessageContaining("it is a folder");
        Path latin = Files.write(folder.resolve("latin.json"), new byte[]{'{', '"', (byte) 0xE9, '"'});
        assertThatThrownBy(() -> ScenarioCodec.read(latin)).isInstanceOf(DocumentException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void tellsWhatKeepsAScenarioFromBeingReadBack() {
        Scenario sound = read(EXAMPLE);
        assertThat(ScenarioCodec.problems(sound)).isEmpty();
        Scenario clash = sound.withConstraint(new Constraint.Bounds("Long only", true, null, 0.5, 0.2));
        assertThat(ScenarioCodec.problems(clash)).singleElement()
                .satisfies(problem -> assertThat(problem.place()).isEqualTo("$.constraints[1].min"));
    }

    @Test
    void refusesToWriteWhatJsonCannotHold() {
        Scenario scenario = read(EXAMPLE).withConstraint(new Constraint.Gross("G", true, Double.NaN));
        assertThatThrownBy(() -> ScenarioCodec.write(scenario)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max = NaN");
        Costs both = new Costs(0.1, Map.of("A", 0.2), 0, false, null, 0, 1);
        assertThatThrownBy(() -> ScenarioCodec.write(read(EXAMPLE).withCosts(both)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("linear cost");
    }
}
