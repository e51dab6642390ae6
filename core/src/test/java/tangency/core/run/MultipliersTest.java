package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.run.Markets.bounds;
import static tangency.core.run.Markets.budget;
import static tangency.core.run.Markets.group;
import static tangency.core.run.Markets.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.market.MarketData;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.scenario.Scenario;
import tangency.core.solve.ConstraintState;

/**
 * A multiplier is the derivative of the optimum's objective when the limit moves outward: each is held against the
 * objective of the problem with that limit moved.
 */
@NullUnmarked // what is null by mistake fails the test
class MultipliersTest {
    private static final MarketData DATA = Markets.random(9, 400, 7);
    private static final double STEP = 1e-5;
    private static final Holdings HELD = new Holdings(1e6, Map.of("A0", 0.2, "A1", 0.05, "A2", 0.1, "A3", 0.15, "A4",
            0.02, "A5", 0.18, "A6", 0.1, "A7", 0.1, "A8", 0.1));

    static Stream<Arguments> problems() {
        Model.MeanRisk deviation = new Model.MeanRisk(Goal.MINIMISE_RISK, Risk.of(RiskMeasure.STANDARD_DEVIATION), null,
                null);
        List<Model.MeanRisk> models = List.of(Model.MeanRisk.MINIMUM_VARIANCE, deviation, Model.MeanRisk.utility(5),
                Model.MeanRisk.utility(0), Model.MeanRisk.of(Goal.MAXIMISE_RETURN),
                Model.MeanRisk.of(Goal.MAXIMISE_RATIO));
        Constraint longOnly = bounds("Long only", 0.0, 1.0);
        Map<String, List<Constraint>> limits = Map.of(
                "caps", List.of(budget(1, 1), bounds("Capped", 0.0, 0.2)),
                "short", List.of(budget(1, 1), bounds("Bounded", -0.1, 0.3)),
                "groups", List.of(budget(1, 1), longOnly, group("S0 cap", "S0", null, 0.25),
                        group("S1 floor", "S1", 0.5, 0.9), bounds("Some", 0.02, 0.22, "A1", "A4", "A8")),
                "equal group", List.of(budget(1, 1), longOnly, group("S0 exactly", "S0", 0.4, 0.4),
                        bounds("A3 exactly", 0.15, 0.15, "A3")),
                "budget range", List.of(budget(0.9, 1.2), bounds("Capped", 0.0, 0.25)),
                "linear", List.of(budget(1, 1), bounds("Bounded", -0.2, 0.35),
                        linear("Tilt", 0.1, 0.3, Map.of("A0", 1.0, "A5", -0.5, "A8", 2.0))),
                "return floor", List.of(budget(1, 1), longOnly, new Constraint.Return("Floor", true, 0.00125)),
                "budget of 2", List.of(budget(2, 2), bounds("Capped", 0.05, 0.5)),
                "absolute values", List.of(budget(1, 1), bounds("Bounded", -0.3, 0.5),
                        new Constraint.Gross("Gross", true, 1.3), new Constraint.ShortSide("Short", true, 0.12),
                        new Constraint.Turnover("Turnover", true, 0.9)),
                "trading", List.of(budget(1, 1), longOnly, new Constraint.Turnover("Turnover", true, 0.35),
                        new Constraint.Participation("Volume", true, 0.004, 2),
                        new Constraint.NoBuy("Not more", true, List.of("A1", "A4")),
                        new Constraint.NoSell("Not less", true, List.of("A0"))));
        List<Arguments> problems = new ArrayList<>();
        for (Model.MeanRisk model : models) {
            limits.forEach((name, constraints) -> problems.add(Arguments.of(
                    model.goal() + " " + model.risk().measure() + " " + model.riskAversion() + ", " + name, model,
                    constraints)));
        }
        return problems.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void multiplier_isTheDerivativeOfTheObjectiveByTheLimit(String name, Model.MeanRisk model,
            List<Constraint> constraints) {
        for (double riskFree : model.goal() == Goal.MAXIMISE_RATIO ? new double[]{0, 0.0002} : new double[]{0}) {
            assertDerivatives(name + ", risk free " + riskFree,
                    Markets.scenario(model, constraints.toArray(Constraint[]::new))
                            .withMarket(Markets.market(riskFree)).withHoldings(HELD));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("problems")
    void multiplier_isTheDerivativeWhereCostsAreDeducted(String name, Model.MeanRisk model,
            List<Constraint> constraints) {
        Costs costs = new Costs(0.0003, Map.of(), 0, true, null, model.goal() == Goal.MAXIMISE_RATIO ? 0 : 0.0004, 4);
        assertDerivatives(name + ", costly", Markets.scenario(model, constraints.toArray(Constraint[]::new))
                .withHoldings(HELD).withCosts(costs));
    }

    private static void assertDerivatives(String name, Scenario scenario) {
        Study study = Markets.study(scenario, DATA);
        assertThat(study.status()).as(study.message()).isEqualTo("optimal");
        double objective = value(study);
        for (ConstraintState state : study.constraints()) {
            if (scenario.constraints().stream().anyMatch(c -> c.name().equals(state.name())
                    && (c instanceof Constraint.NoBuy || c instanceof Constraint.NoSell))) {
                continue; // Has no limit that could be moved; see the bounds that stand for it.
            }
            double one = (value(moved(scenario, state.name(), STEP)) - objective) / STEP;
            double half = (value(moved(scenario, state.name(), STEP / 2)) - objective) / (STEP / 2);
            double derivative = 2 * half - one;
            double scale = Math.max(1e-3 * Math.abs(objective), Math.abs(derivative));
            assertThat(state.multiplier()).as("%s of %s", state.name(), name)
                    .isCloseTo(derivative, within(1e-4 * scale));
            if (!state.binding()) {
                assertThat(state.multiplier()).isZero();
            }
        }
    }

    @Test
    void noBuyAndNoSell_arePricedAsTheBoundsTheyStandFor() {
        Map<String, Double> held = HELD.weights();
        for (Model.MeanRisk model : List.of(Model.MeanRisk.MINIMUM_VARIANCE, Model.MeanRisk.utility(5))) {
            Scenario none = Markets.scenario(model, budget(1, 1), bounds("Long only", 0.0, 1.0),
                    new Constraint.NoBuy("Not more", true, List.of("A4")),
                    new Constraint.NoSell("Not less", true, List.of("A0"))).withHoldings(HELD);
            Scenario bound = Markets.scenario(model, budget(1, 1), bounds("Long only", 0.0, 1.0),
                    bounds("Not more", null, held.get("A4"), "A4"), bounds("Not less", held.get("A0"), null, "A0"))
                    .withHoldings(HELD);
            Study one = Markets.study(none, DATA);
            Study other = Markets.study(bound, DATA);
            assertThat(one.weights()).isEqualTo(other.weights());
            for (int k = 2; k < 4; k++) {
                assertThat(one.constraints().get(k).multiplier()).isEqualTo(other.constraints().get(k).multiplier());
                assertThat(one.constraints().get(k).binding()).isEqualTo(other.constraints().get(k).binding());
            }
        }
    }

    private static double value(@Nullable Study study) {
        assertThat(study).isNotNull();
        Double objective = study.objective();
        assertThat(objective).as(study.status() + " " + study.message()).isNotNull();
        return objective;
    }

    private static Study moved(Scenario scenario, String name, double step) {
        Constraint moved = outward(
                scenario.constraints().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow(), step);
        return Markets.study(scenario.withConstraint(moved), DATA);
    }

    static Constraint outward(Constraint constraint, double step) {
        return switch (constraint) {
            case Constraint.Budget b when b.min() != null && b.min().equals(b.max()) ->
                new Constraint.Budget(b.name(), true, b.min() + step, b.max() + step);
            case Constraint.Budget b ->
                new Constraint.Budget(b.name(), true, plus(b.min(), -step), plus(b.max(), step));
            case Constraint.Bounds b ->
                new Constraint.Bounds(b.name(), true, b.assets(), plus(b.min(), -step), plus(b.max(), step));
            case Constraint.Group g -> new Constraint.Group(g.name(), true, g.by(), g.value(), plus(g.min(), -step),
                    plus(g.max(), step), g.relativeToBenchmark());
            case Constraint.Linear l -> new Constraint.Linear(l.name(), true, l.coefficients(), plus(l.min(), -step),
                    plus(l.max(), step));
            case Constraint.Gross g -> new Constraint.Gross(g.name(), true, g.max() + step);
            case Constraint.ShortSide g -> new Constraint.ShortSide(g.name(), true, g.max() + step);
            case Constraint.Turnover t -> new Constraint.Turnover(t.name(), true, t.max() + step);
            case Constraint.Participation p ->
                new Constraint.Participation(p.name(), true, p.maxShareOfAdv() + step, p.days());
            case Constraint.Return r -> new Constraint.Return(r.name(), true, r.min() - step * 1e-2);
            default -> throw new AssertionError("No limit to move: " + constraint);
        };
    }

    private static @Nullable Double plus(@Nullable Double limit, double step) {
        return limit == null ? null : limit + step;
    }

    @Test
    void bounds_whoseLimitAnotherRowSetsToo_haveNoPriceOfTheirOwn() {
        Study study = Markets.study(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                bounds("Capped", null, 0.15), bounds("Capped again", null, 0.15)), DATA);

        assertThat(study.constraints().get(1).binding()).isTrue();
        assertThat(study.constraints().get(1).multiplier()).isZero();
        assertThat(study.constraints().get(2).multiplier()).isZero();
    }

    @Test
    void bounds_ofTwoRowsThatFixAnAsset_arePricedAtTheSideThatHolds() {
        Scenario scenario = Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1), bounds("All", -1.0, 1.0),
                bounds("At least", 0.3, null, "A2"), bounds("At most", null, 0.3, "A2"));
        Study study = Markets.study(scenario, DATA);
        double less = value(Markets.study(scenario.withConstraint(bounds("At least", 0.3 - STEP, null, "A2")), DATA));

        assertThat(study.constraints().get(2).multiplier()).isCloseTo((less - value(study)) / STEP, within(1e-7));
        assertThat(study.constraints().get(3).multiplier()).isZero();
    }

    @Test
    void perAsset_sumsToTheRowAndNamesTheAssetsThatAreHeld() {
        Study study = Markets.study(
                Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1), bounds("Capped", 0.0, 0.15)), DATA);
        ConstraintState row = study.constraints().get(1);

        assertThat(row.perAsset().values().stream().mapToDouble(x -> x).sum()).isCloseTo(row.multiplier(),
                within(1e-15));
        for (int i = 0; i < 9; i++) {
            double w = study.weights().get(i);
            assertThat(row.perAsset().containsKey("A" + i)).isEqualTo(w < 1e-9 || w > 0.15 - 1e-9);
        }
        assertThat(row.value()).isNull();
        assertThat(row.slack()).isZero();
    }

    @Test
    void states_giveValueLimitsAndSlack() {
        Study study = Markets.study(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(0.5, 1.5),
                bounds("Wide", -3.0, 3.0), group("S0", "S0", 0.1, 0.2), bounds("One", -2.0, null, "A1")), DATA);
        ConstraintState sector = study.constraints().get(2);
        double held = study.weights().get(0) + study.weights().get(3) + study.weights().get(6);

        assertThat(sector.value()).isCloseTo(held, within(1e-15));
        assertThat(sector.min()).isEqualTo(0.1);
        assertThat(sector.max()).isEqualTo(0.2);
        assertThat(sector.slack()).isCloseTo(Math.min(held - 0.1, 0.2 - held), within(1e-15));
        ConstraintState one = study.constraints().get(3);
        assertThat(one.value()).isEqualTo(study.weights().get(1));
        assertThat(one.slack()).isCloseTo(study.weights().get(1) + 2, within(1e-15));
        assertThat(study.constraints().get(0).binding()).isTrue();
        assertThat(study.constraints().get(0).value()).isCloseTo(0.5, within(1e-12));
        assertThat(study.constraints().get(1).binding()).isFalse();
    }

    @Test
    void multipliers_areAbsentWhereTheModelIsNotConvex() {
        Study study = Markets.study(Scenario.of("Test", Markets.market(0), Model.Hrp.DEFAULT), DATA);

        assertThat(study.constraints()).hasSize(2).allSatisfy(state -> {
            assertThat(state.multiplier()).isNull();
            assertThat(state.perAsset()).isEmpty();
        });
        assertThat(study.constraints().get(0).value()).isCloseTo(1, within(1e-14));
    }
}
