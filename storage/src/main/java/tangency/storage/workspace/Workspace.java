package tangency.storage.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.Store.Content;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * What an analyst keeps, in one folder. Every method that changes something returns only when the change is on disk (transaction committed and forced);
 * if it throws, nothing was acknowledged. Documents are opaque canonical JSON, kept under the SHA-256 of their UTF-8 bytes and checked on every read.
 *
 * <p>
 * Methods are synchronised: any thread may call, one at a time gets through. A save takes some ten milliseconds, so call from a background thread.
 * Failures are {@link WorkspaceException}s with a kind and a message for the person.
 */
public final class Workspace implements AutoCloseable {
    /** The largest document or dataset, in bytes. */
    public static final int LARGEST = 256 * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(Workspace.class.getName());

    private final Records records;
    private final Catalog catalog;
    private final @Nullable Backup backup;

    Workspace(Records records) {
        this(records, null);
    }

    Workspace(Records records, @Nullable Backup backup) {
        this.records = records;
        this.backup = backup;
        this.catalog = records.catalog();
    }

    /** As {@link #open(Path, Password)} for a workspace that is not encrypted. */
    public static Workspace open(Path folder) {
        return open(folder, (Password) null);
    }

    /**
     * Opens the workspace in {@code folder}, creating folder and workspace where there is none. Refuses one whose journal is damaged.
     *
     * @param password of one that is encrypted, or that is to be made and encrypted. It is not kept and can be closed afterwards.
     */
    public static Workspace open(Path folder, @Nullable Password password) {
        return open(folder, InstantSource.system(), password);
    }

    /** Whether {@code folder} holds a workspace, whole or not; {@link #open(Path)} would make one where there is none. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(Store.FILE)) || Files.exists(folder.resolve(ManifestFile.NAME));
    }

    /** Whether the workspace in {@code folder} asks for a password. False where there is none, or none whose beginning can be read. */
    public static boolean isEncrypted(Path folder) {
        Path file = folder.resolve(Store.FILE);
        try {
            return Files.isRegularFile(file) && CipherHeader.read(file).form() == CipherHeader.Form.ENCRYPTED;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether this one asks for a password. */
    public boolean encrypted() {
        return records.key() != null;
    }

    /** As {@link #open(Path)}, with the clock that dates what is saved. */
    public static Workspace open(Path folder, InstantSource clock) {
        return open(folder, clock, null);
    }

    /** As {@link #open(Path, Password)}, with the clock that dates what is saved. */
    public static Workspace open(Path folder, InstantSource clock, @Nullable Password password) {
        return new Workspace(Records.open(folder, clock, password, Schema.CURRENT));
    }

    /** As {@link #salvage(Path, Password)} for a workspace that is not encrypted. */
    public static Workspace salvage(Path folder) {
        return salvage(folder, null);
    }

    /**
     * Opens what {@link #open(Path)} refuses as damaged, for reading only: whatever can still be read is listed and can be loaded and exported, and
     * {@link #check()} names the rest.
     */
    public static Workspace salvage(Path folder, @Nullable Password password) {
        return new Workspace(Records.salvage(folder, InstantSource.system(), password));
    }

    public Path folder() {
        return records.folder();
    }

    // Scenarios

    /** Stores a new scenario. {@code json} is canonical, {@code label} says how it came to be ("Imported", "New"). */
    public synchronized Saved save(String name, String json, String label) {
        return saveVersion(records.nextId("s"), null, name, json, label);
    }

    /**
     * Stores a scenario again, as the newest version of its history, with {@code label} saying what the edit was ("Raise tech cap"). What equals the
     * newest version is not stored twice.
     */
    public synchronized Saved saveVersion(String id, String name, String json, String label) {
        return saveVersion(id, scenario(id), name, json, label);
    }

    private Saved saveVersion(String id, Catalog.@Nullable Scenario existing, String name, String json, String label) {
        Texts.name("scenario name", name);
        Texts.line("label", label);
        Content content = content("scenario", json);
        if (existing != null && existing.newest().sha256().equals(content.sha256())) {
            records.ensure(content);
            return existing.name().equals(name) ? existing.saved() : rename(id, name);
        }
        records.commit(Action.SCENARIO_SAVED, id, name, label, content, null);
        return scenario(id).saved();
    }

    /** All scenarios that are not deleted, in the order they were first saved. */
    public synchronized List<Saved> list() {
        return catalog.scenarios().stream().map(Catalog.Scenario::saved).toList();
    }

    public synchronized Saved find(String id) {
        return scenario(id).saved();
    }

    /** The newest document, byte for byte as it was saved. */
    public synchronized String load(String id) {
        Catalog.Scenario scenario = scenario(id);
        return read(scenario, scenario.newest());
    }

    /** All versions, oldest first. */
    public synchronized List<Version> history(String id) {
        return scenario(id).versions();
    }

    /** @param number as in {@link Version#number()} */
    public synchronized String loadVersion(String id, int number) {
        Catalog.Scenario scenario = scenario(id);
        if (number < 1 || number > scenario.versions().size()) {
            throw notFound("The scenario \"" + scenario.name() + "\" has versions 1 to " + scenario.versions().size()
                    + ", not " + number + ".");
        }
        return read(scenario, scenario.versions().get(number - 1));
    }

    /** Changes the name it is listed under; a name inside the document stays (save a changed document to change both). */
    public synchronized Saved rename(String id, String name) {
        if (!scenario(id).name().equals(Texts.name("scenario name", name))) {
            records.commit(Action.SCENARIO_RENAMED, id, name, null, null, null);
        }
        return scenario(id).saved();
    }

    /** A new scenario that starts with the newest version of this one. */
    public synchronized Saved duplicate(String id, String name) {
        return save(name, load(id), "Duplicated from " + id);
    }

    /** Takes it out of the list; {@link #undelete} brings it back with all its history. */
    public synchronized void delete(String id) {
        scenario(id);
        records.commit(Action.SCENARIO_DELETED, id);
    }

    public synchronized Saved undelete(String id) {
        Catalog.Scenario scenario = catalog.scenario(id);
        if (scenario == null) {
            throw notFound("There is no scenario " + id + " in " + folder() + ".");
        }
        if (scenario.deleted()) {
            records.commit(Action.SCENARIO_RESTORED, id);
        }
        return scenario.saved();
    }

    // Studies

    /** Stores what followed from one version of a scenario. @throws IllegalArgumentException if the scenario never had a version of that hash */
    public synchronized StoredStudy putStudy(String scenarioId, String scenarioSha256, String json) {
        Catalog.Scenario scenario = scenario(scenarioId);
        if (scenario.versions().stream().noneMatch(v -> v.sha256().equals(scenarioSha256))) {
            throw new IllegalArgumentException("scenario " + scenarioId + " has no version " + scenarioSha256);
        }
        Content content = content("study", json);
        boolean stored = scenario.studies().stream().filter(s -> s.scenarioSha256().equals(scenarioSha256))
                .reduce((a, b) -> b)
                .filter(s -> s.sha256().equals(content.sha256())).isPresent();
        if (stored) {
            records.ensure(content);
        } else {
            records.commit(Action.STUDY_SAVED, scenarioId, null, null, content, scenarioSha256);
        }
        return study(scenarioId, scenarioSha256).orElseThrow();
    }

    /** The newest study of the scenario's newest version that has one. */
    public synchronized Optional<StoredStudy> study(String scenarioId) {
        return newestStudy(scenarioId, null);
    }

    /** The newest study of one version. */
    public synchronized Optional<StoredStudy> study(String scenarioId, String scenarioSha256) {
        return newestStudy(scenarioId, scenarioSha256);
    }

    private Optional<StoredStudy> newestStudy(String scenarioId, @Nullable String scenarioSha256) {
        Catalog.Scenario scenario = scenario(scenarioId);
        return scenario.studies().stream()
                .filter(s -> scenarioSha256 == null || s.scenarioSha256().equals(scenarioSha256)).reduce((a, b) -> b)
                .map(s -> new StoredStudy(scenarioId, s.scenarioSha256(), s.sha256(), s.savedAt(),
                        records.text(s.sha256(), scenario.describe(s))));
    }

    // Datasets

    /** Stores a file as it is under a name that {@code workspace:NAME} can refer to; under a name that is there, it replaces what the name stands for. */
    public synchronized DatasetInfo putDataset(String name, String mediaType, byte[] bytes) {
        Texts.datasetName(name);
        Texts.name("media type", mediaType);
        if (bytes.length > LARGEST) {
            throw tooLarge("dataset", bytes.length);
        }
        Content content = new Content(Sha256.of(bytes), bytes, true);
        DatasetInfo existing = catalog.datasetNamed(name);
        if (existing != null && existing.sha256().equals(content.sha256()) && existing.mediaType().equals(mediaType)) {
            records.ensure(content);
            return existing;
        }
        String id = existing != null ? existing.id() : records.nextId("d");
        records.commit(Action.DATASET_SAVED, id, name, null, content, mediaType);
        return datasetOf(id).info();
    }

    /** As {@link #putDataset(String, String, byte[])}, of type {@code text/csv}. */
    public DatasetInfo putDataset(String name, byte[] bytes) {
        return putDataset(name, "text/csv", bytes);
    }

    public synchronized List<DatasetInfo> datasets() {
        return catalog.datasets();
    }

    /** The bytes as they were given. */
    public synchronized byte[] dataset(String name) {
        DatasetInfo info = named(name);
        return records.bytes(info.sha256(), "the dataset \"" + name + "\"");
    }

    public synchronized DatasetInfo datasetInfo(String name) {
        return named(name);
    }

    /** Scenarios that refer to the old name do not follow. */
    public synchronized DatasetInfo renameDataset(String name, String newName) {
        DatasetInfo info = named(name);
        if (!name.equals(newName)) {
            free(Texts.datasetName(newName));
            records.commit(Action.DATASET_RENAMED, info.id(), newName, null, null, null);
        }
        return datasetOf(info.id()).info();
    }

    /** Takes it out of the list. @return what {@link #undeleteDataset} asks for */
    public synchronized String deleteDataset(String name) {
        String id = named(name).id();
        records.commit(Action.DATASET_DELETED, id);
        return id;
    }

    public synchronized DatasetInfo undeleteDataset(String id) {
        Catalog.Dataset dataset = datasetOf(id);
        if (dataset.deleted()) {
            free(dataset.info().name());
            records.commit(Action.DATASET_RESTORED, id);
        }
        return datasetOf(id).info();
    }

    // Settings

    /** Remembers a small choice (the last open scenario, the theme, a layout), replacing what was there. */
    public synchronized void putSetting(String name, String text) {
        Texts.name("setting name", name);
        Texts.utf8("setting", text);
        if (text.length() > 200_000) {
            throw new IllegalArgumentException("a setting holds at most 200,000 characters, not " + text.length());
        }
        records.putSetting(name, text);
    }

    public synchronized Optional<String> setting(String name) {
        return records.setting(name);
    }

    // Integrity

    /** Reads everything that is stored, each version, study, dataset and setting, and names what is damaged; empty if nothing is. */
    public synchronized List<Damage> check() {
        return records.check();
    }

    // Backups

    /**
     * Makes a backup in the folder {@code backups} of this one, reads it back in full, and lets go of older ones beyond the newest ten and one a day for a
     * week. Encrypted as the workspace is.
     *
     * @throws WorkspaceException {@link Kind#DAMAGED} if something stored is damaged: only what is whole is backed up
     */
    public synchronized Backup backup() {
        if (!records.writable()) {
            throw new WorkspaceException(Kind.READ_ONLY,
                    "The workspace " + folder() + " is not open for changes, so no backup is made of it.");
        }
        return Backups.make(records);
    }

    /**
     * Makes a backup if something changed since the newest and that is a day or 200 changes ago (the first is due a day after the first change, or after
     * 200). Closing does so; a workspace that stays open for days asks for it now and then.
     */
    public synchronized Optional<Backup> backupIfDue() {
        return Backups.due(folder(), catalog.sequence(), catalog.started(), records.now())
                ? Optional.of(backup())
                : Optional.empty();
    }

    /** The backups of the workspace in {@code folder}, newest first, whether or not it is open here or elsewhere. */
    public static List<Backup> backups(Path folder) {
        return Backups.list(folder.toAbsolutePath().normalize());
    }

    /** Where a backup lies: a folder that can be opened as a workspace. */
    public static Path backupFolder(Path folder, Backup backup) {
        return Backups.folder(folder).resolve(backup.name());
    }

    /** As {@link #openBackup(Path, String, Password)}, the newest that is whole. */
    public static Workspace openBackup(Path folder, @Nullable Password password) {
        return openBackup(folder, null, password);
    }

    /**
     * Opens a backup of the workspace in {@code folder} for reading, while the workspace itself may be open elsewhere; {@link #asOf()} says which.
     *
     * @param name of the backup; null for the newest that is whole
     */
    public static Workspace openBackup(Path folder, @Nullable String name, @Nullable Password password) {
        return Restore.open(folder.toAbsolutePath().normalize(), name, password);
    }

    /** The backup that is looked at; empty for the workspace itself. */
    public Optional<Backup> asOf() {
        return Optional.ofNullable(backup);
    }

    /**
     * Puts a backup in the place of the workspace in {@code folder}, which must not be open. The backup is read in full first; what was there is kept in
     * the folder {@code replaced}.
     *
     * @param name of the backup; null for the newest that is whole
     * @param password of the backup
     */
    public static Restored restore(Path folder, @Nullable String name, @Nullable Password password) {
        return Restore.carryOut(folder.toAbsolutePath().normalize(), name, password, InstantSource.system());
    }

    /**
     * Sets, changes or removes the password of the workspace in {@code folder}, which must not be open: everything is written anew, read back and put in
     * the old database's place; the backups first. If that is cut off, asking for the same again completes it. What was overwritten may still be found
     * on the disk itself by whoever has it.
     *
     * @param old null where it has none
     * @param fresh null to remove it
     * @return what was left as it was: backups that could not be read with the old password, and what earlier restores replaced
     */
    public static List<Path> setPassword(Path folder, @Nullable Password old, @Nullable Password fresh) {
        return Rekey.carryOut(folder, old, fresh, InstantSource.system());
    }

    /**
     * Lets go of the workspace. Before that, a backup is made if one is due, and a file of which three quarters are dead is written anew. If that cannot be
     * done, the log says so: what was saved is saved.
     */
    @Override
    public synchronized void close() {
        try {
            if (records.writable()) {
                var _ = backupIfDue();
                records.compact();
            }
        } catch (WorkspaceException e) {
            LOG.log(System.Logger.Level.WARNING, () -> "Closing " + folder() + ": " + e.getMessage());
        } finally {
            records.close();
        }
    }

    /** Where the journal stands. */
    ManifestFile.Mark mark() {
        return records.mark();
    }

    // What the rest stands on

    private String read(Catalog.Scenario scenario, Version version) {
        return records.text(version.sha256(), scenario.describe(version));
    }

    private Content content(String what, String json) {
        byte[] bytes = Texts.utf8(what, json);
        if (bytes.length > LARGEST) {
            throw tooLarge(what, bytes.length);
        }
        return new Content(Sha256.of(bytes), bytes, false);
    }

    private Catalog.Scenario scenario(String id) {
        Catalog.Scenario scenario = catalog.scenario(id);
        if (scenario == null || scenario.deleted()) {
            throw notFound(
                    "There is no scenario " + id + " in " + folder() + (scenario == null ? "." : ": it was deleted."));
        }
        return scenario;
    }

    private Catalog.Dataset datasetOf(String id) {
        Catalog.Dataset dataset = catalog.dataset(id);
        if (dataset == null) {
            throw notFound("There is no dataset " + id + " in " + folder() + ".");
        }
        return dataset;
    }

    private DatasetInfo named(String name) {
        DatasetInfo info = catalog.datasetNamed(name);
        if (info == null) {
            throw notFound("There is no dataset \"" + name + "\" in " + folder() + ".");
        }
        return info;
    }

    private void free(String name) {
        if (catalog.datasetNamed(name) != null) {
            throw new WorkspaceException(Kind.REFUSED,
                    "There is a dataset \"" + name + "\" already. Choose another name.");
        }
    }

    private static WorkspaceException notFound(String message) {
        return new WorkspaceException(Kind.NOT_FOUND, message);
    }

    private static WorkspaceException tooLarge(String what, long size) {
        return new WorkspaceException(Kind.REFUSED,
                "The " + what + " has " + size + " bytes; at most " + LARGEST + " are stored.");
    }
}
