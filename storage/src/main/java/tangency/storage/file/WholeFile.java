package tangency.storage.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;

/**
 * Writes a file whole, or not at all: aside first, forced to disk, then moved into place. A full disk, a fault on the
 * way or the death of the process leaves what was there before.
 */
public final class WholeFile {
    private WholeFile() {}

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream stream) throws IOException;
    }

    /** As {@link #write(Path, Content)}, of bytes. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, stream -> stream.write(bytes));
    }

    /** As {@link #write(Path, Content)}, of text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes {@code content} to {@code file}, replacing what was there. A symbolic link is followed; a device or pipe,
     * which cannot be replaced, is written to.
     *
     * @throws NotDirectoryException if the folder is missing
     * @throws AccessDeniedException if the file or its folder may not be written to
     * @throws IOException if it cannot be written; {@code file} is then as it was
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; expected a file to write");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream stream = Files.newOutputStream(file)) {
                content.to(stream);
            }
            return;
        }
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NotDirectoryException(String.valueOf(folder));
        }
        if (Files.exists(target) && !Files.isWritable(target) || !Files.isWritable(folder)) {
            throw new AccessDeniedException(target.toString());
        }
        Path partial = partial(folder, target.getFileName());
        try {
            // Not createTempFile: what others may read should not depend on how it was written.
            try (FileOutputStream out = new FileOutputStream(partial.toFile());
                    OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
                content.to(buffered);
                buffered.flush();
                out.getFD().sync();
            }
            move(partial, target);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** A name of its own beside the target; a very long name is cut, so that the file system takes it. */
    private static Path partial(Path folder, @Nullable Path name) {
        String text = String.valueOf(name);
        String cut = text.codePointCount(0, text.length()) > 40
                ? text.substring(0, text.offsetByCodePoints(0, 40))
                : text;
        return folder.resolve("." + cut + "." + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()) + ".part");
    }

    private static void move(Path partial, Path target) throws IOException {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
