package tangency.storage.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * One opener per folder, from before the database is created until it is closed. The operating system lets go of the lock when the process dies, so
 * that a lock file left by a crash means nothing.
 */
final class FolderLock implements AutoCloseable {
    static final String NAME = "workspace.lock";

    // File locks belong to the process: a second opener in this one would not be refused and, on closing its channel, would take the first one's lock
    // away. H2 would share its database with it, too. So the process remembers what it has open.
    private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private FolderLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Makes sure that the folder is there and can be written to, and takes it. */
    static FolderLock take(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new WorkspaceException(Kind.NOT_A_FOLDER,
                    folder + " is a file. A workspace is a folder: choose or name a folder.");
        }
        Path key;
        try {
            Files.createDirectories(folder);
            key = folder.toRealPath();
        } catch (IOException e) {
            throw new WorkspaceException(Kind.NOT_WRITABLE,
                    "The folder " + folder + " cannot be created (" + DiskFailure.reason(e)
                            + "). Choose a folder where you may write.",
                    e);
        }
        if (!OPEN_HERE.add(key)) {
            throw elsewhere(folder);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw elsewhere(folder);
            }
            // The lock file may be writable in a folder that is not: every save writes a new file beside it.
            Files.deleteIfExists(Files.createTempFile(folder, "workspace", ".probe"));
            return new FolderLock(key, channel);
        } catch (IOException e) {
            release(key, channel);
            throw DiskFailure.notWritable(folder, e);
        } catch (WorkspaceException e) {
            release(key, channel);
            throw e;
        }
    }

    static WorkspaceException elsewhere(Path folder) {
        return new WorkspaceException(Kind.OPEN_ELSEWHERE,
                "The workspace " + folder
                        + " is open elsewhere: in another window or another program. Close it there, or choose another folder.");
    }

    private static void release(Path key, @Nullable FileChannel channel) {
        try (channel) {
            OPEN_HERE.remove(key);
        } catch (IOException e) {
            throw new WorkspaceException(Kind.WRITE_FAILED,
                    "The lock " + key.resolve(NAME) + " could not be let go: " + DiskFailure.reason(e), e);
        }
    }

    @Override
    public void close() {
        release(key, channel);
    }
}
