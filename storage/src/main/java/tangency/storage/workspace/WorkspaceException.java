package tangency.storage.workspace;

import org.jspecify.annotations.Nullable;

/** What a workspace cannot do, in words for the person who asked: the message names the place and says what to do. */
public final class WorkspaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** Another window or program (or this one) has the workspace open. */
        OPEN_ELSEWHERE,
        /** The path is a file, or cannot stand for a workspace. */
        NOT_A_FOLDER,
        /** The folder cannot be created or written to. */
        NOT_WRITABLE,
        /** What is stored is not what was stored: rows, content or the whole journal are missing or changed. */
        DAMAGED,
        /** It is encrypted, and no password was given. */
        PASSWORD_MISSING,
        /** It is encrypted, with another password. */
        PASSWORD_WRONG,
        /** A password was given, and it has none: what is in it can be read by anybody who has the files. */
        NOT_ENCRYPTED,
        /** Written by a newer version of the program. */
        NEWER,
        /** A database is there, but not one this program made (or one with code in it). */
        NOT_A_WORKSPACE,
        /** No such scenario, version or dataset; or it is deleted. */
        NOT_FOUND,
        /** A name or text that is not accepted, or a dataset name that is taken. */
        REFUSED,
        /** Writing failed (disk full, device gone): what was asked is not acknowledged. */
        WRITE_FAILED,
        /** The workspace was opened to save what can be saved, or is closed. */
        READ_ONLY
    }

    private final Kind kind;

    WorkspaceException(Kind kind, String message) {
        this(kind, message, null);
    }

    WorkspaceException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
