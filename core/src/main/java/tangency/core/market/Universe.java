package tangency.core.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ordered set of assets; the order is the order of every array computed from it. Immutable. */
public final class Universe {
    private final List<Asset> assets;
    private final Map<String, Integer> index;

    public Universe(List<Asset> assets) {
        this.assets = List.copyOf(assets);
        this.index = HashMap.newHashMap(assets.size());
        for (Asset asset : assets) {
            if (index.put(asset.id(), index.size()) != null) {
                throw new IllegalArgumentException("Duplicate asset id " + asset.id());
            }
        }
    }

    public List<Asset> assets() {
        return assets;
    }

    public int size() {
        return assets.size();
    }

    public List<String> ids() {
        return assets.stream().map(Asset::id).toList();
    }

    /** Position of an id, or -1. */
    public int indexOf(String id) {
        return index.getOrDefault(id, -1);
    }

    /** The grouping columns that at least one asset has, in order of first appearance. */
    public List<String> groupings() {
        Set<String> columns = new LinkedHashSet<>();
        assets.forEach(asset -> columns.addAll(asset.groups().keySet()));
        return List.copyOf(columns);
    }

    /** Indices of the members of each value of a grouping column, values in order of first appearance. */
    public Map<String, List<Integer>> members(String column) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < assets.size(); i++) {
            String value = assets.get(i).group(column);
            if (value != null) {
                members.computeIfAbsent(value, v -> new ArrayList<>()).add(i);
            }
        }
        return members;
    }

    /** The assets named, in that order; an id that is not here becomes an asset of which only the id is known. */
    public Universe select(List<String> ids) {
        return new Universe(ids.stream().map(id -> {
            int i = indexOf(id);
            return i < 0 ? Asset.of(id) : assets.get(i);
        }).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof Universe that && assets.equals(that.assets));
    }

    @Override
    public int hashCode() {
        return assets.hashCode();
    }

    @Override
    public String toString() {
        return "Universe of " + assets.size();
    }
}
