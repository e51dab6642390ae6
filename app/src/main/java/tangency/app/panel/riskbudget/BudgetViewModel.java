package tangency.app.panel.riskbudget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import tangency.app.chart.NumberText;
import tangency.app.panel.PanelTable;
import tangency.app.session.Clusters;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.estimate.OrderedTree;
import tangency.core.market.Universe;
import tangency.core.math.Vector;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.run.Study;
import tangency.core.scenario.Scenario;

/**
 * Risk budgets of the open scenario beside what its answer has, per asset or per group. As long as the model is another one, the
 * budgets shown are the risk shares that its answer has, which is where the first move of a slider starts from.
 *
 * <p>{@link #rows} keep their identity while universe and grouping stay; {@link #revisionProperty} counts the changes of what is
 * in them.
 */
public final class BudgetViewModel {
    /** Misses above this are not rounding of the solver but limits in the way. */
    private static final double TOLERANCE = 5e-4;
    /** Shares below this are the traces of a solver, not risk. */
    private static final double NOTHING = 1e-9;
    private static final String GESTURE = "budget";

    /** How rows are sorted. */
    public enum Sorting {
        FILE("File order"), NAME("Name"), BUDGET("Budget"), ACTUAL("Actual risk"), WEIGHT("Weight");

        private final String title;

        Sorting(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    private final Session session;
    private final InvalidationListener scenarioChanged = o -> scenarioChanged();
    private final InvalidationListener answerChanged = o -> answerChanged();
    private final InvalidationListener selectionChanged = o -> selectionChanged();

    private final ObservableList<BudgetRow> rows = FXCollections.observableArrayList();
    private final ObservableList<String> groupings = FXCollections.observableArrayList(BudgetRows.EACH_ASSET);
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private final ObjectProperty<@Nullable String> grouping = new SimpleObjectProperty<>(BudgetRows.EACH_ASSET);
    private final ObjectProperty<Sorting> sorting = new SimpleObjectProperty<>(Sorting.FILE);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    private final Set<String> locks = new HashSet<>();
    private List<BudgetRow> all = List.of();
    private Universe universe = new Universe(List.of());
    private @Nullable OrderedTree tree;
    private double scale = 1;
    // While a hand is on a slider: what the others are scaled from, so that going back restores their proportions.
    private @Nullable BudgetShares start;
    private @Nullable String moving;

    public BudgetViewModel(Session session) {
        this.session = session;
        session.scenarioProperty().addListener(scenarioChanged);
        session.snapshotProperty().addListener(answerChanged);
        session.problemsProperty().addListener(answerChanged);
        session.selection().assetsProperty().addListener(selectionChanged);
        session.selection().clustersProperty().addListener(selectionChanged);
        grouping.addListener((o, old, now) -> {
            // A choice box clears its value while its choices change.
            if (now != null) {
                rebuild();
            }
        });
        sorting.addListener(o -> arrange());
        filter.addListener(o -> arrange());
        answerChanged();
    }

    /** Takes the listeners off the session. */
    public void dispose() {
        session.scenarioProperty().removeListener(scenarioChanged);
        session.snapshotProperty().removeListener(answerChanged);
        session.problemsProperty().removeListener(answerChanged);
        session.selection().assetsProperty().removeListener(selectionChanged);
        session.selection().clustersProperty().removeListener(selectionChanged);
    }

    /** The rows that pass the filter, sorted. */
    public ObservableList<BudgetRow> rows() {
        return rows;
    }

    /** Counts up whenever something in the rows changed. */
    public ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** {@link #groupingProperty}'s choices. */
    public ObservableList<String> groupings() {
        return groupings;
    }

    /** A grouping column of the universe, or "Each asset". */
    public ObjectProperty<@Nullable String> groupingProperty() {
        return grouping;
    }

    public ObjectProperty<Sorting> sortingProperty() {
        return sorting;
    }

    /** Rows whose key or name has this in it are shown. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** What the hand can do next, or what the next move will do. */
    public ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }

    /** Budgets that the answer misses, by name; empty when there are none. */
    public ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /** What to do while there is nothing to show; empty when there is. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return session.runningProperty();
    }

    /** The share at the right end of sliders and bars; still while a hand is on a slider. */
    public double scale() {
        return scale;
    }

    /** The share each row would have if all had the same. */
    public double equalShare() {
        return all.isEmpty() ? 0 : 1.0 / all.size();
    }

    /** Sum of all budgets, shown or not. */
    public double total() {
        return all.stream().mapToDouble(BudgetRow::budget).sum();
    }

    /** Whether assets are selected, so that the others fade. */
    public boolean anythingSelected() {
        return !session.selection().assets().isEmpty();
    }

    /** Whether the open scenario allocates by risk budgets. */
    public boolean budgeted() {
        return session.scenario().model() instanceof Model.RiskBudget;
    }

    /** One step of a hand on the slider of {@code row}. */
    public void drag(BudgetRow row, double share) {
        if (start == null || !row.key().equals(moving)) {
            start = shares();
            moving = row.key();
        }
        BudgetShares next = start.with(all.indexOf(row), share);
        session.drag(GESTURE, "Risk budget of " + row.label(), s -> withBudgets(s, next));
    }

    /** The hand has left the slider. */
    public void endDrag() {
        if (start != null) {
            start = null;
            moving = null;
            session.endGesture();
            rescale();
            arrange();
            changed();
        }
    }

    /** Sets one budget, as typed. */
    public void set(BudgetRow row, double share) {
        BudgetShares next = shares().with(all.indexOf(row), share);
        session.edit("Risk budget of " + row.label(), s -> withBudgets(s, next));
    }

    /** Locks a budget at its present value, or frees it. Not an edit: locks are a matter of the hand. */
    public void toggleLock(BudgetRow row) {
        if (!locks.remove(row.key())) {
            locks.add(row.key());
        }
        row.locked = locks.contains(row.key());
        changed();
    }

    /** Gives all unlocked rows the same share. */
    public void equalise() {
        BudgetShares next = shares().equalised();
        session.edit("Equal risk budgets", s -> withBudgets(s, next));
    }

    /** Scales the unlocked budgets so that the total is 100 %. */
    public void normalise() {
        BudgetShares next = shares().normalised();
        session.edit("Normalise risk budgets", s -> withBudgets(s, next));
    }

    /** Selects a row's assets in all panels; with {@code add} they join what is selected, or leave it. */
    public void select(BudgetRow row, boolean add) {
        List<String> ids = row.members().stream().map(i -> universe.assets().get(i).id()).toList();
        if (add) {
            ids.forEach(session.selection()::toggle);
        } else {
            session.selection().choose(ids);
        }
    }

    private BudgetShares shares() {
        double[] shares = new double[all.size()];
        boolean[] locked = new boolean[all.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = all.get(i).budget;
            locked[i] = all.get(i).locked;
        }
        BudgetShares now = BudgetShares.of(shares, locked);
        // A document may ask for budgets that do not add up; the first move puts that right.
        return Math.abs(now.total() - 1) > NOTHING ? now.normalised() : now;
    }

    private Scenario withBudgets(Scenario scenario, BudgetShares shares) {
        Map<String, Double> budgets = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            budgets.put(all.get(i).key(), shares.get(i));
        }
        Risk risk = scenario.model() instanceof Model.RiskBudget now
                ? now.risk()
                : Risk.of(RiskMeasure.STANDARD_DEVIATION);
        // A floor on the return that a hand on the frontier left is not for risk budgets to honour.
        return scenario.withModel(new Model.RiskBudget(risk, budgets)).withoutConstraint(Session.TARGET_RETURN);
    }

    private void scenarioChanged() {
        readBudgets();
        changed();
    }

    private void answerChanged() {
        Snapshot snapshot = session.snapshot();
        if (snapshot != null && !snapshot.analysis().universe().equals(universe)) {
            universe = snapshot.analysis().universe();
            String chosen = grouping.get();
            List<String> choices = BudgetRows.groupings(universe);
            if (!choices.equals(groupings)) {
                groupings.setAll(choices);
            }
            String next = chosen != null && choices.contains(chosen) ? chosen : BudgetRows.EACH_ASSET;
            if (next.equals(grouping.get())) {
                rebuild();
            } else {
                grouping.set(next);
            }
        } else {
            readAnswer();
            readBudgets();
            if (snapshot != null && snapshot.tree() != null && snapshot.tree() != tree) {
                readSelection();
            }
            if (start == null) {
                rescale();
                arrange();
            }
            changed();
        }
    }

    private void selectionChanged() {
        readSelection();
        changed();
    }

    private void rebuild() {
        String by = grouping.get();
        all = BudgetRows.of(universe, by == null ? BudgetRows.EACH_ASSET : by);
        start = null;
        moving = null;
        for (BudgetRow row : all) {
            row.locked = locks.contains(row.key());
        }
        readAnswer();
        readBudgets();
        readSelection();
        rescale();
        arrange();
        changed();
    }

    private void readAnswer() {
        Study study = study();
        Vector contributions = study == null ? null : study.riskContributions();
        Vector weights = study == null ? null : study.weights();
        for (BudgetRow row : all) {
            row.actual = sum(row, contributions);
            row.weight = sum(row, weights);
        }
    }

    private @Nullable Study study() {
        Snapshot snapshot = session.snapshot();
        return snapshot == null ? null : snapshot.study();
    }

    private static double sum(BudgetRow row, @Nullable Vector values) {
        if (values == null) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i : row.members()) {
            sum += values.get(i);
        }
        return sum;
    }

    private void readBudgets() {
        if (session.scenario().model() instanceof Model.RiskBudget model) {
            double[] perAsset = BudgetRows.perAsset(model.budgets(), universe);
            Vector budgets = Vector.wrap(perAsset);
            for (BudgetRow row : all) {
                row.budget = sum(row, budgets);
            }
        } else {
            double total = 0;
            for (BudgetRow row : all) {
                row.budget = row.actual > NOTHING ? row.actual : 0;
                total += row.budget;
            }
            for (BudgetRow row : all) {
                row.budget = total > 0 ? row.budget / total : equalShare();
            }
        }
    }

    private void readSelection() {
        Set<String> chosen = session.selection().assets();
        Snapshot snapshot = session.snapshot();
        Clusters clusters = snapshot == null ? null : snapshot.clusters(session.selection().clusters());
        tree = snapshot == null ? null : snapshot.tree();
        int number = 0;
        for (BudgetRow row : all) {
            row.selected = !chosen.isEmpty()
                    && row.members().stream().allMatch(i -> chosen.contains(universe.assets().get(i).id()));
            row.colour = row.isGroup() ? number : clusters == null ? row.colour : clusters.of(row.members().getFirst());
            number++;
        }
    }

    private void rescale() {
        double most = 0;
        for (BudgetRow row : all) {
            most = Math.max(most, Math.max(row.budget, Double.isNaN(row.actual) ? 0 : row.actual));
        }
        scale = BudgetRows.niceScale(most);
    }

    private void arrange() {
        if (start != null) {
            return;
        }
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        List<BudgetRow> shown = new ArrayList<>(all);
        if (!wanted.isEmpty()) {
            shown.removeIf(row -> !row.label().toLowerCase(Locale.ROOT).contains(wanted)
                    && !row.detail().toLowerCase(Locale.ROOT).contains(wanted));
        }
        switch (sorting.get()) {
            case FILE -> {
            }
            case NAME -> shown.sort(Comparator.comparing(BudgetRow::label, String.CASE_INSENSITIVE_ORDER));
            case BUDGET -> shown.sort(Comparator.comparingDouble(BudgetRow::budget).reversed());
            case ACTUAL -> shown.sort(Comparator.comparingDouble(row -> -orZero(row.actual)));
            case WEIGHT -> shown.sort(Comparator.comparingDouble(row -> -orZero(row.weight)));
        }
        if (!shown.equals(rows)) {
            rows.setAll(shown);
        }
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** Renews what follows from the rows, and says that they changed. */
    private void changed() {
        Study study = study();
        boolean current = study != null && study.scenario().model().equals(session.scenario().model());
        List<String> missed = new ArrayList<>();
        for (BudgetRow row : all) {
            row.unattained = budgeted() && current && Math.abs(row.actual - row.budget) > TOLERANCE;
            if (row.unattained) {
                missed.add(row.label() + " (" + NumberText.percent(row.actual) + " of " + NumberText.percent(row.budget)
                        + ")");
            }
        }
        warning.set(warningText(study, current, missed));
        hint.set(hintText(study));
        message.set(messageText());
        revision.set(revision.get() + 1);
    }

    private String hintText(@Nullable Study study) {
        if (budgeted()) {
            return "";
        }
        return study != null && study.answered()
                ? "Shown: the risk shares of this answer. Moving a slider starts from them and makes the model"
                        + " risk-budget."
                : "There is no answer. Moving a slider starts from equal budgets and makes the model risk-budget.";
    }

    private String warningText(@Nullable Study study, boolean current, List<String> missed) {
        if (budgeted() && Math.abs(total() - 1) > 1e-6) {
            return "The budgets add up to " + NumberText.percent(total())
                    + "; \u201cNormalise unlocked\u201d makes it 100%.";
        }
        if (study == null && !session.problemsProperty().get().isEmpty()) {
            return session.problemsProperty().get().getFirst().message();
        }
        if (study != null && current && !study.answered()) {
            return study.message() == null ? "No portfolio: " + study.status() : study.message();
        }
        if (missed.isEmpty()) {
            return "";
        }
        int more = missed.size() - 3;
        return "Limits stand in the way of " + String.join(", ", missed.subList(0, Math.min(3, missed.size())))
                + (more > 0 ? " and " + more + " more" : "") + ".";
    }

    private String messageText() {
        if (!all.isEmpty()) {
            return "";
        }
        return session.problemsProperty().get().stream().findFirst()
                .map(problem -> problem.where() + ": " + problem.message())
                .orElse("Load market data to see where the risk of a portfolio comes from.");
    }

    public String describe() {
        if (all.isEmpty()) {
            return message.get();
        }
        BudgetRow most = all.stream().max(Comparator.comparingDouble(row -> orZero(row.actual))).orElseThrow();
        return "Risk budgets of " + all.size() + (all.getFirst().isGroup() ? " groups" : " assets") + ": "
                + (budgeted() ? "total " + NumberText.percent(total()) : "the model sets none") + "; most risk in "
                + most.label() + " with " + NumberText.percent(most.actual()) + ". " + warning.get();
    }

    public @Nullable PanelTable table() {
        if (all.isEmpty()) {
            return null;
        }
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (BudgetRow row : rows) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(row.label());
            line.add(row.detail());
            line.add(row.budget());
            line.add(Double.isNaN(row.actual()) ? null : (Double) row.actual());
            line.add(Double.isNaN(row.weight()) ? null : (Double) row.weight());
            cells.add(line);
        }
        return new PanelTable(List.of(PanelTable.Column.text("Asset or group"), PanelTable.Column.text("Name"),
                PanelTable.Column.percent("Risk budget"), PanelTable.Column.percent("Actual risk share"),
                PanelTable.Column.percent("Weight")), cells);
    }

}
