package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.market.Finding;
import tangency.core.market.Finding.Severity;
import tangency.core.market.PriceTable;

/** Files in every dress hold the same three dates of two assets, one price missing. */
@NullMarked
class PriceReaderTest {
    private static final String PLAIN = new String(Resources.bytes("readable/plain.csv"), StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"plain", "semicolons", "decimal-commas", "quoted-decimal-commas", "tabs",
            "quotes-and-blanks", "midnight", "long", "long-by-asset-other-order"})
    void readInSilence(String file) {
        assertPlain(PriceReader.read("f.csv", Resources.bytes("readable/" + file + ".csv"), false));
    }

    @Test
    void windowsLineEndsAndByteOrderMarksAreReadInSilence() {
        assertPlain(read(PLAIN.replace("\n", "\r\n")));
        assertPlain(read("\ufeff" + PLAIN));
        assertPlain(PriceReader.read("f.csv", ("\ufeff" + PLAIN).getBytes(StandardCharsets.UTF_16LE), false));
        assertPlain(PriceReader.read("f.csv", ("\ufeff" + PLAIN).getBytes(StandardCharsets.UTF_16BE), false));
        assertPlain(read(PLAIN.stripTrailing()));
    }

    @Test
    void otherCharsetsAreReadWithAWarning() {
        PriceFile file = PriceReader.read("f.csv", PLAIN.replace("AAA", "Ä").getBytes(Charset.forName("windows-1252")),
                false);
        assertThat(file.table().ids()).containsExactly("Ä", "BBB");
        assertThat(file.findings()).extracting(Finding::severity).contains(Severity.WARNING);
    }

    @Test
    void oneAssetWorks() {
        PriceFile file = read("Date,A\n2024-01-02,1\n2024-01-03,2\n");
        assertThat(file.table().ids()).containsExactly("A");
        assertThat(file.refused()).isFalse();
    }

    @Test
    void returnsMayBeZeroOrNegative() {
        PriceFile file = PriceReader.read("r.csv", bytes("Date,A\n2024-01-02,0\n2024-01-03,-0.125\n"), true);
        assertThat(file.table().series(0)).containsExactly(0, -0.125);
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void unsortedDatesAreSortedAndWarnedOf() {
        PriceFile file = read("Date,A\n2024-01-03,3\n2024-01-02,2\n2024-01-05,5\n2024-01-04,4\n");
        assertThat(file.table().series(0)).containsExactly(2, 3, 4, 5);
        assertThat(file.findings()).filteredOn(f -> f.severity() == Severity.WARNING && f.message().contains("ascend"))
                .singleElement().satisfies(f -> {
                    assertThat(f.where()).isEqualTo("f.csv:3");
                    assertThat(f.message()).contains("2024-01-02 stands after 2024-01-03").contains("1 more");
                });
    }

    @Test
    void jumpIsToldWithRowColumnDateAndSize() {
        StringBuilder text = new StringBuilder("Date,A\n");
        double price = 100;
        LocalDate date = LocalDate.parse("2024-01-01");
        for (int t = 0; t < 40; t++) {
            price *= t == 20 ? 2 : t % 2 == 0 ? 1.01 : 1 / 1.01;
            text.append(date.plusDays(t)).append(',').append(price).append('\n');
        }
        assertThat(read(text.toString()).findings()).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.where()).isEqualTo("f.csv:22:A");
            assertThat(f.message()).contains("+100.0 %").contains("2024-01-21");
        });
    }

    @Test
    void largeReturnsOfAWildSeriesAreNoJumps() {
        StringBuilder text = new StringBuilder("Date,A\n");
        LocalDate date = LocalDate.parse("2024-01-01");
        for (int t = 0; t < 40; t++) {
            text.append(date.plusDays(t)).append(',').append(t % 2 == 0 ? 100 : 140 + t).append('\n');
        }
        assertThat(read(text.toString()).findings()).isEmpty();
    }

    @Test
    void gapsLateListingsAndEarlyEndsAreNoted() {
        PriceFile file = read("""
                Date,A,B,C,D
                2024-01-02,1,,1,
                2024-01-03,,1,1,
                2024-01-04,,1,,
                2024-01-05,1,1,,
                """);
        assertThat(file.findings()).extracting(f -> f.severity() + " " + f.where() + " " + f.message()).containsExactly(
                "INFO f.csv:3:A a gap of 2 dates from 2024-01-03 to 2024-01-04",
                "INFO f.csv:3:B late listing: the first price is on 2024-01-03, 1 date after the file's first",
                "INFO f.csv:3:C ends early: the last price is on 2024-01-03, 2 dates before the file's last",
                "WARNING f.csv:D no price at all");
    }

    @Test
    void longFileGivesVolumes() {
        PriceFile file = read("""
                date,asset,volume,close
                2024-01-02,A,1000,10
                2024-01-03,A,0,11
                2024-01-03,B,500,20
                """);
        assertThat(file.table().series(0)).containsExactly(10, 11);
        PriceTable volumes = Objects.requireNonNull(file.volumes());
        assertThat(volumes.ids()).containsExactly("A", "B");
        assertThat(volumes.series(0)).containsExactly(1000, 0);
        assertThat(volumes.series(1)).containsExactly(Double.NaN, 500);
    }

    @Test
    void folderOfDownloadsTakesAdjustedCloses() {
        PriceFile file = PriceReader.readFolder("dir", Resources.folder("downloads", "AAA.csv", "BBB.csv"));
        assertThat(file.table().ids()).containsExactly("AAA", "BBB");
        assertThat(file.table().series(0)).containsExactly(9.5, 10.5, 12);
        assertThat(file.table().series(1)).containsExactly(Double.NaN, 20.5, 22);
        assertThat(Objects.requireNonNull(file.volumes()).series(1)).containsExactly(Double.NaN, 500, 0);
        assertThat(file.findings()).extracting(f -> f.severity() + " " + f.where() + " " + f.message()).containsExactly(
                "INFO dir Adj Close is taken as the price, not Close",
                "INFO dir/BBB.csv:2:BBB late listing: the first price is on 2024-01-03, 1 date after the file's first");
    }

    @Test
    void singleDownloadIsOneAsset() {
        PriceFile file = PriceReader.read("data/AAA.csv", Resources.bytes("downloads/AAA.csv"), false);
        assertThat(file.table().ids()).containsExactly("AAA");
        assertThat(PriceReader.read("workspace:AAA.csv", Resources.bytes("downloads/AAA.csv"), false).table().ids())
                .containsExactly("AAA");
        assertThat(file.table().series(0)).containsExactly(9.5, 10.5, 12);
    }

    @Test
    void numbersAreReadToTheBit() {
        String[] cells = {"0.0001731344760209641", "4.9406564584124654e-324", "123456789012345678", "0.1",
                "9007199254740993",
                "1.7976931348623157e308", "179.12345678901234", "3.0000000000000004", "1e22", "1e-5", ".5", "5."};
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(bytes("Date,A\n"));
        for (int t = 0; t < cells.length; t++) {
            file.writeBytes(bytes(LocalDate.parse("2024-01-01").plusDays(t) + "," + cells[t] + "\n"));
        }
        double[] read = PriceReader.read("f.csv", file.toByteArray(), false).table().series(0);
        for (int t = 0; t < cells.length; t++) {
            assertThat(read[t]).as(cells[t]).isEqualTo(Double.parseDouble(cells[t]));
        }
    }

    private static void assertPlain(PriceFile file) {
        assertThat(file.findings()).extracting(Finding::message)
                .containsExactly("a gap of 1 date on 2024-01-03");
        assertThat(file.table().ids()).containsExactly("AAA", "BBB");
        assertThat(file.table().dates()).containsExactly(LocalDate.parse("2024-01-02"), LocalDate.parse("2024-01-03"),
                LocalDate.parse("2024-01-04"));
        assertThat(file.table().series(0)).containsExactly(100.5, 101.125, 102);
        assertThat(file.table().series(1)).containsExactly(50.25, Double.NaN, 52.75);
    }

    private static PriceFile read(String text) {
        return PriceReader.read("f.csv", bytes(text), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
