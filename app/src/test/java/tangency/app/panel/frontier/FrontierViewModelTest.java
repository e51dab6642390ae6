package tangency.app.panel.frontier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.app.chart.FrontierPicture;
import tangency.app.chart.FrontierPicture.Point;
import tangency.app.chart.TransitionPicture;
import tangency.app.panel.SyntheticMarket;
import tangency.app.session.Session;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.run.Study;

class FrontierViewModelTest {
    private static Study study(Session session) {
        return requireNonNull(requireNonNull(session.snapshot()).study());
    }

    private static Double annualReturn(Session session) {
        return requireNonNull(requireNonNull(study(session).measures()).annualReturn());
    }

    private static Point current(FrontierViewModel model) {
        return requireNonNull(model.currentProperty().get());
    }

    @Test
    void drag_makesMinimumRiskUnderATargetReturn_andTheAnswerIsThePointUnderTheHand() {
        Session session = SyntheticMarket.session(12, new Model.EqualWeight());
        FrontierViewModel model = new FrontierViewModel(session);
        FrontierPicture picture = model.pictureProperty().get();
        double low = picture.curve().getFirst().mean();
        double high = picture.curve().getLast().mean();
        double wanted = low + 0.37 * (high - low);

        model.drag(wanted);
        Point underTheHand = current(model);
        model.endDrag();

        assertThat(session.scenario().model()).isEqualTo(Model.MeanRisk.MINIMUM_VARIANCE);
        assertThat(session.scenario().constraints()).anySatisfy(c -> assertThat(c)
                .isEqualTo(new Constraint.Return("Target return", true, wanted / 252)));
        assertThat(study(session).status()).isEqualTo("optimal");
        assertThat(annualReturn(session)).isEqualTo(wanted, within(1e-10));
        Point answered = current(model);
        assertThat(answered.mean()).isEqualTo(underTheHand.mean(), within(1e-10));
        assertThat(answered.volatility()).isEqualTo(underTheHand.volatility(), within(1e-10));
        assertThat(model.targetProperty().get()).isEqualTo(wanted, within(1e-10));
    }

    @Test
    void drag_atManyPoints_satisfiesTheOptimalityConditions() {
        Session session = SyntheticMarket.session(8, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        FrontierPicture picture = model.pictureProperty().get();
        double low = picture.curve().getFirst().mean();
        double high = picture.curve().getLast().mean();
        for (double t = 0; t <= 1; t += 0.05) {
            model.drag(low + t * (high - low));
            Vector weights = requireNonNull(study(session).weights());
            assertThat(weights.sum()).isEqualTo(1, within(1e-10));
            assertThat(Arrays.stream(weights.toArray()).min().orElseThrow()).isGreaterThan(-1e-12);
            assertThat(study(session).status()).isEqualTo("optimal");
        }
    }

    @Test
    void drag_ofAModelOnAnotherMeasure_keepsTheMeasureAndSaysThatTheCurveDoesNotKnowIt() {
        Model.MeanRisk shortfall = new Model.MeanRisk(Model.Goal.MINIMISE_RISK, Risk.of(RiskMeasure.CVAR), null, null);
        Session session = SyntheticMarket.session(6, shortfall);
        FrontierViewModel model = new FrontierViewModel(session);
        FrontierPicture picture = model.pictureProperty().get();
        double wanted = 0.5 * (picture.curve().getFirst().mean() + picture.curve().getLast().mean());

        assertThat(model.noteProperty().get()).contains("not of the model's risk");
        model.drag(wanted);
        model.endDrag();

        assertThat(session.scenario().model()).isEqualTo(shortfall);
        assertThat(study(session).status()).isEqualTo("optimal");
        assertThat(annualReturn(session)).isEqualTo(wanted, within(1e-8));
    }

    @Test
    void drag_isOneEntryOfTheHistory() {
        Session session = SyntheticMarket.session(6, new Model.EqualWeight());
        FrontierViewModel model = new FrontierViewModel(session);
        double high = model.pictureProperty().get().curve().getLast().mean();
        model.drag(high * 0.9);
        model.drag(high * 0.8);
        model.drag(high * 0.85);
        model.endDrag();
        session.undo();
        assertThat(session.scenario().model()).isEqualTo(new Model.EqualWeight());
        assertThat(session.undoLabelProperty().get()).isNull();
    }

    @Test
    void drag_changesNeitherPictureNorTransitionMap() {
        Session session = SyntheticMarket.session(10, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        FrontierPicture picture = model.pictureProperty().get();
        TransitionPicture transition = model.transitionProperty().get();
        double high = picture.curve().getLast().mean();
        for (int k = 1; k < 10; k++) {
            model.drag(high * k / 10);
        }
        assertThat(model.pictureProperty().get()).isSameAs(picture);
        assertThat(model.transitionProperty().get()).isSameAs(transition);
    }

    @Test
    void drag_beyondTheEnds_staysOnTheCurve() {
        Session session = SyntheticMarket.session(6, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        FrontierPicture picture = model.pictureProperty().get();
        model.drag(99);
        assertThat(current(model).mean()).isEqualTo(picture.curve().getLast().mean(), within(1e-9));
        assertThat(study(session).status()).isEqualTo("optimal");
        model.drag(-99);
        assertThat(current(model).volatility())
                .isEqualTo(requireNonNull(picture.minimumVariance()).volatility(), within(1e-9));
    }

    @Test
    void transition_weightsAddUpToTheBudgetEverywhere() {
        Session session = SyntheticMarket.session(15, Model.MeanRisk.MINIMUM_VARIANCE);
        TransitionPicture transition = new FrontierViewModel(session).transitionProperty().get();
        assertThat(transition.x()).isSorted().hasSizeGreaterThan(200);
        for (int k = 0; k < transition.x().size(); k++) {
            assertThat(Arrays.stream(transition.weights().row(k)).sum()).isEqualTo(1, within(1e-9));
        }
    }

    @Test
    void dragToVolatility_findsThePointOnTheCurve() {
        Session session = SyntheticMarket.session(15, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        var curve = model.pictureProperty().get().curve();
        Point point = curve.get(100);
        model.dragToVolatility(point.volatility());
        assertThat(annualReturn(session)).isEqualTo(point.mean(), within(1e-10));
        model.dragToVolatility(9);
        assertThat(annualReturn(session)).isEqualTo(curve.getLast().mean(), within(1e-10));
    }

    @Test
    void pin_keepsTheBaselinePoint_andItsCurveBehindAnotherOne() {
        Session session = SyntheticMarket.session(8, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        session.togglePin();
        Point pinned = current(model);
        assertThat(model.baselineProperty().get()).isEqualTo(pinned);
        assertThat(model.pictureProperty().get().ghost()).isEmpty();
        var curve = model.pictureProperty().get().curve();
        session.edit("Cap", s -> s.withConstraint(new Constraint.Bounds("Cap", true, null, 0.0, 0.3)));
        assertThat(model.pictureProperty().get().ghost()).isEqualTo(curve);
        assertThat(model.baselineProperty().get()).isEqualTo(pinned);
    }

    @Test
    void infeasible_saysWhyThereIsNoFrontier() {
        Session session = SyntheticMarket.session(4, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        session.edit("Cap", s -> s.withConstraint(new Constraint.Bounds("Cap", true, null, 0.0, 0.1)));
        assertThat(model.pictureProperty().get().curve()).isEmpty();
        assertThat(model.messageProperty().get()).contains("No frontier");
        assertThat(model.targetProperty().get()).isNaN();
        model.drag(0.1);
        session.undo();
        assertThat(model.messageProperty().get()).isEmpty();
        assertThat(model.pictureProperty().get().curve()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fewAssets_work(int assets) {
        Session session = SyntheticMarket.session(assets, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        assertThat(model.pictureProperty().get().curve()).isNotEmpty();
        model.drag(model.pictureProperty().get().curve().getLast().mean());
        model.endDrag();
        assertThat(study(session).answered()).isTrue();
        assertThat(model.describe()).isNotBlank();
        assertThat(model.composition(0)).contains("A1");
        assertThat(model.table()).isNotNull();
    }

    @Test
    void table_hasOneRowPerCornerPortfolio() {
        Session session = SyntheticMarket.session(9, Model.MeanRisk.MINIMUM_VARIANCE);
        FrontierViewModel model = new FrontierViewModel(session);
        assertThat(requireNonNull(model.table()).columns()).hasSize(11);
        assertThat(model.describe()).contains(requireNonNull(model.table()).rows().size() + " corner portfolios");
    }

    @Test
    void noData_saysWhatToDo() {
        Session session = SyntheticMarket.refused("prices.csv", "text in a number");
        FrontierViewModel model = new FrontierViewModel(session);
        assertThat(model.messageProperty().get()).contains("prices.csv:3:A1").contains("text in a number");
        assertThat(model.table()).isNull();
    }
}
