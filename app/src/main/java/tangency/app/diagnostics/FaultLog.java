package tangency.app.diagnostics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what went wrong, by kind and place in the code and without anything of the user's: in memory, and in a file
 * that outlives the program. The file is kept small; the one before it is kept too. Thread-safe, and never a fault of
 * its own: where the file cannot be written, memory has to do.
 */
public final class FaultLog {
    static final String FILE = "faults.log";
    static final String OLDER = "faults-before.log";
    private static final long LARGEST = 256 * 1024;
    private static final int REMEMBERED = 100;
    /** A fault that comes with every frame must not push everything else out. */
    private static final int ALIKE = 10;

    private final Path folder;
    private final InstantSource clock;
    private final Deque<String> recent = new ArrayDeque<>();
    private final Map<String, Integer> alike = new HashMap<>();
    private boolean writable = true;

    /** @param folder where the file goes; made when there is something to write */
    public FaultLog(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Notes a fault.
     *
     * @param where what the program was doing, in words that are always the same ("solve")
     * @return the file it is noted in, null where it could not be written
     */
    public synchronized @Nullable Path note(String where, Throwable fault) {
        return add(where, Redaction.signature(fault), Redaction.of(fault));
    }

    /** Notes everything that is logged as a warning or worse, from now on. */
    public void listen() {
        Logger.getLogger("").addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                    noteRecord(record);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    private synchronized void noteRecord(LogRecord record) {
        // Who logged it and where from; not the text, which may name what the user works on.
        String where = record.getLevel().getName() + " " + record.getLoggerName();
        Throwable fault = record.getThrown();
        String from = record.getSourceClassName() + "." + record.getSourceMethodName();
        add(where, fault == null ? from : Redaction.signature(fault),
                fault == null ? "    at " + from + "\n" : Redaction.of(fault));
    }

    private @Nullable Path add(String where, String signature, String fault) {
        int times = alike.merge(signature, 1, Integer::sum);
        Path file = folder.resolve(FILE);
        if (times > ALIKE) {
            return writable ? file : null;
        }
        String entry = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + where + "\n" + fault
                + (times == ALIKE ? "    (not noted again)\n" : "");
        recent.addLast(entry);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        try {
            Files.createDirectories(folder);
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                Files.move(file, folder.resolve(OLDER), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            writable = true;
            return file;
        } catch (IOException e) {
            writable = false;
            return null;
        }
    }

    /** What is noted, of this run and earlier ones, oldest first; at most about 100,000 characters, the newest. */
    public synchronized String text() {
        String written = read(folder.resolve(OLDER)) + read(folder.resolve(FILE));
        String all = writable && !written.isEmpty() ? written : written + String.join("", recent);
        int from = Math.max(0, all.length() - 100_000);
        return all.substring(from);
    }

    private static String read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > 4 * LARGEST) {
                return "";
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + FILE + " cannot be read)\n";
        }
    }
}
