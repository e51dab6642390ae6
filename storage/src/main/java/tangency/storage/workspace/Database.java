package tangency.storage.workspace;

import java.nio.file.Path;
import java.util.Arrays;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.WorkspaceException.Kind;

/** A database file and the way to open it. Closing it wipes the password; connections that are open stay open. */
final class Database implements AutoCloseable {
    static final String NAME = "workspace";
    static final String END = ".mv.db";
    private static final String USER = "tangency";

    static {
        // A database file can name Java classes and methods to run. The launcher forbids it, too; this is for whoever opens a workspace without it.
        if (System.getProperty("h2.allowedClasses") == null) {
            System.setProperty("h2.allowedClasses", "none");
        }
    }

    enum Mode {
        /** Made if it is not there. */
        CREATE,
        /** By one only, who may change it. */
        WRITE,
        /** By any number, for looking. The file is not locked and must be one that nobody changes. */
        READ
    }

    private final Path folder;
    private final String name;
    private final char[] password;
    private final boolean encrypted;

    Database(Path folder, String name, @Nullable FileKey key) {
        if (folder.toString().indexOf(';') >= 0) {
            throw new WorkspaceException(Kind.NOT_A_FOLDER,
                    "A workspace's path cannot hold a semicolon: " + folder + ". Choose another folder.");
        }
        this.folder = folder;
        this.name = name;
        this.encrypted = key != null;
        this.password = key == null ? new char[0] : key.databasePassword();
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return folder.resolve(name + END);
    }

    /**
     * WRITE_DELAY=0 writes inside the commit. REUSE_SPACE=FALSE only appends to the file: with it on, H2 2.5.252 came back to an older state after
     * kills while documents of some hundred kilobytes were saved, though each save had ended with CHECKPOINT SYNC (the module's README has the figures).
     * The prefix "retry:" survives a thread that is interrupted while it saves, which would close a plain file channel.
     */
    JdbcDataSource source(Mode mode) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:retry:" + folder.resolve(name) + (encrypted ? ";CIPHER=AES" : "")
                + ";WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0"
                + switch (mode) {
                    case CREATE -> "";
                    case WRITE -> ";IFEXISTS=TRUE";
                    case READ -> ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r;FILE_LOCK=NO";
                });
        source.setUser(USER);
        source.setPasswordChars(password);
        return source;
    }

    /** The part of the password that the file below the database is encrypted with; null if it is not. */
    char @Nullable [] filePassword() {
        return encrypted ? Arrays.copyOf(password, password.length - 1) : null;
    }

    @Override
    public void close() {
        Arrays.fill(password, '\0');
    }
}
