package tangency.app.panel.hierarchy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.app.panel.SyntheticMarket;
import tangency.app.session.Session;
import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.MarketData;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.scenario.Scenario;

class HierarchyViewModelTest {
    private static Hierarchy tree(HierarchyViewModel model) {
        return requireNonNull(model.hierarchyProperty().get());
    }

    private static Cut cut(HierarchyViewModel model) {
        return requireNonNull(model.cutProperty().get());
    }

    @Test
    void weights_ofAnAnswerThatComesBeforeItsTree_areThereWhenTheTreeIs() {
        Queue<Runnable> later = new ArrayDeque<>();
        MarketData data = SyntheticMarket.of(10, 120);
        Session session = new Session(SyntheticMarket.scenario(Model.MeanRisk.MINIMUM_VARIANCE), spec -> data,
                later::add, Runnable::run);
        HierarchyViewModel model = new HierarchyViewModel(session);
        while (!later.isEmpty()) {
            later.remove().run();
        }
        assertThat(tree(model).size()).isEqualTo(10);
        assertThat(model.weightsProperty().get()).hasSize(10);
    }

    @Test
    void cut_countsClustersAtItsHeight() {
        Session session = SyntheticMarket.session(20, Model.Hrp.DEFAULT);
        HierarchyViewModel model = new HierarchyViewModel(session);
        Hierarchy tree = tree(model);
        for (int k = 1; k <= 20; k++) {
            session.selection().cutInto(k);
            Cut cut = cut(model);
            assertThat(cut.count()).isEqualTo(k);
            assertThat(20 - Arrays.stream(tree.height()).filter(h -> h <= cut.height()).count()).isEqualTo(k);
            assertThat(Arrays.stream(cut.numbers()).distinct().count()).isEqualTo(k);
        }
    }

    @Test
    void cutAt_aHeight_givesTheClustersOfThatHeightToAllPanels() {
        Session session = SyntheticMarket.session(20, Model.Hrp.DEFAULT);
        HierarchyViewModel model = new HierarchyViewModel(session);
        double[] heights = tree(model).height();
        model.cutAt((heights[14] + heights[15]) / 2);
        assertThat(session.selection().clusters()).isEqualTo(5);
        assertThat(model.cutTextProperty().get()).startsWith("5 clusters at distance");
        model.cutAt(1e9);
        assertThat(cut(model).count()).isEqualTo(1);
        model.cutBy(2);
        assertThat(cut(model).count()).isEqualTo(3);
    }

    @Test
    void clusters_areNumberedFromLeftToRight() {
        Session session = SyntheticMarket.session(25, Model.Hrp.DEFAULT);
        HierarchyViewModel model = new HierarchyViewModel(session);
        int[] numbers = cut(model).numbers();
        int[] order = tree(model).order();
        int[] along = Arrays.stream(order).map(i -> numbers[i]).toArray();
        assertThat(along).isSorted().startsWith(0).endsWith(cut(model).count() - 1);
    }

    @Test
    void linkage_editsTheModelWhereItIsHrp() {
        Session session = SyntheticMarket.session(8, Model.Hrp.DEFAULT);
        HierarchyViewModel model = new HierarchyViewModel(session);
        Hierarchy before = tree(model);
        model.linkageProperty().set("single");
        assertThat(((Model.Hrp) session.scenario().model()).tree().linkage()).isEqualTo(TreeSpec.Linkage.SINGLE);
        assertThat(tree(model)).isNotSameAs(before);
        model.codependenceProperty().set("distance-correlation");
        model.leafOrderProperty().set("tree");
        session.undo();
        session.undo();
        session.undo();
        assertThat(session.scenario().model()).isEqualTo(Model.Hrp.DEFAULT);
        assertThat(model.linkageProperty().get()).isEqualTo("ward");
        assertThat(session.redoLabelProperty().get()).isNotNull();
    }

    @Test
    void otherModel_showsHrpsDefaults_andOffersHrp() {
        Session session = SyntheticMarket.session(8, Model.MeanRisk.MINIMUM_VARIANCE);
        session.edit("Target", s -> s.withConstraint(new Constraint.Return(Session.TARGET_RETURN, true, 0.0001)));
        HierarchyViewModel model = new HierarchyViewModel(session);
        assertThat(model.editableProperty().get()).isFalse();
        assertThat(model.hintProperty().get()).contains("hrp");
        model.useHrp();
        assertThat(session.scenario().model()).isEqualTo(Model.Hrp.DEFAULT);
        assertThat(model.editableProperty().get()).isTrue();
        assertThat(session.problemsProperty().get()).isEmpty();
        assertThat(model.weightsProperty().get()).hasSize(8);
    }

    @Test
    void select_choosesEverywhere_addsAndTakesBack() {
        Session session = SyntheticMarket.session(9, Model.Hrp.DEFAULT);
        HierarchyViewModel model = new HierarchyViewModel(session);
        model.select(List.of(1, 5), false);
        assertThat(session.selection().assets()).containsExactly("A2", "A6");
        model.select(List.of(4), true);
        assertThat(session.selection().assets()).containsExactly("A2", "A6", "A5");
        assertThat(model.selectedProperty().get()).containsExactly(1, 4, 5);
        model.select(List.of(1, 5, 4), false);
        assertThat(session.selection().assets()).isEmpty();
    }

    @Test
    void readOuts_nameAssetsCorrelationAndWeight() {
        HierarchyViewModel model = new HierarchyViewModel(SyntheticMarket.session(9, Model.Hrp.DEFAULT));
        assertThat(model.pair(0, 3)).contains("A1 Asset number 1").contains("A4 Asset number 4").contains("\u03c1 = ");
        assertThat(model.weight(2)).contains("A3").contains("cluster").contains("%");
    }

    @Test
    void editThatLeavesTheTreeAlone_leavesThePictureAlone() {
        Session session = SyntheticMarket.session(10, new Model.EqualWeight());
        HierarchyViewModel model = new HierarchyViewModel(session);
        Hierarchy before = tree(model);
        Cut cut = cut(model);
        session.edit("Budgets", s -> s.withModel(Model.RiskBudget.equal()));
        assertThat(tree(model)).isSameAs(before);
        assertThat(cut(model)).isSameAs(cut);
    }

    @Test
    void infeasible_hasNoWeights() {
        Session session = SyntheticMarket.session(4, Model.MeanRisk.MINIMUM_VARIANCE);
        HierarchyViewModel model = new HierarchyViewModel(session);
        session.edit("Cap", s -> s.withConstraint(new Constraint.Bounds("Cap", true, null, 0.0, 0.1)));
        assertThat(model.weightsProperty().get()).isNull();
        assertThat(requireNonNull(model.table()).rows()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 150})
    void anySize_works(int assets) {
        Session session = SyntheticMarket.session(assets, Model.Hrp.DEFAULT);
        HierarchyViewModel model = new HierarchyViewModel(session);
        assertThat(tree(model).size()).isEqualTo(assets);
        model.cutBy(1);
        model.cutBy(-5);
        assertThat(model.describe()).contains(assets == 1 ? "1 asset," : assets + " assets,");
        assertThat(model.linkages()).isEqualTo(List.of("single", "average", "complete", "ward"));
    }

    @Test
    void noTree_saysWhy() {
        Estimates given = new Estimates(new MeanSpec.Given(Map.of("A", 0.01)),
                new CovarianceSpec.Given(Matrix.of(new double[][]{{0.04}})), null);
        Model spearman = new Model.Hrp(
                new TreeSpec(TreeSpec.Codependence.SPEARMAN, TreeSpec.Distance.CORRELATION, TreeSpec.Linkage.WARD,
                        TreeSpec.LeafOrder.TREE),
                Model.Hrp.DEFAULT.split(), Model.Hrp.DEFAULT.risk());
        Session session = new Session(Scenario.of("Given", null, spearman).withEstimates(given), spec -> {
            throw new AssertionError("There is nothing to load");
        }, Runnable::run, Runnable::run);
        HierarchyViewModel model = new HierarchyViewModel(session);
        assertThat(model.messageProperty().get()).startsWith("No tree: ");
        model.codependenceProperty().set("pearson");
        assertThat(model.messageProperty().get()).isEmpty();
        assertThat(tree(model).size()).isEqualTo(1);
    }
}
