package tangency.app.panel.reasons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import tangency.app.Toy;
import tangency.app.panel.PanelTable;
import tangency.app.session.Session;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.scenario.Scenario;

class ReasonsViewModelTest {
    private final Scenario capped = Toy.scenario().withModel(Model.MeanRisk.utility(20))
            .withConstraint(new Constraint.Bounds("Cap", true, null, null, 0.4));
    private final Session session = Toy.session(capped);

    private ReasonsViewModel watched() {
        ReasonsViewModel model = new ReasonsViewModel(session);
        model.watch(true);
        return model;
    }

    @Test
    void explainsOnlyWhileItIsWatched_andNotWithinAGesture() {
        ReasonsViewModel model = new ReasonsViewModel(session);
        assertThat(Toy.there(session.snapshot()).explanation()).isNull();
        assertThat(model.messageProperty().get()).startsWith("Working");
        model.watch(true);
        assertThat(Toy.there(session.snapshot()).explanation()).isNotNull();
        assertThat(model.messageProperty().get()).isEmpty();
        session.drag("hand", "Aversion", s -> s.withModel(Model.MeanRisk.utility(21)));
        assertThat(Toy.there(session.snapshot()).explanation()).isNull();
        assertThat(model.lines()).as("the last good one stays").isNotEmpty();
        session.endGesture();
        assertThat(Toy.there(session.snapshot()).explanation()).isNotNull();
        model.dispose();
        session.edit("Aversion", s -> s.withModel(Model.MeanRisk.utility(22)));
        assertThat(Toy.there(session.snapshot()).explanation()).isNull();
    }

    @Test
    void theTableOfAllWeights_addsUp() {
        PanelTable table = Toy.there(watched().table());
        assertThat(table.columns()).extracting(PanelTable.Column::title).startsWith("Asset", "Without limits")
                .contains("Cap").endsWith("Weight");
        assertThat(table.rows()).hasSize(4).allSatisfy(row -> {
            double sum = row.subList(1, row.size() - 1).stream().mapToDouble(cell -> (Double) Toy.there(cell)).sum();
            assertThat(sum).isCloseTo((Double) Toy.there(row.getLast()), within(1e-12));
        });
    }

    @Test
    void theStaircaseEndsAtTheWeight_ofTheAssetThatIsSelected() {
        ReasonsViewModel model = watched();
        session.selection().choose(List.of("BBB"));
        assertThat(model.assetProperty().get()).isEqualTo("BBB");
        List<Reason> steps = model.lines().stream()
                .filter(line -> line.kind() == Reason.Kind.PART || line.kind() == Reason.Kind.BASE).toList();
        Reason weight = model.lines().stream().filter(line -> line.kind() == Reason.Kind.WEIGHT).findFirst()
                .orElseThrow();
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).from()).isEqualTo(steps.get(i - 1).to());
        }
        assertThat(steps.getLast().to()).isCloseTo(weight.to(), within(1e-12));
        assertThat(weight.from()).isEqualTo(weight.zero());
        assertThat(model.describe()).startsWith("BBB weighs " + weight.value());
        model.assetProperty().set("CCC");
        assertThat(session.selection().assets()).containsExactly("CCC");
        assertThat(model.lines().getFirst().label()).endsWith("CCC");
    }

    @Test
    void saysWhyThereIsNothing() {
        ReasonsViewModel model = watched();
        session.edit("Equal weights", s -> s.withModel(new Model.EqualWeight()).withoutConstraint("Cap"));
        assertThat(model.messageProperty().get()).contains("formula");
        session.edit("Too tight", s -> s.withModel(Model.MeanRisk.MINIMUM_VARIANCE)
                .withConstraint(new Constraint.Bounds("Cap", true, null, null, 0.1)));
        assertThat(Toy.study(session).status()).isEqualTo("infeasible");
        assertThat(model.messageProperty().get()).contains("no weights");
        assertThat(model.lines()).isEmpty();
    }
}
