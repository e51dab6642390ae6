package tangency.app.panel.riskbudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.app.panel.SyntheticMarket;
import tangency.app.session.Session;
import tangency.core.model.Constraint;
import tangency.core.model.Model;

class BudgetViewModelTest {
    private static BudgetRow row(BudgetViewModel model, String label) {
        return model.rows().stream().filter(row -> row.label().equals(label)).findFirst().orElseThrow();
    }

    @Test
    void rows_ofAnotherModel_showItsRiskShares_andTheFirstMoveStartsFromThem() {
        Session session = SyntheticMarket.session(6, new Model.EqualWeight());
        BudgetViewModel model = new BudgetViewModel(session);
        assertThat(model.hintProperty().get()).contains("risk-budget");
        BudgetRow first = row(model, "A1");
        assertThat(first.budget()).isEqualTo(first.actual(), within(1e-12));

        // A portfolio whose risk shares are the budgets is the answer to them: nothing moves as long as the hand does not.
        model.drag(first, first.budget());
        model.endDrag();
        assertThat(session.scenario().model()).isInstanceOf(Model.RiskBudget.class);
        for (BudgetRow row : model.rows()) {
            assertThat(row.weight()).isEqualTo(1 / 6.0, within(1e-8));
        }
    }

    @Test
    void drag_isOneEntryOfTheHistory_andTheAnswerHasTheBudgets() {
        Session session = SyntheticMarket.session(5, Model.RiskBudget.equal());
        BudgetViewModel model = new BudgetViewModel(session);
        for (double share = 0.2; share < 0.5; share += 0.05) {
            model.drag(row(model, "A2"), share);
        }
        model.drag(row(model, "A2"), 0.5);
        model.endDrag();
        assertThat(session.undoLabelProperty().get()).isEqualTo("Risk budget of A2");
        assertThat(row(model, "A2").budget()).isEqualTo(0.5, within(1e-12));
        assertThat(model.total()).isEqualTo(1, within(1e-12));
        for (BudgetRow row : model.rows()) {
            assertThat(row.actual()).isEqualTo(row.budget(), within(1e-6));
            assertThat(row.unattained()).isFalse();
        }
        session.undo();
        assertThat(row(model, "A2").budget()).isEqualTo(0.2, within(1e-12));
    }

    @Test
    void drag_thereAndBack_restoresTheProportionsOfTheOthers() {
        Session session = SyntheticMarket.session(4, Model.RiskBudget.equal());
        BudgetViewModel model = new BudgetViewModel(session);
        model.set(row(model, "A1"), 0.4);
        model.drag(row(model, "A2"), 1);
        model.drag(row(model, "A2"), 0.2);
        model.endDrag();
        assertThat(row(model, "A1").budget()).isEqualTo(0.4, within(1e-12));
        assertThat(row(model, "A3").budget()).isEqualTo(0.2, within(1e-12));
    }

    @Test
    void lock_keepsABudgetWhileOthersMove() {
        Session session = SyntheticMarket.session(4, Model.RiskBudget.equal());
        BudgetViewModel model = new BudgetViewModel(session);
        model.toggleLock(row(model, "A3"));
        model.set(row(model, "A1"), 0.6);
        assertThat(row(model, "A3").budget()).isEqualTo(0.25, within(1e-15));
        assertThat(model.total()).isEqualTo(1, within(1e-12));
        model.equalise();
        assertThat(row(model, "A1").budget()).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void grouping_bySector_writesGroupBudgets_thatTheAnswerKeeps() {
        Session session = SyntheticMarket.session(10, Model.RiskBudget.equal());
        BudgetViewModel model = new BudgetViewModel(session);
        assertThat(model.groupings()).containsExactly("Each asset", "class", "sector");
        model.groupingProperty().set("sector");
        assertThat(model.rows()).hasSize(5).allMatch(BudgetRow::isGroup);
        model.set(row(model, "Energy"), 0.6);
        assertThat(((Model.RiskBudget) session.scenario().model()).budgets()).containsEntry("group:sector=Energy", 0.6)
                .hasSize(5);
        assertThat(row(model, "Energy").actual()).isEqualTo(0.6, within(1e-6));
        assertThat(model.rows().stream().mapToDouble(BudgetRow::weight).sum()).isEqualTo(1, within(1e-9));
    }

    @Test
    void grouping_assetsWithoutAValue_standAlone() {
        Session session = SyntheticMarket.session(12, Model.RiskBudget.equal());
        BudgetViewModel model = new BudgetViewModel(session);
        model.groupingProperty().set("sector");
        assertThat(model.rows()).extracting(BudgetRow::label).contains("A11").hasSize(6);
    }

    @Test
    void drag_afterTheFrontierWasDragged_takesItsTargetReturnBack() {
        Session session = SyntheticMarket.session(5, Model.MeanRisk.MINIMUM_VARIANCE);
        session.edit("Target", s -> s.withConstraint(new Constraint.Return(Session.TARGET_RETURN, true, 0.0001)));
        BudgetViewModel model = new BudgetViewModel(session);
        model.set(row(model, "A1"), 0.3);
        assertThat(session.scenario().constraints()).extracting(Constraint::name)
                .doesNotContain(Session.TARGET_RETURN);
        assertThat(session.problemsProperty().get()).isEmpty();
    }

    @Test
    void normalise_putsBudgetsRightThatDoNotAddUp() {
        Session session = SyntheticMarket.session(3,
                new Model.RiskBudget(Model.RiskBudget.equal().risk(), Map.of("A1", 0.9, "A2", 0.6, "A3", 0.3)));
        BudgetViewModel model = new BudgetViewModel(session);
        // Without an answer there are no rows before the data were seen once.
        session.edit("Equal", s -> s.withModel(Model.RiskBudget.equal()));
        session.undo();
        assertThat(model.total()).isEqualTo(1.8, within(1e-12));
        assertThat(model.warningProperty().get()).contains("180.0%");
        model.normalise();
        assertThat(row(model, "A1").budget()).isEqualTo(0.5, within(1e-12));
        assertThat(model.warningProperty().get()).isEmpty();
    }

    @Test
    void filterAndSorting_chooseTheRows() {
        Session session = SyntheticMarket.session(20, new Model.EqualWeight());
        BudgetViewModel model = new BudgetViewModel(session);
        model.sortingProperty().set(BudgetViewModel.Sorting.ACTUAL);
        List<Double> actual = model.rows().stream().map(BudgetRow::actual).toList();
        assertThat(actual).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        model.filterProperty().set("number 1");
        assertThat(model.rows()).hasSize(11).allMatch(row -> row.detail().contains("number 1"));
    }

    @Test
    void rows_keepTheirIdentityThroughADrag() {
        Session session = SyntheticMarket.session(8, Model.RiskBudget.equal());
        BudgetViewModel model = new BudgetViewModel(session);
        List<BudgetRow> before = List.copyOf(model.rows());
        model.drag(before.get(3), 0.4);
        assertThat(model.rows()).containsExactlyElementsOf(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 120})
    void anySize_works(int assets) {
        Session session = SyntheticMarket.session(assets, Model.MeanRisk.MINIMUM_VARIANCE);
        BudgetViewModel model = new BudgetViewModel(session);
        assertThat(model.rows()).hasSize(assets);
        model.drag(row(model, "A1"), 0.5);
        model.endDrag();
        assertThat(model.total()).isEqualTo(1, within(1e-12));
        assertThat(model.describe()).isNotBlank();
        assertThat(model.table()).isNotNull();
    }

    @Test
    void infeasible_showsNoActualsAndSaysWhy() {
        Session session = SyntheticMarket.session(4, Model.MeanRisk.MINIMUM_VARIANCE);
        BudgetViewModel model = new BudgetViewModel(session);
        session.edit("Cap", s -> s.withConstraint(new Constraint.Bounds("Cap", true, null, 0.0, 0.1)));
        assertThat(model.rows()).allMatch(row -> Double.isNaN(row.weight()));
        assertThat(model.warningProperty().get()).isNotBlank();
    }

    @Test
    void selection_marksRows() {
        Session session = SyntheticMarket.session(4, new Model.EqualWeight());
        BudgetViewModel model = new BudgetViewModel(session);
        model.select(row(model, "A2"), false);
        assertThat(session.selection().assets()).containsExactly("A2");
        assertThat(model.rows().stream().filter(BudgetRow::selected)).extracting(BudgetRow::label)
                .containsExactly("A2");
    }
}
