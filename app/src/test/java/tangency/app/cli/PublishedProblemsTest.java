package tangency.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.app.cli.Cli.document;
import static tangency.app.cli.Cli.meanRisk;
import static tangency.app.cli.Cli.numbers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.app.SharedData;
import tools.jackson.databind.JsonNode;

/** Published problems, their moments given in the document and no market behind them. */
class PublishedProblemsTest {
    @TempDir
    Path folder;

    private static double[][] rows(String file) throws IOException {
        return Files.readAllLines(SharedData.require("data/or-library/" + file)).stream()
                .map(line -> List.of(line.split(",")).stream().mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);
    }

    private Path scenario(double[] means, double[][] covariance, String goal) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < means.length; i++) {
            values.put("A" + (i + 1), means[i]);
        }
        Map<String, Object> document = document(null, meanRisk(goal), null);
        document.put("market", null);
        document.put("universe", List.copyOf(values.keySet()));
        document.put("estimates", Map.of("mean", Map.of("method", "given", "values", values), "covariance",
                Map.of("method", "given", "matrix", covariance)));
        return Cli.scenario(folder, "given.json", document);
    }

    @ParameterizedTest
    @CsvSource({"1,14", "2,41", "3,54", "4,74", "5,24"})
    void orLibrary_hasItsTurningPoints(int port, int count) throws IOException {
        double[][] assets = rows("port" + port + "-return.csv");
        int n = assets.length;
        double[] means = new double[n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            means[i] = assets[i][0];
        }
        for (double[] pair : rows("port" + port + "-risk.csv")) {
            int i = (int) pair[0] - 1;
            int j = (int) pair[1] - 1;
            covariance[i][j] = covariance[j][i] = pair[2] * assets[i][1] * assets[j][1];
        }
        Cli.Result result = Cli.run("frontier", scenario(means, covariance, "minimise-risk"));

        assertThat(result.code()).isZero();
        JsonNode points = result.json().path("points");
        assertThat(points.size()).isEqualTo(count);
        if (port == 1 || port == 5) {
            publishedFrontier(rows("port" + port + "-frontier.csv"), points, covariance);
        }
    }

    /** Variances at the published means, exact between corner portfolios. */
    private static void publishedFrontier(double[][] published, JsonNode points, double[][] covariance) {
        int compared = 0;
        for (double[] point : published) {
            for (int k = 0; k + 1 < points.size(); k++) {
                double high = points.get(k).path("mean").asDouble();
                double low = points.get(k + 1).path("mean").asDouble();
                if (low <= point[0] && point[0] <= high) {
                    double[] a = numbers(points.get(k).path("weights"));
                    double[] b = numbers(points.get(k + 1).path("weights"));
                    double t = (point[0] - low) / (high - low);
                    double variance = 0;
                    for (int i = 0; i < a.length; i++) {
                        for (int j = 0; j < a.length; j++) {
                            variance += covariance[i][j] * (b[i] + t * (a[i] - b[i])) * (b[j] + t * (a[j] - b[j]));
                        }
                    }
                    assertThat(variance).isCloseTo(point[1], within(1e-6 * point[1]));
                    compared++;
                    break;
                }
            }
        }
        assertThat(compared).isGreaterThan(published.length - 5);
    }

    @Test
    void tenAssetExample_hasTenTurningPointsAndItsRatio() throws IOException {
        double[][] rows = rows("bailey-lopez-de-prado-10.csv");
        double[][] covariance = List.of(rows).subList(4, 14).toArray(double[][]::new);
        Path scenario = scenario(rows[1], covariance, "maximise-ratio");
        JsonNode frontier = Cli.run("frontier", scenario).json();

        assertThat(frontier.path("points").size()).isEqualTo(10);
        assertThat(frontier.path("maximumRatio").path("ratio").asDouble()).isCloseTo(4.45353, within(5e-6));
        JsonNode study = Cli.run("solve", scenario).json();
        assertThat(study.path("status").asString()).isEqualTo("optimal");
        assertThat(study.path("objective").asDouble()).isCloseTo(4.45353, within(5e-6));
        assertThat(study.path("measures").path("var95").isNull()).isTrue();
        assertThat(Cli.run("cluster", scenario).json().path("order").size()).isEqualTo(10);
        assertThat(Cli.run("estimate", scenario).json().path("mean").size()).isEqualTo(10);
        assertThat(Cli.run("check", scenario).code()).isZero();
    }
}
