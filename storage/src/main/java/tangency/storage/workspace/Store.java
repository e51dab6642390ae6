package tangency.storage.workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.Database.Mode;
import tangency.storage.workspace.WorkspaceException.Kind;

/** The database file: rows in and out, nothing about what they mean. SQL failures leave as {@link org.jdbi.v3.core.JdbiException}. */
final class Store implements AutoCloseable {
    static final String DATABASE = Database.NAME;
    static final String FILE = DATABASE + Database.END;
    private static final int PART = 256 * 1024;
    private static final long WORTH_COMPACTING = 16L << 20;
    private static final int ELSEWHERE = 90020;
    private static final int NEWER_FILE = 90048;

    private final Database database;
    private final Connection connection;
    private final Jdbi jdbi;
    private boolean older;

    private Store(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
        this.jdbi = Jdbi.create(connection);
    }

    /**
     * Opens a database that exists and that nobody else has open, or refuses it: one that is damaged, that is not of this program, or that a newer one
     * wrote. One of an older schema is opened as it is. Closing the store closes {@code database}.
     *
     * @param marked whether the folder's mark says that there was a workspace here
     */
    static Store open(Database database, Mode mode, boolean marked, Schema schema) {
        Store store = null;
        try {
            if (!SchemaGuard.check(database.folder(), database.file(), database.filePassword())) {
                throw notOurs(database.folder(), marked);
            }
            JdbcDataSource source = database.source(mode);
            store = new Store(database, source.getConnection());
            store.inspect(mode, marked);
            Schema.State state = schema.state(store.connection, source);
            if (state.found() == null) {
                throw damaged(database.folder(), "the record of its schema is empty", null);
            }
            if (state.newer()) {
                throw newer(database.folder(),
                        "its schema is " + state.found() + ", this program knows " + state.known(), null);
            }
            store.older = state.older();
            return store;
        } catch (SQLException | RuntimeException e) {
            if (store == null) {
                database.close();
            } else {
                store.close();
            }
            throw e instanceof WorkspaceException known ? known : explained(database.folder(), e);
        }
    }

    /** Makes a new, empty database, replacing a file that may be there. Not forced. */
    static Store create(Database database, @Nullable FileKey key, Schema schema) throws IOException {
        Files.deleteIfExists(database.file());
        if (key != null) {
            Disk.write(database.file(), CipherHeader.block(key));
        }
        Store store = null;
        try {
            JdbcDataSource source = database.source(Mode.CREATE);
            store = new Store(database, source.getConnection());
            schema.migrate(source);
            return store;
        } catch (SQLException | RuntimeException e) {
            if (store != null) {
                store.close();
            }
            throw new WorkspaceException(Kind.NOT_WRITABLE,
                    "No workspace can be created in " + database.folder() + ": " + DiskFailure.reason(e) + ".", e);
        }
    }

    /** Before anything of ours is asked of a database that exists: is it one of ours? */
    private void inspect(Mode mode, boolean marked) {
        Path folder = database.folder();
        try (Handle handle = jdbi.open()) {
            if (mode == Mode.WRITE && one(handle, "SELECT READONLY()", Boolean.class)) {
                throw new WorkspaceException(Kind.NOT_WRITABLE,
                        "The file " + database.file() + " cannot be written to. Change its permissions.");
            }
            // A view, trigger or routine could run when a table is read or written: a database of ours has none.
            long foreign = one(handle,
                    "SELECT (SELECT COUNT(*) FROM INFORMATION_SCHEMA.ROUTINES) + (SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRIGGERS)"
                            + " + (SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'"
                            + " AND (TABLE_TYPE <> 'BASE TABLE' OR STORAGE_TYPE NOT IN ('CACHED', 'MEMORY')))",
                    Long.class);
            if (foreign > 0) {
                throw new WorkspaceException(Kind.NOT_A_WORKSPACE, "The database in " + folder
                        + " holds views, triggers or code, which a workspace never does. It was not made by this program and is not opened.");
            }
            long known = one(handle,
                    "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_NAME = 'flyway_schema_history'",
                    Long.class);
            if (known == 0) {
                throw notOurs(folder, marked);
            }
        }
    }

    private static WorkspaceException notOurs(Path folder, boolean marked) {
        return marked
                ? damaged(folder, "its database is unexpectedly empty", null)
                : new WorkspaceException(Kind.NOT_A_WORKSPACE,
                        "The database in " + folder + " was not made by this program. Choose another folder.");
    }

    private static WorkspaceException explained(Path folder, Exception failure) {
        int code = 0;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                code = sql.getErrorCode();
            }
        }
        return switch (code) {
            case ELSEWHERE -> FolderLock.elsewhere(folder);
            case NEWER_FILE -> newer(folder, "its file format is not known", failure);
            default -> {
                IOException disk = DiskFailure.in(failure);
                throw disk == null
                        ? damaged(folder, "its database cannot be opened: " + failure.getMessage(), failure)
                        : DiskFailure.notWritable(folder, disk);
            }
        };
    }

    static WorkspaceException damaged(Path folder, String what, @Nullable Throwable cause) {
        return new WorkspaceException(Kind.DAMAGED, "The workspace " + folder + " is damaged: "
                + (what.endsWith(".") ? what.substring(0, what.length() - 1) : what)
                + ". Nothing was changed. Keep a copy of the folder, then restore a backup or export what can still be read.",
                cause);
    }

    static WorkspaceException newer(Path folder, String why, @Nullable Throwable cause) {
        return new WorkspaceException(Kind.NEWER,
                "The workspace " + folder + " was written by a newer version of this program (" + why
                        + "). Update the program to open it.",
                cause);
    }

    private static <T> T one(Handle handle, String sql, Class<T> type) {
        return handle.createQuery(sql).mapTo(type).one();
    }

    /** Whether the file is large and at least three quarters of it hold nothing any more. */
    boolean wasteful() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT CAST(SETTING_VALUE AS BIGINT) FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = ?")) {
            return number(select, "info.FILE_SIZE") >= WORTH_COMPACTING
                    && number(select, "info.CHUNKS_FILL_RATE") <= 25;
        }
    }

    private static long number(PreparedStatement select, String setting) throws SQLException {
        select.setString(1, setting);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Whether the database is of an older schema than this program's: it is to be upgraded before it is used. */
    boolean older() {
        return older;
    }

    /** The hashes of all contents that are what was stored. */
    Set<String> sound() {
        return jdbi.withHandle(handle -> {
            Set<String> sound = new HashSet<>();
            for (String sha256 : handle.createQuery("SELECT sha256 FROM content").mapTo(String.class).list()) {
                if (read(handle, sha256) != null) {
                    sound.add(sha256);
                }
            }
            return sound;
        });
    }

    Ledger ledger(ManifestFile.@Nullable Mark mark) {
        try (Handle handle = jdbi.open()) {
            List<Damage> unreadable = new ArrayList<>();
            List<Entry> entries = new ArrayList<>();
            handle.createQuery(
                    "SELECT sequence, action, subject, name, label, at_millis, sha256, detail, chain FROM journal ORDER BY sequence")
                    .map((row, context) -> {
                        try {
                            return Optional.of(new Entry(row.getLong(1), Action.valueOf(row.getString(2)),
                                    row.getString(3), row.getString(4),
                                    row.getString(5), row.getLong(6), row.getString(7), row.getString(8),
                                    row.getString(9)));
                        } catch (IllegalArgumentException e) {
                            unreadable.add(new Damage("change " + row.getLong(1),
                                    "Change " + row.getLong(1) + " is of an unknown kind."));
                            return Optional.<Entry>empty();
                        }
                    }).forEach(row -> row.ifPresent(entries::add));
            Ledger.Manifest manifest = handle.createQuery("SELECT entries, sequence, chain FROM manifest WHERE one = 1")
                    .map((row, context) -> new Ledger.Manifest(row.getLong(1), row.getLong(2), row.getString(3)))
                    .findOne().orElse(null);
            return Ledger.check(entries, unreadable, manifest, mark);
        }
    }

    /** A journal entry, the content it stands for and the manifest, in one transaction, on disk when this returns. */
    void append(Entry entry, @Nullable Content content) {
        jdbi.useTransaction(handle -> {
            if (content != null) {
                write(handle, content);
            }
            handle.createUpdate(
                    "INSERT INTO journal (sequence, action, subject, name, label, at_millis, sha256, detail, chain)"
                            + " VALUES (:sequence, :action, :subject, :name, :label, :at, :sha256, :detail, :chain)")
                    .bind("sequence", entry.sequence())
                    .bind("action", entry.action().name()).bind("subject", entry.subject()).bind("name", entry.name())
                    .bind("label", entry.label())
                    .bind("at", entry.atMillis()).bind("sha256", entry.sha256()).bind("detail", entry.detail())
                    .bind("chain", entry.chain()).execute();
            int counted = handle.execute(
                    "UPDATE manifest SET entries = entries + 1, sequence = ?, chain = ? WHERE one = 1 AND sequence = ?",
                    entry.sequence(), entry.chain(), entry.sequence() - 1);
            if (counted != 1) {
                throw new IllegalStateException("the manifest does not stand at change " + (entry.sequence() - 1));
            }
        });
        sync();
    }

    /** Makes sure that content which the journal already names is whole on disk. */
    void ensure(Content content) {
        jdbi.useTransaction(handle -> write(handle, content));
        sync();
    }

    /** Work on the connection itself. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    void using(Work work) throws SQLException {
        work.on(connection);
    }

    void sync() {
        jdbi.useHandle(handle -> handle.execute("CHECKPOINT SYNC"));
    }

    /** What is there already is kept if it is whole, and written anew if it is not: a save of damaged content repairs it. */
    private static void write(Handle handle, Content content) {
        if (read(handle, content.sha256()) != null) {
            return;
        }
        handle.execute("DELETE FROM content_part WHERE sha256 = ?", content.sha256());
        handle.execute("DELETE FROM content WHERE sha256 = ?", content.sha256());
        byte[] stored = content.packed() ? packed(content.bytes()) : content.bytes();
        int parts = (stored.length + PART - 1) / PART;
        handle.execute("INSERT INTO content (sha256, encoding, size, parts) VALUES (?, ?, ?, ?)", content.sha256(),
                content.packed() ? "gzip" : "plain",
                content.bytes().length, parts);
        for (int part = 0; part < parts; part++) {
            handle.execute("INSERT INTO content_part (sha256, part, bytes) VALUES (?, ?, ?)", content.sha256(), part,
                    Arrays.copyOfRange(stored, part * PART, Math.min(stored.length, (part + 1) * PART)));
        }
    }

    /** The bytes whose hash this is, or null if they are missing or no longer have that hash. */
    byte @Nullable [] read(String sha256) {
        return jdbi.withHandle(handle -> Optional.ofNullable(read(handle, sha256))).orElse(null);
    }

    private static byte @Nullable [] read(Handle handle, String sha256) {
        Header header = handle.createQuery("SELECT encoding, size FROM content WHERE sha256 = ?").bind(0, sha256)
                .map((row, context) -> new Header(row.getString(1), row.getLong(2))).findOne().orElse(null);
        if (header == null || header.size() > Workspace.LARGEST) {
            return null;
        }
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        handle.createQuery("SELECT bytes FROM content_part WHERE sha256 = ? ORDER BY part").bind(0, sha256)
                .mapTo(byte[].class)
                .forEach(stored::writeBytes);
        byte[] bytes;
        try {
            bytes = header.encoding().equals("gzip")
                    ? unpacked(stored.toByteArray(), header.size())
                    : stored.toByteArray();
        } catch (IOException e) {
            return null;
        }
        return Sha256.of(bytes).equals(sha256) ? bytes : null;
    }

    Optional<Setting> setting(String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT text, sha256 FROM setting WHERE name = ?").bind(0, name)
                        .map((row, context) -> new Setting(row.getString(1), row.getString(2))).findOne());
    }

    List<String> settings() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT name FROM setting ORDER BY name").mapTo(String.class).list());
    }

    void putSetting(String name, Setting setting) {
        jdbi.useTransaction(handle -> handle.execute(
                "MERGE INTO setting (name, text, sha256) KEY (name) VALUES (?, ?, ?)", name, setting.text(),
                setting.sha256()));
        sync();
    }

    /** Bytes under their own hash; {@code packed}: to be stored gzipped. */
    record Content(String sha256, byte[] bytes, boolean packed) {}

    record Setting(String text, String sha256) {}

    private record Header(String encoding, long size) {}

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return out.toByteArray();
    }

    /** At most one byte more than the {@code size} it should be: what unpacks to more than it says is not unpacked. */
    private static byte[] unpacked(byte[] stored, long size) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            return gzip.readNBytes((int) size + 1);
        }
    }

    @Override
    public void close() {
        try (database) {
            connection.close();
        } catch (SQLException e) {
            throw new WorkspaceException(Kind.WRITE_FAILED,
                    "The workspace could not be closed: " + DiskFailure.reason(e) + ".", e);
        }
    }
}
