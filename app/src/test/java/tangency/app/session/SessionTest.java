package tangency.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;

class SessionTest {
    private static final List<String> IDS = List.of("A", "B", "C", "D");

    private static MarketData market(List<Finding> findings) {
        SplittableRandom random = new SplittableRandom(3);
        List<LocalDate> dates = new ArrayList<>();
        double[][] returns = new double[IDS.size()][200];
        for (int t = 0; t < 200; t++) {
            dates.add(LocalDate.of(2024, 1, 1).plusDays(t));
            double common = 0.01 * random.nextGaussian();
            for (int i = 0; i < IDS.size(); i++) {
                returns[i][t] = 0.0005 * (i + 1) + common + 0.005 * (i + 1) * random.nextGaussian();
            }
        }
        return new MarketData(new PriceTable(IDS, dates, returns), true,
                new Universe(IDS.stream().map(Asset::of).toList()), null, null, findings, Map.of("toy", "1"));
    }

    private static Scenario scenario() {
        return Scenario.of("Toy", new MarketSpec("toy", true, null, null, null, null, MarketSpec.RiskFree.ZERO),
                Model.MeanRisk.MINIMUM_VARIANCE);
    }

    private static Session session() {
        return new Session(scenario(), spec -> market(List.of()), Runnable::run, Runnable::run);
    }

    private static Snapshot answer(Session session) {
        return Objects.requireNonNull(session.snapshot());
    }

    private static Study study(Session session) {
        return Objects.requireNonNull(answer(session).study());
    }

    private static Vector weights(Session session) {
        return Objects.requireNonNull(study(session).weights());
    }

    private static Frontier frontier(Session session) {
        return ((FrontierResult.Traced) Objects.requireNonNull(answer(session).frontier())).frontier();
    }

    @Test
    void edit_isAnsweredAtOnce_andUndoTakesItBack() {
        Session session = session();
        Vector before = weights(session);
        session.edit("Equal weights", s -> s.withModel(new Model.EqualWeight()));
        assertThat(weights(session).toArray()).containsOnly(0.25);
        assertThat(session.undoLabelProperty().get()).isEqualTo("Equal weights");
        session.undo();
        assertThat(weights(session)).isEqualTo(before);
        assertThat(session.redoLabelProperty().get()).isEqualTo("Equal weights");
        session.redo();
        assertThat(session.scenario().model()).isEqualTo(new Model.EqualWeight());
    }

    @Test
    void editThatChangesNothing_leavesNoTrace() {
        Session session = session();
        session.edit("Nothing", s -> s);
        assertThat(session.undoLabelProperty().get()).isNull();
    }

    @Test
    void dragOfManySteps_isOneEntry_andFollowsTheFrontierExactly() {
        Session session = session();
        Frontier frontier = frontier(session);
        double low = frontier.minimumRisk().mean();
        double high = frontier.highestMean().mean();
        for (int step = 1; step <= 20; step++) {
            double target = low + (high - low) * step / 25;
            session.drag("frontier", "Target return",
                    s -> s.withConstraint(new Constraint.Return("Target return", true, target)));
            assertThat(study(session).status()).isEqualTo("optimal");
            double[] expected = frontier.weightsAt(target).toArray();
            assertThat(weights(session).toArray()).containsExactly(expected, within(1e-12));
            assertThat(frontier(session)).isSameAs(frontier);
        }
        session.endGesture();
        session.undo();
        assertThat(session.scenario()).isEqualTo(scenario());
        assertThat(session.undoLabelProperty().get()).isNull();
    }

    @Test
    void newEditAfterUndo_forgetsWhatWasUndone() {
        Session session = session();
        session.edit("One", s -> s.withNotes("1"));
        session.undo();
        session.edit("Two", s -> s.withNotes("2"));
        assertThat(session.redoLabelProperty().get()).isNull();
    }

    @Test
    void refusedData_keepsTheLastGoodPicture_andSaysWhy() {
        List<Finding> findings = new ArrayList<>();
        Session session = new Session(scenario(), spec -> market(findings), Runnable::run, Runnable::run);
        Snapshot good = answer(session);
        findings.add(Finding.error("toy", 3, "A", "text in a number"));
        session.reload();
        assertThat(session.snapshot()).isSameAs(good);
        assertThat(session.problemsProperty().get()).hasSize(1).first().extracting(Finding::where)
                .isEqualTo("toy:3:A");
        findings.clear();
        session.reload();
        assertThat(session.problemsProperty().get()).isEmpty();
    }

    @Test
    void sourceThatThrows_isAProblem_notTheEndOfTheSession() {
        boolean[] broken = {true};
        Session session = new Session(scenario(), spec -> {
            if (broken[0]) {
                throw new IllegalStateException("disk on fire");
            }
            return market(List.of());
        }, Runnable::run, Runnable::run);
        assertThat(session.problemsProperty().get()).hasSize(1).first().extracting(Finding::message).asString()
                .contains("disk on fire");
        assertThat(session.runningProperty().get()).isFalse();
        broken[0] = false;
        session.reload();
        assertThat(session.snapshot()).isNotNull();
    }

    @Test
    void overtakenAnswer_isNeverShown() {
        Queue<Runnable> worker = new ArrayDeque<>();
        Session session = new Session(scenario(), spec -> market(List.of()), worker::add, Runnable::run);
        session.edit("Equal", s -> s.withModel(new Model.EqualWeight()));
        assertThat(session.runningProperty().get()).isTrue();
        while (!worker.isEmpty()) {
            worker.remove().run();
        }
        assertThat(answer(session).analysis().scenario()).isEqualTo(session.scenario());
        assertThat(session.runningProperty().get()).isFalse();
    }

    @Test
    void infeasibleLimits_areAnAnswerWithTheirNames() {
        Session session = session();
        session.edit("Cap", s -> s.withConstraint(new Constraint.Bounds("Cap", true, null, null, 0.2)));
        assertThat(study(session).status()).isEqualTo("infeasible");
        assertThat(study(session).conflict()).containsExactlyInAnyOrder("Fully invested", "Cap");
        assertThat(Objects.requireNonNull(study(session).relaxation()).get("Cap")).isCloseTo(0.05, within(1e-12));
    }
}
