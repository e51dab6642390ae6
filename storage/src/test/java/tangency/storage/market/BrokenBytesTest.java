package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.market.Finding;
import tangency.core.market.PriceTable;

/** Files broken at random: never an exception, and what is not refused holds prices above 0 on ascending dates. */
@NullMarked
class BrokenBytesTest {
    private static final int TRIALS = 400;
    private static final byte[] PIECES = ",;\t\"\n\r.-+eE0123456789naNAif \u00e4".getBytes(StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @ValueSource(strings = {"readable/plain.csv", "readable/decimal-commas.csv", "readable/quotes-and-blanks.csv",
            "readable/long.csv", "downloads/AAA.csv"})
    void pricesAreReadOrRefused(String file) {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] broken = broken(Resources.bytes(file), random);
            PriceFile read = PriceReader.read("f.csv", broken, false);
            String text = new String(broken, StandardCharsets.ISO_8859_1);
            checkTable(read.table(), text);
            assertThat(read.findings()).as(text).allSatisfy(f -> assertThat(f.message()).isNotBlank());
            if (read.table().dates().isEmpty()) {
                assertThat(read.findings()).as(text).anyMatch(Finding::refuses);
            }
            PriceReader.readFolder("dir", Map.of("A.csv", broken));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,name,sector,marketCap,lot\nAAA,Alpha,Oil,1e9,1\nBBB,\"Be, ta\",Gas,,\n"})
    void assetsAreReadOrRefused(String file) {
        SplittableRandom random = new SplittableRandom(12);
        for (int trial = 0; trial < TRIALS; trial++) {
            byte[] broken = broken(file.getBytes(StandardCharsets.UTF_8), random);
            AssetFile read = AssetReader.read("a.csv", broken);
            List<String> ids = read.assets().stream().map(a -> a.id()).toList();
            assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
            if (ids.isEmpty()) {
                assertThat(read.findings()).anyMatch(Finding::refuses);
            }
        }
    }

    private static void checkTable(PriceTable table, String text) {
        assertThat(table.ids()).as(text).doesNotHaveDuplicates().doesNotContain("");
        for (int t = 1; t < table.dates().size(); t++) {
            assertThat(table.dates().get(t)).as(text).isAfter(table.dates().get(t - 1));
        }
        for (int i = 0; i < table.ids().size(); i++) {
            assertThat(Arrays.stream(table.series(i)).allMatch(p -> Double.isNaN(p) || p > 0 && Double.isFinite(p)))
                    .as(text).isTrue();
        }
    }

    private static byte[] broken(byte[] bytes, SplittableRandom random) {
        byte[] broken = bytes.clone();
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            int at = random.nextInt(broken.length);
            switch (random.nextInt(4)) {
                case 0 -> broken[at] = PIECES[random.nextInt(PIECES.length)];
                case 1 -> broken[at] = (byte) random.nextInt(256);
                case 2 -> broken = Arrays.copyOf(broken, Math.max(1, at));
                default -> {
                    byte[] longer = Arrays.copyOf(broken, broken.length + 1);
                    System.arraycopy(broken, at, longer, at + 1, broken.length - at);
                    longer[at] = PIECES[random.nextInt(PIECES.length)];
                    broken = longer;
                }
            }
        }
        return broken;
    }
}
