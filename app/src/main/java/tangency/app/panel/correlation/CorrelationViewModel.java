package tangency.app.panel.correlation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.InvalidationListener;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import tangency.app.chart.NumberText;
import tangency.app.panel.PanelTable;
import tangency.app.session.Clusters;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.estimate.Diagnostics;
import tangency.core.estimate.OrderedTree;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;

/**
 * The correlations of the covariance estimate, ordered and cut into blocks. {@link #heatMapProperty} changes only when the map
 * does: an edit that leaves correlations and tree alone leaves it alone too.
 */
public final class CorrelationViewModel {
    private final Session session;
    private final InvalidationListener answerChanged = o -> answerChanged();
    private final InvalidationListener clustersChanged = o -> arrange();
    private final InvalidationListener selectionChanged = o -> select();

    private final ObservableList<Ordering> orderings = FXCollections.observableArrayList(Ordering.CLUSTER,
            Ordering.NAME, Ordering.FILE);
    private final ObjectProperty<Ordering> ordering = new SimpleObjectProperty<>(Ordering.CLUSTER);
    private final DoubleProperty threshold = new SimpleDoubleProperty(0);
    private final ReadOnlyObjectWrapper<@Nullable HeatMap> heatMap = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Set<Integer>> selected = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyStringWrapper health = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    private Universe universe = new Universe(List.of());
    private @Nullable Matrix correlation;
    private @Nullable OrderedTree tree;
    private @Nullable Diagnostics diagnostics;

    public CorrelationViewModel(Session session) {
        this.session = session;
        session.snapshotProperty().addListener(answerChanged);
        session.problemsProperty().addListener(answerChanged);
        session.selection().assetsProperty().addListener(selectionChanged);
        session.selection().clustersProperty().addListener(clustersChanged);
        ordering.addListener(o -> arrange());
        answerChanged();
    }

    /** Takes the listeners off the session. */
    public void dispose() {
        session.snapshotProperty().removeListener(answerChanged);
        session.problemsProperty().removeListener(answerChanged);
        session.selection().assetsProperty().removeListener(selectionChanged);
        session.selection().clustersProperty().removeListener(clustersChanged);
    }

    /** The map, null before there is one. */
    public ReadOnlyObjectProperty<@Nullable HeatMap> heatMapProperty() {
        return heatMap.getReadOnlyProperty();
    }

    /** Positions in the universe of the selected assets. */
    public ReadOnlyObjectProperty<Set<Integer>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Choices of {@link #orderingProperty}: by cluster, by each grouping column, by name, as in the file. */
    public ObservableList<Ordering> orderings() {
        return orderings;
    }

    public ObjectProperty<Ordering> orderingProperty() {
        return ordering;
    }

    /** Correlations of smaller magnitude fade, 0 to 1. */
    public DoubleProperty thresholdProperty() {
        return threshold;
    }

    /** Condition number, smallest eigenvalue, T/N and repair of the covariance, in a line; empty until known. */
    public ReadOnlyStringProperty healthProperty() {
        return health.getReadOnlyProperty();
    }

    /** What to do while there is nothing to show; empty when there is. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return session.runningProperty();
    }

    /** The pair of two positions in words, with both names. */
    public String readOut(int row, int column) {
        HeatMap map = heatMap.get();
        if (map == null) {
            return "";
        }
        if (row == column) {
            return title(map, row) + block(map, row, row);
        }
        return title(map, row) + "  \u00d7  " + title(map, column) + "   \u03c1 = "
                + NumberText.correlation(map.values().get(row, column)) + block(map, row, column);
    }

    private static String title(HeatMap map, int i) {
        String id = map.ids().get(i);
        String name = map.names().get(i);
        return id.equals(name) ? id : id + " " + name;
    }

    private static String block(HeatMap map, int row, int column) {
        for (HeatMap.Block block : map.blocks()) {
            boolean holdsRow = false;
            boolean holdsColumn = false;
            for (int k = block.from(); k < block.to(); k++) {
                holdsRow |= map.order()[k] == row;
                holdsColumn |= map.order()[k] == column;
            }
            if (holdsRow && holdsColumn) {
                return "   (" + block.label() + ")";
            }
        }
        return "";
    }

    /** Selects the assets of a cell in all panels; with {@code add} they join what is selected, or leave it. */
    public void select(int row, int column, boolean add) {
        HeatMap map = heatMap.get();
        if (map == null) {
            return;
        }
        Set<String> pair = new LinkedHashSet<>(List.of(map.ids().get(row)));
        pair.add(map.ids().get(column));
        if (add) {
            pair.forEach(session.selection()::toggle);
        } else if (pair.equals(session.selection().assets())) {
            session.selection().clear();
        } else {
            session.selection().choose(pair);
        }
    }

    private void answerChanged() {
        Snapshot snapshot = session.snapshot();
        Matrix now = snapshot == null ? null : snapshot.correlation();
        if (snapshot != null && now != null) {
            Universe assets = snapshot.analysis().universe();
            boolean changed = now != correlation || !assets.equals(universe);
            OrderedTree nextTree = snapshot.tree();
            if (!assets.equals(universe)) {
                universe = assets;
                tree = null;
                renewOrderings();
            }
            changed |= nextTree != null && nextTree != tree;
            correlation = now;
            tree = nextTree == null ? tree : nextTree;
            boolean waiting = nextTree == null && snapshot.analysis().treeRefusals().isEmpty()
                    && ordering.get().kind() == Ordering.Kind.CLUSTER;
            // With the tree on its way, drawing in file order first would only flicker.
            if (changed && !waiting) {
                arrange();
            }
            Diagnostics next = snapshot.diagnostics();
            if (next != null && next != diagnostics) {
                diagnostics = next;
                health.set(healthText(next, snapshot));
            }
        }
        message.set(heatMap.get() != null
                ? ""
                : session.problemsProperty().get().stream().findFirst()
                        .map(problem -> problem.where() + ": " + problem.message())
                        .orElse(session.runningProperty().get()
                                ? "Computing correlations\u2026"
                                : "Load market data to see how the assets move together."));
    }

    private void renewOrderings() {
        List<Ordering> choices = new ArrayList<>(List.of(Ordering.CLUSTER));
        universe.groupings().forEach(column -> choices.add(Ordering.group(column)));
        choices.add(Ordering.NAME);
        choices.add(Ordering.FILE);
        if (!choices.equals(orderings)) {
            Ordering chosen = ordering.get();
            orderings.setAll(choices);
            ordering.set(choices.contains(chosen) ? chosen : Ordering.CLUSTER);
        }
    }

    private void arrange() {
        Matrix values = correlation;
        OrderedTree now = tree;
        // A choice box clears its value while its choices change.
        if (values == null || ordering.get() == null || values.rows() != universe.size()) {
            return;
        }
        int[] leaves = now == null || now.tree().leaves() != universe.size() ? null : now.orderArray();
        int wanted = session.selection().clusters();
        Clusters clusters = now == null || leaves == null
                ? null
                : Clusters.of(now.tree().cut(wanted > 0 ? wanted : Clusters.automatic(leaves.length)), leaves);
        Arrangement arrangement = Arrangement.of(ordering.get(), universe, leaves, clusters);
        heatMap.set(new HeatMap(values, universe.ids(), universe.assets().stream().map(Asset::name).toList(),
                arrangement.order(), arrangement.blocks()));
        select();
    }

    private void select() {
        Set<Integer> positions = new TreeSet<>();
        session.selection().assets().forEach(id -> positions.add(universe.indexOf(id)));
        positions.remove(-1);
        selected.set(positions);
    }

    private static String healthText(Diagnostics diagnostics, Snapshot snapshot) {
        List<String> parts = new ArrayList<>();
        int n = snapshot.analysis().universe().size();
        double condition = diagnostics.conditionNumber();
        parts.add(Double.isInfinite(condition) ? "singular" : "condition " + significant(condition));
        parts.add("smallest \u03bb " + significant(diagnostics.smallestEigenvalue()));
        Integer observations = snapshot.analysis().moments().observations();
        if (observations != null) {
            parts.add("T/N " + observations + "/" + n + " = " + NumberText.number((double) observations / n, 1));
        }
        Double repair = diagnostics.repairDistance();
        parts.add(repair == null ? "no repair" : "repaired by " + significant(repair));
        return String.join(" \u00b7 ", parts);
    }

    /** Three significant digits, with a power of ten where that reads better. */
    static String significant(double value) {
        double size = Math.abs(value);
        if (value == 0 || size >= 1e-3 && size < 1e5) {
            int digits = value == 0 ? 0 : (int) Math.clamp(2 - Math.floor(Math.log10(size)), 0, 6);
            return NumberText.number(value, digits);
        }
        int power = (int) Math.floor(Math.log10(size));
        return NumberText.number(value / Math.pow(10, power), 2) + "e" + NumberText.number(power, 0);
    }

    public String describe() {
        HeatMap map = heatMap.get();
        if (map == null) {
            return message.get();
        }
        double sum = 0;
        int n = map.size();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += map.values().get(i, j);
            }
        }
        String average = n < 2
                ? ""
                : ", " + NumberText.correlation(sum / (n * (n - 1) / 2.0)) + " on average";
        return "Correlations of " + n + (n == 1 ? " asset" : " assets") + average + ", ordered by "
                + ordering.get().toString().toLowerCase(Locale.ROOT) + ". " + health.get();
    }

    public @Nullable PanelTable table() {
        HeatMap map = heatMap.get();
        if (map == null) {
            return null;
        }
        List<PanelTable.Column> columns = new ArrayList<>(List.of(PanelTable.Column.text("Asset")));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i : map.order()) {
            columns.add(PanelTable.Column.number(map.ids().get(i)));
            List<@Nullable Object> row = new ArrayList<>();
            row.add(map.ids().get(i));
            for (int j : map.order()) {
                row.add(map.values().get(i, j));
            }
            rows.add(row);
        }
        return new PanelTable(columns, rows);
    }
}
