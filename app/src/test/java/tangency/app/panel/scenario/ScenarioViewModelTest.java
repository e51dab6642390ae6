package tangency.app.panel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import tangency.app.Toy;
import tangency.app.session.Session;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.model.Model;
import tangency.core.returns.Frequency;

class ScenarioViewModelTest {
    private final Session session = Toy.session(Toy.scenario());
    private final ScenarioViewModel model = new ScenarioViewModel(session);

    @Test
    void excludingAndIncludingAnAssetLeavesTheUniverseOpenAgain() {
        assertThat(model.universe().countsProperty().get()).isEqualTo("all 4 assets");
        model.universe().include("BBB", false);
        assertThat(session.scenario().universe()).containsExactly("AAA", "CCC", "DDD");
        assertThat(model.universe().countsProperty().get()).isEqualTo("3 of 4 assets");
        assertThat(Toy.study(session).assets()).containsExactly("AAA", "CCC", "DDD");
        model.universe().include("BBB", true);
        assertThat(session.scenario().universe()).isNull();
    }

    @Test
    void theLastAssetStaysIn() {
        for (String id : Toy.IDS) {
            model.universe().include(id, false);
        }
        assertThat(session.scenario().universe()).containsExactly("DDD");
    }

    @Test
    void theFilterNarrowsWhatAllAndNoneActOn() {
        model.universe().filterProperty().set("energy");
        assertThat(model.universe().rows()).extracting(UniverseViewModel.Row::id).containsExactly("AAA", "BBB");
        model.universe().includeShown(false);
        assertThat(session.scenario().universe()).containsExactly("CCC", "DDD");
    }

    @Test
    void datesTheWrongWayRoundAreNotTaken() {
        model.window().dates(Toy.FIRST.plusDays(20), Toy.FIRST.plusDays(10));
        assertThat(model.window().problemProperty().get()).contains("before");
        assertThat(session.scenario().window().from()).isNull();
        model.window().dates(Toy.FIRST.plusDays(10), null);
        assertThat(model.window().problemProperty().get()).isEmpty();
        assertThat(session.scenario().window().from()).isEqualTo(Toy.FIRST.plusDays(10));
        assertThat(Toy.returns(session).dates().getFirst()).isAfterOrEqualTo(
                Toy.FIRST.plusDays(10));
    }

    @Test
    void aFrequencyBringsItsPeriodsPerYear() {
        model.window().frequency(Frequency.WEEKLY);
        assertThat(session.scenario().window().periodsPerYear()).isEqualTo(52);
        assertThat(model.window().periodsPerYear("0")).isNotEmpty();
        assertThat(model.window().periodsPerYear("50")).isEmpty();
        assertThat(session.scenario().window().periodsPerYear()).isEqualTo(50);
    }

    @Test
    void everyModelOnOfferAnswers() {
        for (Choice<String> choice : ModelViewModel.MODELS) {
            model.model().method(choice);
            assertThat(model.model().method()).isEqualTo(choice);
            assertThat(model.model().explanation()).isNotEmpty();
            assertThat(session.problemsProperty().get()).as(choice.label()).isEmpty();
            assertThat(Toy.study(session).status()).as(choice.label()).isEqualTo("optimal");
        }
        model.model().method(ModelViewModel.MODELS.getFirst());
        for (Choice<Model.Goal> goal : ModelViewModel.GOALS) {
            model.model().goal(goal);
            assertThat(Toy.study(session).status()).as(goal.label()).isEqualTo("optimal");
        }
    }

    @Test
    void everyEstimatorOnOfferAnswers() {
        for (Choice<String> mean : EstimatesViewModel.MEANS) {
            model.estimates().mean(mean);
            assertThat(session.problemsProperty().get()).as(mean.label()).isEmpty();
            assertThat(Toy.study(session).status()).as(mean.label()).isEqualTo("optimal");
        }
        for (Choice<String> covariance : EstimatesViewModel.COVARIANCES) {
            model.estimates().covariance(covariance);
            assertThat(session.problemsProperty().get()).as(covariance.label()).isEmpty();
            assertThat(Toy.study(session).status()).as(covariance.label()).isEqualTo("optimal");
        }
        assertThat(model.estimates().target()).isNull();
        model.estimates().covariance(EstimatesViewModel.chosen(EstimatesViewModel.COVARIANCES, "ledoit-wolf"));
        assertThat(model.estimates().target()).isNotNull();
        model.estimates().target(EstimatesViewModel.TARGETS.getLast());
        assertThat(session.scenario().estimates().covariance())
                .isEqualTo(new CovarianceSpec.LedoitWolf(CovarianceSpec.LedoitWolf.Target.IDENTITY));
    }

    @Test
    void everyConventionOfTheTreeAnswers() {
        model.model().method(EstimatesViewModel.chosen(ModelViewModel.MODELS, "hrp"));
        ModelViewModel.CODEPENDENCES.forEach(c -> {
            model.model().codependence(c);
            assertThat(Toy.study(session).status()).as(c.label()).isEqualTo("optimal");
        });
        ModelViewModel.DISTANCES.forEach(model.model()::distance);
        ModelViewModel.LINKAGES.forEach(model.model()::linkage);
        ModelViewModel.LEAF_ORDERS.forEach(model.model()::leafOrder);
        ModelViewModel.SPLITS.forEach(model.model()::split);
        assertThat(Toy.study(session).status()).isEqualTo("optimal");
    }

    @Test
    void theAnswerCanBecomeTheHoldings() {
        model.holdings().holdTheAnswer();
        assertThat(session.scenario().holdings().weights().values().stream().mapToDouble(d -> d).sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(model.holdings().capital("2 500 000")).isEmpty();
        assertThat(session.scenario().holdings().capital()).isEqualTo(2_500_000);
        assertThat(model.holdings().capital("2,500,000.5")).isEmpty();
        assertThat(session.scenario().holdings().capital()).isEqualTo(2_500_000.5);
        assertThat(model.holdings().capital("nothing")).isNotEmpty();
        model.holdings().allCash();
        assertThat(session.scenario().holdings().weights()).isEmpty();
    }

    @Test
    void troubleIsTold_andGoesWithItsCause() {
        assertThat(model.troubleProperty().get()).isNull();
        session.edit("Stranger", s -> s.withUniverse(List.of("AAA", "NOPE")));
        assertThat(model.troubleProperty().get()).isNotNull();
        assertThat(Toy.there(model.troubleProperty().get()).detail()).contains("NOPE");
        session.undo();
        assertThat(model.troubleProperty().get()).isNull();
    }

    @Test
    void aNameCannotBeEmpty() {
        assertThat(model.name("  ")).isNotEmpty();
        assertThat(model.name(" Better ")).isEmpty();
        assertThat(session.scenario().name()).isEqualTo("Better");
    }
}
