package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.scenario.Scenario;

/** Which solver answers is not to be seen in the answer: where several can, they agree. */
class MeanRiskAnswersTest {
    private static final MarketData DATA = Markets.random(8, 120, 5);

    @ParameterizedTest
    @EnumSource(Model.Goal.class)
    void aChoiceThatIsNone_changesNothing(Model.Goal goal) {
        Scenario scenario = Markets.scenario(model(goal, RiskMeasure.VARIANCE))
                .withConstraint(Markets.bounds("Caps", 0.0, 0.3));
        Study exact = Markets.study(scenario, DATA);
        Study chosen = Markets.study(scenario.withConstraint(new Constraint.Cardinality("Few", true, null, 8)), DATA);

        same(chosen, exact, 1e-7);
        assertThat(chosen.constraints()).anyMatch(state -> state.name().equals("Few"));
    }

    @ParameterizedTest
    @EnumSource(Model.Goal.class)
    void aLimitOnRiskThatIsLoose_changesNothing(Model.Goal goal) {
        Scenario scenario = Markets.scenario(model(goal, RiskMeasure.VARIANCE))
                .withConstraint(Markets.bounds("Caps", 0.0, 0.3));
        Study exact = Markets.study(scenario, DATA);
        Study limited = Markets.study(scenario.withConstraint(
                new Constraint.RiskLimit("Tail", true, Risk.of(RiskMeasure.CVAR), 1)), DATA);

        // The highest mean of a vertex is found to the digits of its objective.
        same(limited, exact, 1e-5);
    }

    @ParameterizedTest
    @EnumSource(RiskMeasure.class)
    void everyMeasure_isMinimisedToACertificate(RiskMeasure measure) {
        Study study = Markets.study(Markets.scenario(model(Model.Goal.MINIMISE_RISK, measure)), DATA);

        assertThat(study.status()).isEqualTo("optimal");
        assertThat(weights(study).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void growthDiversificationAndDecorrelation_areAnswered() {
        for (Model model : List.of(new Model.Kelly(0.5, null), new Model.MaxDiversification(),
                new Model.MaxDecorrelation())) {
            assertThat(Markets.study(Markets.scenario(model), DATA).status()).isEqualTo("optimal");
        }
    }

    @Test
    void whatCannotStandBesideAChoice_isNamed() {
        Constraint few = new Constraint.Cardinality("Few", true, null, 3);
        assertThat(refusals(model(Model.Goal.MINIMISE_RISK, RiskMeasure.CVAR), Costs.NONE, few))
                .anyMatch(f -> "model.risk".equals(f.column()) && f.message().contains("'Few'"));
        assertThat(refusals(model(Model.Goal.MINIMISE_RISK, RiskMeasure.VARIANCE), Costs.NONE, few,
                new Constraint.TrackingError("Near", true, 0.01)))
                .anyMatch(f -> "constraint 'Near'".equals(f.column()) && f.message().contains("'Few'"));
        assertThat(refusals(model(Model.Goal.MAXIMISE_RETURN, RiskMeasure.VARIANCE),
                new Costs(0, Map.of(), 0, false, null, 0.1, 1), few))
                .anyMatch(f -> "costs.ridge".equals(f.column()));
        assertThat(refusals(model(Model.Goal.MINIMISE_RISK, RiskMeasure.VARIANCE), Costs.NONE,
                new Constraint.Lots("Whole", true, null)))
                .anyMatch(f -> "constraint 'Whole'".equals(f.column()) && f.message().contains("lot"));
    }

    @Test
    void aCostPerTrade_standsBesideLinearLimitsOnly() {
        Costs costs = new Costs(0.001, Map.of(), 5, false, null, 0, 1);
        assertThat(refusals(model(Model.Goal.MAXIMISE_RATIO, RiskMeasure.CVAR), costs))
                .anyMatch(f -> "model.risk".equals(f.column()) && f.message().contains("costs.fixed"));
        assertThat(refusals(model(Model.Goal.MAXIMISE_RATIO, RiskMeasure.VARIANCE), costs)).isEmpty();
    }

    private static List<Finding> refusals(Model model, Costs costs, Constraint... constraints) {
        Scenario scenario = Markets.scenario(model).withCosts(costs);
        for (Constraint constraint : constraints) {
            scenario = scenario.withConstraint(constraint);
        }
        return Markets.analysis(scenario, DATA).modelRefusals();
    }

    private static Model.MeanRisk model(Model.Goal goal, RiskMeasure measure) {
        @Nullable
        Double aversion = goal == Model.Goal.MAXIMISE_UTILITY ? 5.0 : null;
        return new Model.MeanRisk(goal, Risk.of(measure), aversion, null);
    }

    private static void same(Study study, Study other, double tolerance) {
        assertThat(study.status()).isEqualTo("optimal");
        assertThat(weights(study).toArray()).containsExactly(weights(other).toArray(), within(tolerance));
        double objective = Objects.requireNonNull(other.objective());
        assertThat(study.objective()).isCloseTo(objective, within(1e-8 * Math.abs(objective)));
    }

    private static Vector weights(Study study) {
        return Objects.requireNonNull(study.weights());
    }
}
