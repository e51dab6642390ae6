package tangency.app.panel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tangency.app.Toy;
import tangency.app.panel.scenario.ConstraintDraft.Field;
import tangency.app.panel.scenario.ConstraintDraft.Type;
import tangency.app.panel.scenario.ConstraintsViewModel.Row;
import tangency.app.session.Session;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;

class ConstraintsViewModelTest {
    private final Session session = Toy.session(Toy.scenario());
    private final ConstraintsViewModel model = new ConstraintsViewModel(session);

    private Row row(String name) {
        return model.rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void rowsSayLimitAndWhereTheAnswerStands() {
        assertThat(row("Fully invested").limits()).isEqualTo("= 100 %");
        assertThat(row("Fully invested").binding()).isTrue();
        assertThat(row("Fully invested").standing()).contains("now 100.00 %").contains("price");
        assertThat(row("Long only").limits()).isEqualTo("0 to 100 %");
    }

    @Test
    void everyKindOfConstraintSurvivesTheForm() {
        List<Constraint> all = List.of(new Constraint.Budget("a", true, 0.9, 1.0),
                new Constraint.Bounds("b", false, List.of("AAA"), null, 0.3),
                new Constraint.Group("c", true, "sector", "Energy", 0.1, null, true),
                new Constraint.Linear("d", true, Map.of("AAA", 1.5), -0.25, 0.25),
                new Constraint.Return("e", true, 0.00037), new Constraint.Gross("f", true, 1.6),
                new Constraint.ShortSide("g", true, 0.3), new Constraint.Turnover("h", false, 0.25),
                new Constraint.Factor("i", true, "MKT", -0.5, 1.2), new Constraint.TrackingError("j", true, 0.004),
                new Constraint.RiskLimit("k", true, new Risk(RiskMeasure.CDAR, 0.9, false), 0.2),
                new Constraint.Participation("l", true, 0.1, 2.5), new Constraint.NoSell("m", true, List.of("AAA")),
                new Constraint.NoBuy("n", true, null), new Constraint.Cardinality("o", true, 2, 8),
                new Constraint.MinimumPosition("p", true, 0.02), new Constraint.Lots("q", true, 100.0),
                new Constraint.Lots("r", true, null), new Constraint.Correlation("s", true, 0.7, null));
        for (Constraint constraint : all) {
            ConstraintDraft draft = Toy.there(ConstraintDraft.from(constraint));
            assertThat(draft.problems(Set.of(), Set.of("AAA"))).isEmpty();
            assertThat(draft.toConstraint()).isEqualTo(constraint);
        }
    }

    @Test
    void aDraftThatMakesNoSenseSaysWhy() {
        ConstraintDraft crossed = model.draft(Type.BOUNDS).withName("Long only").with(Field.MIN, "30")
                .with(Field.MAX, "20");
        assertThat(model.problems(crossed, null)).containsOnlyKeys(Field.NAME, Field.MAX);
        ConstraintDraft empty = model.draft(Type.GROUP).withName(" ").with(Field.BY, "").with(Field.VALUE, "")
                .with(Field.MIN, "x").with(Field.MAX, "");
        assertThat(model.problems(empty, null)).containsOnlyKeys(Field.NAME, Field.MIN, Field.BY);
        ConstraintDraft stranger = model.draft(Type.LINEAR).with(Field.COEFFICIENTS, "ZZZ 1");
        assertThat(model.problems(stranger, null)).containsOnlyKeys(Field.COEFFICIENTS);
        ConstraintDraft unlimited = model.draft(Type.BUDGET).with(Field.MIN, "").with(Field.MAX, " ");
        assertThat(model.problems(unlimited, null)).containsOnlyKeys(Field.MAX);
        ConstraintDraft sure = model.draft(Type.RISK).with(Field.LEVEL, "100").with(Field.MAX, "");
        assertThat(model.problems(sure, null)).containsOnlyKeys(Field.LEVEL, Field.MAX);
        ConstraintDraft half = model.draft(Type.CARDINALITY).with(Field.MOST_HELD, "2.5");
        assertThat(model.problems(half, null)).containsOnlyKeys(Field.MOST_HELD);
    }

    @Test
    void aNewConstraintOfAnyKindNeedsNothingMoreThanWhatTheDataMustSay() {
        for (Type type : Type.values()) {
            Set<Field> missing = switch (type) {
                case LINEAR -> Set.of(Field.COEFFICIENTS);
                case FACTOR -> Set.of(Field.FACTOR);
                default -> Set.of();
            };
            assertThat(model.problems(model.draft(type), null).keySet()).as(type.title()).isEqualTo(missing);
        }
    }

    @Test
    void anEditIsOneEntryOfTheHistory_andKeepsThePlace() {
        ConstraintDraft nearly = model.draft(Type.BUDGET).withName("Nearly invested").with(Field.MIN, "95");
        model.commit(nearly, "Fully invested");
        assertThat(model.rows()).extracting(Row::name).containsExactly("Nearly invested", "Long only");
        assertThat(session.undoLabelProperty().get()).isEqualTo("Rename Fully invested to Nearly invested");
        session.undo();
        assertThat(model.rows()).extracting(Row::name).containsExactly("Fully invested", "Long only");
        assertThat(session.undoLabelProperty().get()).isNull();
    }

    @Test
    void newConstraintsGetANameThatIsFree() {
        model.commit(model.draft(Type.GROUP), null);
        model.commit(model.draft(Type.GROUP), null);
        assertThat(model.rows()).extracting(Row::name).containsExactly("Fully invested", "Long only", "Energy cap",
                "Energy cap 2");
    }

    @Test
    void eachOneClickFixMakesTheScenarioFeasibleByItself() {
        Constraint tight = new Constraint.Bounds("Long only", true, null, 0.0, 0.2);
        session.edit("Tighten", s -> s.withConstraint(tight));
        assertThat(Toy.study(session).status()).isEqualTo("infeasible");
        List<String> conflict = Toy.there(Toy.study(session).conflict());
        assertThat(conflict).containsExactlyInAnyOrder("Fully invested", "Long only");
        for (String name : conflict) {
            assertThat(row(name).conflict()).isTrue();
            assertThat(row(name).fix()).startsWith("Relax to");
            model.fix(name);
            assertThat(Toy.study(session).status()).as("after relaxing " + name).isEqualTo("optimal");
            session.undo();
            assertThat(Toy.study(session).status()).isEqualTo("infeasible");
        }
        assertThat(row("Long only").fix()).isEqualTo("Relax to 0 to 25 %");
    }

    @Test
    void floorsThatAreTooHighAreLoweredNotRaised() {
        session.edit("Floor", s -> s.withConstraint(new Constraint.Bounds("Long only", true, null, 0.3, 1.0)));
        assertThat(Toy.study(session).status()).isEqualTo("infeasible");
        assertThat(row("Long only").fix()).isEqualTo("Relax to 25 to 100 %");
        model.fix("Long only");
        assertThat(Toy.study(session).status()).isEqualTo("optimal");
    }

    @Test
    void aConstraintThatTheModelCannotHonourIsNamedAndCanBeSwitchedOff() {
        session.edit("Cap", s -> s.withConstraint(new Constraint.Bounds("Cap", true, List.of("AAA"), null, 0.01))
                .withModel(new Model.EqualWeight()));
        assertThat(session.problemsProperty().get()).isNotEmpty();
        assertThat(row("Cap").conflict()).isTrue();
        assertThat(row("Cap").fix()).isEqualTo("Switch it off");
        model.fix("Cap");
        assertThat(session.problemsProperty().get()).isEmpty();
        assertThat(row("Cap").enabled()).isFalse();
    }

    @Test
    void theLastBudgetComesBackWhenItIsRemoved() {
        model.remove("Fully invested");
        assertThat(model.rows()).extracting(Row::name).containsExactly("Fully invested", "Long only");
    }
}
