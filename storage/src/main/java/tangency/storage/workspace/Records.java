package tangency.storage.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.Database.Mode;
import tangency.storage.workspace.Entry.Change;
import tangency.storage.workspace.Store.Content;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * The lock, the database, the mark beside it and the catalog in memory, kept in step: a change is in all of them or the workspace takes no more.
 * {@link Workspace} says what the changes mean. Not thread-safe.
 */
final class Records implements AutoCloseable {
    private static final String CLOSED = "It is closed.";
    static final String FRESH = Database.NAME + ".new";

    private final Path folder;
    private final InstantSource clock;
    private final @Nullable FolderLock lock;
    private final @Nullable FileKey key;
    private final Schema schema;
    private final Store store;
    private final Catalog catalog = new Catalog();
    private final List<Damage> damage;
    private @Nullable String noChanges;

    private Records(Path folder, InstantSource clock, @Nullable FolderLock lock, @Nullable FileKey key, Schema schema,
            Store store, Ledger ledger) {
        this.folder = folder;
        this.clock = clock;
        this.lock = lock;
        this.key = key;
        this.schema = schema;
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

    static Records open(Path folder, InstantSource clock, @Nullable Password password, Schema schema) {
        Records records = openAnyway(folder, clock, password, schema, true).refuseDamage();
        try {
            records.markOpened();
            return records;
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
    }

    static Records salvage(Path folder, InstantSource clock, @Nullable Password password) {
        Records records = openAnyway(folder, clock, password, Schema.CURRENT, false);
        records.noChanges = "It was opened to save what can be read.";
        return records;
    }

    private static Records openAnyway(Path given, InstantSource clock, @Nullable Password password, Schema schema,
            boolean upgrade) {
        Path folder = given.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(folder);
        FileKey key = null;
        Store store = null;
        try {
            ManifestFile.Mark mark = ManifestFile.read(folder);
            Path file = folder.resolve(Store.FILE);
            if (!Files.exists(file) && mark == null) {
                key = password == null ? null : FileKey.fresh(password);
                create(folder, key, schema);
            } else if (!Files.exists(file) || Files.size(file) == 0) {
                throw Store.damaged(folder,
                        "its database " + Store.FILE + (Files.exists(file) ? " is empty" : " is missing"), null);
            } else {
                key = CipherHeader.unlock(folder, file, password);
            }
            store = Store.open(new Database(folder, Store.DATABASE, key), Mode.WRITE, mark != null, schema);
            if (upgrade && store.older()) {
                store.close();
                new Upgrade(folder, key, mark, schema).carryOut(clock.instant());
                store = Store.open(new Database(folder, Store.DATABASE, key), Mode.WRITE, true, schema);
            }
            return new Records(folder, clock, lock, key, schema, store, store.ledger(mark));
        } catch (IOException | RuntimeException e) {
            close(store, key, lock);
            throw explained(folder, e);
        }
    }

    /** How the key of a file is come by. */
    @FunctionalInterface
    interface Unlock {
        @Nullable
        FileKey key(Path folder, Path file) throws IOException;
    }

    /** Opens a database that lies in a folder and is changed by nobody, such as a backup's, for looking; any number may. */
    static Records view(Path folder, String name, InstantSource clock, Unlock unlock, Schema schema, String why) {
        FileKey key = null;
        Store store = null;
        try {
            ManifestFile.Mark mark = ManifestFile.read(folder);
            Path file = folder.resolve(name + Database.END);
            if (mark == null || !Files.exists(file)) {
                throw Store.damaged(folder, (mark == null ? ManifestFile.NAME : file.getFileName()) + " is missing",
                        null);
            }
            key = unlock.key(folder, file);
            store = Store.open(new Database(folder, name, key), Mode.READ, true, schema);
            if (store.older()) {
                throw new WorkspaceException(Kind.REFUSED, folder
                        + " was made by an older version of this program. Restore it to see what is in it; that brings it up to date.");
            }
            Records records = new Records(folder, clock, null, key, schema, store, store.ledger(mark)).refuseDamage();
            records.noChanges = why;
            return records;
        } catch (IOException | RuntimeException e) {
            close(store, key, null);
            throw explained(folder, e);
        }
    }

    Records viewOf(Path place, @Nullable FileKey its, String why) {
        return view(place, Store.DATABASE, clock, (in, file) -> CipherHeader.unlock(in, file, its), schema, why);
    }

    /** Writes all of it to a database elsewhere, forced. It is not read back. */
    void copyTo(Database to, @Nullable FileKey its) throws IOException {
        try {
            StoreCopy.make(store, to, its, schema);
        } catch (SQLException | RuntimeException e) {
            List<Damage> found = check();
            if (!found.isEmpty()) {
                throw Store.damaged(folder, found.getFirst().message(), e);
            }
            throw new WorkspaceException(Kind.WRITE_FAILED,
                    "A copy of the workspace could not be written to " + to.folder() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Puts a compact copy, under another key if one is given, in the database's place, once it was read back. After that there is nothing left to do with
     * these records but to close them.
     */
    void rewrite(@Nullable FileKey its) throws IOException {
        Database fresh = new Database(folder, FRESH, its);
        try {
            copyTo(fresh, its);
            try (Records copy = view(folder, FRESH, clock, (in, file) -> CipherHeader.unlock(in, file, its), schema,
                    "It is a copy.")) {
                List<Damage> found = copy.check();
                if (!found.isEmpty() || !copy.mark().equals(mark())) {
                    throw Store.damaged(folder,
                            found.isEmpty() ? "a copy of it is not what was copied" : found.getFirst().message(),
                            null);
                }
            }
            noChanges = "Its database was replaced: open the workspace again.";
            store.close();
            Disk.move(fresh.file(), folder.resolve(Store.FILE));
        } finally {
            Files.deleteIfExists(fresh.file());
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

    private Records refuseDamage() {
        if (damage.isEmpty()) {
            return this;
        }
        close();
        int more = damage.size() - 1;
        throw Store.damaged(folder, damage.getFirst().message() + (more > 0 ? " (and " + more + " more)" : ""), null);
    }

    /** Built aside and moved into place when complete: a crash on the way leaves no half-made database. */
    private static void create(Path folder, @Nullable FileKey key, Schema schema) {
        Database fresh = new Database(folder, FRESH, key);
        try {
            try (Store store = Store.create(fresh, key, schema)) {
                store.sync();
            }
            Disk.force(fresh.file());
            Disk.move(fresh.file(), folder.resolve(Store.FILE));
        } catch (IOException e) {
            throw DiskFailure.notWritable(folder, e);
        }
    }

    private static void close(@Nullable Store store, @Nullable FileKey key, @Nullable FolderLock lock) {
        try (lock; key; store) {
            // Closes what is there, the database first.
        }
    }

    Path folder() {
        return folder;
    }

    /** Makes the file small if most of it is dead: a compact copy takes its place. There is nothing left to do then but to close. */
    void compact() {
        try {
            if (store.wasteful()) {
                rewrite(key);
            }
        } catch (IOException | SQLException e) {
            throw new WorkspaceException(Kind.WRITE_FAILED, "The workspace " + folder
                    + " could not be made smaller (" + DiskFailure.reason(e) + "). It is as it was.", e);
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** Null where the workspace is not encrypted. */
    @Nullable
    FileKey key() {
        return key;
    }

    ManifestFile.Mark mark() {
        return new ManifestFile.Mark(catalog.sequence(), catalog.chain());
    }

    /** Whether changes are taken; if not, it is closed, a view, or something went wrong. */
    boolean writable() {
        return noChanges == null;
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
            writeMark();
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

    private void writeMark() throws IOException {
        ManifestFile.write(folder, mark());
    }

    /** A crash may have left the mark behind. Where it fits, nothing is written: a workspace on a full disk can be opened. */
    private void markOpened() {
        try {
            if (!mark().equals(ManifestFile.read(folder))) {
                writeMark();
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
            close(store, key, lock);
        }
    }
}
