package tangency.storage.workspace.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.retry.FilePathRetryOnInterrupt;

/**
 * A disk that fails when told to: takes the place of the file layer through which the database and the mark are written ("retry:"). Writes, forces and
 * truncations are counted; nothing is really forced, as nothing here kills the machine. For one test at a time.
 */
public final class FaultyDisk extends FilePathWrapper {
    /** What happens at the chosen operation, and after it. */
    enum Fault {
        /** Nothing is written, once. */
        ERROR,
        /** Half is written, once. */
        SHORT,
        /** All is written, and yet it fails, once. */
        LATE,
        /** Half is written, and nothing after it: the disk is full. Forces succeed. */
        FULL,
        /** Nothing works any more. */
        GONE
    }

    private static int failAt;
    private static Fault fault = Fault.ERROR;
    private static int operations;
    private static boolean told;

    static synchronized void install() {
        heal();
        FilePath.register(new FaultyDisk());
    }

    static synchronized void remove() {
        FilePath.register(new FilePathRetryOnInterrupt());
    }

    /** Counting starts again; the {@code k}-th operation from here fails. */
    static synchronized void failAt(int k, Fault how) {
        failAt = k;
        fault = how;
        operations = 0;
        told = false;
    }

    /** From here on nothing fails. */
    static synchronized void heal() {
        failAt(Integer.MAX_VALUE, Fault.ERROR);
    }

    /** Whether something failed. */
    static synchronized boolean happened() {
        return told;
    }

    private static synchronized IOException failure(String message) {
        told = true;
        return new IOException(message);
    }

    @Override
    public String getScheme() {
        return "retry";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        reading();
        return new Channel(getBase().open(mode));
    }

    private static synchronized void reading() throws IOException {
        if (operations >= failAt && fault == Fault.GONE) {
            throw failure("Input/output error");
        }
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            int length = from.remaining();
            int written = allowed(length);
            ByteBuffer part = from.slice(from.position(), written);
            for (long at = position; part.hasRemaining();) {
                at += file.write(part, at);
            }
            from.position(from.position() + written);
            if (failing()) {
                throw failure(full() ? "No space left on device" : "Input/output error");
            }
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            allowed(0);
            if (failing() && !full()) {
                throw failure("Input/output error");
            }
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            if (allowed(1) == 1) {
                file.truncate(size);
            }
            if (failing() && !full()) {
                throw failure("Input/output error");
            }
        }

        /** Counts one operation on that many bytes. @return how many of them reach the file */
        private static int allowed(int length) {
            synchronized (FaultyDisk.class) {
                operations++;
                if (operations < failAt) {
                    return length;
                }
                boolean now = operations == failAt;
                return switch (fault) {
                    case ERROR -> now ? 0 : length;
                    case SHORT -> now ? length / 2 : length;
                    case LATE -> length;
                    case FULL -> now ? length / 2 : 0;
                    case GONE -> 0;
                };
            }
        }

        private static boolean failing() {
            synchronized (FaultyDisk.class) {
                return operations == failAt || (operations > failAt && (fault == Fault.FULL || fault == Fault.GONE));
            }
        }

        private static boolean full() {
            return fault == Fault.FULL;
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            reading();
            return file.read(to, position);
        }

        @Override
        public long size() throws IOException {
            reading();
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
