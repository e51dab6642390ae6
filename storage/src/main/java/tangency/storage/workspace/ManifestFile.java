package tangency.storage.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import tangency.storage.file.BoundedFile;

/**
 * The journal's last acknowledged place, written beside the database after each save. A database file that lost its tail can open as an older state
 * that is consistent in itself, or as an empty one; only a mark outside the file tells. A crash may leave the mark behind the database, never ahead.
 */
final class ManifestFile {
    static final String NAME = "workspace.manifest";
    private static final Pattern LINE = Pattern.compile(
            "tangency-workspace/1 (\\d{1,18}) ([0-9a-f]{64})\n(?:restoring (\\d{1,18}) ([0-9a-f]{64})\n)?");

    private ManifestFile() {}

    /**
     * The journal's {@code sequence}, and the chain at it. While a backup takes a database's place, {@code instead} is the backup's: a crash then leaves
     * either of the two with a mark that knows it.
     */
    record Mark(long sequence, String chain, @Nullable Mark instead) {
        Mark(long sequence, String chain) {
            this(sequence, chain, null);
        }
    }

    /** The mark, or null where there is none. @throws WorkspaceException if the file is not a mark */
    static @Nullable Mark read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return null;
        }
        Matcher line = LINE.matcher(new String(BoundedFile.bytes(file, 1_000), StandardCharsets.ISO_8859_1));
        if (!line.matches()) {
            throw Store.damaged(folder, NAME + " is not what this program writes", null);
        }
        String restoring = line.group(3);
        return mark(line.group(1), line.group(2), restoring == null ? null : mark(restoring, line.group(4), null));
    }

    private static Mark mark(@Nullable String sequence, @Nullable String chain, @Nullable Mark instead) {
        return new Mark(Long.parseLong(String.valueOf(sequence)), String.valueOf(chain), instead);
    }

    static void write(Path folder, Mark mark) throws IOException {
        Path fresh = folder.resolve(NAME + ".new");
        Mark instead = mark.instead();
        byte[] line = ("tangency-workspace/1 " + mark.sequence() + " " + mark.chain() + "\n"
                + (instead == null ? "" : "restoring " + instead.sequence() + " " + instead.chain() + "\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
        // By the way the database is written: an interrupted thread does not close it half-way.
        try (FileChannel out = FilePath.get("retry:" + fresh).open("rw")) {
            out.truncate(0);
            for (ByteBuffer left = ByteBuffer.wrap(line); left.hasRemaining();) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
