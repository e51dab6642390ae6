package tangency.app.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Fault;
import tangency.app.session.Library;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.market.Finding;
import tangency.core.report.PlainText;
import tangency.core.run.Study;
import tangency.core.scenario.MarketSpec;
import tangency.core.solve.Certificate;

/** What the window says around its panels: title, state of the answer, findings, state of the workspace. */
public final class ShellViewModel {
    /** How the answer stands. */
    public enum Standing {
        NONE, OPTIMAL, INEXACT, WITHOUT_ANSWER
    }

    static final String SAVED = "Saved";
    static final String SAVING = "Saving…";

    private final Session session;
    private final Library library;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Tangency");
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Standing> standing = new ReadOnlyObjectWrapper<>(Standing.NONE);
    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper findingsText = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper simulated = new ReadOnlyBooleanWrapper();
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();

    public ShellViewModel(Session session, Library library) {
        this.session = session;
        this.library = library;
        session.scenarioProperty().subscribe(s -> name());
        library.unsavedProperty().subscribe(u -> name());
        library.openProperty().subscribe(o -> name());
        library.troubleProperty().subscribe(t -> name());
        session.snapshotProperty().subscribe(s -> judge());
        session.problemsProperty().subscribe(p -> judge());
        session.solveMillisecondsProperty().subscribe(m -> judge());
    }

    Session session() {
        return session;
    }

    Library library() {
        return library;
    }

    /** The window's title, with a dot before what cannot be saved. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Status and certificate of the answer: "optimal · gap 3e−13 · 4 ms". */
    public ReadOnlyStringProperty answerProperty() {
        return answer.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** Why what was done is not on disk yet, though it should be; null while saving works. */
    public ReadOnlyObjectProperty<@Nullable String> troubleProperty() {
        return library.troubleProperty();
    }

    /** Whether the open scenario is saved: {@link #SAVED}, {@link #SAVING}, or why not. */
    public ReadOnlyStringProperty savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /** How much was found: "2 errors, 3 warnings"; empty when nothing was. */
    public ReadOnlyStringProperty findingsTextProperty() {
        return findingsText.getReadOnlyProperty();
    }

    /** Everything found about document, data and model, errors first. */
    public ObservableList<Finding> findings() {
        return findings;
    }

    /** Whether the prices are simulated and must be labelled so. */
    public ReadOnlyBooleanProperty simulatedProperty() {
        return simulated.getReadOnlyProperty();
    }

    /** Whether what panels show is the last good answer to an earlier scenario, and no newer one will come. */
    public ReadOnlyBooleanProperty outdatedProperty() {
        return outdated.getReadOnlyProperty();
    }

    /** What undo would do, as a menu says it. */
    ObservableStringValue undoText() {
        return told("Undo", session.undoLabelProperty());
    }

    /** What redo would do, as a menu says it. */
    ObservableStringValue redoText() {
        return told("Redo", session.redoLabelProperty());
    }

    ObservableBooleanValue canUndo() {
        return there(session.undoLabelProperty());
    }

    ObservableBooleanValue canRedo() {
        return there(session.redoLabelProperty());
    }

    ObservableStringValue pinText() {
        return Bindings.createStringBinding(
                () -> session.baselineProperty().get() == null ? "Pin as baseline" : "Unpin the baseline",
                session.baselineProperty());
    }

    private static StringBinding told(String verb, ReadOnlyObjectProperty<@Nullable String> label) {
        return Bindings.createStringBinding(
                () -> label.get() == null ? verb : verb + " \"" + PlainText.line(label.get()) + "\"",
                label);
    }

    private static BooleanBinding there(ReadOnlyObjectProperty<@Nullable String> label) {
        return Bindings.createBooleanBinding(() -> label.get() != null, label);
    }

    private void name() {
        String trouble = library.troubleProperty().get();
        title.set((trouble == null ? "" : "• ") + PlainText.line(session.scenario().name())
                + library.readOnly().map(what -> " – " + what + ", read-only").orElse("") + " – Tangency");
        if (!library.durable()) {
            saved.set(library.readOnly().map(what -> "Read-only: " + what).orElse("No workspace: nothing is kept"));
        } else if (trouble != null) {
            saved.set("Not saved: " + trouble);
        } else if (library.openProperty().get() == null) {
            saved.set("Not saved yet");
        } else {
            saved.set(library.unsavedProperty().get() ? SAVING : SAVED);
        }
        MarketSpec market = session.scenario().market();
        simulated.set(market != null && market.prices().startsWith("sample:"));
    }

    private void judge() {
        Snapshot snapshot = session.snapshot();
        Study study = snapshot == null ? null : snapshot.study();
        List<Finding> problems = session.problemsProperty().get();
        Set<Finding> all = new LinkedHashSet<>(problems);
        if (study != null) {
            all.addAll(study.findings());
        }
        if (snapshot != null) {
            all.addAll(snapshot.analysis().findings());
        }
        List<Finding> ordered = new ArrayList<>(all);
        ordered.sort(java.util.Comparator.comparing(Finding::severity));
        if (!ordered.equals(findings)) {
            findings.setAll(ordered);
        }
        findingsText.set(counted(ordered));
        outdated.set(!problems.isEmpty()
                && (snapshot == null || !snapshot.analysis().scenario().equals(session.scenario())));
        if (!problems.isEmpty()) {
            standing.set(Standing.WITHOUT_ANSWER);
            Fault fault = session.faultProperty().get();
            answer.set(fault == null ? "refused" : fault.headline().toLowerCase(Locale.ROOT));
        } else if (study == null) {
            standing.set(Standing.NONE);
            answer.set("");
        } else {
            standing.set(switch (study.status()) {
                case "optimal" -> Standing.OPTIMAL;
                case "inexact" -> Standing.INEXACT;
                default -> Standing.WITHOUT_ANSWER;
            });
            answer.set(certified(study, session.solveMillisecondsProperty().get()));
        }
    }

    static String certified(Study study, double milliseconds) {
        List<String> parts = new ArrayList<>(List.of(study.status()));
        Certificate certificate = study.certificate();
        if (certificate != null) {
            double worst = Math.max(certificate.primalResidual(), certificate.dualResidual());
            parts.add("gap " + power(certificate.relativeGap()));
            parts.add("residual " + power(worst));
        }
        parts.add(milliseconds < 0.95
                ? "under 1 ms"
                : String.format(Locale.ROOT, "%.0f ms", milliseconds));
        return String.join(" · ", parts);
    }

    private static String power(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-").replace('-', '\u2212');
    }

    private static String counted(List<Finding> findings) {
        long errors = findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).count();
        long warnings = findings.stream().filter(f -> f.severity() == Finding.Severity.WARNING).count();
        long notes = findings.size() - errors - warnings;
        List<String> parts = new ArrayList<>();
        count(parts, errors, "error");
        count(parts, warnings, "warning");
        if (errors + warnings == 0) {
            count(parts, notes, "note");
        }
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what + (count == 1 ? "" : "s"));
        }
    }
}
