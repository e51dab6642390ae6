package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.app.cli.Cli.bounds;
import static tangency.app.cli.Cli.document;
import static tangency.app.cli.Cli.numbers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.app.SharedData;
import tools.jackson.databind.JsonNode;

/** Outcome risks, growth and choices, as far as the command line, beside the answers of independent solvers. */
class ConvexReferenceAnswersTest {
    @TempDir
    Path folder;

    private static JsonNode golden(String file) {
        return Cli.parse(SharedData.require("golden/" + file));
    }

    private JsonNode study(Map<String, Object> model, @Nullable List<Map<String, Object>> constraints) {
        Map<String, Object> market = Map.of("prices", SharedData.require("data/golden-inputs/A_returns.csv").toString(),
                "values", "returns");
        Cli.Result result = Cli.run("solve", Cli.scenario(folder, "scenario.json",
                document(market, model, constraints)));
        assertThat(result.code()).isZero();
        JsonNode study = result.json();
        assertThat(study.path("status").asString()).isEqualTo("optimal");
        return study;
    }

    private static Map<String, Object> meanRisk(String goal, String risk, double level) {
        Map<String, Object> model = new LinkedHashMap<>(Map.of("method", "mean-risk", "goal", goal, "risk", risk));
        model.put("level", level);
        return model;
    }

    private static void sameObjective(JsonNode study, double expected) {
        assertThat(study.path("objective").asDouble()).isCloseTo(expected, within(1e-7 * Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({"cvar95,cvar,0.95", "cvar99,cvar,0.99", "cdar95,cdar,0.95", "max_drawdown,max-drawdown,0.95",
            "average_drawdown,average-drawdown,0.95", "ulcer,ulcer,0.95", "mad,mean-absolute-deviation,0.95",
            "semivariance,semi-variance,0.95", "worst,worst-case,0.95", "evar95,evar,0.95"})
    void leastRisk(String entry, String risk, double level) {
        JsonNode expected = golden("scenario_risk.json").path("datasets").path("A").path("results").path(entry);
        sameObjective(study(meanRisk("minimise-risk", risk, level), null),
                expected.path("objective_from_weights").asDouble());
    }

    @Test
    void expectedShortfall_aboveFloorsOnTheReturn() {
        JsonNode points = golden("scenario_risk.json").path("datasets").path("A").path("results")
                .path("mean_cvar95_frontier");
        for (JsonNode point : points) {
            Map<String, Object> floor = Map.of("name", "Floor", "type", "return", "min",
                    point.path("min_mean").asDouble());
            sameObjective(study(meanRisk("minimise-risk", "cvar", 0.95), List.of(bounds(0, 1), floor)),
                    point.path("cvar95").asDouble());
        }
    }

    @Test
    void ratioOfMeanToExpectedShortfall() {
        sameObjective(study(meanRisk("maximise-ratio", "cvar", 0.95), null), golden("scenario_risk.json")
                .path("datasets").path("A").path("results").path("max_mean_cvar95_ratio").path("ratio").asDouble());
    }

    @ParameterizedTest
    @CsvSource({"A_cap0.1,0.1", "A_cap0.25,0.25"})
    void growthUnderCaps(String entry, double cap) {
        JsonNode expected = golden("kelly_caps.json").path("results").path(entry);
        JsonNode study = study(Map.of("method", "kelly"), List.of(bounds(0, cap)));

        sameObjective(study, expected.path("objective").asDouble());
        assertThat(numbers(study.path("weights"))).usingComparatorWithPrecision(1e-6)
                .containsExactly(numbers(expected.path("weights")));
    }

    @ParameterizedTest
    @CsvSource({"minvar_K5_min5_max40,5,5,0.05,0.4,0", "utility_gamma10_K5_min5_max40,5,5,0.05,0.4,10",
            "minvar_K_le_4_min10_max50,0,4,0.1,0.5,0"})
    void choices(String entry, int fewest, int most, double least, double cap, double aversion) {
        JsonNode expected = golden("cardinality.json").path("results").path(entry);
        Map<String, Object> model = meanRisk(aversion > 0 ? "maximise-utility" : "minimise-risk", "variance", 0.95);
        if (aversion > 0) {
            model.put("riskAversion", aversion);
        }
        JsonNode study = study(model, List.of(bounds(0, cap),
                Map.of("name", "Count", "type", "cardinality", "min", fewest, "max", most),
                Map.of("name", "Least", "type", "minimum-position", "min", least)));

        assertThat(numbers(study.path("weights"))).usingComparatorWithPrecision(1e-7)
                .containsExactly(numbers(expected.path("weights")));
    }
}
