package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.core.market.Finding;

/** Each file is named for what is wrong with it; each fault is told with its place, its cause and what was expected. */
@NullMarked
class FaultyFilesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            empty                              | f.csv       | empty file
            blank-lines-only                   | f.csv       | empty file
            header-only                        | f.csv       | no data rows
            one-column                         | f.csv:1     | one column only
            no-header                          | f.csv:1     | no header
            unnamed-column                     | f.csv:1     | column 3 has no name
            duplicate-id                       | f.csv:1:AAA | stands over two columns, 2 and 4
            duplicate-date                     | f.csv:5     | the date 2024-01-03 stands already in row 3
            text-in-a-number                   | f.csv:3:AAA | "closed" is not a number
            text-in-a-number                   | f.csv:4:BBB | "n/a" is not a number
            excel-error-in-a-number            | f.csv:3:AAA | "#N/A" is not a number
            java-number-suffix                 | f.csv:3:AAA | "101d" is not a number
            java-number-suffix                 | f.csv:3:BBB | "0x1p3" is not a number
            percent-sign                       | f.csv:2:AAA | "1.5%" is not a number
            thousands-separators               | f.csv:2:AAA | thousands separators
            commas-for-decimals-or-thousands   | f.csv:2:AAA | may separate decimals or thousands
            commas-and-points                  | f.csv:3:AAA | also has decimal points
            decimal-commas-between-commas      | f.csv:2     | 5 cells, expected 3
            price-zero                         | f.csv:3:AAA | a price must be above 0, found 0
            price-negative                     | f.csv:3:BBB | a price must be above 0, found -51
            price-that-underflows-to-zero      | f.csv:3:AAA | a price must be above 0, found 1e-400
            infinite-price                     | f.csv:3:AAA | "inf" is not a finite number
            infinite-price                     | f.csv:4:BBB | "-Infinity" is not a finite number
            price-that-overflows               | f.csv:3:AAA | "1e999" is not a finite number
            ragged-row-short                   | f.csv:3     | ragged row: 2 cells, expected 3
            ragged-row-long                    | f.csv:3     | ragged row: 4 cells, expected 3
            american-dates                     | f.csv:2:Date | "01/02/2024" is not a date; expected yyyy-mm-dd
            compact-dates                      | f.csv:2:Date | "20240102" is not a date; expected yyyy-mm-dd
            day-that-does-not-exist            | f.csv:3:Date | "2024-02-30" is not a date
            blank-date                         | f.csv:3:Date | no date
            time-of-day                        | f.csv:2:Date | "2024-01-02T15:30:00" is not a date
            unclosed-quote                     | f.csv       | not readable as CSV
            workbook                           | f.csv       | a workbook or archive, not text
            binary                             | f.csv       | not a text file
            long-duplicate-date                | f.csv:4:AAA | the date 2024-01-02 stands already in row 2
            long-without-asset                 | f.csv:3:asset | no asset id
            long-negative-volume               | f.csv:3:volume | a volume must not be negative, found -5
            """)
    void refusedWithPlaceAndCause(String file, String where, String cause) {
        PriceFile read = PriceReader.read("f.csv", Resources.bytes("faulty/" + file + ".csv"), false);
        assertThat(read.findings()).filteredOn(Finding::refuses)
                .anySatisfy(finding -> {
                    assertThat(finding.where()).isEqualTo(where);
                    assertThat(finding.message()).contains(cause);
                });
    }

    @Test
    void everyFaultIsTold() {
        PriceFile read = PriceReader.read("f.csv", Resources.bytes("faulty/many-faults.csv"), false);
        assertThat(read.findings()).filteredOn(Finding::refuses).hasSize(62);
        assertThat(read.findings()).filteredOn(f -> f.message().contains("gap") || f.message().contains("no price"))
                .as("a refused cell is not told again as a gap").isEmpty();
    }

    @Test
    void refusalsBeyondAThousandAreCounted() {
        byte[] file = ("Date,AAA\n" + "2024-01-02,x\n".repeat(1_500)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<Finding> refusals = PriceReader.read("f.csv", file, false).findings().stream().filter(Finding::refuses)
                .toList();
        assertThat(refusals).hasSize(1_001);
        // 1,500 cells of text, and 1,499 rows that repeat the date.
        assertThat(refusals.getLast().message()).isEqualTo("and 1999 more refusals");
    }

    @Test
    void readingGoesOnAfterAFault() {
        PriceFile read = PriceReader.read("f.csv", Resources.bytes("faulty/text-in-a-number.csv"), false);
        assertThat(read.refused()).isTrue();
        assertThat(read.table().series(0)).containsExactly(100, Double.NaN, 102);
        assertThat(read.table().series(1)).containsExactly(50, 51, Double.NaN);
    }

    @Test
    void aFolderNamesTheFileThatIsNoDownload() {
        PriceFile read = PriceReader.readFolder("dir",
                Resources.folder("faulty/folder-with-a-wide-file", "AAA.csv", "wide.csv"));
        assertThat(read.findings()).filteredOn(Finding::refuses).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("dir/wide.csv:1");
            assertThat(finding.message()).contains("Date and Close");
        });
        assertThat(read.table().ids()).containsExactly("AAA");
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertThat(PriceReader.readFolder("dir", Map.of()).findings()).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("no CSV file"));
    }

    @Test
    void downloadsReadAsReturnsAreRefused() {
        byte[] download = Resources.bytes("downloads/AAA.csv");
        assertThat(PriceReader.read("AAA.csv", download, true).findings()).filteredOn(Finding::refuses)
                .anySatisfy(finding -> assertThat(finding.message()).contains("holds prices"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            without-id       | a.csv:1           | no column named id
            duplicate-id     | a.csv:4:id        | AAA stands already in row 2
            text-in-a-number | a.csv:2:marketCap | "large" is not a number
            text-in-a-number | a.csv:3:adv       | "unknown" is not a number
            negative-spread  | a.csv:2:spread    | must not be negative
            lot-of-zero      | a.csv:2:lot       | above 0
            ragged-row       | a.csv:3           | 3 cells, expected 2
            duplicate-column | a.csv:1:sector    | stands twice
            blank-id         | a.csv:3:id        | no asset id
            no-rows          | a.csv             | no asset below the header
            """)
    void assetsRefusedWithPlaceAndCause(String file, String where, String cause) {
        AssetFile read = AssetReader.read("a.csv", Resources.bytes("faulty/assets/" + file + ".csv"));
        assertThat(read.findings()).filteredOn(Finding::refuses).anySatisfy(finding -> {
            assertThat(finding.where()).isEqualTo(where);
            assertThat(finding.message()).contains(cause);
        });
    }
}
