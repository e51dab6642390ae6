package tangency.app.session;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.run.Analysis;
import tangency.core.run.Pipeline;
import tangency.core.run.Preparation;
import tangency.core.run.Refusal;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/**
 * The open scenario, its history, the shared selection and the newest answer. Every edit is a new scenario, and the
 * answer follows it live: solved off the FX thread, published only if still the newest, the last good answer kept
 * meanwhile.
 *
 * <p>All methods and properties belong to the FX thread.
 */
public final class Session {
    /** Name of the floor on the return that a hand on the frontier sets. */
    public static final String TARGET_RETURN = "Target return";

    private final MarketSource market;
    private final LatestRun<Scenario> runs;
    private final Pipeline pipeline = new Pipeline(Processors.ALL);
    private final Selection selection = new Selection();
    private History history;
    private int watching;
    private boolean dragging;

    private final ReadOnlyObjectWrapper<Scenario> scenario;
    private final ReadOnlyObjectWrapper<@Nullable Snapshot> snapshot = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Study> baseline = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Finding>> problems = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper solveMilliseconds = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<@Nullable String> undoLabel = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> redoLabel = new ReadOnlyObjectWrapper<>();

    // Worker thread only: the data of the scenario that ran last.
    private @Nullable MarketSpec loadedSpec;
    private @Nullable MarketData loaded;
    private volatile boolean loadAgain;

    /**
     * @param start the scenario to open
     * @param worker a single thread that computes
     * @param fx runs on the FX thread
     */
    public Session(Scenario start, MarketSource market, Executor worker, Executor fx) {
        this.market = market;
        this.runs = new LatestRun<>(worker, fx);
        this.history = new History("Open", start);
        this.scenario = new ReadOnlyObjectWrapper<>(start);
        run();
    }

    /** The open scenario. */
    public ReadOnlyObjectProperty<Scenario> scenarioProperty() {
        return scenario.getReadOnlyProperty();
    }

    public Scenario scenario() {
        return scenario.get();
    }

    /** The newest answer; while {@link #runningProperty} it may be of an earlier scenario. Null before the first. */
    public ReadOnlyObjectProperty<@Nullable Snapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    public @Nullable Snapshot snapshot() {
        return snapshot.get();
    }

    /** Why the open scenario has no answer: refusing findings on document, data or model; empty when it has one. */
    public ReadOnlyObjectProperty<List<Finding>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    /** Whether the answer to the open scenario is still being computed. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Time the last study took to compute, off the FX thread. */
    public ReadOnlyDoubleProperty solveMillisecondsProperty() {
        return solveMilliseconds.getReadOnlyProperty();
    }

    /** The study that others are compared with, null when none is pinned. */
    public ReadOnlyObjectProperty<@Nullable Study> baselineProperty() {
        return baseline.getReadOnlyProperty();
    }

    /** Pins the current study as the baseline, or takes the pin out when there is one. */
    public void togglePin() {
        Snapshot now = snapshot.get();
        baseline.set(baseline.get() != null || now == null ? null : now.study());
    }

    public Selection selection() {
        return selection;
    }

    /** Replaces the scenario by an edited one. An edit that changes nothing leaves no trace. */
    public void edit(String label, UnaryOperator<Scenario> change) {
        apply(label, change, null);
    }

    /**
     * One step of a gesture such as a drag: all steps with the same {@code gesture} up to {@link #endGesture} are one
     * entry of the history.
     */
    public void drag(String gesture, String label, UnaryOperator<Scenario> change) {
        apply(label, change, gesture);
    }

    public void endGesture() {
        history.endGesture();
        dragging = false;
        explain();
    }

    /**
     * Asks for the explanation of every answer, or no longer. It comes last and never while a gesture is under way, so that a
     * drag does not pay for it. Every watcher that begins must end.
     */
    public void watchExplanation(boolean watch) {
        watching += watch ? 1 : -1;
        explain();
    }

    /** Sees to the explanation where it is wanted and neither there nor on its way. */
    private void explain() {
        Snapshot now = snapshot.get();
        if (wanted() && !running.get() && now != null && now.explanation() == null && answered(now.study())) {
            run();
        }
    }

    private boolean wanted() {
        return watching > 0 && !dragging;
    }

    private static boolean answered(@Nullable Study study) {
        return study != null && study.answered();
    }

    private void apply(String label, UnaryOperator<Scenario> change, @Nullable String gesture) {
        dragging = gesture != null;
        Scenario edited = change.apply(scenario.get());
        if (edited.equals(scenario.get())) {
            return;
        }
        history.push(label, edited, gesture);
        show();
    }

    /** Opens another scenario with a history of its own. */
    public void open(Scenario other) {
        history = new History("Open", other);
        dragging = false;
        selection.clear();
        baseline.set(null);
        show();
    }

    /** What undo would take back, null when there is nothing. */
    public ReadOnlyObjectProperty<@Nullable String> undoLabelProperty() {
        return undoLabel.getReadOnlyProperty();
    }

    /** What redo would bring back, null when there is nothing. */
    public ReadOnlyObjectProperty<@Nullable String> redoLabelProperty() {
        return redoLabel.getReadOnlyProperty();
    }

    public void undo() {
        if (history.undo()) {
            show();
        }
    }

    public void redo() {
        if (history.redo()) {
            show();
        }
    }

    /** The label of the newest edit. */
    public String lastEdit() {
        return history.current().label();
    }

    /** Loads the data again and recomputes, as after a file was replaced. */
    public void reload() {
        loadAgain = true;
        run();
    }

    private void show() {
        scenario.set(history.current().scenario());
        undoLabel.set(history.undoLabel());
        redoLabel.set(history.redoLabel());
        run();
    }

    private void run() {
        running.set(true);
        boolean explained = wanted();
        runs.submit(scenario.get(), (input, results, overtaken) -> compute(input, explained, results, overtaken),
                this::done, this::failed);
    }

    private void done() {
        running.set(false);
        // What was asked for while it ran.
        explain();
    }

    private void failed(Throwable cause) {
        running.set(false);
        problems.set(List.of(Finding.error("engine", null, null, "The computation failed: " + cause)));
        System.getLogger(Session.class.getName()).log(System.Logger.Level.ERROR, "Computation failed", cause);
    }

    // Worker thread.
    private void compute(Scenario input, boolean explained, LatestRun.Publisher results, BooleanSupplier overtaken) {
        MarketData data = data(input.market());
        long start = System.nanoTime();
        Preparation preparation = pipeline.prepare(input, data, Deadline.orWhen(overtaken));
        if (preparation instanceof Refusal refusal) {
            results.publish(() -> problems.set(refusal.findings().stream().filter(Finding::refuses).toList()));
            return;
        }
        Analysis analysis = (Analysis) preparation;
        List<Finding> refusals = analysis.modelRefusals();
        Study study = refusals.isEmpty() ? analysis.study() : null;
        double milliseconds = (System.nanoTime() - start) / 1e6;
        Snapshot first = Snapshot.of(analysis, study);
        results.publish(() -> {
            if (!refusals.equals(problems.get())) {
                problems.set(refusals);
            }
            solveMilliseconds.set(milliseconds);
            snapshot.set(first);
        });
        Snapshot last = first;
        Snapshot next = first.next();
        while (next != null && !overtaken.getAsBoolean()) {
            Snapshot more = next;
            results.publish(() -> snapshot.set(more));
            last = more;
            next = more.next();
        }
        if (explained && answered(study) && !overtaken.getAsBoolean()) {
            Snapshot whole = last.explained();
            results.publish(() -> snapshot.set(whole));
        }
    }

    private @Nullable MarketData data(@Nullable MarketSpec spec) {
        if (spec == null) {
            return null;
        }
        if (loaded == null || loadAgain || !spec.equals(loadedSpec)) {
            loadAgain = false;
            loaded = market.load(spec);
            loadedSpec = spec;
        }
        return loaded;
    }
}
