package tangency.storage.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The inputs that the fuzzer starts from, as they are and broken at random: read or refused, and nothing else. */
class MutatedSeedsTest {
    private static final List<String> PIECES = List.of(",", ";", "\t", "\"", "\n", "\r", ".", "-", "1e999999999", "NaN",
            "\u0000",
            "\ufeff", "\ud83d\ude00", "2024-02-30", "0000-00-00", "9999-12-31", "{", "}", "[", "]", "[[[[[[[[", ":",
            "null",
            "\\ud800", "\\u0000", "9223372036854775808", "-0", "1e-400", "true", "\"name\":", "group:", "../",
            "PK\3\4");

    @ParameterizedTest
    @EnumSource
    void aFewBroken(Reader reader) throws IOException {
        broken(reader, 400);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void manyBroken(Reader reader) throws IOException {
        broken(reader, 100_000);
    }

    private static void broken(Reader reader, int trials) throws IOException {
        List<byte[]> seeds = reader.seeds(Path.of("src/test/resources/tangency/storage"));
        seeds.forEach(reader::read);
        SplittableRandom random = new SplittableRandom(17);
        for (int trial = 0; trial < trials; trial++) {
            byte[] input = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            try {
                assertThat(reader.read(input)).matches("(?s)read|refused: .+");
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("Trial " + trial + ": " + HexFormat.of().formatHex(input), e);
            }
        }
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, SplittableRandom random) {
        byte[] bytes = seed;
        for (int k = random.nextInt(1, 6); k > 0; k--) {
            int at = random.nextInt(bytes.length + 1);
            int to = random.nextInt(at, bytes.length + 1);
            bytes = switch (random.nextInt(6)) {
                case 0 ->
                    joined(bytes, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8), at);
                case 1 -> joined(bytes, at, new byte[0], Math.min(to, at + 8));
                case 2 -> joined(bytes, at, new byte[]{(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
                case 3 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(to, at + 64)), at);
                case 4 -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    int from = random.nextInt(other.length + 1);
                    yield joined(bytes, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + 100)), to);
                }
                default -> {
                    byte[] flipped = bytes.clone();
                    if (at < flipped.length) {
                        flipped[at] ^= (byte) (1 << random.nextInt(8));
                    }
                    yield flipped;
                }
            };
        }
        return bytes;
    }

    /** {@code bytes} up to {@code at}, then {@code piece}, then {@code bytes} from {@code rest}. */
    private static byte[] joined(byte[] bytes, int at, byte[] piece, int rest) {
        byte[] joined = Arrays.copyOf(bytes, at + piece.length + bytes.length - rest);
        System.arraycopy(piece, 0, joined, at, piece.length);
        System.arraycopy(bytes, rest, joined, at + piece.length, bytes.length - rest);
        return joined;
    }
}
