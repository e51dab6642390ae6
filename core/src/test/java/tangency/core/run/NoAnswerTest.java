package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.run.Markets.bounds;
import static tangency.core.run.Markets.budget;
import static tangency.core.run.Markets.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.market.MarketData;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.scenario.Scenario;
import tangency.core.solve.FrontierResult;

/** Scenarios that have no answer: which kind of none, in which words, and what would help. */
@NullUnmarked // what is null by mistake fails the test
class NoAnswerTest {
    private static final MarketData DATA = Markets.random(9, 400, 7);

    static Stream<Arguments> contradictions() {
        Constraint longOnly = bounds("Long only", 0.0, 1.0);
        return Stream.of(
                Arguments.of("caps too low", List.of("Budget", "Small"),
                        List.of(budget(1, 1), bounds("Small", 0.0, 0.1), group("S0", "S0", null, 0.9))),
                Arguments.of("sector caps", List.of("Budget", "S0 cap", "S1 cap", "S2 cap"),
                        List.of(budget(1, 1), longOnly, group("S0 cap", "S0", null, 0.3),
                                group("S1 cap", "S1", null, 0.3), group("S2 cap", "S2", null, 0.3))),
                Arguments.of("floor over cap", List.of("Tech floor", "Nothing above"),
                        List.of(budget(1, 1), group("Tech floor", "S1", 0.7, null),
                                bounds("Nothing above", 0.0, 0.2))),
                Arguments.of("return", List.of("Budget", "Long only", "Dream"),
                        List.of(budget(1, 1), longOnly, new Constraint.Return("Dream", true, 0.01))),
                Arguments.of("crossing bounds", List.of("At least", "At most"),
                        List.of(budget(1, 1), bounds("At least", 0.3, null, "A2"),
                                bounds("At most", 0.0, 0.25, "A2", "A3"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void contradiction_isNamedIrreduciblyWithTheLeastRelaxations(String name, List<String> conflict,
            List<Constraint> constraints) {
        for (Goal goal : List.of(Goal.MINIMISE_RISK, Goal.MAXIMISE_RETURN, Goal.MAXIMISE_RATIO)) {
            Scenario scenario = Markets.scenario(Model.MeanRisk.of(goal), constraints.toArray(Constraint[]::new));
            Study study = Markets.study(scenario, DATA);

            assertThat(study.status()).isEqualTo("infeasible");
            assertThat(study.conflict()).containsExactlyInAnyOrderElementsOf(conflict);
            assertThat(study.message()).contains(conflict);
            assertThat(study.weights()).isNull();
            // Irreducible: without any one of them the others hold together.
            for (String dropped : conflict) {
                List<Constraint> rest = constraints.stream()
                        .filter(c -> conflict.contains(c.name()) && !c.name().equals(dropped)).toList();
                assertThat(feasible(rest)).as("without " + dropped).isTrue();
            }
            // The least relaxation does, a little less does not.
            assertThat(study.relaxation()).containsOnlyKeys(conflict);
            for (Map.Entry<String, Double> least : study.relaxation().entrySet()) {
                double amount = least.getValue();
                assertThat(amount).isPositive();
                assertThat(feasible(relaxed(constraints, least.getKey(), amount * (1 + 1e-9)))).isTrue();
                assertThat(feasible(relaxed(constraints, least.getKey(), amount * (1 - 1e-6)))).isFalse();
            }
        }
    }

    /** Both limits of one constraint moved outward. */
    private static List<Constraint> relaxed(List<Constraint> constraints, String name, double amount) {
        List<Constraint> relaxed = new ArrayList<>(constraints);
        relaxed.replaceAll(c -> !c.name().equals(name) ? c : switch (c) {
            case Constraint.Budget b -> new Constraint.Budget(name, true, b.min() - amount, b.max() + amount);
            case Constraint.Return r -> new Constraint.Return(name, true, r.min() - amount);
            default -> MultipliersTest.outward(c, amount);
        });
        return relaxed;
    }

    /** Whether any portfolio satisfies these constraints and no other budget. */
    private static boolean feasible(List<Constraint> constraints) {
        List<Constraint> all = new ArrayList<>(constraints);
        if (all.stream().noneMatch(c -> c instanceof Constraint.Budget)) {
            all.add(new Constraint.Budget("Any budget", true, -1e3, 1e3));
        }
        String status = Markets
                .study(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, all.toArray(Constraint[]::new)), DATA)
                .status();
        assertThat(status).isIn("optimal", "infeasible");
        return status.equals("optimal");
    }

    @Test
    void twoConflicts_areSaidToBeMoreThanOne() {
        Study study = Markets.study(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                bounds("Long only", 0.0, 1.0), group("S0 floor", "S0", 0.8, null), bounds("S0 low", null, 0.1, "A0"),
                bounds("S0 low too", null, 0.1, "A3", "A6"), bounds("A1 up", 0.9, null, "A1"),
                bounds("A1 down", null, 0.5, "A1")), DATA);

        assertThat(study.status()).isEqualTo("infeasible");
        assertThat(study.message()).contains("other constraints contradict each other as well");
    }

    @Test
    void meansBelowTheRiskFreeRate_haveTheirOwnMessageAndNoConflict() {
        Study study = Markets.study(Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RATIO), budget(1, 1),
                bounds("Long only", 0.0, 1.0)).withMarket(Markets.market(0.01)), DATA);

        assertThat(study.status()).isEqualTo("infeasible");
        assertThat(study.message()).contains("no portfolio earns more than the risk-free rate of 0.01");
        assertThat(study.conflict()).isNull();
        assertThat(study.relaxation()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Goal.class, names = {"MAXIMISE_RETURN"})
    void meanWithoutLimits_isUnbounded(Goal goal) {
        Study study = Markets.study(Markets.scenario(Model.MeanRisk.of(goal), budget(1, 1)), DATA);

        assertThat(study.status()).isEqualTo("unbounded");
        assertThat(study.message()).contains("the mean rises without end, as in long A");
        assertThat(study.weights()).isNull();
    }

    @Test
    void frontierWithoutLimits_isUnboundedUpwardWhileRatioAndMinimumRiskStand() {
        Analysis analysis = Markets.analysis(Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RATIO), budget(1, 1)),
                DATA);
        assertThat(analysis.frontierAsAsked())
                .isInstanceOfSatisfying(FrontierResult.None.class, none -> assertThat(none.status())
                        .isEqualTo("unbounded"));

        // Tangency in closed form: weights in proportion to the inverse covariance times the means.
        Study study = analysis.study();
        assertThat(study.status()).isEqualTo("optimal");
        assertThat(((FrontierResult.None) analysis.frontierAsAsked()).below()).satisfies(below -> {
            assertThat(below.maximumRatio().weights()).isEqualTo(study.weights());
            assertThat(below.frontier().minimumRisk().lambda()).isZero();
        });
        double[] mean = analysis.moments().mean().toArray();
        double[] image = tangency.core.math.Kernels.times(analysis.moments().covariance(), study.weights().toArray());
        for (int i = 0; i < mean.length; i++) {
            assertThat(image[i] / mean[i]).isCloseTo(image[0] / mean[0], within(1e-9 * Math.abs(image[0] / mean[0])));
        }
        // The ratio of a portfolio scaled up is the same.
        assertThat(study.constraints().get(0).multiplier()).isCloseTo(0, within(1e-13));
    }

    @Test
    void ratioWithoutLimits_thatIsNeverAttained_isUnbounded() {
        // Above the mean of the minimum variance portfolio the ratio only rises along the frontier.
        Study study = Markets.study(Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RATIO), budget(1, 1))
                .withMarket(Markets.market(0.02)), DATA);

        assertThat(study.status()).isEqualTo("unbounded");
        assertThat(study.message()).contains("never attains it");
    }

    @Test
    void returnFloorAboveTheFrontier_isNamed() {
        Analysis analysis = Markets.analysis(Markets.scenario(Model.MeanRisk.MINIMUM_VARIANCE, budget(1, 1),
                bounds("Long only", 0.0, 1.0), new Constraint.Return("Dream", true, 0.5)), DATA);

        assertThat(analysis.frontierAsAsked()).isInstanceOfSatisfying(FrontierResult.None.class, none -> {
            assertThat(none.status()).isEqualTo("infeasible");
            assertThat(none.reason()).contains("'Dream'");
        });
    }

    @Test
    void ratioUnderAReturnFloor_isTheBestAboveIt() {
        Scenario free = Markets.scenario(Model.MeanRisk.of(Goal.MAXIMISE_RATIO), budget(1, 1),
                bounds("Long only", 0.0, 1.0));
        double mean = Markets.study(free, DATA).measures().mean();
        double floor = mean * 1.2;
        Study floored = Markets.study(free.withConstraint(new Constraint.Return("Floor", true, floor)), DATA);
        Study least = Markets.study(free.withModel(Model.MeanRisk.MINIMUM_VARIANCE)
                .withConstraint(new Constraint.Return("Floor", true, floor)), DATA);

        assertThat(floored.measures().mean()).isCloseTo(floor, within(1e-15));
        assertThat(floored.objective()).isCloseTo(floor / Math.sqrt(least.objective()), within(1e-12));
        Study below = Markets.study(free.withConstraint(new Constraint.Return("Floor", true, mean * 0.8)), DATA);
        assertThat(below.measures().mean()).isCloseTo(mean, within(1e-15));
        assertThat(below.constraints().get(2).multiplier()).isZero();
    }
}
