package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.Golden;
import tangency.core.estimate.EstimateDetails;
import tangency.core.estimate.Means;
import tangency.core.estimate.ViewEffect;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.estimate.spec.MeanSpec.View;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Model;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Window;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tools.jackson.databind.JsonNode;

/** Means and covariances as a scenario asks for them. */
@NullUnmarked // what is null by mistake fails the test
class EstimationTest {
    private static final MarketData DATA = Markets.random(6, 120, 4);

    @Test
    void blackLitterman_onReferenceData_agreesWithReference() {
        JsonNode golden = Golden.results("bl_entropy.json", "A");
        double[] market = Golden.vector(golden.get("market_weights"));
        Map<String, Double> benchmark = new LinkedHashMap<>();
        for (int i = 0; i < market.length; i++) {
            benchmark.put("A" + i, market[i]);
        }
        List<View> views = List.of(
                new View("First", weights(golden.get("P").get(0), 1), weights(golden.get("P").get(0), -1),
                        golden.get("Q").get(0).asDouble(), null, null),
                new View(null, weights(golden.get("P").get(1), 1), weights(golden.get("P").get(1), -1),
                        golden.get("Q").get(1).asDouble(), null, null));
        Scenario scenario = scenario(new MeanSpec.BlackLitterman(null, 0.05, 2.5, true, views),
                new CovarianceSpec.Sample()).withMarket(benchmark(benchmark));
        Analysis analysis = Markets.analysis(scenario, withoutCaps(Markets.golden()));

        double[] mean = Golden.vector(golden.get("posterior_mean"));
        Matrix covariance = Golden.matrix(golden.get("posterior_cov"));
        for (int i = 0; i < mean.length; i++) {
            assertThat(analysis.moments().mean().get(i)).isCloseTo(mean[i], within(1e-10 * Math.abs(mean[i])));
            for (int j = 0; j < mean.length; j++) {
                assertThat(analysis.moments().covariance().get(i, j)).isCloseTo(covariance.get(i, j),
                        within(1e-10 * Math.abs(covariance.get(i, j))));
            }
        }
        // Everything after it stands on the posterior covariance.
        Study study = analysis.study();
        assertThat(study.measures().volatility()).isCloseTo(Math.sqrt(quadratic(covariance, study.weights())),
                within(1e-13));
        assertThat(analysis.estimateDetails().views().effects()).extracting(ViewEffect::name)
                .containsExactly("First", "View 2");

        // The reference's optimum of this posterior, long only.
        JsonNode optimum = golden.get("weights_long_only_utility");
        Scenario utility = scenario.withModel(new Model.MeanRisk(Model.Goal.MAXIMISE_UTILITY,
                Model.MeanRisk.MINIMUM_VARIANCE.risk(), 2.5, null));
        Study best = Markets.study(utility, withoutCaps(Markets.golden()));
        assertThat(best.status()).isEqualTo("optimal");
        assertThat(best.weights().toArray()).containsExactly(Golden.vector(optimum.get("weights")), within(1e-7));
    }

    @Test
    void equilibrium_makesTheMarketOptimal() {
        Analysis analysis = Markets.analysis(scenario(new MeanSpec.Equilibrium(3), new CovarianceSpec.Oas()), DATA);
        Vector market = analysis.estimateDetails().marketWeights();
        // Market capitalisations 1 to 6 billion.
        for (int i = 0; i < 6; i++) {
            assertThat(market.get(i)).isCloseTo((i + 1) / 21.0, within(1e-16));
        }
        assertThat(analysis.moments().mean())
                .isEqualTo(Means.equilibrium(analysis.moments().covariance(), market, 3));
        Study study = Markets.study(analysis.scenario().withModel(new Model.MeanRisk(Model.Goal.MAXIMISE_UTILITY,
                Model.MeanRisk.MINIMUM_VARIANCE.risk(), 3.0, null)), DATA);
        assertThat(study.weights().toArray()).containsExactly(market.toArray(), within(1e-10));
    }

    @Test
    void withoutCapitalisations_theBenchmarkIsTheMarket() {
        Scenario scenario = scenario(new MeanSpec.Equilibrium(2), new CovarianceSpec.Sample())
                .withMarket(benchmark(Map.of("A0", 1.0, "A3", 3.0)));
        EstimateDetails details = Markets.analysis(scenario, withoutCaps(DATA)).estimateDetails();
        assertThat(details.marketWeights()).isEqualTo(Vector.of(0.25, 0, 0, 0.75, 0, 0));
        // Another benchmark is another mean, also where stages are remembered.
        Pipeline pipeline = new Pipeline();
        Vector first = ((Analysis) pipeline.prepare(scenario, withoutCaps(DATA))).moments().mean();
        Vector second = ((Analysis) pipeline.prepare(scenario.withMarket(benchmark(Map.of("A1", 1.0))),
                withoutCaps(DATA))).moments().mean();
        assertThat(second).isNotEqualTo(first);
        // What lies outside the universe is said.
        Analysis part = Markets.analysis(scenario.withUniverse(List.of("A0", "A1")), withoutCaps(DATA));
        assertThat(part.estimateDetails().marketWeights()).isEqualTo(Vector.of(1, 0));
        assertThat(part.findings()).anyMatch(f -> f.message().contains("not in the universe"));
    }

    @Test
    void viewsOnGroups_areSpreadByMarketWeight() {
        // Sectors: S0 = A0, A3 (caps 1, 4), S1 = A1, A4 (2, 5).
        View view = new View("Sectors", Map.of("group:sector=S0", 1.0), Map.of("group:sector=S1", 0.7, "A2", 0.3),
                0.001,
                0.4, null);
        Analysis analysis = Markets.analysis(
                scenario(views(view), new CovarianceSpec.LedoitWolf(CovarianceSpec.LedoitWolf.Target.IDENTITY)), DATA);
        ViewEffect effect = analysis.estimateDetails().views().effects().getFirst();
        double[] expected = {0.2, -0.2, -0.3, 0.8, -0.5, 0};
        assertThat(effect.portfolio().toArray()).containsExactly(expected, within(1e-15));
        assertThat(effect.confidence()).isEqualTo(0.4);
        assertThat(effect.posterior()).isCloseTo(effect.prior() + 0.4 * (0.001 - effect.prior()), within(1e-15));
    }

    @Test
    void posteriorCovariance_isLeftOutWhereAskedTo() {
        View view = new View("A0", Map.of("A0", 1.0), Map.of(), 0.01, 1.0, null);
        Analysis without = Markets.analysis(
                scenario(new MeanSpec.BlackLitterman(null, 0.05, 2.5, false, List.of(view)),
                        new CovarianceSpec.Sample()),
                DATA);
        Analysis with = Markets.analysis(scenario(views(view), new CovarianceSpec.Sample()), DATA);
        Analysis sample = Markets.analysis(scenario(new MeanSpec.Historical(), new CovarianceSpec.Sample()), DATA);
        assertThat(without.moments().covariance()).isEqualTo(sample.moments().covariance());
        assertThat(without.moments().mean()).isEqualTo(with.moments().mean());
        // The mean of A0 is certain; that of an asset beside it is not.
        assertThat(with.moments().covariance().get(0, 0)).isCloseTo(sample.moments().covariance().get(0, 0),
                within(1e-18));
        assertThat(with.moments().covariance().get(1, 1)).isGreaterThan(sample.moments().covariance().get(1, 1));
        assertThat(with.moments().mean().get(0)).isCloseTo(0.01, within(1e-16));
    }

    @Test
    void givenPrior_needsNoMarket() {
        Map<String, Double> prior = new LinkedHashMap<>();
        Markets.ids(6).forEach(id -> prior.put(id, 0.001));
        View view = new View("A0", Map.of("A0", 1.0), Map.of(), 0.002, 0.5, null);
        Analysis analysis = Markets
                .analysis(scenario(new MeanSpec.BlackLitterman(prior, 0.05, 2.5, true, List.of(view)),
                        new CovarianceSpec.Sample()), withoutCaps(DATA));
        assertThat(analysis.moments().mean().get(0)).isCloseTo(0.0015, within(1e-16));
        assertThat(analysis.estimateDetails().marketWeights()).isNull();
    }

    static Stream<Arguments> covariances() {
        return Stream.<CovarianceSpec>of(new CovarianceSpec.Oas(), new CovarianceSpec.NonlinearShrinkage(),
                new CovarianceSpec.Denoised(1.0, 0), new CovarianceSpec.Denoised(null, 0),
                new CovarianceSpec.Denoised(0.8, 2), new CovarianceSpec.Gerber(0.5))
                .flatMap(covariance -> Stream.<MeanSpec>of(new MeanSpec.Historical(),
                        new MeanSpec.Shrinkage(MeanSpec.Shrinkage.Target.MINIMUM_VARIANCE),
                        new MeanSpec.Shrinkage(MeanSpec.Shrinkage.Target.GRAND_MEAN),
                        new MeanSpec.Shrinkage(MeanSpec.Shrinkage.Target.VOLATILITY), new MeanSpec.Equilibrium(2.5),
                        views(new View(null, Map.of("A1", 1.0), Map.of("A2", 1.0), 0.001, null, null)))
                        .map(mean -> Arguments.of(mean, covariance)));
    }

    @ParameterizedTest
    @MethodSource("covariances")
    void everyEstimator_leadsToAnAnswer(MeanSpec mean, CovarianceSpec covariance) {
        for (MarketData data : List.of(DATA, Markets.random(30, 16, 2), twins(), Markets.random(1, 40, 1))) {
            if (data.prices().ids().size() == 1
                    && (mean instanceof MeanSpec.BlackLitterman || covariance instanceof CovarianceSpec.Denoised d
                            && d.detone() > 0)) {
                continue;
            }
            Scenario scenario = scenario(mean, covariance);
            Analysis analysis = Markets.analysis(scenario, data);
            assertThat(analysis.diagnostics().smallestEigenvalue())
                    .isGreaterThan(-1e-12 * analysis.diagnostics().largestEigenvalue());
            assertThat(analysis.diagnostics().conditionNumber()).isGreaterThanOrEqualTo(1);
            Study study = analysis.study();
            assertThat(study.status()).as(study.message()).isEqualTo("optimal");
            assertThat(study.weights().sum()).isCloseTo(1, within(1e-12));
        }
    }

    /** One series twice, and one constant. */
    private static MarketData twins() {
        double[][] series = new double[5][60];
        for (int i = 0; i < 5; i++) {
            for (int t = 0; t < 60; t++) {
                series[i][t] = i == 4 ? 0.0002 : i == 3 ? series[1][t] : Math.sin(t * (i + 1.3) + i) / 100;
            }
        }
        return Markets.of(series, "twins");
    }

    @Test
    void workers_changeNothing() {
        Scenario scenario = scenario(new MeanSpec.Historical(), new CovarianceSpec.Sample());
        MarketData data = Markets.random(150, 40, 3);
        Analysis parallel = (Analysis) new Pipeline(
                (count, task) -> IntStream.range(0, count).parallel().forEach(task)).prepare(scenario, data);
        assertThat(parallel.moments()).isEqualTo(Markets.analysis(scenario, data).moments());
        assertThat(parallel.afresh(Patience.ENDLESS).moments()).isEqualTo(parallel.moments());
    }

    @Test
    void details_sayHowTheEstimateCameAbout() {
        Analysis analysis = Markets.analysis(scenario(new MeanSpec.Shrinkage(MeanSpec.Shrinkage.Target.GRAND_MEAN),
                new CovarianceSpec.Denoised(0.9, 0)), DATA);
        assertThat(analysis.estimateDetails().meanShrinkage()).isBetween(0.0, 1.0);
        assertThat(analysis.estimateDetails().noiseVariance()).isEqualTo(0.9);
        assertThat(analysis.estimateDetails().components()).isBetween(1, 6);
        assertThat(analysis.estimateDetails().views()).isNull();
    }

    static Stream<Arguments> refusals() {
        Map<String, Double> a0 = Map.of("A0", 1.0);
        Map<String, Double> incomplete = Map.of("A0", 0.001);
        CovarianceSpec sample = new CovarianceSpec.Sample();
        MeanSpec historical = new MeanSpec.Historical();
        return Stream.of(
                Arguments.of(views(new View("X", Map.of("A9", 1.0), Map.of(), 0, null, null)), sample,
                        "unknown asset 'A9'"),
                Arguments.of(views(new View("X", Map.of("group:country=US", 1.0), Map.of(), 0, null, null)), sample,
                        "no column 'country'"),
                Arguments.of(views(new View("X", Map.of(), Map.of("group:sector=S7", 1.0), 0, null, null)), sample,
                        "no asset has sector = 'S7'"),
                Arguments.of(views(new View("X", a0, a0, 0, null, null)), sample, "no asset with a weight"),
                Arguments.of(views(new View("X", a0, Map.of(), 0, 1.5, null)), sample, "confidence is 1.5"),
                Arguments.of(views(new View("X", a0, Map.of(), 0, Double.NaN, null)), sample, "confidence is NaN"),
                Arguments.of(views(new View("X", a0, Map.of(), 0, null, -1.0)), sample, "variance is -1.0"),
                Arguments.of(views(new View("X", a0, Map.of(), 0, 0.5, 1.0)), sample, "a confidence and a variance"),
                Arguments.of(views(new View("X", a0, Map.of(), Double.POSITIVE_INFINITY, null, null)), sample,
                        "return is Infinity"),
                Arguments.of(views(new View("X", Map.of("A0", Double.NaN), Map.of(), 0, null, null)), sample,
                        "weight of 'A0' is NaN"),
                Arguments.of(views(new View("Up", a0, Map.of(), 0.01, 1.0, null),
                        new View("Down", a0, Map.of(), -0.01, 1.0, null)), sample, "'Up', 'Down'"),
                Arguments.of(new MeanSpec.BlackLitterman(null, 0, 2.5, true, List.of()), sample, "expected a positive"),
                Arguments.of(new MeanSpec.BlackLitterman(incomplete, 0.05, 2.5, true, List.of()), sample,
                        "no prior mean for asset 'A1'"),
                Arguments.of(new MeanSpec.Equilibrium(-1), sample, "is -1.0, expected a positive"),
                Arguments.of(new MeanSpec.Exponential(0), sample, "is 0.0, expected a positive"),
                Arguments.of(new MeanSpec.Given(incomplete), sample, "no given mean for asset 'A1'"),
                Arguments.of(historical, new CovarianceSpec.Exponential(Double.NaN), "is NaN, expected a positive"),
                Arguments.of(historical, new CovarianceSpec.Gerber(0), "is 0.0, expected a positive"),
                Arguments.of(historical, new CovarianceSpec.Denoised(0.0, 0), "is 0.0, expected a positive"),
                Arguments.of(historical, new CovarianceSpec.Denoised(1.0, 6), "at most 5"),
                Arguments.of(historical, given(3), "3 rows"),
                Arguments.of(historical, changed(0, 1, 0.5), "not symmetric"),
                Arguments.of(historical, changed(2, 2, -1), "variance of 'A2' is -1.0"),
                Arguments.of(historical, changed(2, 2, Double.NaN), "is NaN, expected a number"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refusals")
    void whatCannotBeCarriedOut_isRefusedByName(MeanSpec mean, CovarianceSpec covariance, String expected) {
        refuses(scenario(mean, covariance), DATA, expected);
    }

    @Test
    void withoutMarketWeights_theyAreAskedFor() {
        Scenario scenario = scenario(new MeanSpec.Equilibrium(2.5), new CovarianceSpec.Sample());
        refuses(scenario, withoutCaps(DATA), "there is no benchmark");
        refuses(scenario.withMarket(benchmark(Map.of("A5", 1.0))).withUniverse(List.of("A0", "A1")), withoutCaps(DATA),
                "holds no asset of the universe");
        // One asset alone without capitalisation is named.
        List<Asset> assets = DATA.universe().assets().stream()
                .map(a -> a.id().equals("A2") ? bare(a) : a).toList();
        refuses(scenario, with(assets), "no marketCap of 'A2'");
    }

    @Test
    void aGroupWithoutMarketWeight_isRefused() {
        Scenario scenario = scenario(views(new View("X", Map.of("group:sector=S1", 1.0), Map.of(), 0, null, null)),
                new CovarianceSpec.Sample()).withMarket(benchmark(Map.of("A0", 1.0)));
        refuses(scenario, withoutCaps(DATA), "no market weight to spread");
        refuses(scenario.withUniverse(List.of("A0", "A2")), withoutCaps(DATA), "no asset of the universe has sector");
        refuses(scenario(views(new View("X", Map.of("A1", 1.0), Map.of(), 0, null, null)), new CovarianceSpec.Sample())
                .withUniverse(List.of("A0", "A2")), DATA, "not in the universe");
    }

    @Test
    void fewReturns_areTooFewForNonlinearShrinkage() {
        refuses(scenario(new MeanSpec.Historical(), new CovarianceSpec.NonlinearShrinkage()), Markets.random(4, 12, 1),
                "at least 13 returns, and there are 12");
    }

    @Test
    void variancesTooFarApart_areRefusedByName() {
        double[][] series = new double[3][60];
        for (int i = 0; i < 3; i++) {
            for (int t = 0; t < 60; t++) {
                series[i][t] = (i == 1 ? 1e-12 : 0.01) * Math.sin(t * (i + 1.3));
            }
        }
        refuses(scenario(new MeanSpec.Historical(), new CovarianceSpec.NonlinearShrinkage()),
                Markets.of(series, "uneven"), "'A1'");
    }

    @Test
    void pairwise_goesWithTheHistoricalMeanAlone() {
        Scenario scenario = scenario(new MeanSpec.Shrinkage(MeanSpec.Shrinkage.Target.GRAND_MEAN),
                new CovarianceSpec.Oas());
        Window all = scenario.window();
        Window window = new Window(all.from(), all.to(), all.frequency(), MissingPolicy.PAIRWISE, all.periodsPerYear());
        refuses(scenario.withWindow(window), DATA, "not with shrinkage");
        refuses(scenario.withWindow(window), DATA, "not with oas");
        // Moments that need no returns of their own go with it.
        assertThat(Markets.study(scenario(new MeanSpec.Equilibrium(2.5), new CovarianceSpec.Sample())
                .withWindow(window), DATA).status()).isEqualTo("optimal");
    }

    private static void refuses(Scenario scenario, MarketData data, String expected) {
        assertThat(new Pipeline().prepare(scenario, data)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.findings()).filteredOn(Finding::refuses).extracting(Finding::message)
                        .anyMatch(message -> message.contains(expected)));
    }

    private static Scenario scenario(MeanSpec mean, CovarianceSpec covariance) {
        return Markets
                .scenario(Model.MeanRisk.MINIMUM_VARIANCE, Markets.budget(1, 1), Markets.bounds("Long only", 0.0, 1.0))
                .withEstimates(new Estimates(mean, covariance, null));
    }

    private static MeanSpec views(View... views) {
        return new MeanSpec.BlackLitterman(null, 0.05, 2.5, true, Arrays.asList(views));
    }

    private static MarketSpec benchmark(Map<String, Double> weights) {
        return new MarketSpec("returns.csv", true, null, null, null, new MarketSpec.Benchmark(null, weights),
                MarketSpec.RiskFree.ZERO);
    }

    private static CovarianceSpec given(int n) {
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1e-4;
        }
        return new CovarianceSpec.Given(Matrix.wrap(n, n, values));
    }

    private static CovarianceSpec changed(int row, int column, double value) {
        double[] values = ((CovarianceSpec.Given) given(6)).matrix().shared().clone();
        values[row * 6 + column] = value;
        return new CovarianceSpec.Given(Matrix.wrap(6, 6, values));
    }

    private static MarketData withoutCaps(MarketData data) {
        List<Asset> assets = data.universe().assets().stream().map(EstimationTest::bare).toList();
        return new MarketData(data.prices(), true, new Universe(assets), null, null, List.of(), data.inputs());
    }

    private static MarketData with(List<Asset> assets) {
        return new MarketData(DATA.prices(), true, new Universe(assets), null, null, List.of(), DATA.inputs());
    }

    private static Asset bare(Asset asset) {
        return new Asset(asset.id(), asset.name(), asset.groups(), null, null, null, null);
    }

    private static Map<String, Double> weights(JsonNode row, int sign) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            if (sign * row.get(i).asDouble() > 0) {
                weights.put("A" + i, Math.abs(row.get(i).asDouble()));
            }
        }
        return weights;
    }

    private static double quadratic(Matrix covariance, Vector weights) {
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            for (int j = 0; j < weights.size(); j++) {
                sum += weights.get(i) * covariance.get(i, j) * weights.get(j);
            }
        }
        return sum;
    }
}
