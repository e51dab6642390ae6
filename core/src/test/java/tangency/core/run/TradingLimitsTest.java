package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.run.Markets.bounds;
import static tangency.core.run.Markets.budget;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import tangency.core.Golden;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.model.Model.MeanUncertainty;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;
import tools.jackson.databind.JsonNode;

/** Limits and costs that depend on what is held, on absolute values or on factors, through the whole pipeline. */
@NullUnmarked // what is null by mistake fails the test
class TradingLimitsTest {
    private static final MarketData DATA = Markets.random(9, 400, 7);
    private static final Constraint LONG_ONLY = bounds("Long only", 0.0, 1.0);
    private static final Costs LINEAR = new Costs(0.001, Map.of(), 0, false, null, 0, 1);

    private static Holdings equal(int n) {
        Map<String, Double> weights = new HashMap<>();
        Markets.ids(n).forEach(id -> weights.put(id, 1.0 / n));
        return new Holdings(1e6, weights);
    }

    private static Study golden(Model model, Costs costs, Constraint... constraints) {
        return Markets.study(Markets.scenario(model, constraints).withHoldings(equal(20)).withCosts(costs),
                Markets.golden());
    }

    private static JsonNode answer(String name) {
        return Golden.results("meanvar_cla.json", "A").path(name);
    }

    private static void assertWeights(Vector weights, JsonNode node) {
        double[] expected = Golden.vector(node.path("weights"));
        for (int i = 0; i < expected.length; i++) {
            assertThat(weights.get(i)).as("Weight %d", i).isCloseTo(expected[i], within(1e-7));
        }
    }

    @Test
    void turnover_agreesWithTheReferenceAndLeavesUntradedWeightsAsTheyAre() {
        Study study = golden(Model.MeanRisk.MINIMUM_VARIANCE, Costs.NONE, budget(1, 1), LONG_ONLY,
                new Constraint.Turnover("Turnover", true, 0.3));
        JsonNode node = answer("min_variance_turnover_l1");

        double variance = node.path("variance").asDouble();
        assertThat(study.objective()).isCloseTo(variance, within(1e-9 * variance));
        assertWeights(study.weights(), node);
        assertThat(study.constraints().get(2).value()).isCloseTo(0.3, within(1e-14));
        long untraded = 0;
        for (int i = 0; i < 20; i++) {
            double w = study.weights().get(i);
            assertThat(w == 0.05 || Math.abs(w - 0.05) > 1e-9).isTrue();
            assertThat(w == 0 || w > 1e-9).isTrue();
            untraded += w == 0.05 ? 1 : 0;
        }
        assertThat(untraded).isGreaterThan(5);
    }

    @Test
    void linearCosts_agreeWithTheReference() {
        Study study = golden(Model.MeanRisk.utility(5), LINEAR, budget(1, 1), LONG_ONLY);
        JsonNode node = answer("utility_linear_tcost");

        assertWeights(study.weights(), node);
        double objective = node.path("objective").asDouble();
        assertThat(study.objective()).isCloseTo(objective, within(1e-9 * objective));
    }

    @Test
    void grossLimit_agreesWithTheReference() {
        Study study = golden(Model.MeanRisk.MINIMUM_VARIANCE, Costs.NONE, budget(1, 1), bounds("Bounds", -0.3, 1.0),
                new Constraint.Gross("130/30", true, 1.6));
        JsonNode node = answer("min_variance_130_30");

        assertWeights(study.weights(), node);
        double variance = node.path("variance").asDouble();
        assertThat(study.objective()).isCloseTo(variance, within(1e-9 * variance));
    }

    @Test
    void shortLimit_isTheGrossLimitWhereTheBudgetIsOne() {
        Study gross = golden(Model.MeanRisk.MINIMUM_VARIANCE, Costs.NONE, budget(1, 1), bounds("Bounds", -0.3, 1.0),
                new Constraint.Gross("Gross", true, 1.5));
        Study side = golden(Model.MeanRisk.MINIMUM_VARIANCE, Costs.NONE, budget(1, 1), bounds("Bounds", -0.3, 1.0),
                new Constraint.ShortSide("Short", true, 0.25));

        assertThat(side.constraints().get(2).value()).isCloseTo(0.25, within(1e-14));
        assertThat(side.objective()).isCloseTo(gross.objective(), within(1e-12 * gross.objective()));
        // gross = 1 + 2 short
        assertThat(side.constraints().get(2).multiplier()).isCloseTo(2 * gross.constraints().get(2).multiplier(),
                within(1e-12));
    }

    @Test
    void boxUncertainty_agreesWithTheReference() {
        Model.MeanRisk robust = new Model.MeanRisk(Goal.MAXIMISE_UTILITY, Model.MeanRisk.MINIMUM_VARIANCE.risk(), 5.0,
                new MeanUncertainty(MeanUncertainty.Shape.BOX, 1.96, null));
        Study study = golden(robust, Costs.NONE, budget(1, 1), LONG_ONLY);
        JsonNode node = answer("robust_box");

        assertWeights(study.weights(), node);
        double objective = node.path("objective").asDouble();
        assertThat(study.objective()).isCloseTo(objective, within(1e-9 * Math.abs(objective)));
        Study byConfidence = golden(new Model.MeanRisk(Goal.MAXIMISE_UTILITY, robust.risk(), 5.0,
                new MeanUncertainty(MeanUncertainty.Shape.BOX, null, 0.95)), Costs.NONE, budget(1, 1), LONG_ONLY);
        Study byKappa = golden(new Model.MeanRisk(Goal.MAXIMISE_UTILITY, robust.risk(), 5.0,
                new MeanUncertainty(MeanUncertainty.Shape.BOX, 1.959963984540054, null)), Costs.NONE, budget(1, 1),
                LONG_ONLY);
        assertThat(byConfidence.objective()).isCloseTo(byKappa.objective(), within(1e-14));
    }

    @Test
    void frontier_isOfNetMeansWhereTheGoalDeductsCosts() {
        Scenario scenario = Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RATIO), budget(1, 1), LONG_ONLY)
                .withHoldings(equal(9)).withCosts(new Costs(0.0005, Map.of(), 0, false, null, 0, 1));
        Analysis analysis = Markets.analysis(scenario, DATA);
        assertThat(analysis.frontierRefusals()).isEmpty();
        FrontierResult.Traced traced = (FrontierResult.Traced) analysis.frontier();
        for (Frontier.Corner corner : traced.frontier().corners()) {
            double traded = 0;
            for (int i = 0; i < 9; i++) {
                traded += Math.abs(corner.weights().get(i) - 1.0 / 9);
            }
            assertThat(corner.mean()).isCloseTo(
                    Kernels.dot(analysis.moments().mean().shared(), corner.weights().shared()) - 0.0005 * traded,
                    within(1e-15));
        }
        Study study = analysis.study();
        assertThat(study.objective()).isCloseTo(
                traced.maximumRatio().mean() / traced.maximumRatio().volatility(), within(1e-12));
        Study gross = Markets.study(scenario.withCosts(Costs.NONE), DATA);
        assertThat(study.objective()).isLessThan(gross.objective());
        // The same frontier without costs has its best portfolio elsewhere.
        assertThat(study.weights()).isNotEqualTo(gross.weights());
    }

    @Test
    void maximumRatioWithARidge_isTheBestOfItsFamily() {
        Costs costs = new Costs(0.0002, Map.of(), 0, false, null, 0.0005, 1);
        Scenario scenario = Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RATIO), budget(1, 1), LONG_ONLY)
                .withHoldings(equal(9)).withCosts(costs);
        Analysis analysis = Markets.analysis(scenario, DATA);
        Study study = analysis.study();

        assertThat(study.status()).isEqualTo("optimal");
        double best = study.objective();
        assertThat(ratio(analysis, study.weights(), costs)).isCloseTo(best, within(1e-13));
        for (double aversion : new double[]{0.1, 0.5, 1, 2, 3, 5, 8, 12, 20, 50, 200}) {
            Study other = Markets.study(scenario.withModel(Model.MeanRisk.utility(aversion)), DATA);
            assertThat(ratio(analysis, other.weights(), costs)).isLessThanOrEqualTo(best + 1e-14);
        }
        assertThat(analysis.frontierRefusals()).anyMatch(f -> "costs.ridge".equals(f.column()));
    }

    private static double ratio(Analysis analysis, Vector weights, Costs costs) {
        double excess = Kernels.dot(analysis.moments().mean().shared(), weights.shared());
        for (int i = 0; i < weights.size(); i++) {
            excess -= costs.linear() * Math.abs(weights.get(i) - 1.0 / weights.size())
                    + costs.ridge() * weights.get(i) * weights.get(i);
        }
        return excess / Math.sqrt(Kernels.quadratic(analysis.moments().covariance(), weights.shared()));
    }

    @Test
    void turnover_countsWhatIsHeldOutsideTheUniverse() {
        Scenario scenario = Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1), LONG_ONLY,
                new Constraint.Turnover("Turnover", true, 0.5)).withUniverse(List.of("A0", "A1", "A2", "A3"))
                .withHoldings(new Holdings(1e6, Map.of("A0", 0.5, "A1", 0.4, "A8", 0.1)));
        Study study = Markets.study(scenario, DATA);

        assertThat(study.measures().turnover()).isCloseTo(0.5, within(1e-14));
        assertThat(study.constraints().get(2).value()).isCloseTo(0.5, within(1e-14));
        assertThat(study.constraints().get(2).max()).isEqualTo(0.5);
    }

    @Test
    void participation_limitsTradesByVolume() {
        Scenario scenario = Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1), LONG_ONLY,
                new Constraint.Participation("Volume", true, 0.002, 2)).withHoldings(equal(9));
        Study study = Markets.study(scenario, DATA);

        for (int i = 0; i < 9; i++) {
            assertThat(Math.abs(study.weights().get(i) - 1.0 / 9)).isLessThanOrEqualTo(0.04 + 1e-15);
        }
        assertThat(study.constraints().get(2).value()).isCloseTo(0.002, within(1e-15));
        assertThat(study.constraints().get(2).max()).isEqualTo(0.002);
        assertThat(study.constraints().get(2).binding()).isTrue();
    }

    @Test
    void whatTheAssetsFileDoesNotSay_isRefusedByName() {
        Universe bare = new Universe(DATA.universe().assets().stream().map(a -> a.id().equals("A3")
                ? new Asset(a.id(), a.name(), a.groups(), a.marketCap(), null, null, a.lot())
                : a).toList());
        MarketData data = new MarketData(DATA.prices(), true, bare, null, null, List.of(), Map.of("r.csv", "bare"));
        Scenario limited = Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                new Constraint.Participation("Volume", true, 0.1, 1));
        assertThat(refusals(limited, data)).anyMatch(f -> "constraint 'Volume'".equals(f.column())
                && f.message().contains("'adv'") && f.message().endsWith("A3"));
        Scenario spread = Markets.scenario(Model.MeanRisk.utility(3), budget(1, 1))
                .withCosts(new Costs(0, Map.of(), 0, true, null, 0, 1));
        assertThat(refusals(spread, data))
                .anyMatch(f -> "costs.spread".equals(f.column()) && f.message().endsWith("A3"));
        assertThat(new Pipeline().prepare(spread.withModel(Model.MeanRisk.MINIMUM_VARIANCE), data))
                .isInstanceOf(Analysis.class);
    }

    private static List<Finding> refusals(Scenario scenario, MarketData data) {
        return ((Refusal) new Pipeline().prepare(scenario, data)).findings();
    }

    @Test
    void factorExposure_isHeldWithinItsLimits() {
        double[][] market = new double[1][400];
        for (int t = 0; t < 400; t++) {
            for (int i = 0; i < 9; i++) {
                market[0][t] += DATA.prices().series(i)[t] / 9;
            }
        }
        List<LocalDate> dates = DATA.prices().dates();
        MarketData data = new MarketData(DATA.prices(), true, DATA.universe(), null,
                new PriceTable(List.of("MKT"), dates, market), List.of(), Map.of("returns.csv", "with factors"));
        Scenario scenario = Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1), bounds("Bounds", -1.0, 1.0),
                new Constraint.Factor("Beta", true, "MKT", 0.95, 1.1))
                .withMarket(new MarketSpec("returns.csv", true, null, null, "factors.csv", null,
                        new MarketSpec.RiskFree(0, null)));
        Analysis analysis = Markets.analysis(scenario, data);
        Study study = analysis.study();
        double beta = Kernels.dot(analysis.setting().exposures().get("MKT").shared(), study.weights().shared());

        assertThat(study.status()).isEqualTo("optimal");
        assertThat(beta).isCloseTo(0.95, within(1e-12));
        assertThat(study.constraints().get(2).value()).isCloseTo(beta, within(1e-14));
        assertThat(study.constraints().get(2).multiplier()).isNegative();
    }
}
