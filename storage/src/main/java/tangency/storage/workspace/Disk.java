package tangency.storage.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.h2.store.fs.FilePath;

/**
 * Files that are on disk when a method returns: contents forced, and the folder that names them too. Written by the way the database is: an interrupted
 * thread does not close a file half-way.
 */
final class Disk {
    private Disk() {}

    /** What is written. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    static void write(Path file, Content content) throws IOException {
        try (FileChannel channel = FilePath.get("retry:" + file).open("rw")) {
            channel.truncate(0);
            OutputStream out = Channels.newOutputStream(channel);
            content.to(out);
            out.flush();
            channel.force(true);
        }
    }

    /** A copy to the byte. @return its SHA-256, read back from the copy */
    static String copy(Path file, Path copy) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            write(copy, in::transferTo);
        }
        String written = HexFormat.of().formatHex(digest.digest());
        String found = sha256(copy);
        if (!found.equals(written)) {
            throw new IOException(copy + " is not what was written to it");
        }
        return found;
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Forces a file that something else wrote. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FilePath.get("retry:" + file).open("rw")) {
            channel.force(true);
        }
    }

    /** Puts {@code fresh}, a file or folder beside it, in the place of {@code target}: at any moment either the old or the new one is there. */
    static void move(Path fresh, Path target) throws IOException {
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            forceFolder(folder);
        }
    }

    /** Makes names in a folder last. Where a system opens no folders (Windows, which orders such changes itself) nothing is done. */
    static void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FilePath.get("retry:" + folder).open("r");
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** Deletes a file, or a folder with all that is in it, if it is there. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
