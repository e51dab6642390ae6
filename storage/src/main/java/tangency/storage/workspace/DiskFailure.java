package tangency.storage.workspace;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.WorkspaceException.Kind;

/** Failures of the disk, told apart from damage: the database wraps them. */
final class DiskFailure {
    private DiskFailure() {}

    /** What the disk said, or null if the failure did not come from the disk. A file that ends too soon is damaged; the disk did what it was asked. */
    static @Nullable IOException in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException disk && !(disk instanceof EOFException)
                    && !(disk instanceof ClosedChannelException)) {
                return disk;
            }
        }
        return null;
    }

    /** What the disk said where it was the disk, else what was thrown says. */
    static String reason(Exception e) {
        IOException disk = in(e);
        if (disk == null) {
            return String.valueOf(e.getMessage());
        }
        if (isFull(disk)) {
            return "the disk is full";
        }
        String kind = disk.getClass().getSimpleName().replace("Exception", "");
        return disk.getMessage() == null ? kind : kind + ": " + disk.getMessage();
    }

    /** No platform has a type for it; these are what Linux and macOS, Windows and quotas say. */
    private static boolean isFull(IOException disk) {
        String message = String.valueOf(disk.getMessage());
        return message.contains("No space left") || message.contains("not enough space")
                || message.contains("quota exceeded");
    }

    static WorkspaceException notWritable(Path folder, IOException e) {
        return new WorkspaceException(Kind.NOT_WRITABLE, "The workspace " + folder + " cannot be written to ("
                + reason(e)
                + "). Make sure that the disk has space and can be reached and that you may write there, or choose another folder.",
                e);
    }
}
