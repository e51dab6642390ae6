package tangency.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DoorbellTest {
    @TempDir
    Path folder;

    private final AtomicInteger rung = new AtomicInteger();

    private Doorbell listen(Path where) {
        return Objects.requireNonNull(Doorbell.listen(where, rung::incrementAndGet));
    }

    private static String says(Path socket, byte[] words) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            try {
                channel.write(ByteBuffer.wrap(words));
                ByteBuffer answer = ByteBuffer.allocate(100);
                while (channel.read(answer) >= 0 && answer.hasRemaining()) {
                    // Until it hangs up.
                }
                return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            } catch (IOException hungUp) {
                return "";
            }
        }
    }

    @Test
    void whoListensIsCalled_andNobodyAfterwards() throws Exception {
        assertThat(Doorbell.ring(folder)).isFalse();
        try (Doorbell bell = listen(folder)) {
            assertThat(Doorbell.ring(folder)).isTrue();
            assertThat(Doorbell.ring(folder)).isTrue();
            assertThat(rung).hasValue(2);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(Doorbell.FILE))))
                    .isEqualTo("rw-------");
        }
        assertThat(Doorbell.ring(folder)).isFalse();
        assertThat(folder.resolve(Doorbell.FILE)).doesNotExist();
    }

    @Test
    void aSocketLeftByACrashIsReplaced() throws Exception {
        Path left = folder.resolve(Doorbell.FILE);
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(left));
        }
        assertThat(left).exists();
        assertThat(Doorbell.ring(folder)).isFalse();
        try (Doorbell bell = listen(folder)) {
            assertThat(Doorbell.ring(folder)).isTrue();
        }
        Files.writeString(left, "not a socket");
        assertThat(Doorbell.ring(folder)).isFalse();
        try (Doorbell bell = listen(folder)) {
            assertThat(Doorbell.ring(folder)).isTrue();
        }
    }

    @Test
    void nothingButTheOneWordIsUnderstood() throws Exception {
        try (Doorbell bell = listen(folder)) {
            Path socket = folder.resolve(Doorbell.FILE);
            for (String words : new String[]{"FOCUS\n", "quit\n\n", "focus ", "\0\0\0\0\0\0", "open /etc/passwd\n",
                    "x".repeat(1_000_000)}) {
                assertThat(says(socket, words.getBytes(StandardCharsets.US_ASCII))).isEmpty();
            }
            assertThat(rung).hasValue(0);
            // One who says nothing holds up the next for two seconds at most.
            try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                assertThat(silent.isConnected()).isTrue();
                assertThat(says(socket, "focus\n".getBytes(StandardCharsets.US_ASCII))).isEqualTo("ok\n");
            }
            assertThat(rung).hasValue(1);
        }
    }

    @Test
    void aPathTooLongForASocketFindsAnotherPlace() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));
        try (Doorbell bell = listen(deep)) {
            assertThat(deep.resolve(Doorbell.FILE)).doesNotExist();
            assertThat(Doorbell.ring(deep)).isTrue();
            assertThat(Doorbell.ring(folder)).isFalse();
        }
        assertThat(Doorbell.ring(deep)).isFalse();
    }
}
