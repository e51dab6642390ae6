package tangency.app.panel.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Session;
import tangency.app.session.Snapshot;
import tangency.core.market.Asset;
import tangency.core.market.MarketData;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/** Which data, and which of its assets. */
final class UniverseViewModel {
    /** One asset of the data. */
    record Row(String id, String name, String group, boolean included) {}

    /** What the rows were made from: a drag elsewhere must not make them anew. */
    private record Shown(List<Asset> known, @Nullable List<String> universe, String filter) {
        boolean same(@Nullable Shown other) {
            return other != null && known == other.known && filter.equals(other.filter)
                    && (universe == other.universe || (universe != null && universe.equals(other.universe)));
        }
    }

    private final Session session;
    private final ReadOnlyStringWrapper prices = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper assetsFile = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private List<Asset> known = List.of();
    private @Nullable MarketSpec knownOf;
    private @Nullable Shown last;
    private int used;

    UniverseViewModel(Session session) {
        this.session = session;
        session.scenarioProperty().subscribe(s -> show());
        session.snapshotProperty().subscribe(this::learn);
        session.runningProperty().subscribe(running -> show());
        filter.subscribe(text -> show());
    }

    /** Where the prices come from, in words. */
    ReadOnlyStringProperty pricesProperty() {
        return prices.getReadOnlyProperty();
    }

    /** Where the assets are described, in words. */
    ReadOnlyStringProperty assetsFileProperty() {
        return assetsFile.getReadOnlyProperty();
    }

    /** How many assets are in, of how many. */
    ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** Shows only assets whose id, name or group contains this. */
    StringProperty filterProperty() {
        return filter;
    }

    ObservableList<Row> rows() {
        return rows;
    }

    /** Takes an asset in or leaves it out; the last one stays in. */
    void include(String id, boolean in) {
        include(List.of(id), in, (in ? "Include " : "Exclude ") + id);
    }

    /** Takes all assets in that the filter shows, or leaves them out. */
    void includeShown(boolean in) {
        include(rows.stream().map(Row::id).toList(), in,
                (in ? "Include " : "Exclude ") + rows.size() + (rows.size() == 1 ? " asset" : " assets"));
    }

    private void include(List<String> ids, boolean in, String label) {
        if (known.isEmpty() || ids.isEmpty()) {
            return;
        }
        session.edit(label, s -> {
            Set<String> chosen = new LinkedHashSet<>(chosen(s));
            if (in) {
                chosen.addAll(ids);
            } else {
                ids.forEach(chosen::remove);
            }
            return chosen.isEmpty() ? s : s.withUniverse(ordered(chosen));
        });
    }

    void includeAll() {
        session.edit("Include all assets", s -> s.withUniverse(null));
    }

    /** Null where everything is in; else in the order of the data, ids that the data lack at the end. */
    private @Nullable List<String> ordered(Set<String> chosen) {
        List<String> all = known.stream().map(Asset::id).toList();
        List<String> order = new ArrayList<>(all.stream().filter(chosen::contains).toList());
        if (order.size() == all.size() && chosen.size() == all.size()) {
            return null;
        }
        Set<String> there = new HashSet<>(all);
        chosen.stream().filter(id -> !there.contains(id)).forEach(order::add);
        return order;
    }

    private List<String> chosen(Scenario scenario) {
        List<String> universe = scenario.universe();
        return universe == null ? known.stream().map(Asset::id).toList() : universe;
    }

    private void learn(@Nullable Snapshot snapshot) {
        MarketData data = snapshot == null ? null : snapshot.analysis().data();
        if (snapshot != null) {
            known = data == null ? snapshot.analysis().universe().assets() : data.universe().assets();
            used = snapshot.analysis().universe().size();
            knownOf = snapshot.analysis().scenario().market();
        }
        show();
    }

    private void show() {
        Scenario scenario = session.scenario();
        MarketSpec market = scenario.market();
        prices.set(market == null ? "none: mean and covariance are given" : inWords(market.prices()));
        assetsFile.set(market == null || market.assets() == null ? "none" : inWords(market.assets()));
        boolean current = market == null
                ? knownOf == null
                : knownOf != null && market.prices().equals(knownOf.prices());
        if (!current) {
            known = List.of();
        }
        Set<String> in = new HashSet<>(chosen(scenario));
        Shown now = new Shown(known, scenario.universe(), filter.get());
        if (!now.same(last)) {
            last = now;
            fill(in);
        }
        counts.set(known.isEmpty()
                ? session.runningProperty().get() ? "reading the data" : "no data"
                : (in.size() == known.size()
                        ? "all " + known.size() + (known.size() == 1 ? " asset" : " assets")
                        : in.size() + " of " + known.size() + " assets")
                        + (used > 0 && used < in.size() ? ", " + used + " usable" : ""));
    }

    private void fill(Set<String> in) {
        String sought = filter.get().strip().toLowerCase(java.util.Locale.ROOT);
        List<Row> shown = known.stream().map(a -> new Row(a.id(), a.name(), group(a), in.contains(a.id())))
                .filter(row -> sought.isEmpty() || contains(row, sought)).toList();
        if (!shown.equals(rows)) {
            rows.setAll(shown);
        }
    }

    private static boolean contains(Row row, String sought) {
        return (row.id() + " " + row.name() + " " + row.group()).toLowerCase(java.util.Locale.ROOT).contains(sought);
    }

    private static String group(Asset asset) {
        String sector = asset.group("sector");
        String kind = asset.group("class");
        return sector != null ? sector : kind == null ? "" : kind;
    }

    /** A market path for a person: the file, not the way to it. */
    static String inWords(String path) {
        if (path.startsWith("sample:")) {
            return "Sample " + path.substring("sample:".length());
        }
        if (path.startsWith("workspace:")) {
            return path.substring("workspace:".length());
        }
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return slash < 0 || slash == path.length() - 1 ? path : path.substring(slash + 1);
    }
}
