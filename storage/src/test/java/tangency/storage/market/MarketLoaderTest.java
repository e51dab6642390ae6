package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.scenario.MarketSpec;

@NullMarked
class MarketLoaderTest {
    private static final String PRICES = "Date,A,B\n2024-01-02,10,20\n2024-01-03,11,21\n";

    @TempDir
    Path folder;

    @Test
    void assetsDescribePriceColumnsInTheirOrder() throws IOException {
        write("p.csv", PRICES);
        write("a.csv", "id,Name,sector,marketCap,spread,rating\nC,Gamma,Oil,1,,\nB,Beta,Oil,5e9,0.001,7\n");
        MarketData data = load("p.csv", "a.csv", null);
        assertThat(data.universe().ids()).containsExactly("A", "B");
        assertThat(data.universe().assets()).containsExactly(Asset.of("A"),
                new Asset("B", "Beta", Map.of("sector", "Oil", "rating", "7"), 5e9, null, 0.001, null));
        assertThat(data.universe().groupings()).containsExactly("sector", "rating");
        assertThat(data.findings()).extracting(f -> f.severity() + " " + f.where() + " " + f.message()).containsExactly(
                "INFO a.csv 1 of 2 assets of p.csv have no row here: A",
                "INFO a.csv 1 of 2 rows name no asset of p.csv: C");
    }

    @Test
    void missingFileIsRefusedWithTheNearestNameAndTheRestIsLoaded() throws IOException {
        write("prices.csv", PRICES);
        MarketData data = load("prices.csv", "asets.csv", null);
        write("assets.csv", "id\nA\n");
        MarketData again = load("price.csv", "assets.csv", null);
        assertThat(data.findings()).singleElement().satisfies(f -> {
            assertThat(f.refuses()).isTrue();
            assertThat(f.where()).isEqualTo("asets.csv");
            assertThat(f.message()).contains("no such file").contains(folder.resolve("asets.csv").toString());
        });
        assertThat(data.prices().dates()).hasSize(2);
        assertThat(again.findings()).filteredOn(Finding::refuses).singleElement()
                .satisfies(f -> assertThat(f.message()).contains("did you mean prices.csv?"));
    }

    @Test
    void advIsTheMeanOfPriceTimesVolumeWhereTheFileHasNone() throws IOException {
        write("p.csv", PRICES);
        write("a.csv", "id,adv\nA,77\nB,\n");
        write("v.csv", "Date,A,B\n2024-01-02,1,100\n2024-01-03,1,300\n2024-01-04,1,900\n");
        MarketData data = load("p.csv", "a.csv", "v.csv");
        assertThat(data.universe().assets()).extracting(Asset::adv).containsExactly(77.0,
                (20.0 * 100 + 21.0 * 300) / 2); // there is no price on the third date
    }

    @Test
    void volumesOfALongFileServeToo() throws IOException {
        write("p.csv", "date,asset,close,volume\n2024-01-02,A,10,5\n2024-01-03,A,20,10\n");
        assertThat(load("p.csv", null, null).universe().assets()).extracting(Asset::adv).containsExactly(125.0);
    }

    @Test
    void hashesAreOfTheBytes() throws IOException {
        write("p.csv", "abc"); // the SHA-256 of "abc" is the first example of FIPS 180-2
        assertThat(load("p.csv", null, null).inputs()).containsEntry("p.csv",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void folderOfDownloadsIsReadFileByFile() throws IOException {
        Files.createDirectory(folder.resolve("dl"));
        write("dl/B.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,5,10\n2024-01-03,1,1,1,6,20\n");
        write("dl/A.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,7,10\n2024-01-03,1,1,1,8,20\n");
        MarketData data = load("dl", null, null);
        assertThat(data.universe().ids()).containsExactly("A", "B");
        assertThat(data.findings()).isEmpty();
        assertThat(data.universe().assets()).extracting(Asset::adv).containsExactly((70.0 + 160) / 2,
                (50.0 + 120) / 2);
        String before = data.fingerprint();
        write("dl/A.csv", "Date,Open,High,Low,Close,Volume\n2024-01-02,1,1,1,7,10\n2024-01-03,1,1,1,9,20\n");
        assertThat(load("dl", null, null).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void folderWhereAFileIsExpectedIsRefused() throws IOException {
        write("p.csv", PRICES);
        Files.createDirectory(folder.resolve("a"));
        assertThat(load("p.csv", "a", null).findings()).filteredOn(Finding::refuses).singleElement()
                .satisfies(f -> assertThat(f.where()).isEqualTo("a"));
    }

    @Test
    void workspaceDatasetsArePluggedIn() {
        Sources sources = Sources.files(folder)
                .withWorkspace(path -> Source.file(path, PRICES.getBytes(StandardCharsets.UTF_8)));
        MarketData data = MarketLoader.load(MarketSpec.prices("workspace:mine"), sources);
        assertThat(data.universe().ids()).containsExactly("A", "B");
        assertThat(data.source()).isEqualTo("workspace:mine");
    }

    private MarketData load(String prices, @Nullable String assets, @Nullable String volumes) {
        return MarketLoader.load(
                new MarketSpec(prices, false, assets, volumes, null, null, MarketSpec.RiskFree.ZERO),
                Sources.files(folder));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
