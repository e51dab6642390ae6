package tangency.storage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tangency.core.market.Finding;
import tangency.core.math.Vector;
import tangency.core.run.Study;
import tangency.core.run.StudyExplanation;
import tangency.core.solve.Certificate;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Explanation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudyCodecTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static Study read(String json) {
        return StudyCodec.read(json, "study.json");
    }

    @Test
    void readsBackWhatItWroteForEveryKindOfStudy() {
        roundTrips(31, 500);
    }

    @Test
    @Tag("slow")
    void readsBackTenThousandStudiesToTheByte() {
        roundTrips(32, 10_000);
    }

    private static void roundTrips(long seed, int times) {
        RandomDocuments random = new RandomDocuments(seed);
        for (int i = 0; i < times; i++) {
            Study study = random.study();
            String written = StudyCodec.write(study);
            assertThat(read(written)).isEqualTo(study);
            assertThat(StudyCodec.write(read(written))).isEqualTo(written);
            assertThat(StudyCodec.canonical(read(written))).isEqualTo(StudyCodec.canonical(study))
                    .isEqualTo(Canonical.json(written));
        }
    }

    @Test
    void writesTheFieldsInTheOrderOfTheFormat() {
        JsonNode study = JSON.readTree(StudyCodec.write(
                new RandomDocuments(5).study().withExplanation(new StudyExplanation.Unavailable("A formula"))));
        assertThat(study.propertyNames()).containsExactly("format", "scenario", "status", "message", "assets",
                "weights", "cash", "objective", "certificate", "measures", "riskContributions", "constraints",
                "conflict", "relaxation", "explanation", "findings", "run");
        assertThat(study.get("run").propertyNames()).containsExactly("engine", "inputs", "started", "milliseconds",
                "iterations");
    }

    @Test
    void writesNullForAbsentNumbersAndLeavesOutAnAbsentMultiplier() {
        RandomDocuments random = new RandomDocuments(9);
        Study some = random.study();
        ConstraintState state = new ConstraintState("Long only", null, 0.0, 1.0, 0.4, null, false, Map.of());
        Study study = new Study(some.scenario(), "unbounded", null, List.of(), null, null, null, null, null, null,
                List.of(state), null, null, null,
                List.of(new Finding(Finding.Severity.WARNING, "p.csv", null, "A", "m")),
                some.run());
        JsonNode written = JSON.readTree(StudyCodec.write(study));
        for (String name : List.of("message", "weights", "cash", "objective", "certificate", "measures",
                "riskContributions", "conflict", "relaxation")) {
            assertThat(written.get(name).isNull()).as(name).isTrue();
        }
        assertThat(written.get("constraints").get(0).toString()).isEqualTo(
                "{\"name\":\"Long only\",\"value\":null,\"min\":0.0,\"max\":1.0,\"slack\":0.4,\"binding\":false}");
        assertThat(written.get("findings").get(0).toString())
                .isEqualTo("{\"severity\":\"warning\",\"where\":\"p.csv:A\",\"message\":\"m\"}");
        assertThat(read(StudyCodec.write(study)).findings().getFirst().where()).isEqualTo("p.csv:A");
    }

    @Test
    void writesResidualsThatAreNotFiniteAsNull() {
        Study some = new RandomDocuments(11).study();
        Study study = new Study(some.scenario(), "inexact", "Stopped", some.assets(), null, null, null,
                new Certificate(1e-3, Double.NaN, Double.POSITIVE_INFINITY), null, null, List.of(), null, null, null,
                List.of(), some.run());
        assertThat(StudyCodec.write(study)).contains(
                "\"certificate\": {\"primalResidual\": 0.001, \"dualResidual\": null, \"relativeGap\": null}");
        assertThat(read(StudyCodec.write(study)).certificate())
                .isEqualTo(new Certificate(1e-3, Double.NaN, Double.NaN));
    }

    @Test
    void comparesExplanationsWhereTheWrittenStudyHasOne() {
        Study some = new RandomDocuments(13).study().withExplanation(null);
        Vector base = Vector.wrap(new double[some.assets().size()]);
        Study explained = some.withExplanation(new StudyExplanation.Parts(Explanation.Way.MULTIPLIERS, List.of(), base,
                List.of(new Explanation.Part("Cap", base)), null));
        Study other = some.withExplanation(new StudyExplanation.Parts(Explanation.Way.MULTIPLIERS, List.of(), base,
                List.of(new Explanation.Part("Other cap", base)), null));
        assertThat(StudyAgreement.of(explained, explained).agrees()).isTrue();
        assertThat(StudyAgreement.of(some, explained).agrees()).isTrue();
        assertThat(StudyAgreement.of(explained, some).agrees()).isFalse();
        assertThat(StudyAgreement.of(explained, other).differences()).singleElement()
                .satisfies(difference -> assertThat(difference.place()).isEqualTo("$.explanation.parts[0].name"));
    }

    @Test
    void refusesToWriteAnObjectiveThatIsNotFinite() {
        Study some = new RandomDocuments(12).study();
        Study study = new Study(some.scenario(), "optimal", null, some.assets(), null, null, Double.NaN, null, null,
                null, List.of(), null, null, null, List.of(), some.run());
        assertThatThrownBy(() -> StudyCodec.write(study)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("objective = NaN");
    }

    @Test
    void tellsEveryFaultOfAStudyByItsPath() {
        String study = """
                {"format": "tangency-study/1", "scenario": {"format": "tangency-scenario/1", "name": "S", "markt": {}},
                 "status": "optimum", "assets": ["A", "B"], "weights": [1], "waights": [1],
                 "run": {"engine": "1", "started": "yesterday", "milliseconds": -1, "iterations": 1.5}}""";
        assertThatThrownBy(() -> read(study)).isInstanceOfSatisfying(DocumentException.class,
                e -> assertThat(e.problems()).extracting(problem -> problem.place() + " " + problem.message())
                        .satisfiesExactly(line -> assertThat(line).startsWith("$.waights unknown field"),
                                line -> assertThat(line).startsWith("$.scenario.markt").endsWith("mean `market`?"),
                                line -> assertThat(line).startsWith("$.scenario.market missing"),
                                line -> assertThat(line).startsWith("$.scenario.model missing"),
                                line -> assertThat(line).startsWith("$.status unknown status `optimum`; did you mean"),
                                line -> assertThat(line).startsWith("$.weights expected a list of 2 numbers"),
                                line -> assertThat(line).startsWith("$.run.started expected a time"),
                                line -> assertThat(line).startsWith("$.run.milliseconds expected"),
                                line -> assertThat(line).startsWith("$.run.iterations expected a whole number")));
    }
}
