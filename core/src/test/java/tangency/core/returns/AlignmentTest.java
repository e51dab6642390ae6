package tangency.core.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.Finding.Severity;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;

/** Expected figures are worked out by hand from the few prices of each example. */
@NullMarked
class AlignmentTest {
    private static final double NONE = Double.NaN;

    @Test
    void pricesBecomeSimpleReturns() {
        ReturnTable table = align(prices("2024-01-02", new double[]{100, 110, 99}, new double[]{50, 25, 75}),
                Window.ALL);
        assertThat(table.returns().toRows())
                .isDeepEqualTo(new double[][]{{110.0 / 100 - 1, 25.0 / 50 - 1}, {99.0 / 110 - 1, 75.0 / 25 - 1}});
        assertThat(table.dates()).containsExactly(LocalDate.parse("2024-01-03"), LocalDate.parse("2024-01-04"));
        assertThat(table.findings()).isEmpty();
    }

    @Test
    void oneAssetWorks() {
        ReturnTable table = align(prices("2024-01-02", new double[]{100, 110, 99}), Window.ALL);
        assertThat(table.returns().rows()).isEqualTo(2);
        assertThat(table.returns().columns()).isEqualTo(1);
        assertThat(table.findings()).isEmpty();
    }

    @Test
    void universeSelectsAndOrders() {
        MarketData market = prices("2024-01-02", new double[]{1, 2, 1}, new double[]{1, 3, 1}, new double[]{1, 5, 1});
        ReturnTable table = Alignment.align(market, List.of("C", "A"), Window.ALL);
        assertThat(table.ids()).containsExactly("C", "A");
        assertThat(table.returns().row(0)).containsExactly(4, 1);
    }

    @Test
    void unknownAssetIsNamedWithTheNearest() {
        MarketData market = market(List.of("MSFT", "AAPL"), weekdays("2024-01-02", 3), false,
                new double[]{1, 2, 3}, new double[]{1, 2, 3});
        ReturnTable table = Alignment.align(market, List.of("AAPL", "MSFTT", "AAPL"), Window.ALL);
        assertThat(errors(table)).extracting(Finding::where).containsExactly("universe:MSFTT", "universe:AAPL");
        assertThat(errors(table)).extracting(Finding::message).first().asString().contains("did you mean MSFT?");
        assertThat(errors(table)).extracting(Finding::message).last().asString().contains("twice");
    }

    @Test
    void windowTakesPricesFromAndToInclusive() {
        MarketData market = prices("2024-01-01", new double[]{1, 2, 4, 8, 16});
        ReturnTable table = align(market, Window.ALL.withDates(LocalDate.parse("2024-01-02"),
                LocalDate.parse("2024-01-04")));
        assertThat(table.dates()).containsExactly(LocalDate.parse("2024-01-03"), LocalDate.parse("2024-01-04"));
    }

    @Test
    void windowOutsideTheFileIsRefusedWithWhatTheFileCovers() {
        ReturnTable table = align(prices("2024-01-01", new double[]{1, 2, 4}),
                Window.ALL.withDates(LocalDate.parse("2025-01-01"), null));
        assertThat(errors(table)).singleElement().extracting(Finding::message).asString()
                .contains("2024-01-01 to 2024-01-03");
    }

    @Test
    void dropDatesSpansTheDroppedDate() {
        ReturnTable table = align(prices("2024-01-01", new double[]{100, NONE, 120, 60}, new double[]{10, 20, 30, 15}),
                Window.ALL);
        assertThat(table.returns().toRows()).isDeepEqualTo(new double[][]{{120.0 / 100 - 1, 2}, {-0.5, -0.5}});
        assertThat(table.findings()).singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.INFO))
                .satisfies(f -> assertThat(f.message()).contains("1 of 4 dates").contains("A misses 1"));
    }

    @Test
    void dropDatesThatKeepsFewerThanHalfIsWarnedOf() {
        ReturnTable table = align(
                prices("2024-01-01", new double[]{1, 2, 3, 4, 5, 6, 7}, new double[]{NONE, NONE, NONE, NONE, 1, 2, 1}),
                Window.ALL);
        assertThat(table.returns().rows()).isEqualTo(2);
        assertThat(table.findings()).singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING))
                .satisfies(f -> assertThat(f.message()).contains("3 of 7").contains("B starts 2024-01-05"));
    }

    @Test
    void dropDatesWithoutACommonDateNamesTheCause() {
        ReturnTable table = align(prices("2024-01-01", new double[]{1, 2, NONE, NONE}, new double[]{NONE, NONE, 1, 2}),
                Window.ALL);
        assertThat(table.returns().rows()).isZero();
        assertThat(errors(table)).singleElement().extracting(Finding::message).asString()
                .contains("no date on which all 2 assets have a price").contains("A ends 2024-01-02")
                .contains("B starts 2024-01-03");
    }

    @Test
    void dropDatesEqualsTheCompleteRows() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 50; trial++) {
            double[][] values = random(random, 3, 30, 0.1);
            List<LocalDate> dates = weekdays("2024-01-01", 30);
            List<Integer> complete = IntStream.range(0, 30)
                    .filter(t -> Arrays.stream(values).noneMatch(v -> Double.isNaN(v[t]))).boxed().toList();
            double[][] rows = Arrays.stream(values).map(v -> complete.stream().mapToDouble(t -> v[t]).toArray())
                    .toArray(double[][]::new);
            MarketData whole = market(List.of("A", "B", "C"), dates, false, values);
            MarketData reduced = market(List.of("A", "B", "C"), complete.stream().map(dates::get).toList(), false,
                    rows);
            assertThat(align(whole, Window.ALL).returns()).isEqualTo(align(reduced, Window.ALL).returns());
        }
    }

    @Test
    void dropAssetsEqualsTheUniverseOfCompleteAssets() {
        MarketData market = prices("2024-01-01", new double[]{1, 2, 3, 4}, new double[]{1, NONE, 3, 4},
                new double[]{4, 3, 2, 1});
        ReturnTable dropped = align(market, Window.ALL.withMissing(MissingPolicy.DROP_ASSETS));
        ReturnTable chosen = Alignment.align(market, List.of("A", "C"), Window.ALL);
        assertThat(dropped.ids()).containsExactly("A", "C");
        assertThat(dropped.returns()).isEqualTo(chosen.returns());
        assertThat(dropped.findings()).singleElement().extracting(Finding::message).asString()
                .contains("1 of 3 assets dropped").contains("B");
    }

    @Test
    void dropAssetsLooksAtTheWindowOnly() {
        MarketData market = prices("2024-01-01", new double[]{NONE, 2, 3, 4}, new double[]{1, 2, 3, 4});
        ReturnTable table = align(market,
                Window.ALL.withMissing(MissingPolicy.DROP_ASSETS).withDates(LocalDate.parse("2024-01-02"), null));
        assertThat(table.ids()).containsExactly("A", "B");
        assertThat(table.findings()).isEmpty();
    }

    @Test
    void dropAssetsThatDropsAllIsRefused() {
        ReturnTable table = align(prices("2024-01-01", new double[]{1, NONE, 3, 4}),
                Window.ALL.withMissing(MissingPolicy.DROP_ASSETS));
        assertThat(errors(table)).singleElement().extracting(Finding::message).asString().contains("every asset");
    }

    @Test
    void fillForwardCarriesPricesAndDropsDatesBeforeTheFirst() {
        ReturnTable table = align(
                prices("2024-01-01", new double[]{NONE, 100, NONE, NONE, 150}, new double[]{1, 2, 4, 8, 16}),
                Window.ALL.withMissing(MissingPolicy.FILL_FORWARD));
        assertThat(table.returns().toRows()).isDeepEqualTo(new double[][]{{0, 1}, {0, 1}, {0.5, 1}});
        assertThat(table.dates()).startsWith(LocalDate.parse("2024-01-03"));
        assertThat(table.findings()).extracting(Finding::message)
                .anyMatch(m -> m.contains("2 missing prices carried forward, at most 2 in a row"))
                .anyMatch(m -> m.contains("1 of 5 dates dropped"));
    }

    @Test
    void fillForwardTakesMissingReturnsAsZero() {
        ReturnTable table = align(returns("2024-01-01", new double[]{NONE, 0.1, NONE, 0.2}),
                Window.ALL.withMissing(MissingPolicy.FILL_FORWARD));
        assertThat(table.returns().toRows()).isDeepEqualTo(new double[][]{{0.1}, {0}, {0.2}});
    }

    @Test
    void pairwiseKeepsMissingValues() {
        ReturnTable table = align(
                prices("2024-01-01", new double[]{1, 2, NONE, 4, 8, 16}, new double[]{NONE, 2, 4, 8, 16, 32}),
                Window.ALL.withMissing(MissingPolicy.PAIRWISE));
        assertThat(table.returns())
                .isEqualTo(Matrix.of(new double[][]{{1, NONE}, {NONE, 1}, {NONE, 1}, {1, 1}, {1, 1}}));
    }

    @Test
    void pairwiseWithoutCommonReturnsIsRefusedByName() {
        ReturnTable table = align(
                prices("2024-01-01", new double[]{1, 2, 3, NONE, NONE, NONE}, new double[]{NONE, NONE, NONE, 1, 2, 3}),
                Window.ALL.withMissing(MissingPolicy.PAIRWISE));
        assertThat(errors(table)).singleElement().satisfies(f -> assertThat(f.column()).isEqualTo("B"))
                .satisfies(f -> assertThat(f.message()).contains("in common with A"));
    }

    @Test
    void failRefusesEveryAssetWithAGap() {
        ReturnTable table = align(prices("2024-01-01", new double[]{1, NONE, 3, 4}, new double[]{1, 2, 3, 4}),
                Window.ALL.withMissing(MissingPolicy.FAIL));
        assertThat(errors(table)).singleElement().satisfies(f -> assertThat(f.where()).isEqualTo("prices.csv:A"))
                .satisfies(f -> assertThat(f.message()).contains("1 price missing").contains("2024-01-02"));
        assertThat(table.returns().rows()).isZero();
    }

    @Test
    void anAssetWithoutAnyPriceIsNamedUnderEveryPolicyThatKeepsIt() {
        MarketData market = prices("2024-01-01", new double[]{1, 2, 3, 4}, new double[]{NONE, NONE, NONE, NONE});
        for (MissingPolicy policy : MissingPolicy.values()) {
            ReturnTable table = align(market, Window.ALL.withMissing(policy));
            if (policy == MissingPolicy.DROP_ASSETS) {
                assertThat(table.ids()).containsExactly("A");
            } else {
                assertThat(errors(table)).as(policy.toString()).singleElement()
                        .satisfies(f -> assertThat(f.where() + f.message()).contains("B"));
            }
        }
    }

    @Test
    void oneReturnIsTooFew() {
        ReturnTable table = align(prices("2024-01-01", new double[]{1, 2}), Window.ALL);
        assertThat(errors(table)).singleElement().extracting(Finding::message).asString()
                .contains("one return only").contains("at least 2");
    }

    @Test
    void fewerReturnsThanAssetsIsWarnedOf() {
        ReturnTable table = align(prices("2024-01-01", new double[]{1, 2, 1}, new double[]{1, 3, 1},
                new double[]{1, 4, 1}), Window.ALL);
        assertThat(table.findings()).singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING))
                .satisfies(f -> assertThat(f.message()).contains("2 for 3"));
    }

    @Test
    void constantSeriesIsWarnedOf() {
        ReturnTable table = align(prices("2024-01-01", new double[]{5, 5, 5, 5}, new double[]{1, 2, 1, 2}), Window.ALL);
        assertThat(table.findings()).singleElement().satisfies(f -> assertThat(f.where()).isEqualTo("prices.csv:A"))
                .satisfies(f -> assertThat(f.message()).contains("constant"));
    }

    @Test
    void weeklyTakesTheLastPriceOfTheIsoWeek() {
        // 2020-12-28 (Monday) to 2021-01-03 is ISO week 53 of 2020; the next week starts on 2021-01-04.
        MarketData market = prices("2020-12-24", new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        ReturnTable table = align(market, Window.ALL.withFrequency(Frequency.WEEKLY));
        assertThat(table.dates()).containsExactly(LocalDate.parse("2021-01-01"), LocalDate.parse("2021-01-08"));
        assertThat(table.returns().toRows()).isDeepEqualTo(new double[][]{{7.0 / 2 - 1}, {12.0 / 7 - 1}});
        assertThat(table.findings()).isEmpty();
    }

    @Test
    void unfinishedWeekIsKeptAndWarnedOf() {
        MarketData market = prices("2020-12-24", new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        ReturnTable table = align(market, Window.ALL.withFrequency(Frequency.WEEKLY));
        assertThat(table.dates()).endsWith(LocalDate.parse("2021-01-06"));
        assertThat(table.findings()).singleElement().extracting(Finding::message).asString()
                .contains("week is unfinished").contains("2021-01-06");
    }

    @Test
    void aWindowThatCutsAWeekLeavesItUnfinished() {
        MarketData market = prices("2020-12-24", new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
        Window cut = Window.ALL.withFrequency(Frequency.WEEKLY).withDates(null, LocalDate.parse("2021-01-07"));
        assertThat(align(market, cut).findings()).singleElement().extracting(Finding::message).asString()
                .contains("unfinished");
        Window whole = cut.withDates(null, LocalDate.parse("2021-01-08"));
        assertThat(align(market, whole).findings()).isEmpty();
    }

    @Test
    void monthlyTakesTheLastPriceOfTheMonth() {
        List<LocalDate> dates = Arrays.asList(LocalDate.parse("2024-01-30"), LocalDate.parse("2024-01-31"),
                LocalDate.parse("2024-02-01"), LocalDate.parse("2024-02-29"), LocalDate.parse("2024-03-28"),
                LocalDate.parse("2024-03-29"));
        MarketData market = market(List.of("A"), dates, false, new double[]{1, 2, 3, 4, 5, 6});
        ReturnTable table = align(market, Window.ALL.withFrequency(Frequency.MONTHLY));
        assertThat(table.returns().toRows()).isDeepEqualTo(new double[][]{{1}, {0.5}});
        assertThat(table.dates()).containsExactly(LocalDate.parse("2024-02-29"), LocalDate.parse("2024-03-29"));
        assertThat(table.findings()).as("March 2024 has its last weekday on the 29th").isEmpty();
    }

    @Test
    void returnsAreCompounded() {
        MarketData market = returns("2024-01-04", new double[]{0.5, 0.2, 0.1, 0.1, -0.5, 0.25, 1});
        ReturnTable table = align(market, Window.ALL.withFrequency(Frequency.WEEKLY));
        assertThat(table.returns().get(0, 0)).isEqualTo(1.5 * 1.2 - 1);
        assertThat(table.returns().get(1, 0)).isEqualTo(1.1 * 1.1 * 0.5 * 1.25 * 2 - 1);
    }

    @Test
    void compoundedReturnsOfPricesEqualThoseOfSampledPrices() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] values = random(random, 2, 60, 0);
        List<LocalDate> dates = weekdays("2024-01-05", 60); // starts on a Friday: the first week is its last price
        MarketData market = market(List.of("A", "B"), dates, false, values);
        ReturnTable daily = align(market, Window.ALL);
        double[][] columns = new double[2][daily.observations()];
        for (int i = 0; i < 2; i++) {
            for (int t = 0; t < columns[i].length; t++) {
                columns[i][t] = daily.returns().get(t, i);
            }
        }
        MarketData asReturns = market(List.of("A", "B"), daily.dates(), true, columns);
        for (Frequency frequency : List.of(Frequency.DAILY, Frequency.WEEKLY)) {
            double[] sampled = align(market, Window.ALL.withFrequency(frequency)).returns().shared();
            double[] compounded = align(asReturns, Window.ALL.withFrequency(frequency)).returns().shared();
            assertThat(compounded).containsExactly(sampled, org.assertj.core.api.Assertions.within(1e-12));
        }
    }

    @Test
    void aWeekWithAMissingReturnIsDroppedNotShortened() {
        MarketData market = returns("2024-01-01", new double[]{0.1, 0.1, NONE, 0.1, 0.1, 0.2, 0, 0, 0, 0, 0.3, 0, 0, 0,
                0});
        ReturnTable table = align(market, Window.ALL.withFrequency(Frequency.WEEKLY));
        assertThat(table.dates()).containsExactly(LocalDate.parse("2024-01-12"), LocalDate.parse("2024-01-19"));
    }

    @Test
    void anEmptyTableThatWasRefusedBeforeIsNotRefusedAgain() {
        MarketData broken = new MarketData(new PriceTable(List.of(), List.of(), new double[0][]), false,
                new Universe(List.of()), null, null, List.of(Finding.error("p.csv", null, null, "empty file")),
                Map.of());
        assertThat(Alignment.align(broken, null, Window.ALL).findings()).isEmpty();
    }

    private static ReturnTable align(MarketData market, Window window) {
        return Alignment.align(market, null, window);
    }

    private static List<Finding> errors(ReturnTable table) {
        return table.findings().stream().filter(Finding::refuses).toList();
    }

    private static MarketData prices(String start, double[]... series) {
        return market(List.of("A", "B", "C").subList(0, series.length), weekdays(start, series[0].length), false,
                series);
    }

    private static MarketData returns(String start, double[]... series) {
        return market(List.of("A", "B", "C").subList(0, series.length), weekdays(start, series[0].length), true,
                series);
    }

    private static MarketData market(List<String> ids, List<LocalDate> dates, boolean returns, double[]... series) {
        return new MarketData(new PriceTable(ids, dates, series), returns,
                new Universe(ids.stream().map(Asset::of).toList()), null, null, List.of(),
                Map.of("prices.csv", "0"));
    }

    private static List<LocalDate> weekdays(String start, int count) {
        List<LocalDate> dates = new ArrayList<>();
        for (LocalDate date = LocalDate.parse(start); dates.size() < count; date = date.plusDays(1)) {
            if (date.getDayOfWeek().getValue() < 6) {
                dates.add(date);
            }
        }
        return dates;
    }

    private static double[][] random(SplittableRandom random, int assets, int length, double missing) {
        double[][] values = new double[assets][length];
        for (double[] series : values) {
            double price = 100;
            for (int t = 0; t < length; t++) {
                price *= 0.9 + 0.2 * random.nextDouble();
                series[t] = random.nextDouble() < missing ? NONE : price;
            }
        }
        return values;
    }

}
