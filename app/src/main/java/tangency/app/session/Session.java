package tangency.app.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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

    /** An edit that is complete: what was done, and the scenario that came of it. */
    public record Edit(String label, Scenario scenario) {}

    /** How long a computation may take to notice that it is not wanted any more. */
    private static final Duration WHEN_OVERTAKEN = Duration.ofSeconds(10);
    private static final Duration WHEN_STOPPED = Duration.ofSeconds(2);

    private final MarketSource market;
    private final LatestRun<Scenario> runs;
    private final Selection selection = new Selection();
    private final List<Consumer<Edit>> listeners = new ArrayList<>();
    private History history;
    private int watching;
    private boolean dragging;

    private final ReadOnlyObjectWrapper<Scenario> scenario;
    private final ReadOnlyObjectWrapper<@Nullable Snapshot> snapshot = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Study> baseline = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Finding>> problems = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Fault> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper solveMilliseconds = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<@Nullable String> undoLabel = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable String> redoLabel = new ReadOnlyObjectWrapper<>();

    private final @Nullable EngineThread engine;
    private volatile Bench bench;
    private volatile boolean loadAgain;

    /**
     * @param start the scenario to open
     * @param worker a single thread that computes; an {@link EngineThread} where computations may hang
     * @param fx runs on the FX thread
     */
    public Session(Scenario start, MarketSource market, Executor worker, Executor fx) {
        this.market = market;
        this.bench = new Bench(market);
        this.engine = worker instanceof EngineThread thread ? thread : null;
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

    /** Why the computation of the open scenario did not end; null where it did, with an answer or without. */
    public ReadOnlyObjectProperty<@Nullable Fault> faultProperty() {
        return fault.getReadOnlyProperty();
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
        dragging = false;
        finishGesture();
        explain();
    }

    private void finishGesture() {
        if (history.inGesture()) {
            history.endGesture();
            finished(history.current().label());
        }
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

    /** Calls {@code listener} with every edit that is complete: a drag once the hand has let go, undo and redo too. */
    public void onFinished(Consumer<Edit> listener) {
        listeners.add(listener);
    }

    private void finished(String label) {
        Edit edit = new Edit(label, scenario.get());
        listeners.forEach(listener -> listener.accept(edit));
    }

    private void apply(String label, UnaryOperator<Scenario> change, @Nullable String gesture) {
        dragging = gesture != null;
        Scenario edited = change.apply(scenario.get());
        if (edited.equals(scenario.get())) {
            return;
        }
        if (!history.inGesture(gesture)) {
            finishGesture();
        }
        history.push(label, edited, gesture);
        show();
        if (gesture == null) {
            finished(label);
        }
    }

    /** Opens another scenario with a history of its own. */
    public void open(Scenario other) {
        finishGesture();
        history = new History("Open", other);
        dragging = false;
        selection.clear();
        baseline.set(null);
        show();
    }

    /** The scenario that undo leads back to in the end. */
    Scenario oldest() {
        return history.oldest().scenario();
    }

    /**
     * Lets undo go on to what was done before the scenario was opened.
     *
     * @param earlier oldest first
     * @param label how the scenario as opened came to be
     */
    void recall(List<Edit> earlier, String label) {
        history.recall(earlier.stream().map(e -> new History.Entry(e.label(), e.scenario())).toList(), label);
        undoLabel.set(history.undoLabel());
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
        finishGesture();
        String label = history.undoLabel();
        if (history.undo()) {
            show();
            finished("Undo " + label);
        }
    }

    public void redo() {
        if (history.redo()) {
            show();
            finished("Redo " + history.current().label());
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

    /** Ends the computation that is under way; the last good answer stays. */
    public void stop() {
        if (running.get()) {
            giveWay(WHEN_STOPPED);
            runs.cancel();
            failed(Fault.stopped());
        }
    }

    private void run() {
        running.set(true);
        // One that is overtaken and does not notice must not hold up the newest.
        giveWay(WHEN_OVERTAKEN);
        boolean explained = wanted();
        runs.submit(scenario.get(), (input, results, overtaken) -> compute(input, explained, results, overtaken),
                this::done, this::failed);
    }

    private void done() {
        running.set(false);
        // What was asked for while it ran.
        explain();
    }

    private void giveWay(Duration grace) {
        if (engine != null) {
            // What is left behind may hold on to what it was computing: the next one begins afresh.
            engine.giveWay(grace, () -> bench = new Bench(market));
        }
    }

    private void failed(Throwable cause) {
        failed(Fault.of(cause));
        System.getLogger(Session.class.getName()).log(System.Logger.Level.ERROR, "Computation failed", cause);
    }

    private void failed(Fault what) {
        running.set(false);
        fault.set(what);
        problems.set(List.of(Finding.error("engine", null, null, what.headline() + ". " + what.detail())));
    }

    // Worker thread.
    private void compute(Scenario input, boolean explained, LatestRun.Publisher results, BooleanSupplier overtaken) {
        Bench used = bench;
        try {
            compute(used, input, explained, results, overtaken);
        } catch (RuntimeException | Error e) {
            // What was half computed is dropped, and with it the memory it holds.
            if (bench == used) {
                bench = new Bench(market);
            }
            throw e;
        }
    }

    private void compute(Bench used, Scenario input, boolean explained, LatestRun.Publisher results,
            BooleanSupplier overtaken) {
        MarketData data = used.data(input.market(), loadAgain);
        loadAgain = false;
        long start = System.nanoTime();
        Preparation preparation = used.pipeline.prepare(input, data, Deadline.orWhen(overtaken));
        if (preparation instanceof Refusal refusal) {
            results.publish(() -> judged(refusal.findings().stream().filter(Finding::refuses).toList()));
            return;
        }
        Analysis analysis = (Analysis) preparation;
        List<Finding> refusals = analysis.modelRefusals();
        Study study = refusals.isEmpty() ? analysis.study() : null;
        double milliseconds = (System.nanoTime() - start) / 1e6;
        Snapshot first = Snapshot.of(analysis, study);
        results.publish(() -> {
            judged(refusals);
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

    private void judged(List<Finding> refusals) {
        fault.set(null);
        if (!refusals.equals(problems.get())) {
            problems.set(refusals);
        }
    }

    /** What the worker computes with: the pipeline, and the data of the scenario that ran last. */
    private static final class Bench {
        private final MarketSource market;
        private final Pipeline pipeline = new Pipeline(Processors.ALL);
        private @Nullable MarketSpec loadedSpec;
        private @Nullable MarketData loaded;

        Bench(MarketSource market) {
            this.market = market;
        }

        @Nullable
        MarketData data(@Nullable MarketSpec spec, boolean again) {
            if (spec == null) {
                return null;
            }
            if (loaded == null || again || !spec.equals(loadedSpec)) {
                loaded = market.load(spec);
                loadedSpec = spec;
            }
            return loaded;
        }
    }
}
