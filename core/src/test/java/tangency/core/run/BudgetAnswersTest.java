package tangency.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.scenario.Scenario;

@NullUnmarked // what is null by mistake fails the test
class BudgetAnswersTest {
    private static final MarketData DATA = Markets.random(6, 300, 3);

    private static Scenario scenario(RiskMeasure measure, Map<String, Double> budgets) {
        return Markets.scenario(new Model.RiskBudget(Risk.of(measure), budgets));
    }

    @ParameterizedTest
    @EnumSource
    void everyMeasure_spendsItsBudgets(RiskMeasure measure) {
        Study study = Markets.study(scenario(measure, Map.of("group:sector=S0", 0.5, "A1", 0.2)), DATA);

        assertThat(study.status()).isEqualTo("optimal");
        double[] shares = study.riskContributions().toArray();
        assertThat(shares[0]).isCloseTo(0.25, within(1e-9));
        assertThat(shares[1]).isCloseTo(0.2, within(1e-9));
        assertThat(shares[2]).isCloseTo(0.1, within(1e-9));
        assertThat(study.riskContributions().sum()).isCloseTo(1, within(1e-12));
        assertThat(study.findings()).isEmpty();
    }

    @Test
    void budgetsThatLimitsHold_areSaidByName() {
        Study study = Markets.study(scenario(RiskMeasure.STANDARD_DEVIATION, Map.of("A0", 0.4, "group:sector=S1", 0.3))
                .withConstraint(Markets.budget(1, 1)).withConstraint(Markets.bounds("Long only", 0.0, 1.0))
                .withConstraint(Markets.bounds("Cap", null, 0.2, "A0")), DATA);

        assertThat(study.status()).isEqualTo("optimal");
        assertThat(study.weights().get(0)).isEqualTo(0.2);
        List<String> messages = study.findings().stream().map(Finding::message).toList();
        assertThat(messages).hasSize(2);
        double share = Math.round(study.riskContributions().get(0) * 1e4) / 1e4;
        assertThat(share).isLessThan(0.4);
        assertThat(messages.get(0)).startsWith("the budget of 'A0' is 0.4, its share of the risk is " + share)
                .endsWith("'Cap' holds it");
        assertThat(messages.get(1)).contains("times the budget");
        double[] shares = study.riskContributions().toArray();
        double proportion = (1 - shares[0]) / 0.6;
        assertThat(shares[1] + shares[4]).isCloseTo(0.3 * proportion, within(1e-9));
        assertThat(study.constraints()).anySatisfy(state -> {
            assertThat(state.name()).isEqualTo("Cap");
            assertThat(state.binding()).isTrue();
            assertThat(state.multiplier()).isNegative();
        });
    }

    @Test
    void groupLimits_areNamedForAllTheyHold() {
        Study study = Markets.study(scenario(RiskMeasure.CVAR, Map.of()).withConstraint(Markets.budget(1, 1))
                .withConstraint(Markets.group("Sector cap", "S1", null, 0.2)), DATA);

        assertThat(study.status()).isEqualTo("optimal");
        assertThat(study.weights().get(1) + study.weights().get(4)).isCloseTo(0.2, within(1e-12));
        assertThat(study.findings()).filteredOn(f -> f.message().contains("'Sector cap' holds it")).hasSize(2);
        assertThat(study.riskContributions().get(0)).isCloseTo(study.riskContributions().get(5), within(1e-9));
    }

    @Test
    void limitsThatContradictABudget_areInfeasible() {
        Study study = Markets
                .study(scenario(RiskMeasure.VARIANCE, Map.of("A0", 0.0)).withConstraint(Markets.budget(1, 1))
                        .withConstraint(Markets.bounds("Floor", 0.1, null, "A0")), DATA);

        assertThat(study.status()).isEqualTo("infeasible");
        assertThat(study.conflict()).containsExactly("Floor");
    }

    @Test
    void compoundedDrawdowns_areForMeasuringOnly() {
        Scenario scenario = Markets
                .scenario(new Model.RiskBudget(new Risk(RiskMeasure.MAX_DRAWDOWN, 0.95, true), Map.of()));

        assertThat(Markets.analysis(scenario, DATA).modelRefusals())
                .anyMatch(f -> f.message().contains("for measuring only"));
    }
}
