package tangency.app.session;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What is chosen in any panel and lit in all: assets, and into how many clusters the tree is cut. FX thread only. */
public final class Selection {
    private final ReadOnlyObjectWrapper<Set<String>> assets = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyIntegerWrapper clusters = new ReadOnlyIntegerWrapper();

    /** Ids of the chosen assets, in order of choice; empty when nothing is chosen. */
    public ReadOnlyObjectProperty<Set<String>> assetsProperty() {
        return assets.getReadOnlyProperty();
    }

    public Set<String> assets() {
        return assets.get();
    }

    /** Chooses just these. */
    public void choose(Iterable<String> ids) {
        Set<String> chosen = new LinkedHashSet<>();
        ids.forEach(chosen::add);
        if (!chosen.equals(assets.get())) {
            assets.set(Collections.unmodifiableSet(chosen));
        }
    }

    /** Adds an asset, or takes it out if it was chosen. */
    public void toggle(String id) {
        Set<String> chosen = new LinkedHashSet<>(assets.get());
        if (!chosen.remove(id)) {
            chosen.add(id);
        }
        choose(chosen);
    }

    public void clear() {
        choose(Set.of());
    }

    /** Into how many clusters the tree is cut; 0 leaves it to {@link Clusters#automatic}. */
    public ReadOnlyIntegerProperty clustersProperty() {
        return clusters.getReadOnlyProperty();
    }

    public int clusters() {
        return clusters.get();
    }

    /** Cuts into {@code count} clusters, 0 for automatic. */
    public void cutInto(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A tree cannot be cut into " + count + " clusters");
        }
        clusters.set(count);
    }
}
