package tangency.app.panel.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;
import tangency.app.chart.NumberText;
import tangency.app.panel.PanelTable;
import tangency.app.session.Clusters;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.estimate.ClusterTree;
import tangency.core.estimate.OrderedTree;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Model;
import tangency.core.scenario.Scenario;

/**
 * The cluster tree of the open scenario beside its correlations, its cut, and the weights of the answer. {@link
 * #hierarchyProperty} changes only with tree or correlations.
 */
public final class HierarchyViewModel {
    private final Session session;
    private final InvalidationListener answerChanged = o -> answerChanged();
    private final InvalidationListener scenarioChanged = o -> scenarioChanged();
    private final InvalidationListener cutChanged = o -> cut();
    private final InvalidationListener selectionChanged = o -> select();

    private final ReadOnlyObjectWrapper<@Nullable Hierarchy> hierarchy = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Cut> cut = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<double @Nullable []> weights = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Set<Integer>> selected = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyBooleanWrapper editable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper cutText = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ObjectProperty<@Nullable String> codependence = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> distance = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> linkage = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> leafOrder = new SimpleObjectProperty<>();

    private @Nullable OrderedTree tree;
    private @Nullable Matrix correlation;
    private @Nullable Vector shownWeights;
    private Universe universe = new Universe(List.of());
    // Where a hand has put the cut: it stays there as long as that gives the clusters asked for.
    private double hand = Double.NaN;
    private boolean reading;

    public HierarchyViewModel(Session session) {
        this.session = session;
        session.snapshotProperty().addListener(answerChanged);
        session.problemsProperty().addListener(answerChanged);
        session.scenarioProperty().addListener(scenarioChanged);
        session.selection().assetsProperty().addListener(selectionChanged);
        session.selection().clustersProperty().addListener(cutChanged);
        choice(codependence, "Codependence", TreeSpec.Codependence.values(),
                (spec, c) -> new TreeSpec(c, spec.distance(), spec.linkage(), spec.leafOrder()));
        choice(distance, "Distance", TreeSpec.Distance.values(),
                (spec, d) -> new TreeSpec(spec.codependence(), d, spec.linkage(), spec.leafOrder()));
        choice(linkage, "Linkage", TreeSpec.Linkage.values(),
                (spec, l) -> new TreeSpec(spec.codependence(), spec.distance(), l, spec.leafOrder()));
        choice(leafOrder, "Leaf order", TreeSpec.LeafOrder.values(),
                (spec, o) -> new TreeSpec(spec.codependence(), spec.distance(), spec.linkage(), o));
        scenarioChanged();
        answerChanged();
    }

    /** Takes the listeners off the session. */
    public void dispose() {
        session.snapshotProperty().removeListener(answerChanged);
        session.problemsProperty().removeListener(answerChanged);
        session.scenarioProperty().removeListener(scenarioChanged);
        session.selection().assetsProperty().removeListener(selectionChanged);
        session.selection().clustersProperty().removeListener(cutChanged);
    }

    /** Tree and correlations, null before there are any. */
    public ReadOnlyObjectProperty<@Nullable Hierarchy> hierarchyProperty() {
        return hierarchy.getReadOnlyProperty();
    }

    /** The cut in force, null without a tree. */
    public ReadOnlyObjectProperty<@Nullable Cut> cutProperty() {
        return cut.getReadOnlyProperty();
    }

    /** Weights in the order of the universe, null without an answer. */
    public ReadOnlyObjectProperty<double @Nullable []> weightsProperty() {
        return weights.getReadOnlyProperty();
    }

    /** Positions in the universe of the selected assets. */
    public ReadOnlyObjectProperty<Set<Integer>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Whether the model has a tree of its own that the choices below edit. */
    public ReadOnlyBooleanProperty editableProperty() {
        return editable.getReadOnlyProperty();
    }

    /** Count and distance of the cut, in words. */
    public ReadOnlyStringProperty cutTextProperty() {
        return cutText.getReadOnlyProperty();
    }

    /** Whose tree it is, where it is not the model's. */
    public ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }

    /** What to do while there is nothing to show; empty when there is. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return session.runningProperty();
    }

    /** A name of {@link #codependences}; setting it edits the model. */
    public ObjectProperty<@Nullable String> codependenceProperty() {
        return codependence;
    }

    /** A name of {@link #distances}; setting it edits the model. */
    public ObjectProperty<@Nullable String> distanceProperty() {
        return distance;
    }

    /** A name of {@link #linkages}; setting it edits the model. */
    public ObjectProperty<@Nullable String> linkageProperty() {
        return linkage;
    }

    /** A name of {@link #leafOrders}; setting it edits the model. */
    public ObjectProperty<@Nullable String> leafOrderProperty() {
        return leafOrder;
    }

    public List<String> codependences() {
        return names(TreeSpec.Codependence.values());
    }

    public List<String> distances() {
        return names(TreeSpec.Distance.values());
    }

    public List<String> linkages() {
        return names(TreeSpec.Linkage.values());
    }

    public List<String> leafOrders() {
        return names(TreeSpec.LeafOrder.values());
    }

    /** Makes the model hrp at its defaults. */
    public void useHrp() {
        session.edit("Use HRP", s -> s.withModel(Model.Hrp.DEFAULT).withoutConstraint(Session.TARGET_RETURN));
    }

    /** Cuts the tree at a distance, for all panels. */
    public void cutAt(double height) {
        OrderedTree now = tree;
        if (now != null) {
            long merged = now.tree().merges().stream().filter(row -> row.height() <= height).count();
            hand = height;
            session.selection().cutInto((int) Math.max(1, now.tree().leaves() - merged));
            cut();
        }
    }

    /** Moves the cut to more ({@code by} > 0) or fewer clusters. */
    public void cutBy(int by) {
        Cut now = cut.get();
        OrderedTree leaves = tree;
        if (now != null && leaves != null) {
            session.selection().cutInto(Math.clamp(now.count() + by, 1, leaves.tree().leaves()));
        }
    }

    /** Selects assets by position in all panels; with {@code add} they join what is selected, or leave it. */
    public void select(Collection<Integer> assets, boolean add) {
        Set<String> ids = new LinkedHashSet<>();
        assets.forEach(i -> ids.add(universe.assets().get(i).id()));
        if (add) {
            ids.forEach(session.selection()::toggle);
        } else if (ids.equals(session.selection().assets())) {
            session.selection().clear();
        } else {
            session.selection().choose(ids);
        }
    }

    /** Two assets and their correlation in words. */
    public String pair(int row, int column) {
        Hierarchy now = hierarchy.get();
        return now == null || row == column
                ? title(row)
                : title(row) + "  \u00d7  " + title(column) + "   \u03c1 = "
                        + NumberText.correlation(now.correlation().get(row, column));
    }

    /** An asset, its cluster and its weight in words. */
    public String weight(int asset) {
        Cut now = cut.get();
        double[] held = weights.get();
        return title(asset) + (now == null ? "" : "   cluster " + (now.numbers()[asset] + 1))
                + (held == null ? "" : "   weight " + NumberText.percent(held[asset], 2));
    }

    private String title(int i) {
        Asset asset = universe.assets().get(i);
        return asset.id().equals(asset.name()) ? asset.id() : asset.id() + " " + asset.name();
    }

    /** How an enum constant of the contract is written in a document. */
    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(HierarchyViewModel::name).toList();
    }

    private interface Change<E> {
        TreeSpec apply(TreeSpec spec, E value);
    }

    private <E extends Enum<E>> void choice(ObjectProperty<@Nullable String> property, String label, E[] values,
            Change<E> change) {
        property.addListener((o, old, now) -> {
            if (reading || now == null) {
                return;
            }
            for (E value : values) {
                if (name(value).equals(now)) {
                    edit(label + " " + now, spec -> change.apply(spec, value));
                }
            }
        });
    }

    private void edit(String label, UnaryOperator<TreeSpec> change) {
        session.edit(label, s -> withTree(s, change));
    }

    private static Scenario withTree(Scenario scenario, UnaryOperator<TreeSpec> change) {
        return switch (scenario.model()) {
            case Model.Hrp hrp -> scenario.withModel(new Model.Hrp(change.apply(hrp.tree()), hrp.split(), hrp.risk()));
            case Model.Herc herc -> scenario.withModel(
                    new Model.Herc(change.apply(herc.tree()), herc.split(), herc.risk(), herc.clusters()));
            case Model.Nco nco -> scenario.withModel(
                    new Model.Nco(change.apply(nco.tree()), nco.split(), nco.risk(), nco.clusters()));
            case Model.Schur schur -> scenario.withModel(new Model.Schur(change.apply(schur.tree()), schur.split(),
                    schur.risk(), schur.clusters(), schur.gamma()));
            default -> scenario;
        };
    }

    private void scenarioChanged() {
        TreeSpec own = session.scenario().model().clustering();
        TreeSpec spec = own == null ? TreeSpec.DEFAULT : own;
        reading = true;
        codependence.set(name(spec.codependence()));
        distance.set(name(spec.distance()));
        linkage.set(name(spec.linkage()));
        leafOrder.set(name(spec.leafOrder()));
        reading = false;
        editable.set(own != null);
        hint.set(own != null
                ? ""
                : session.scenario().model().method() + " has no tree of its own: this is hrp's.");
    }

    private void answerChanged() {
        Snapshot snapshot = session.snapshot();
        OrderedTree now = snapshot == null ? null : snapshot.tree();
        Matrix values = snapshot == null ? null : snapshot.correlation();
        if (snapshot != null && now != null && values != null && (now != tree || values != correlation)) {
            tree = now;
            correlation = values;
            universe = snapshot.analysis().universe();
            List<ClusterTree.Row> merges = now.tree().merges();
            hierarchy.set(new Hierarchy(universe.ids(), universe.assets().stream().map(Asset::name).toList(),
                    now.orderArray(), merges.stream().mapToInt(ClusterTree.Row::left).toArray(),
                    merges.stream().mapToInt(ClusterTree.Row::right).toArray(),
                    merges.stream().mapToDouble(ClusterTree.Row::height).toArray(), values));
            cut();
            select();
        }
        readWeights(snapshot);
        message.set(messageText(snapshot));
    }

    private String messageText(@Nullable Snapshot snapshot) {
        List<Finding> refusals = snapshot == null ? List.of() : snapshot.analysis().treeRefusals();
        if (!refusals.isEmpty()) {
            return "No tree: " + refusals.getFirst().message() + ".";
        }
        if (hierarchy.get() != null) {
            return "";
        }
        return session.problemsProperty().get().stream().findFirst()
                .map(problem -> problem.where() + ": " + problem.message())
                .orElse(session.runningProperty().get()
                        ? "Clustering\u2026"
                        : "Load market data to see which assets belong together.");
    }

    private void readWeights(@Nullable Snapshot snapshot) {
        Vector next = snapshot == null || snapshot.study() == null ? null : snapshot.study().weights();
        // The answer comes before its tree: until then there are no leaves to show weights on.
        Vector shown = next != null && next.size() == universe.size() ? next : null;
        if (shown != shownWeights) {
            shownWeights = shown;
            weights.set(shown == null ? null : shown.toArray());
        }
    }

    private void cut() {
        OrderedTree now = tree;
        if (now == null) {
            return;
        }
        int leaves = now.tree().leaves();
        int wanted = session.selection().clusters();
        int count = Math.min(leaves, wanted > 0 ? wanted : Clusters.automatic(leaves));
        Clusters clusters = Clusters.of(now.tree().cut(count), now.orderArray());
        List<ClusterTree.Row> merges = now.tree().merges();
        int done = leaves - clusters.count();
        double below = done == 0 ? 0 : merges.get(done - 1).height();
        double above = done == merges.size() ? below * 1.05 : merges.get(done).height();
        boolean kept = hand >= below && (hand < above || done == merges.size());
        double height = kept ? hand : (below + above) / 2;
        Cut before = cut.get();
        if (before != null && before.height() == height && Arrays.equals(before.numbers(), clusters.numbers())) {
            return;
        }
        cut.set(new Cut(clusters.count(), height, clusters.numbers()));
        cutText.set(clusters.count() + (clusters.count() == 1 ? " cluster" : " clusters") + " at distance "
                + NumberText.number(height, 3));
    }

    private void select() {
        Set<Integer> positions = new TreeSet<>();
        session.selection().assets().forEach(id -> positions.add(universe.indexOf(id)));
        positions.remove(-1);
        selected.set(positions);
    }

    public String describe() {
        OrderedTree now = tree;
        Cut clusters = cut.get();
        if (now == null || clusters == null) {
            return message.get();
        }
        return "Cluster tree of " + universe.size() + (universe.size() == 1 ? " asset, " : " assets, ") + linkage.get()
                + " linkage on " + codependence.get() + " codependence; " + cutText.get() + ". " + hint.get();
    }

    /** Leaves from left to right with cluster and weight. */
    public @Nullable PanelTable table() {
        OrderedTree now = tree;
        Cut clusters = cut.get();
        if (now == null || clusters == null) {
            return null;
        }
        double[] held = weights.get();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i : now.orderArray()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(universe.assets().get(i).id());
            row.add(universe.assets().get(i).name());
            row.add(clusters.numbers()[i] + 1);
            row.add(held == null ? null : (Double) held[i]);
            rows.add(row);
        }
        return new PanelTable(List.of(PanelTable.Column.text("Asset"), PanelTable.Column.text("Name"),
                PanelTable.Column.text("Cluster"), PanelTable.Column.percent("Weight")), rows);
    }
}
