package tangency.storage.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.Entry.Change;
import tangency.storage.workspace.Store.Content;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * The lock, the database, the mark beside it and the catalog in memory, kept in step: a change is in all of them or the workspace takes no more.
 * {@link Workspace} says what the changes mean. Not thread-safe.
 */
final class Records implements AutoCloseable {
    private static final String CLOSED = "It is closed.";

    private final Path folder;
    private final InstantSource clock;
    private final FolderLock lock;
    private final Store store;
    private final Catalog catalog = new Catalog();
    private final List<Damage> damage;
    private @Nullable String noChanges;

    private Records(Path folder, InstantSource clock, FolderLock lock, Store store, Ledger ledger) {
        this.folder = folder;
        this.clock = clock;
        this.lock = lock;
        this.store = store;
        List<Damage> found = new ArrayList<>(ledger.damage());
        for (Entry entry : ledger.entries()) {
            try {
                catalog.apply(entry);
            } catch (IllegalArgumentException e) {
                found.add(new Damage("change " + entry.sequence(),
                        "Change " + entry.sequence() + " cannot be followed: " + e.getMessage() + "."));
            }
        }
        this.damage = List.copyOf(found);
    }

    static Records open(Path folder, InstantSource clock) {
        Records records = openAnyway(folder, clock);
        try {
            if (!records.damage.isEmpty()) {
                int more = records.damage.size() - 1;
                throw Store.damaged(records.folder,
                        records.damage.getFirst().message() + (more > 0 ? " (and " + more + " more)" : ""), null);
            }
            records.markOpened();
            return records;
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
    }

    static Records salvage(Path folder, InstantSource clock) {
        Records records = openAnyway(folder, clock);
        records.noChanges = "It was opened to save what can be read.";
        return records;
    }

    private static Records openAnyway(Path given, InstantSource clock) {
        Path folder = given.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(folder);
        Store store = null;
        try {
            ManifestFile.Mark mark = ManifestFile.read(folder);
            store = Store.open(folder, mark != null);
            return new Records(folder, clock, lock, store, store.ledger(mark));
        } catch (IOException | RuntimeException e) {
            if (store != null) {
                store.close();
            }
            lock.close();
            throw explained(folder, e);
        }
    }

    private static WorkspaceException explained(Path folder, Exception e) {
        IOException disk = DiskFailure.in(e);
        return e instanceof WorkspaceException known
                ? known
                : disk != null
                        ? DiskFailure.notWritable(folder, disk)
                        : Store.damaged(folder, String.valueOf(e.getMessage()), e);
    }

    Path folder() {
        return folder;
    }

    Catalog catalog() {
        return catalog;
    }

    /** What was wrong with the journal when it was opened. */
    List<Damage> damage() {
        return damage;
    }

    /** The id of what the next change makes: the change's number, so that ids never return. */
    String nextId(String prefix) {
        return String.format("%s-%06d", prefix, catalog.sequence() + 1);
    }

    /** One change: in the database and forced, then in the catalog, then in the mark. */
    void commit(Action action, String subject, @Nullable String name, @Nullable String label, @Nullable Content content,
            @Nullable String detail) {
        Change change = new Change(action, subject, name, label, clock.instant().toEpochMilli(),
                content == null ? null : content.sha256(), detail);
        Entry entry = Entry.after(catalog.chain(), catalog.sequence() + 1, change);
        changing(name == null ? subject : "\"" + name + "\"", () -> {
            store.append(entry, content);
            catalog.apply(entry);
            mark();
        });
    }

    void commit(Action action, String subject) {
        commit(action, subject, null, null, null, null);
    }

    /** For content that is already named: written anew should it be damaged. */
    void ensure(Content content) {
        changing("stored content", () -> store.ensure(content));
    }

    void putSetting(String name, String text) {
        changing("the setting \"" + name + "\"",
                () -> store.putSetting(name, new Store.Setting(text, Sha256.ofFields(name, text))));
    }

    Optional<String> setting(String name) {
        String what = "the setting \"" + name + "\"";
        Optional<Store.Setting> setting = reading(what, () -> store.setting(name));
        if (setting.filter(s -> !s.sha256().equals(Sha256.ofFields(name, s.text()))).isPresent()) {
            throw damaged(what, null);
        }
        return setting.map(Store.Setting::text);
    }

    byte[] bytes(String sha256, String what) {
        return reading(what, () -> Optional.ofNullable(store.read(sha256))).orElseThrow(() -> damaged(what, null));
    }

    String text(String sha256, String what) {
        return new String(bytes(sha256, what), StandardCharsets.UTF_8);
    }

    /** Everything, deleted scenarios and datasets too, which can come back. */
    List<Damage> check() {
        List<Damage> found = new ArrayList<>(damage);
        Set<String> sound = new HashSet<>();
        for (Catalog.Stored stored : catalog.stored()) {
            if (!sound.contains(stored.sha256())) {
                attempt(found, stored.what(), () -> sound.add(Sha256.of(bytes(stored.sha256(), stored.what()))));
            }
        }
        for (String name : reading("the settings", store::settings)) {
            attempt(found, "the setting \"" + name + "\"", () -> setting(name));
        }
        return List.copyOf(found);
    }

    private static void attempt(List<Damage> found, String what, Runnable read) {
        try {
            read.run();
        } catch (WorkspaceException e) {
            found.add(new Damage(what, String.valueOf(e.getMessage())));
        }
    }

    private void mark() throws IOException {
        ManifestFile.write(folder, new ManifestFile.Mark(catalog.sequence(), catalog.chain()));
    }

    /** A crash may have left the mark behind. Where it is not, nothing is written: a workspace on a full disk can be opened. */
    private void markOpened() {
        try {
            ManifestFile.Mark there = ManifestFile.read(folder);
            if (there == null || there.sequence() != catalog.sequence()) {
                mark();
            }
        } catch (IOException e) {
            throw DiskFailure.notWritable(folder, e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private void changing(String what, Write change) {
        if (noChanges != null) {
            throw new WorkspaceException(Kind.READ_ONLY, "The workspace " + folder + " takes no changes. " + noChanges);
        }
        try {
            change.run();
        } catch (IOException | RuntimeException e) {
            // What is on disk is no longer known to be what is in memory; opening again finds out.
            noChanges = "An earlier change could not be written: open the workspace again.";
            throw new WorkspaceException(Kind.WRITE_FAILED, "The change to " + what + " could not be written to "
                    + folder + ": " + DiskFailure.reason(e)
                    + ". It is not saved. Make sure that the disk has space and can be reached, then open the workspace again.",
                    e);
        }
    }

    private <T> T reading(String what, Supplier<T> read) {
        if (CLOSED.equals(noChanges)) {
            throw new WorkspaceException(Kind.READ_ONLY, "The workspace " + folder + " is closed.");
        }
        try {
            return read.get();
        } catch (RuntimeException e) {
            // A rotten file makes the database fail in many ways, not all of them SQL errors.
            throw damaged(what, e);
        }
    }

    private WorkspaceException damaged(String what, @Nullable Throwable cause) {
        return new WorkspaceException(Kind.DAMAGED, "In the workspace " + folder + ", " + what
                + " is damaged: it is missing or is no longer what was saved. Everything else can be used.", cause);
    }

    @Override
    public void close() {
        if (!CLOSED.equals(noChanges)) {
            noChanges = CLOSED;
            try (lock) {
                store.close();
            }
        }
    }
}
