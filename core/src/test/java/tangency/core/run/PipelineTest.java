package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Frequency;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Window;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

@NullUnmarked // what is null by mistake fails the test
class PipelineTest {
    private static final MarketData DATA = Markets.random(6, 130, 21);

    private static Scenario scenario(Model model) {
        return Scenario.of("Test", Markets.market(0), model);
    }

    private static List<Finding> refusals(Scenario scenario, @Nullable MarketData data) {
        return switch (new Pipeline().prepare(scenario, data)) {
            case Refusal refusal -> refusal.findings().stream().filter(Finding::refuses).toList();
            case Analysis analysis -> analysis.modelRefusals();
        };
    }

    private static MarketData withFactor(double[] values) {
        return new MarketData(DATA.prices(), true, DATA.universe(), null,
                new PriceTable(List.of("RF"), DATA.prices().dates(), new double[][]{values}), List.of(),
                DATA.inputs());
    }

    private static Scenario onFactor(String factor, Window window) {
        MarketSpec market = new MarketSpec("returns.csv", true, null, null, "factors.csv", null,
                new MarketSpec.RiskFree(0, factor));
        return Scenario.of("Test", market, Model.MeanRisk.MINIMUM_VARIANCE).withWindow(window);
    }

    @Test
    void riskFreeFactor_isCompoundedOverTheWindowsPeriods() {
        List<LocalDate> dates = DATA.prices().dates();
        double[] values = new double[dates.size()];
        for (int t = 0; t < values.length; t++) {
            values[t] = 1e-4 * (t % 7);
        }
        LocalDate from = dates.get(5);
        LocalDate to = dates.get(64);
        Analysis weekly = Markets.analysis(
                onFactor("RF", new Window(from, to, Frequency.WEEKLY, MissingPolicy.DROP_DATES, 52)),
                withFactor(values));
        // Weeks of five days from a Monday on: periods are the fives between from and to.
        double sum = 0;
        for (int week = 1; week < 13; week++) {
            double growth = 1;
            for (int day = 0; day < 5; day++) {
                growth *= 1 + values[5 * week + day];
            }
            sum += growth - 1;
        }
        assertThat(weekly.setting().riskFree()).isCloseTo(sum / 12, within(1e-16));

        Analysis daily = Markets.analysis(
                onFactor("RF", new Window(from, to, Frequency.DAILY, MissingPolicy.DROP_DATES, 252)),
                withFactor(values));
        double mean = 0;
        for (int t = 5; t <= 64; t++) {
            mean += values[t] / 60;
        }
        assertThat(daily.setting().riskFree()).isCloseTo(mean, within(1e-17));
    }

    @Test
    void riskFreeFactor_withGapsIsWarnedOf_withoutValuesRefused() {
        double[] values = new double[DATA.prices().dates().size()];
        values[3] = Double.NaN;
        assertThat(Markets.analysis(onFactor("RF", Window.ALL), withFactor(values)).findings())
                .anyMatch(f -> f.message().contains("no value in 1 of the window's 130 periods"));
        java.util.Arrays.fill(values, Double.NaN);
        assertThat(refusals(onFactor("RF", Window.ALL), withFactor(values)))
                .anyMatch(f -> f.message().contains("no value in any"));
        assertThat(refusals(onFactor("RG", Window.ALL), withFactor(values)))
                .anyMatch(f -> f.message().contains("did you mean RF?"));
        assertThat(refusals(onFactor("RF", Window.ALL), DATA))
                .anyMatch(f -> f.message().contains("market.factors is missing"));
    }

    @Test
    void benchmarkRelativeGroup_countsWhatTheBenchmarkHoldsOutsideTheUniverse() {
        MarketSpec market = new MarketSpec("returns.csv", true, null, null, null,
                new MarketSpec.Benchmark(null, Map.of("A0", 0.3, "A1", 0.3, "A3", 0.4)), MarketSpec.RiskFree.ZERO);
        Constraint relative = new Constraint.Group("S0 against benchmark", true, "sector", "S0", -0.5, -0.45, true);
        Study study = Markets.study(scenario(Model.MeanRisk.MINIMUM_VARIANCE).withMarket(market)
                .withUniverse(List.of("A0", "A1", "A2")).withConstraint(relative), DATA);

        // A0 and A3 are of sector S0: the benchmark holds 0.7 of it, whether or not A3 may be held.
        assertThat(study.status()).isEqualTo("optimal");
        assertThat(study.weights().get(0) - 0.7).isBetween(-0.5 - 1e-12, -0.45 + 1e-12);
        assertThat(study.constraints().get(2).value()).isCloseTo(study.weights().get(0) - 0.7, within(1e-15));
    }

    @Test
    void pairwise_hasMomentsButNoOutcomes() {
        double[][] returns = new double[3][];
        for (int i = 0; i < 3; i++) {
            returns[i] = DATA.prices().series(i).clone();
        }
        returns[1][4] = Double.NaN;
        returns[2][9] = Double.NaN;
        Scenario scenario = scenario(Model.MeanRisk.MINIMUM_VARIANCE)
                .withWindow(Window.ALL.withMissing(MissingPolicy.PAIRWISE));
        Study study = Markets.study(scenario, Markets.of(returns, "gaps"));

        assertThat(study.status()).isEqualTo("optimal");
        assertThat(study.measures().volatility()).isNotNull();
        assertThat(study.measures().var95()).isNull();
        assertThat(study.measures().maxDrawdown()).isNull();
    }

    @Test
    void names_thatAreUnknownAreRefusedWithTheNearest() {
        Scenario base = scenario(Model.MeanRisk.MINIMUM_VARIANCE);
        assertThat(refusals(base.withUniverse(List.of("A1", "B2")), DATA))
                .anyMatch(f -> "B2".equals(f.column()) && f.message().contains("did you mean A2?"));
        assertThat(refusals(base.withConstraint(Markets.bounds("Own", 0.0, 0.1, "a5x")), DATA)).anyMatch(
                f -> "constraint 'Own'".equals(f.column()) && f.message().contains("did you mean A5?"));
        assertThat(refusals(base.withConstraint(Markets.group("G", "S7", 0.0, 0.1)), DATA))
                .anyMatch(
                        f -> f.message().contains("no asset has sector = 'S7'") && f.message().contains("S0, S1, S2"));
        assertThat(refusals(
                base.withConstraint(new Constraint.Group("G", true, "sectr", "S0", 0.0, 0.1, false)), DATA))
                .anyMatch(f -> f.message().contains("did you mean sector?"));
        assertThat(refusals(base.withConstraint(new Constraint.Group("G", true, "sector", "S0", 0.0, 0.1, true)),
                DATA)).anyMatch(f -> f.message().contains("market.benchmark is missing"));
        assertThat(refusals(base.withModel(new Model.RiskBudget(Risk.of(RiskMeasure.VARIANCE), Map.of("A9", 0.5))),
                DATA)).anyMatch(f -> f.message().contains("unknown asset 'A9'"));
    }

    @Test
    void budgets_thatDoNotDivideTheWholeAreRefused() {
        assertThat(budgetRefusal(Map.of("A0", 0.7, "A1", 0.7))).contains("sum to 1.4");
        assertThat(budgetRefusal(Map.of("A0", 0.2, "group:sector=S0", 0.3))).contains("has a budget twice");
        assertThat(budgetRefusal(Map.of("A0", -0.2))).contains("not negative");
        Map<String, Double> all = Map.of("group:sector=S0", 0.2, "group:sector=S1", 0.2, "group:sector=S2", 0.2);
        assertThat(budgetRefusal(all)).contains("expected 1");
        Model nobody = new Model.RiskBudget(Risk.of(RiskMeasure.VARIANCE), Map.of("group:sector=S2", 0.5));
        assertThat(refusals(scenario(nobody).withUniverse(List.of("A0", "A1")), DATA))
                .anyMatch(f -> f.message().contains("no member in the universe"));
    }

    private static String budgetRefusal(Map<String, Double> budgets) {
        return refusals(scenario(new Model.RiskBudget(Risk.of(RiskMeasure.STANDARD_DEVIATION), budgets)), DATA)
                .getFirst().message();
    }

    @Test
    void budgetOfAGroup_isSpentByItsMembersTogether() {
        Study study = Markets.study(scenario(new Model.RiskBudget(Risk.of(RiskMeasure.STANDARD_DEVIATION),
                Map.of("group:sector=S0", 0.5, "A1", 0.2, "A2", 0.0))), DATA);

        assertThat(study.status()).isEqualTo("optimal");
        double[] shares = study.riskContributions().toArray();
        assertThat(shares[0] + shares[3]).isCloseTo(0.5, within(1e-12));
        assertThat(shares[1]).isCloseTo(0.2, within(1e-12));
        assertThat(study.weights().get(2)).isZero();
        // What is left goes in equal parts to those not named, A4 and A5.
        assertThat(shares[4]).isCloseTo(0.15, within(1e-12));
        assertThat(shares[5]).isCloseTo(0.15, within(1e-12));
        double variance = tangency.core.math.Kernels
                .quadratic(Markets.analysis(scenario(Model.RiskBudget.equal()), DATA).moments().covariance(),
                        study.weights().toArray());
        assertThat(study.objective()).isCloseTo(Math.sqrt(variance), within(1e-16));
    }

    @Test
    void whatAModelCannotHonour_isRefusedByName() {
        Scenario hrp = scenario(Model.Hrp.DEFAULT);
        assertThat(refusals(scenario(new Model.EqualWeight()).withConstraint(Markets.bounds("Caps", 0.0, 0.1)), DATA))
                .anyMatch(f -> "constraint 'Caps'".equals(f.column())
                        && f.message().contains("equal-weight cannot honour it"));
        assertThat(refusals(hrp.withConstraint(new Constraint.Cardinality("Few", true, null, 3)), DATA))
                .anyMatch(f -> f.message().contains("type 'cardinality'"));
        assertThat(refusals(hrp.withConstraint(new Constraint.Cardinality("Few", false, null, 3)), DATA)).isEmpty();
        assertThat(refusals(scenario(new Model.Kelly(1, null))
                .withConstraint(new Constraint.Cardinality("Few", true, null, 3)), DATA))
                .anyMatch(f -> "constraint 'Few'".equals(f.column()) && f.message().contains("kelly cannot honour"));
        Scenario costly = scenario(Model.MeanRisk.of(Goal.MAXIMISE_RATIO))
                .withCosts(new Costs(0.001, Map.of(), 5, false, null, 0, 1));
        assertThat(refusals(costly, DATA)).isEmpty();
        assertThat(Markets.analysis(costly, DATA).frontierRefusals())
                .anyMatch(f -> "costs.fixed".equals(f.column()));
        assertThat(refusals(costly.withModel(Model.MeanRisk.MINIMUM_VARIANCE), DATA)).isEmpty();
    }

    @Test
    void refusal_saysWhatIsWrongWithDataAndModelAtOnce() {
        List<Finding> refusals = refusals(scenario(new Model.Kelly(1, null))
                .withConstraint(new Constraint.Cardinality("Few", true, null, 3)).withUniverse(List.of("A1", "X")),
                DATA);

        assertThat(refusals).anyMatch(f -> "X".equals(f.column())).anyMatch(f -> f.message().contains("kelly"));
    }

    @Test
    void marketData_isNeededUnlessBothMomentsAreGiven() {
        assertThat(refusals(scenario(new Model.EqualWeight()), null))
                .anyMatch(f -> f.message().contains("market data is missing"));
    }

    @Test
    void holdings_giveTurnoverAndCost() {
        Scenario scenario = scenario(new Model.EqualWeight()).withHoldings(new Holdings(1e6, Map.of("A0", 0.5)))
                .withCosts(new Costs(0.001, Map.of(), 0, false, null, 0, 1));
        Study study = Markets.study(scenario, DATA);

        assertThat(study.measures().turnover()).isCloseTo(0.5 - 1.0 / 6 + 5.0 / 6, within(1e-15));
        assertThat(study.measures().cost()).isCloseTo(0.001 * study.measures().turnover(), within(1e-17));
        Study unknown = Markets.study(scenario.withHoldings(new Holdings(1e6, Map.of("GONE", 0.5))), DATA);
        assertThat(unknown.findings()).anyMatch(f -> f.message().contains("'GONE'"));
    }

    @Test
    void stages_areComputedOnceForWhatTheyFollowFrom() {
        Pipeline pipeline = new Pipeline();
        Scenario scenario = scenario(Model.MeanRisk.MINIMUM_VARIANCE);
        Analysis first = (Analysis) pipeline.prepare(scenario, DATA);
        Analysis second = (Analysis) pipeline.prepare(scenario.withModel(Model.Hrp.DEFAULT), DATA);
        assertThat(second.moments()).isSameAs(first.moments());
        assertThat(first.frontierIfReady()).isNull();
        assertThat(second.frontier()).isSameAs(first.frontier());
        assertThat(first.frontierIfReady()).isSameAs(second.frontier());
        assertThat(second.tree()).isSameAs(first.tree());
        // A floor on the return cuts the frontier, but does not change it.
        Analysis floored = (Analysis) pipeline
                .prepare(scenario.withConstraint(new Constraint.Return("Floor", true, 0.0005)), DATA);
        assertThat(floored.frontier()).isSameAs(first.frontier());
        assertThat(((Analysis) pipeline.prepare(scenario.withWindow(Window.ALL.withDates(null,
                LocalDate.of(2020, 5, 1))), DATA)).moments()).isNotSameAs(first.moments());
    }

    @Test
    void warmAnswers_areTheColdOnes() {
        Pipeline warm = new Pipeline();
        List<Scenario> drag = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            drag.add(scenario(Model.MeanRisk.MINIMUM_VARIANCE)
                    .withConstraint(new Constraint.Return("Target return", true, 0.0004 + 2e-5 * step)));
            drag.add(scenario(new Model.RiskBudget(Risk.of(RiskMeasure.STANDARD_DEVIATION),
                    Map.of("A0", 0.01 + 0.02 * step))));
        }
        for (Scenario scenario : drag) {
            Study live = ((Analysis) warm.prepare(scenario, DATA)).study();
            Study cold = Markets.study(scenario, DATA);
            assertThat(live.status()).isEqualTo(cold.status());
            if (cold.answered()) {
                for (int i = 0; i < 6; i++) {
                    assertThat(live.weights().get(i)).isCloseTo(cold.weights().get(i), within(1e-11));
                }
            }
        }
    }

    @Test
    void marketCap_weighsByCapitalisation() {
        Study study = Markets.study(scenario(new Model.MarketCap()), DATA);
        List<Asset> assets = DATA.universe().assets();
        double total = assets.stream().mapToDouble(a -> a.marketCap() == null ? 0 : a.marketCap()).sum();

        for (int i = 0; i < 6; i++) {
            assertThat(study.weights().get(i)).isCloseTo(assets.get(i).marketCap() / total, within(1e-16));
        }
    }
}
