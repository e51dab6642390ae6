package tangency.storage.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tangency.core.market.Finding;
import tangency.core.market.Finding.Severity;
import tangency.core.market.MarketData;
import tangency.core.returns.Alignment;
import tangency.core.returns.Frequency;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.ReturnTable;
import tangency.core.returns.Window;
import tangency.core.scenario.MarketSpec;
import tangency.storage.SharedData;

/** Facts about the real files were counted by a few lines of Python, independently of this code. */
@NullMarked
class RealFilesTest {
    @Test
    void constituentsWithGapsAndJumps() {
        MarketData data = load("data/sp500_5y_close.csv", "data/sp500_sectors.csv", false);
        assertThat(data.prices().dates()).hasSize(1259);
        assertThat(data.universe().size()).isEqualTo(505);
        assertThat(data.findings()).noneMatch(Finding::refuses);
        assertThat(messages(data, "late listing")).hasSize(29);
        assertThat(messages(data, "gap")).hasSize(6);
        assertThat(messages(data, "jump")).hasSize(45);
        assertThat(data.findings()).extracting(Finding::where).contains("data/sp500_5y_close.csv:828:LNT",
                "data/sp500_5y_close.csv:605:NI");
        assertThat(messages(data, "jump")).anyMatch(m -> m.contains("+101.0 % on 2016-05-20"))
                .anyMatch(m -> m.contains("-62.6 % on 2015-07-02"));
        assertThat(data.universe().assets().getFirst().group("sector")).isEqualTo("Health Care");
        assertThat(data.universe().assets().getFirst().group("sourceYear")).isEqualTo("2018");
        assertThat(messages(data, "24 of 529 rows name no asset")).hasSize(1);

        ReturnTable complete = Alignment.align(data, null, Window.ALL.withMissing(MissingPolicy.DROP_ASSETS));
        assertThat(complete.ids()).hasSize(470);
        assertThat(complete.observations()).isEqualTo(1258);
        ReturnTable common = Alignment.align(data, null, Window.ALL);
        assertThat(common.observations()).as("44 dates on which all have a price").isEqualTo(43);
        assertThat(common.findings()).filteredOn(f -> f.severity() == Severity.WARNING).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"sp500_20_prices, A, 20, 1260", "sp500_5y_close, B, 100, 1258"})
    void returnsOfPricesAgreeWithTheReferenceInputs(String prices, String set, int assets, int observations) {
        MarketData reference = load("data/golden-inputs/" + set + "_returns.csv", null, true);
        List<LocalDate> dates = reference.prices().dates();
        assertThat(dates).hasSize(observations);
        assertThat(reference.prices().ids()).hasSize(assets);
        assertThat(reference.findings()).noneMatch(Finding::refuses);
        MarketData data = load("data/" + prices + ".csv", null, false);
        int first = data.prices().dates().indexOf(dates.getFirst());
        ReturnTable ours = Alignment.align(data, reference.prices().ids(),
                Window.ALL.withDates(data.prices().dates().get(first - 1), dates.getLast()));
        assertThat(ours.dates()).isEqualTo(dates);
        for (int i = 0; i < assets; i++) {
            int column = i;
            double[] own = IntStream.range(0, observations).mapToDouble(t -> ours.returns().get(t, column)).toArray();
            assertThat(own).as(ours.ids().get(i)).containsExactly(reference.prices().series(i));
        }
    }

    @Test
    void referenceReturnsAreReadToTheBit() throws Exception {
        Path path = SharedData.require("data/golden-inputs/A_returns.csv");
        MarketData data = load("data/golden-inputs/A_returns.csv", null, true);
        List<String> lines = Files.readAllLines(path);
        for (int t = 1; t < lines.size(); t++) {
            String[] cells = lines.get(t).split(",");
            for (int i = 1; i < cells.length; i++) {
                assertThat(data.prices().series(i - 1)[t - 1]).isEqualTo(Double.parseDouble(cells[i]));
            }
        }
        ReturnTable table = Alignment.align(data, null, Window.ALL);
        assertThat(table.observations()).isEqualTo(1260);
        assertThat(table.findings()).isEmpty();
    }

    @Test
    void staggeredListings() {
        MarketData data = load("data/ppo20_prices.csv", null, false);
        assertThat(data.prices().dates()).hasSize(7126);
        assertThat(messages(data, "late listing")).hasSize(10);
        assertThat(messages(data, "jump")).hasSize(40);
        assertThat(Alignment.align(data, null, Window.ALL).observations()).isEqualTo(895);
    }

    @Test
    void coinsTradeOnWeekendsAndStartLate() {
        MarketData data = load("data/crypto23_close.csv", null, false);
        assertThat(data.prices().dates()).hasSize(2991);
        assertThat(messages(data, "late listing")).hasSize(21);
        assertThat(messages(data, "gap")).hasSize(2);
        assertThat(messages(data, "jump")).hasSize(140);
        assertThat(Alignment.align(data, null, Window.ALL).observations()).isEqualTo(274);
        ReturnTable weekly = Alignment.align(data, List.of("BTC", "LTC"),
                Window.ALL.withFrequency(Frequency.WEEKLY));
        assertThat(weekly.dates()).as("weeks end on Sundays; the last one, on Tuesday 2021-07-06, is unfinished")
                .endsWith(LocalDate.parse("2021-07-04"), LocalDate.parse("2021-07-06"));
        assertThat(weekly.findings()).extracting(Finding::message).anyMatch(m -> m.contains("unfinished"));
    }

    @Test
    void returnsFileOfFunds() {
        MarketData data = load("data/etf18_returns.csv", null, true);
        assertThat(data.prices().dates()).hasSize(4193);
        ReturnTable table = Alignment.align(data, null, Window.ALL);
        assertThat(table.observations()).as("returns, not prices: none is lost").isEqualTo(4193);
        assertThat(table.findings()).isEmpty();
    }

    @Test
    void volumesGiveAdv() {
        MarketSpec spec = new MarketSpec("data/sp500_5y_close.csv", false, null, "data/sp500_5y_volume.csv", null, null,
                MarketSpec.RiskFree.ZERO);
        MarketData data = load(spec);
        int last = data.prices().dates().size();
        int column = data.prices().indexOf("AAPL");
        double[] volumes = Objects.requireNonNull(data.volumes()).series(data.volumes().indexOf("AAPL"));
        double expected = IntStream.range(last - 60, last)
                .mapToDouble(t -> data.prices().series(column)[t] * volumes[t]).sum() / 60;
        assertThat(data.universe().assets().get(column).adv()).isEqualTo(expected,
                org.assertj.core.api.Assertions.within(1e-12 * expected));
    }

    private static MarketData load(String prices, @Nullable String assets, boolean returns) {
        return load(new MarketSpec(prices, returns, assets, null, null, null, MarketSpec.RiskFree.ZERO));
    }

    private static MarketData load(MarketSpec spec) {
        SharedData.require(spec.prices());
        return MarketLoader.load(spec, Sources.files(SharedData.require("data").resolveSibling(".")));
    }

    private static List<String> messages(MarketData data, String part) {
        return data.findings().stream().map(Finding::message).filter(m -> m.contains(part)).toList();
    }
}
