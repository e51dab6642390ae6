package tangency.storage.workspace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What the journal adds up to: the entries applied one after another. Not thread-safe; {@link Workspace} guards it. */
final class Catalog {
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private @Nullable Instant started;
    private long sequence;
    private String chain = Entry.GENESIS;

    static final class Scenario {
        private final String id;
        private String name;
        private boolean deleted;
        private final List<Version> versions = new ArrayList<>();
        private final List<Study> studies = new ArrayList<>();

        private Scenario(String id, String name) {
            this.id = id;
            this.name = name;
        }

        Saved saved() {
            Version newest = newest();
            return new Saved(id, name, newest.sha256(), newest.savedAt());
        }

        Version newest() {
            return versions.getLast();
        }

        String name() {
            return name;
        }

        boolean deleted() {
            return deleted;
        }

        String describe(Version version) {
            return "version " + version.number() + " of the scenario \"" + name + "\" (" + id + ")";
        }

        String describe(Study study) {
            return "the study of the scenario \"" + name + "\" (" + id + ") saved at " + study.savedAt();
        }

        List<Version> versions() {
            return List.copyOf(versions);
        }

        List<Study> studies() {
            return List.copyOf(studies);
        }
    }

    /** A study's place: which scenario version it answers and the content it is. */
    record Study(String scenarioSha256, String sha256, Instant savedAt) {}

    record Dataset(DatasetInfo info, boolean deleted) {}

    /** @throws IllegalArgumentException if the entry speaks of something that no entry before it made */
    void apply(Entry entry) {
        String subject = entry.subject();
        switch (entry.action()) {
            case SCENARIO_SAVED -> {
                String name = required(entry, entry.name());
                Scenario scenario = scenarios.computeIfAbsent(subject, id -> new Scenario(id, name));
                scenario.name = name;
                scenario.versions
                        .add(new Version(scenario.versions.size() + 1, name, entry.label() == null ? "" : entry.label(),
                                required(entry, entry.sha256()), entry.at()));
            }
            case SCENARIO_RENAMED -> scenario(entry).name = required(entry, entry.name());
            case SCENARIO_DELETED -> scenario(entry).deleted = true;
            case SCENARIO_RESTORED -> scenario(entry).deleted = false;
            case STUDY_SAVED -> scenario(entry).studies
                    .add(new Study(required(entry, entry.detail()), required(entry, entry.sha256()), entry.at()));
            case DATASET_SAVED ->
                datasets.put(subject, new Dataset(new DatasetInfo(subject, required(entry, entry.name()),
                        required(entry, entry.detail()), required(entry, entry.sha256()), entry.at()), false));
            case DATASET_RENAMED -> {
                DatasetInfo old = dataset(entry).info();
                datasets.put(subject, new Dataset(
                        new DatasetInfo(subject, required(entry, entry.name()), old.mediaType(), old.sha256(),
                                old.savedAt()),
                        false));
            }
            case DATASET_DELETED -> datasets.put(subject, new Dataset(dataset(entry).info(), true));
            case DATASET_RESTORED -> datasets.put(subject, new Dataset(dataset(entry).info(), false));
        }
        if (started == null) {
            started = entry.at();
        }
        sequence = entry.sequence();
        chain = entry.chain();
    }

    /** When the first change was made; null where there is none. */
    @Nullable
    Instant started() {
        return started;
    }

    long sequence() {
        return sequence;
    }

    String chain() {
        return chain;
    }

    @Nullable
    Scenario scenario(String id) {
        return scenarios.get(id);
    }

    @Nullable
    Dataset dataset(String id) {
        return datasets.get(id);
    }

    /** Something that content is stored for, in words, and the content's hash. */
    record Stored(String what, String sha256) {}

    /** Everything stored, deleted or not: what is deleted can come back. */
    List<Stored> stored() {
        List<Stored> all = new ArrayList<>();
        for (Scenario scenario : scenarios.values()) {
            scenario.versions.forEach(v -> all.add(new Stored(scenario.describe(v), v.sha256())));
            scenario.studies.forEach(s -> all.add(new Stored(scenario.describe(s), s.sha256())));
        }
        datasets.values()
                .forEach(d -> all.add(new Stored("the dataset \"" + d.info().name() + "\"", d.info().sha256())));
        return all;
    }

    /** Those not deleted, in the order they were first saved. */
    List<Scenario> scenarios() {
        return scenarios.values().stream().filter(s -> !s.deleted).toList();
    }

    /** Those not deleted, in the order they were first stored. */
    List<DatasetInfo> datasets() {
        return datasets.values().stream().filter(d -> !d.deleted()).map(Dataset::info).toList();
    }

    @Nullable
    DatasetInfo datasetNamed(String name) {
        for (Dataset dataset : datasets.values()) {
            if (!dataset.deleted() && dataset.info().name().equals(name)) {
                return dataset.info();
            }
        }
        return null;
    }

    private Scenario scenario(Entry entry) {
        return required(entry, scenarios.get(entry.subject()));
    }

    private Dataset dataset(Entry entry) {
        return required(entry, datasets.get(entry.subject()));
    }

    private static <T> T required(Entry entry, @Nullable T part) {
        if (part == null) {
            throw new IllegalArgumentException(
                    "change " + entry.sequence() + " (" + entry.action() + " " + entry.subject() + ") does not follow");
        }
        return part;
    }
}
