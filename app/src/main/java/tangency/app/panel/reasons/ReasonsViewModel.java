package tangency.app.panel.reasons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import tangency.app.chart.NumberText;
import tangency.app.panel.PanelTable;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.math.Vector;
import tangency.core.run.MomentEffects;
import tangency.core.run.Study;
import tangency.core.run.StudyExplanation;
import tangency.core.solve.Explanation;

/** Why the weight of one asset is what it is: of the one that is selected, else of the largest. */
public final class ReasonsViewModel {
    private final Session session;
    private final InvalidationListener answerChanged = o -> show();
    private final InvalidationListener selectionChanged = o -> select();
    private final ObservableList<String> assets = FXCollections.observableArrayList();
    private final ObservableList<Reason> lines = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable String> asset = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private boolean watching;
    private boolean reading;
    /** What is on show; it stays until there is another. */
    private @Nullable Snapshot shown;

    public ReasonsViewModel(Session session) {
        this.session = session;
        session.snapshotProperty().addListener(answerChanged);
        session.problemsProperty().addListener(answerChanged);
        session.selection().assetsProperty().addListener(selectionChanged);
        asset.addListener((o, before, now) -> {
            if (!reading && now != null) {
                session.selection().choose(List.of(now));
                refresh();
            }
        });
        show();
    }

    /** Takes the listeners off the session. */
    public void dispose() {
        watch(false);
        session.snapshotProperty().removeListener(answerChanged);
        session.problemsProperty().removeListener(answerChanged);
        session.selection().assetsProperty().removeListener(selectionChanged);
    }

    /** Whether the panel is on screen: only then is anything explained. */
    public void watch(boolean now) {
        if (watching != now) {
            watching = now;
            session.watchExplanation(now);
        }
    }

    /** The ids to choose from, in universe order. */
    ObservableList<String> assets() {
        return assets;
    }

    /** Whose weight it is; setting it selects the asset in all panels. Null while there is none. */
    ObjectProperty<@Nullable String> assetProperty() {
        return asset;
    }

    ObservableList<Reason> lines() {
        return lines;
    }

    /** What to say where there is nothing to show; empty when there is. */
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** How to read it. */
    ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty runningProperty() {
        return session.runningProperty();
    }

    private void show() {
        Snapshot now = session.snapshot();
        Study study = now == null ? null : now.study();
        boolean answered = study != null && study.answered() && session.problemsProperty().get().isEmpty();
        if (now != null && now.explanation() != null) {
            shown = now;
        } else if (!answered) {
            shown = null;
        }
        Study explained = study();
        List<String> ids = explained == null ? List.of() : explained.assets();
        if (!ids.equals(assets)) {
            reading = true;
            asset.set(null);
            assets.setAll(ids);
            reading = false;
        }
        if (shown == null) {
            message.set(answered ? "Working it out \u2026" : "There are no weights to explain.");
        } else if (shown.explanation() instanceof StudyExplanation.Unavailable none) {
            message.set("The weights cannot be taken apart by limits: " + none.reason() + ".");
        } else {
            message.set("");
        }
        select();
    }

    private void select() {
        reading = true;
        Set<String> selected = session.selection().assets();
        String chosen = selected.stream().filter(assets::contains).findFirst().orElse(null);
        if (chosen != null) {
            asset.set(chosen);
        } else if (asset.get() == null) {
            asset.set(largest());
        }
        reading = false;
        refresh();
    }

    private @Nullable String largest() {
        Vector weights = weights();
        String largest = null;
        double most = -1;
        for (int i = 0; weights != null && i < assets.size(); i++) {
            if (Math.abs(weights.get(i)) > most) {
                most = Math.abs(weights.get(i));
                largest = assets.get(i);
            }
        }
        return largest;
    }

    private @Nullable Study study() {
        return shown == null ? null : shown.study();
    }

    private @Nullable Vector weights() {
        Study study = study();
        return study == null ? null : study.weights();
    }

    private StudyExplanation.@Nullable Parts parts() {
        return shown != null && shown.explanation() instanceof StudyExplanation.Parts parts ? parts : null;
    }

    private void refresh() {
        StudyExplanation.Parts parts = parts();
        Study study = study();
        Vector weights = weights();
        String id = asset.get();
        if (parts == null || study == null || weights == null || id == null) {
            lines.clear();
            hint.set("");
            return;
        }
        List<Reason> now = new ArrayList<>();
        now.add(Reason.heading("What makes the weight of " + id));
        now.addAll(ReasonLines.sum(parts, weights, study.assets().indexOf(id)));
        MomentEffects effects = parts.effects();
        if (effects != null) {
            List<Reason> moving = ReasonLines.effects(effects, id, study.scenario().window().periodsPerYear());
            now.add(Reason.heading(moving.isEmpty()
                    ? "Small changes of the estimates do not move it: limits hold it"
                    : "What would move it most, by how much"));
            now.addAll(moving);
        }
        lines.setAll(now);
        hint.set(hint(parts));
    }

    private static String hint(StudyExplanation.Parts parts) {
        if (parts.way() == Explanation.Way.ORDERED_RESOLVE) {
            return "Solved again with one limit more at a time, in this order; in another order the parts would be others.";
        }
        MomentEffects effects = parts.effects();
        return "A limit's part is its multiplier \u00d7 its coefficients \u00d7 the inverse covariance. Changes are per "
                + "percentage point a year or 0.1 of a correlation \u03c1, as long as the same limits bind"
                + (effects != null && !effects.twoSided() ? "; here they hold on one side only." : ".");
    }

    /** What the panel says, in a sentence. */
    String describe() {
        StudyExplanation.Parts parts = parts();
        Vector weights = weights();
        String id = asset.get();
        if (parts == null || weights == null || id == null) {
            return message.get();
        }
        int i = assets.indexOf(id);
        return id + " weighs " + NumberText.percent(weights.get(i), 2) + ": "
                + ReasonLines.sum(parts, weights, i).stream().filter(line -> line.kind() != Reason.Kind.WEIGHT)
                        .map(line -> line.label() + " " + line.value()).collect(Collectors.joining(", "))
                + ".";
    }

    /** The parts of all weights. */
    @Nullable
    PanelTable table() {
        StudyExplanation.Parts parts = parts();
        Vector weights = weights();
        if (parts == null || weights == null) {
            return null;
        }
        List<PanelTable.Column> columns = new ArrayList<>(List.of(PanelTable.Column.text("Asset"),
                PanelTable.Column.percent(ReasonLines.base(parts))));
        parts.parts().forEach(part -> columns.add(PanelTable.Column.percent(ReasonLines.name(part))));
        columns.add(PanelTable.Column.percent("Weight"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < assets.size(); i++) {
            @Nullable
            Object[] row = new @Nullable Object[columns.size()];
            row[0] = assets.get(i);
            row[1] = parts.base().get(i);
            for (int k = 0; k < parts.parts().size(); k++) {
                row[k + 2] = parts.parts().get(k).weights().get(i);
            }
            row[row.length - 1] = weights.get(i);
            rows.add(Arrays.asList(row));
        }
        return new PanelTable(columns, rows);
    }
}
