package tangency.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Ordinary files of a bounded size, read whole. A path that someone else chose may lead to a device that never ends or a pipe that never begins. */
public final class BoundedFile {
    private BoundedFile() {}

    /**
     * All bytes of {@code file}.
     *
     * @param most how many are read; at most 2^31 - 17
     * @throws FileSystemException whose reason says so if it is no ordinary file or larger
     * @throws IOException if it cannot be read
     */
    public static byte[] bytes(Path file, long most) throws IOException {
        check(file, most);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(most + 1)); // what it says of its size may be a lie
            if (bytes.length > most) {
                throw tooLarge(file, "more", most);
            }
            return bytes;
        }
    }

    /**
     * Returns if {@code file} is an ordinary file of at most so many bytes.
     *
     * @throws FileSystemException whose reason says so if it is not
     * @throws IOException if that cannot be told
     */
    public static void check(Path file, long most) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "a device or a pipe, no ordinary file");
        }
        if (attributes.size() > most) {
            throw tooLarge(file, attributes.size() + " bytes", most);
        }
    }

    private static FileSystemException tooLarge(Path file, String size, long most) {
        return new FileSystemException(file.toString(), null, "it holds " + size + "; at most " + most
                + " bytes are read");
    }
}
