package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.Finding.Severity;
import tangency.core.market.MarketData;
import tangency.core.market.sample.SampleMarket;
import tangency.core.returns.Alignment;
import tangency.core.returns.ReturnTable;
import tangency.core.returns.Window;
import tangency.core.scenario.MarketSpec;

@NullMarked
class SampleDataTest {
    private static final SampleMarket SIMULATED = SampleMarket.simulate(SampleMarket.SEED);

    @Test
    void shippedFilesAreWhatTheSeedGives() throws IOException {
        for (Map.Entry<String, byte[]> file : SampleFiles.of(SIMULATED).entrySet()) {
            Path fresh = Path.of("target/sample/simulated-40").resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(fresh.getParent()));
            Files.write(fresh, file.getValue());
            byte[] shipped = new SampleData().open("sample:simulated-40/" + file.getKey()).content();
            assertThat(Arrays.equals(shipped, file.getValue())).as(file.getKey() + " as in " + fresh.toAbsolutePath())
                    .isTrue();
        }
    }

    @Test
    void loadsWithoutAComplaintAndSaysItIsSimulated() {
        MarketData data = sample();
        assertThat(data.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).contains("simulated");
        });
        assertThat(data.universe().assets()).hasSize(40).allSatisfy(asset -> {
            assertThat(asset.name()).endsWith("(simulated)");
            assertThat(asset.groups()).containsOnlyKeys("class", "sector", "strategy", "currency");
            assertThat(asset).hasNoNullFieldsOrProperties();
        });
        assertThat(data.universe().members("class")).hasSize(6);
        assertThat(data.prices().dates().size()).isGreaterThan(2500);
        assertThat(Objects.requireNonNull(data.factors()).ids()).contains("MKT", "RF");
        assertThat(data.inputs()).hasSize(4);
        ReturnTable table = Alignment.align(data, null, Window.ALL);
        assertThat(table.findings()).isEmpty();
    }

    @Test
    void advInTheAssetsFileIsWhatTheVolumesGive() {
        MarketData given = sample();
        MarketData derived = MarketLoader.load(new MarketSpec("sample:simulated-40", false, null,
                "sample:simulated-40/volumes.csv", null, null, MarketSpec.RiskFree.ZERO), Sources.files(Path.of("")));
        for (int i = 0; i < 40; i++) {
            Asset asset = given.universe().assets().get(i);
            double expected = Objects.requireNonNull(asset.adv());
            assertThat(derived.universe().assets().get(i).adv()).as(asset.id()).isCloseTo(expected,
                    org.assertj.core.api.Assertions.within(500.0)); // the file has it in thousands
        }
    }

    @Test
    void tailsAreFatAndVolatilityClusters() {
        double[] market = returns("MKT");
        assertThat(kurtosis(market)).isGreaterThan(4);
        double[] squares = Arrays.stream(market).map(r -> r * r).toArray();
        double[] today = Arrays.copyOfRange(squares, 1, squares.length);
        double[] yesterday = Arrays.copyOf(squares, squares.length - 1);
        assertThat(correlation(today, yesterday)).as("far beyond 2/√T, its error if days were independent")
                .isGreaterThan(4 / Math.sqrt(squares.length));
    }

    @Test
    void assetsMoveTogetherWhenMarketsAreWild() {
        double[] market = returns("MKT");
        int length = market.length;
        double[] wildness = new double[length];
        for (int t = 0; t < length; t++) {
            int from = Math.max(0, t - 10);
            int to = Math.min(length, t + 11);
            wildness[t] = Arrays.stream(market, from, to).map(r -> r * r).average().orElseThrow();
        }
        double limit = Arrays.stream(wildness).sorted().toArray()[(int) (0.9 * length)];
        int[] wild = IntStream.range(1, length).filter(t -> wildness[t] >= limit).toArray();
        int[] calm = IntStream.range(1, length).filter(t -> wildness[t] < limit).toArray();
        assertThat(averageEquityCorrelation(wild)).isGreaterThan(averageEquityCorrelation(calm) + 0.15);
    }

    @Test
    void anotherSeedGivesAnotherMarket() {
        assertThat(SampleMarket.simulate(1).prices().series(0)).isNotEqualTo(SIMULATED.prices().series(0));
    }

    @Test
    void unknownSampleIsToldWithWhatThereIs() {
        assertThatThrownBy(() -> new SampleData().open("sample:real-40")).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("sample:simulated-40/prices.csv");
    }

    private static MarketData sample() {
        String root = "sample:simulated-40/";
        MarketData data = MarketLoader.load(new MarketSpec("sample:simulated-40", false, root + "assets.csv",
                root + "volumes.csv", root + "factors.csv", null, MarketSpec.RiskFree.ZERO),
                Sources.files(Path.of("")));
        assertThat(data.findings()).noneMatch(Finding::refuses);
        return data;
    }

    private static double[] returns(String factor) {
        return SIMULATED.factors().series(SIMULATED.factors().indexOf(factor));
    }

    private static double averageEquityCorrelation(int[] days) {
        List<Integer> equities = SIMULATED.universe().members("class").getOrDefault("Equity", List.of());
        double[][] returns = equities.stream().map(i -> {
            double[] prices = SIMULATED.prices().series(i);
            return IntStream.of(days).mapToDouble(t -> prices[t] / prices[t - 1] - 1).toArray();
        }).toArray(double[][]::new);
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < returns.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += correlation(returns[i], returns[j]);
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double kurtosis(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        return Arrays.stream(values).map(v -> Math.pow(v - mean, 4)).average().orElseThrow() / (variance * variance);
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int t = 0; t < x.length; t++) {
            xx += (x[t] - meanX) * (x[t] - meanX);
            yy += (y[t] - meanY) * (y[t] - meanY);
            xy += (x[t] - meanX) * (y[t] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
