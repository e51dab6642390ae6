package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.app.cli.Cli.bounds;
import static tangency.app.cli.Cli.document;
import static tangency.app.cli.Cli.meanRisk;
import static tangency.app.cli.Cli.numbers;
import static tangency.app.cli.Cli.texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.app.SharedData;
import tools.jackson.databind.JsonNode;

/** The verbs against answers computed by independent programs: document in, document out. */
class ReferenceAnswersTest {
    @TempDir
    Path folder;

    private static JsonNode golden(String file) {
        return Cli.parse(SharedData.require("golden/" + file)).path("datasets").path("A").path("results");
    }

    private static Map<String, Object> market() {
        Map<String, Object> market = new LinkedHashMap<>();
        market.put("prices", SharedData.require("data/golden-inputs/A_returns.csv").toString());
        market.put("values", "returns");
        return market;
    }

    private static List<String> ids() {
        return texts(Cli.parse(SharedData.require("golden/meanvar_cla.json")).path("datasets").path("A")
                .path("inputs").path("assets"));
    }

    private JsonNode run(String verb, Map<String, Object> document, Object... more) {
        Path file = Cli.scenario(folder, "scenario.json", document);
        List<Object> arguments = new ArrayList<>(List.of(verb, file));
        arguments.addAll(Arrays.asList(more));
        Cli.Result result = Cli.run(arguments.toArray());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result.json();
    }

    private JsonNode study(Object model, @Nullable Object constraints) {
        JsonNode study = run("solve", document(market(), model, constraints));
        assertThat(study.path("status").asString()).isEqualTo("optimal");
        return study;
    }

    private static void close(JsonNode actual, JsonNode expected, double tolerance) {
        assertThat(actual.size()).isEqualTo(expected.size());
        assertThat(numbers(actual)).usingComparatorWithPrecision(tolerance).containsExactly(numbers(expected));
    }

    private static void closeRelative(JsonNode actual, JsonNode expected, double tolerance) {
        double value = expected.asDouble();
        assertThat(actual.asDouble()).isCloseTo(value, within(tolerance * Math.abs(value)));
    }

    @Test
    void minimumVariance_andItsVariants() {
        JsonNode expected = golden("meanvar_cla.json");
        close(study(meanRisk("minimise-risk"), null).path("weights"),
                expected.path("min_variance_long_only").path("weights"), 1e-10);
        close(study(meanRisk("minimise-risk"), List.of()).path("weights"),
                expected.path("min_variance_unconstrained_budget").path("weights"), 1e-10);
        close(study(meanRisk("minimise-risk"), List.of(bounds(0, 0.1))).path("weights"),
                expected.path("min_variance_cap10pct").path("weights"), 1e-10);
    }

    @Test
    void maximumRatio_andUtilities() {
        JsonNode expected = golden("meanvar_cla.json");
        JsonNode ratio = study(meanRisk("maximise-ratio"), null);
        close(ratio.path("weights"), expected.path("max_sharpe_long_only_rf0").path("weights"), 1e-9);
        closeRelative(ratio.path("objective"), expected.path("max_sharpe_long_only_rf0").path("sharpe_per_day"),
                1e-10);
        for (int aversion : new int[]{5, 20}) {
            JsonNode utility = study(
                    Map.of("method", "mean-risk", "goal", "maximise-utility", "riskAversion", aversion), null);
            close(utility.path("weights"), expected.path("utility_gamma" + aversion).path("weights"), 1e-9);
            closeRelative(utility.path("objective"), expected.path("utility_gamma" + aversion).path("objective"),
                    1e-10);
        }
    }

    @Test
    void frontierOfTwentyPoints() {
        JsonNode expected = golden("meanvar_cla.json").path("frontier20").path("points");
        JsonNode points = run("frontier", document(market(), meanRisk("minimise-risk"), null), "--points", 20)
                .path("points");

        assertThat(points.size()).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            // The reference goes up, the verb down.
            JsonNode reference = expected.get(19 - i);
            closeRelative(points.get(i).path("risk"), reference.path("variance"), 1e-10);
            close(points.get(i).path("weights"), reference.path("weights"), 1e-8);
        }
    }

    @Test
    void cornerPortfolios_areSeventeenWithTheirTolerances() {
        JsonNode expected = golden("meanvar_cla.json").path("cla_corners_long_only");
        JsonNode frontier = run("frontier", document(market(), meanRisk("minimise-risk"), null));
        JsonNode points = frontier.path("points");

        assertThat(points.size()).isEqualTo(17);
        for (int k = 0; k < 17; k++) {
            // The reference repeats the first portfolio.
            close(points.get(k).path("weights"), expected.path("weights").get(k + 1), 1e-10);
            assertThat(points.get(k).path("lambda").asDouble())
                    .isCloseTo(expected.path("lambda_").get(k + 1).asDouble(), within(1e-10));
        }
        assertThat(points.get(16).path("lambda").asDouble()).isZero();
        close(frontier.path("maximumRatio").path("weights"),
                golden("meanvar_cla.json").path("max_sharpe_long_only_rf0").path("weights"), 1e-9);
        assertThat(frontier.path("minimumRisk")).isEqualTo(points.get(16));
    }

    @Test
    void cornerPortfolios_underCaps_areThoseOfTheReference() {
        JsonNode expected = golden("meanvar_cla.json").path("cla_corners_cap15pct").path("weights");
        JsonNode points = run("frontier", document(market(), meanRisk("minimise-risk"), List.of(bounds(0, 0.15))))
                .path("points");

        for (JsonNode point : points) {
            assertThat(nearest(numbers(point.path("weights")), expected)).isLessThan(1e-10);
        }
        for (JsonNode corner : expected) {
            double least = 1;
            for (JsonNode point : points) {
                least = Math.min(least, distance(numbers(point.path("weights")), numbers(corner)));
            }
            assertThat(least).isLessThan(1e-10);
        }
    }

    private static double nearest(double[] weights, JsonNode corners) {
        double least = 1;
        for (JsonNode corner : corners) {
            least = Math.min(least, distance(weights, numbers(corner)));
        }
        return least;
    }

    private static double distance(double[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    @Test
    void groupCaps_withTheirPrices() {
        JsonNode expected = golden("meanvar_cla.json").path("min_variance_group_caps");
        List<String> ids = ids();
        StringBuilder assets = new StringBuilder("id,sector\n");
        for (int i = 0; i < ids.size(); i++) {
            assets.append(ids.get(i)).append(',').append(expected.path("membership").get(i).asString()).append('\n');
        }
        Map<String, Object> market = market();
        market.put("assets", Cli.file(folder, "assets.csv", assets.toString()).toString());
        Map<String, Double> caps = new LinkedHashMap<>();
        expected.path("groups").properties().forEach(e -> caps.put(e.getKey(), e.getValue().asDouble()));

        JsonNode study = run("solve", document(market, meanRisk("minimise-risk"), capped(caps)));
        close(study.path("weights"), expected.path("weights"), 1e-10);
        int binding = 0;
        for (JsonNode row : study.path("constraints")) {
            Double cap = caps.get(row.path("name").asString());
            if (cap != null) {
                caps.put(row.path("name").asString(), cap + 1e-5);
                JsonNode moved = run("solve", document(market, meanRisk("minimise-risk"), capped(caps)));
                caps.put(row.path("name").asString(), cap);
                double slope = (moved.path("objective").asDouble() - study.path("objective").asDouble()) / 1e-5;
                assertThat(row.path("multiplier").asDouble()).isCloseTo(slope, within(2e-7));
                binding += row.path("binding").asBoolean() ? 1 : 0;
            }
        }
        assertThat(binding).isPositive();
    }

    private static List<Object> capped(Map<String, Double> caps) {
        List<Object> constraints = new ArrayList<>(List.of(bounds(0, 1)));
        caps.forEach((sector, cap) -> constraints
                .add(Map.of("name", sector, "type", "group", "by", "sector", "value", sector, "max", cap)));
        return constraints;
    }

    @ParameterizedTest
    @ValueSource(strings = {"equal", "linear_1_to_n", "two_thirds_on_first_quarter"})
    void riskBudgets(String name) {
        JsonNode expected = golden("risk_parity.json").path(name);
        Map<String, Double> budgets = new LinkedHashMap<>();
        List<String> ids = ids();
        for (int i = 0; i < ids.size(); i++) {
            budgets.put(ids.get(i), expected.path("budget").get(i).asDouble());
        }
        JsonNode study = study(Map.of("method", "risk-budget", "budgets", budgets), null);

        close(study.path("weights"), expected.path("weights"), 1e-11);
        close(study.path("riskContributions"), expected.path("budget"), 1e-11);
    }

    @Test
    void inverseVolatility() {
        close(study(Map.of("method", "inverse-volatility"), null).path("weights"),
                golden("risk_parity.json").path("inverse_vol"), 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"single,tree", "single,optimal", "complete,tree", "complete,optimal", "average,tree",
            "average,optimal", "ward,tree", "ward,optimal"})
    void hierarchicalRiskParity(String linkage, String leafOrder) {
        JsonNode expected = golden("hierarchical.json").path(linkage);
        Map<String, Object> model = Map.of("method", "hrp", "linkage", linkage, "leafOrder", leafOrder);
        JsonNode tree = run("cluster", document(market(), model, null));
        for (int k = 0; k < 19; k++) {
            close(tree.path("linkage").get(k), expected.path("linkage").get(k), 1e-10);
        }
        List<String> order = texts(tree.path("order"));
        JsonNode weights = study(model, null).path("weights");
        if (leafOrder.equals("tree")) {
            assertThat(order).isEqualTo(named(expected.path("leaf_order")));
            close(weights, expected.path("hrp_weights"), 1e-11);
            return;
        }
        // Several orders are optimal: compare how long they are, and the weights on the order reported.
        double[][] covariance = matrix(golden("estimators.json").path("cov_sample_ddof1"));
        assertThat(length(order, covariance))
                .isLessThanOrEqualTo(length(named(expected.path("optimal_leaf_order")), covariance) + 1e-12);
        assertThat(numbers(weights)).usingComparatorWithPrecision(1e-12)
                .containsExactly(byHalves(order.stream().mapToInt(ids()::indexOf).toArray(), covariance));
    }

    @Test
    void hierarchicalRiskParity_asInThePaper() {
        JsonNode weights = study(Map.of("method", "hrp", "linkage", "single", "leafOrder", "tree", "distance",
                "correlation-of-distances"), null).path("weights");

        close(weights, golden("hierarchical.json").path("lopez_de_prado_original_single_euclidean_of_D")
                .path("hrp_weights"), 1e-11);
    }

    private static List<String> named(JsonNode order) {
        List<String> ids = ids();
        return order.valueStream().map(i -> ids.get(i.asInt())).toList();
    }

    private static double[][] matrix(JsonNode rows) {
        return rows.valueStream().map(Cli::numbers).toArray(double[][]::new);
    }

    /** The sum of distances between neighbours. */
    private static double length(List<String> order, double[][] covariance) {
        List<String> ids = ids();
        double sum = 0;
        for (int k = 1; k < order.size(); k++) {
            int i = ids.indexOf(order.get(k - 1));
            int j = ids.indexOf(order.get(k));
            double correlation = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
            sum += Math.sqrt((1 - correlation) / 2);
        }
        return sum;
    }

    /** Recursive bisection as the paper has it. */
    private static double[] byHalves(int[] order, double[][] covariance) {
        double[] weights = new double[order.length];
        Arrays.fill(weights, 1);
        bisect(order, covariance, weights);
        return weights;
    }

    private static void bisect(int[] leaves, double[][] covariance, double[] weights) {
        if (leaves.length == 1) {
            return;
        }
        int[] left = Arrays.copyOf(leaves, leaves.length / 2);
        int[] right = Arrays.copyOfRange(leaves, leaves.length / 2, leaves.length);
        double a = variance(left, covariance);
        double b = variance(right, covariance);
        for (int i : left) {
            weights[i] *= b / (a + b);
        }
        for (int i : right) {
            weights[i] *= a / (a + b);
        }
        bisect(left, covariance, weights);
        bisect(right, covariance, weights);
    }

    private static double variance(int[] leaves, double[][] covariance) {
        double total = 0;
        for (int i : leaves) {
            total += 1 / covariance[i][i];
        }
        double variance = 0;
        for (int i : leaves) {
            for (int j : leaves) {
                variance += covariance[i][j] / (covariance[i][i] * covariance[j][j] * total * total);
            }
        }
        return variance;
    }

    @Test
    void estimates() {
        JsonNode expected = golden("estimators.json");
        covariance(Map.of("method", "sample"), expected.path("cov_sample_ddof1"));
        covariance(Map.of("method", "ledoit-wolf", "target", "identity"),
                expected.path("ledoit_wolf_identity").path("cov"));
        covariance(Map.of("method", "ledoit-wolf", "target", "constant-correlation"),
                expected.path("ledoit_wolf_constant_correlation").path("cov"));
        covariance(Map.of("method", "exponential", "halfLife", Math.log(0.5) / Math.log(0.94)),
                expected.path("exponential094_weighted_mean"));
    }

    private void covariance(Map<String, Object> method, JsonNode expected) {
        Map<String, Object> document = document(market(), meanRisk("minimise-risk"), null);
        document.put("estimates", Map.of("covariance", method));
        JsonNode estimate = run("estimate", document);
        for (int i = 0; i < 20; i++) {
            close(estimate.path("covariance").get(i), expected.get(i), 1e-15);
        }
        double[][] covariance = matrix(estimate.path("covariance"));
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                assertThat(covariance[i][j]).isEqualTo(covariance[j][i]);
                assertThat(estimate.path("correlation").get(i).get(j).asDouble())
                        .isCloseTo(covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]), within(1e-14));
            }
        }
        assertThat(estimate.path("diagnostics").path("conditionNumber").asDouble()).isGreaterThan(1);
        assertThat(estimate.path("diagnostics").path("smallestEigenvalue").asDouble()).isPositive();
    }
}
