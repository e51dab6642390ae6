package tangency.storage.workspace.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.DatasetInfo;
import tangency.storage.workspace.Saved;
import tangency.storage.workspace.Workspace;

/**
 * What a workspace shows: by name, the hashes of each scenario's versions, of its newest study, of the datasets and the text of the setting "last". Never
 * changed once made; {@link Change#on} gives the one that follows.
 */
record Model(SortedMap<String, Scenario> scenarios, SortedMap<String, String> datasets, @Nullable String setting) {
    static final Model EMPTY = new Model(new TreeMap<>(), new TreeMap<>(), null);

    record Scenario(List<String> versions, @Nullable String study) {
        Scenario and(String version) {
            List<String> more = new ArrayList<>(versions);
            more.add(version);
            return new Scenario(List.copyOf(more), study);
        }
    }

    /** Reads everything that is there, every version, so that nothing of it is damaged when this returns. */
    static Model of(Workspace workspace) {
        SortedMap<String, Scenario> scenarios = new TreeMap<>();
        for (Saved saved : workspace.list()) {
            List<String> versions = new ArrayList<>();
            workspace.history(saved.id())
                    .forEach(v -> versions.add(Change.sha256(workspace.loadVersion(saved.id(), v.number()))));
            scenarios.put(saved.name(), new Scenario(List.copyOf(versions),
                    workspace.study(saved.id()).map(s -> Change.sha256(s.json())).orElse(null)));
        }
        SortedMap<String, String> datasets = new TreeMap<>();
        for (DatasetInfo info : workspace.datasets()) {
            datasets.put(info.name(), Change.sha256(workspace.dataset(info.name())));
        }
        return new Model(scenarios, datasets, workspace.setting("last").orElse(null));
    }

    /** Equal models have equal ones. */
    String hash() {
        return Change.sha256(toString());
    }

    Model with(String name, @Nullable Scenario scenario) {
        return new Model(changed(scenarios, name, scenario), datasets, setting);
    }

    Model withDataset(String name, @Nullable String sha256) {
        return new Model(scenarios, changed(datasets, name, sha256), setting);
    }

    Model withSetting(String text) {
        return new Model(scenarios, datasets, text);
    }

    Scenario scenario(String name) {
        return there(scenarios, name);
    }

    String dataset(String name) {
        return there(datasets, name);
    }

    private static <V> V there(Map<String, V> map, String name) {
        V value = map.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name);
        }
        return value;
    }

    private static <V> SortedMap<String, V> changed(SortedMap<String, V> map, String name, @Nullable V value) {
        SortedMap<String, V> changed = new TreeMap<>(map);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }
}
