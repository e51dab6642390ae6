package tangency.app.shell;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * By which a second window asks the one that has the workspace to come to the front: a Unix-domain socket in the
 * workspace's folder, or where that path is too long for one, in a folder of the user's own. No port, no data: the one
 * word that is understood is "focus", and the one answer "ok". Only who holds the workspace's lock listens, so that a
 * socket left by a crash is nobody's and is replaced.
 */
final class Doorbell implements AutoCloseable {
    static final String FILE = "workspace.sock";
    private static final byte[] WORD = "focus\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "ok\n".getBytes(StandardCharsets.US_ASCII);
    /** What a socket's path may be on every system, its end included. */
    private static final int LONGEST_PATH = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path file;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Runnable ring;

    private Doorbell(Path file, ServerSocketChannel server, Selector selector, Runnable ring) {
        this.file = file;
        this.server = server;
        this.selector = selector;
        this.ring = ring;
    }

    /**
     * Listens for the workspace in {@code folder}, which must be open here and nowhere else.
     *
     * @param ring called on a thread of its own when somebody asks
     * @return null where this system or folder has no such sockets: then nobody can ask
     */
    static @Nullable Doorbell listen(Path folder, Runnable ring) {
        for (Path file : places(folder)) {
            Doorbell bell = bind(file, ring);
            if (bell != null) {
                Thread thread = new Thread(bell::serve, "tangency-doorbell");
                thread.setDaemon(true);
                thread.start();
                return bell;
            }
        }
        return null;
    }

    private static @Nullable Doorbell bind(Path file, Runnable ring) {
        ServerSocketChannel server = null;
        Selector selector = null;
        try {
            Files.deleteIfExists(file);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(file), 4);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            server.configureBlocking(false);
            selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new Doorbell(file, server, selector, ring);
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without sockets: the next place may have them.
            System.getLogger(Doorbell.class.getName()).log(System.Logger.Level.DEBUG, "No socket here", e);
            closeQuietly(server, selector);
            return null;
        }
    }

    /** One caller at a time, for a short time: whoever says nothing, or anything else, is hung up on. */
    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
                SocketChannel caller = server.accept();
                if (caller != null) {
                    answer(caller);
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closed from outside, or the system takes the socket away: nobody can ask any more.
            System.getLogger(Doorbell.class.getName()).log(System.Logger.Level.DEBUG, "No longer listening", e);
        }
    }

    private void answer(SocketChannel caller) throws IOException {
        try (caller) {
            if (Arrays.equals(read(caller, WORD.length), WORD)) {
                ring.run();
                caller.write(ByteBuffer.wrap(ANSWER));
            }
        } catch (IOException e) {
            System.getLogger(Doorbell.class.getName()).log(System.Logger.Level.DEBUG, "A caller hung up", e);
        }
    }

    /**
     * Asks whoever has the workspace in {@code folder} to come to the front. Blocks for some seconds at most.
     *
     * @return whether it answered
     */
    static boolean ring(Path folder) {
        for (Path file : places(folder)) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
                channel.write(ByteBuffer.wrap(WORD));
                if (Arrays.equals(read(channel, ANSWER.length), ANSWER)) {
                    return true;
                }
            } catch (IOException | UnsupportedOperationException e) {
                // Left by a crash, or not a socket at all: nobody is there.
                System.getLogger(Doorbell.class.getName()).log(System.Logger.Level.DEBUG, "Nobody answers", e);
            }
        }
        return false;
    }

    /** Exactly {@code length} bytes, fewer where the other side ends or takes too long. */
    private static byte[] read(SocketChannel channel, int length) throws IOException {
        channel.configureBlocking(false);
        ByteBuffer buffer = ByteBuffer.allocate(length);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (buffer.hasRemaining()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) > 0 && channel.read(buffer) < 0) {
                    break;
                }
                selector.selectedKeys().clear();
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Where the socket may be: both sides look in the same order. */
    private static List<Path> places(Path folder) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            real = folder.toAbsolutePath().normalize();
        }
        Path named = real.resolve(FILE);
        Path own = own(real);
        return tooLong(named)
                ? own == null ? List.of() : List.of(own)
                : own == null ? List.of(named) : List.of(named, own);
    }

    private static boolean tooLong(Path file) {
        return file.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH;
    }

    /** In a folder that only this user can use; null where there is none. */
    private static @Nullable Path own(Path folder) {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        Path base = runtime != null && !runtime.isBlank()
                ? Path.of(runtime)
                : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        Path mine = base.resolve("tangency-" + System.getProperty("user.name", "user").replaceAll("[^\\w.-]", "_"));
        try {
            if (!Files.isDirectory(mine, LinkOption.NOFOLLOW_LINKS)) {
                if (base.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createDirectory(mine,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else {
                    Files.createDirectory(mine);
                }
            }
            // Somebody else's folder of that name is not used.
            if (!Files.getOwner(mine, LinkOption.NOFOLLOW_LINKS)
                    .equals(Files.getOwner(Path.of(System.getProperty("user.home", "."))))) {
                return null;
            }
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
        Path file = mine.resolve(hash(folder.toString()) + ".sock");
        return tooLong(file) ? null : file;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void closeQuietly(@Nullable ServerSocketChannel server, @Nullable Selector selector) {
        try (server; selector) {
            // Closes what is there.
        } catch (IOException e) {
            System.getLogger(Doorbell.class.getName()).log(System.Logger.Level.DEBUG, "Closing a socket", e);
        }
    }

    /** Listens no more, and takes the socket away. To be called before the workspace is closed. */
    @Override
    public void close() {
        closeQuietly(server, selector);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(Doorbell.class.getName()).log(System.Logger.Level.DEBUG, "Removing a socket", e);
        }
    }
}
