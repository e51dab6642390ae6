package tangency.core.returns;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.NearestName;
import tangency.core.market.PriceTable;
import tangency.core.math.Matrix;

/**
 * Turns prices (or returns) as read into aligned simple returns of the window.
 *
 * <p>Order of the steps. Prices: take the window's dates, treat missing prices on the file's own dates, then take the
 * last price of each week or month, then returns. Returns: take the window's dates, compound to weeks or months (a
 * period in which a day is missing is missing), then treat missing periods. So a price that was dropped never loses
 * a return, and a return that is missing is never taken for 0 unless {@code fill-forward} says so.
 *
 * <p>Findings made here are about the window: unknown assets, dates dropped, values filled, constant series, too few
 * returns. What is wrong with a file whatever the window (jumps, gaps, unsorted dates) the reader has already said.
 */
public final class Alignment {
    private static final int FEWEST_RETURNS = 2;
    /** Unknown assets for which the name that was meant is sought. */
    private static final int HINTS = 50;

    private final MarketData market;
    private final Window window;
    private final String source;
    private final List<Finding> findings = new ArrayList<>();

    private Alignment(MarketData market, Window window) {
        this.market = market;
        this.window = window;
        this.source = market.source();
    }

    /**
     * Aligned returns. Where they cannot be had the table has no rows and its findings hold at least one error.
     *
     * @param universe the assets wanted, in the order of the result; null = all of the file, in its order
     */
    public static ReturnTable align(MarketData market, @Nullable List<String> universe, Window window) {
        return new Alignment(market, window).align(universe);
    }

    private ReturnTable align(@Nullable List<String> universe) {
        PriceTable table = market.prices();
        if (table.ids().isEmpty() || table.dates().isEmpty()) {
            if (market.findings().stream().noneMatch(Finding::refuses)) {
                findings.add(Finding.error(source, null, null, "no data"));
            }
            return refused(List.of());
        }
        List<String> ids = universe == null ? table.ids() : known(universe, table.ids());
        Panel panel = cut(table, ids);
        if (ids.isEmpty() || panel.length() == 0) {
            return refused(ids);
        }
        Panel complete = market.returns() ? fromReturns(panel) : fromPrices(panel);
        if (refuses()) {
            return refused(complete.ids());
        }
        if (complete.length() < FEWEST_RETURNS) {
            findings.add(Finding.error(source, null, null, (complete.length() == 0 ? "no return" : "one return only")
                    + " between " + panel.dates().getFirst() + " and " + panel.dates().getLast()
                    + ": at least " + FEWEST_RETURNS + " are needed"));
            return refused(complete.ids());
        }
        examine(complete);
        return refuses()
                ? refused(complete.ids())
                : new ReturnTable(complete.ids(), complete.dates(), matrix(complete),
                        findings);
    }

    private Panel fromPrices(Panel panel) {
        Panel complete = new MissingValues(source, false, findings).apply(panel, window.missing());
        if (complete.length() == 0) {
            return complete;
        }
        Panel sampled = Periods.lastOf(complete, window.frequency());
        warnIfUnfinished(complete);
        return returns(sampled);
    }

    private Panel fromReturns(Panel panel) {
        MissingValues missing = new MissingValues(source, true, findings);
        Panel daily = window.missing() == MissingPolicy.FILL_FORWARD ? missing.fill(panel) : panel;
        Panel periods = Periods.compound(daily, window.frequency());
        warnIfUnfinished(daily);
        return missing.apply(periods, window.missing());
    }

    private void warnIfUnfinished(Panel daily) {
        Finding finding = Periods.unfinished(source, daily.dates().getLast(), market.prices().dates(),
                window.frequency());
        if (finding != null) {
            findings.add(finding);
        }
    }

    /** The ids that are in the file, each once; the others become errors. */
    private List<String> known(List<String> universe, List<String> inFile) {
        Set<String> available = new LinkedHashSet<>(inFile);
        Set<String> ids = new LinkedHashSet<>();
        int unknown = 0;
        for (String id : universe) {
            if (!available.contains(id)) {
                findings.add(Finding.error("universe", null, id,
                        source + " has no asset of this name"
                                + (unknown++ < HINTS ? NearestName.hint(id, inFile) : "")));
            } else if (!ids.add(id)) {
                findings.add(Finding.error("universe", null, id, "named twice"));
            }
        }
        if (universe.isEmpty()) {
            findings.add(Finding.error("universe", null, null, "no asset in the universe"));
        }
        return List.copyOf(ids);
    }

    private Panel cut(PriceTable table, List<String> ids) {
        LocalDate from = window.from();
        LocalDate to = window.to();
        List<LocalDate> dates = table.dates();
        int start = from == null ? 0 : (int) dates.stream().takeWhile(date -> date.isBefore(from)).count();
        int end = to == null ? dates.size() : (int) dates.stream().takeWhile(date -> !date.isAfter(to)).count();
        if (start >= end) {
            findings.add(Finding.error("window", null, null, "no date from " + (from == null ? dates.getFirst() : from)
                    + " to " + (to == null ? dates.getLast() : to) + ": " + source + " covers " + dates.getFirst()
                    + " to " + dates.getLast()));
            return new Panel(ids, List.of(), new double[ids.size()][0]);
        }
        Map<String, Integer> columns = HashMap.newHashMap(table.ids().size());
        table.ids().forEach(id -> columns.put(id, columns.size()));
        double[][] values = new double[ids.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOfRange(table.series(columns.getOrDefault(ids.get(i), -1)), start, end);
        }
        return new Panel(ids, dates.subList(start, end), values);
    }

    /** Simple returns p(t)/p(t-1) - 1 between successive dates; under pairwise, rows without any are left out. */
    private Panel returns(Panel prices) {
        int length = Math.max(0, prices.length() - 1);
        double[][] values = new double[prices.assets()][length];
        for (int i = 0; i < values.length; i++) {
            double[] price = prices.values()[i];
            for (int t = 0; t < length; t++) {
                values[i][t] = price[t + 1] / price[t] - 1;
                if (Double.isInfinite(values[i][t])) {
                    findings.add(Finding.error(source, null, prices.ids().get(i), "the return from "
                            + price[t] + " to " + price[t + 1] + " on " + prices.dates().get(t + 1)
                            + " is not a finite number"));
                }
            }
        }
        List<LocalDate> dates = prices.dates().subList(Math.min(1, prices.length()), prices.length());
        Panel all = new Panel(prices.ids(), dates, values);
        return window.missing() == MissingPolicy.PAIRWISE
                ? new MissingValues(source, true, findings).apply(all, MissingPolicy.PAIRWISE)
                : all;
    }

    private void examine(Panel returns) {
        int observations = returns.length();
        int assets = returns.assets();
        for (int i = 0; i < assets; i++) {
            double[] values = Arrays.stream(returns.values()[i]).filter(r -> !Double.isNaN(r)).toArray();
            if (values.length >= FEWEST_RETURNS && Arrays.stream(values).allMatch(r -> r == values[0])) {
                findings.add(Finding.warning(source, null, returns.ids().get(i),
                        "constant over the window: its variance is 0"));
            }
        }
        if (observations < assets) {
            findings.add(Finding.warning(source, null, null, "fewer returns than assets (" + observations + " for "
                    + assets + "): the sample covariance is singular; shrink it, lengthen the window or leave assets "
                    + "out"));
        }
        if (window.missing() == MissingPolicy.PAIRWISE) {
            checkOverlap(returns);
        }
    }

    /** Every pair, and every asset by itself, needs two common returns for a covariance. */
    private void checkOverlap(Panel returns) {
        List<BitSet> present = new ArrayList<>();
        for (double[] series : returns.values()) {
            BitSet bits = new BitSet(series.length);
            for (int t = 0; t < series.length; t++) {
                bits.set(t, !Double.isNaN(series[t]));
            }
            present.add(bits);
        }
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i).cardinality() < FEWEST_RETURNS) {
                findings.add(Finding.error(source, null, returns.ids().get(i),
                        "fewer than two returns in the window: leave it out"));
                continue;
            }
            for (int j = 0; j < i; j++) {
                BitSet both = (BitSet) present.get(i).clone();
                both.and(present.get(j));
                if (both.cardinality() < FEWEST_RETURNS && present.get(j).cardinality() >= FEWEST_RETURNS) {
                    findings.add(Finding.error(source, null, returns.ids().get(i), "fewer than two returns in common "
                            + "with " + returns.ids().get(j) + ": leave one of them out"));
                    break;
                }
            }
        }
    }

    private static Matrix matrix(Panel returns) {
        int rows = returns.length();
        int columns = returns.assets();
        double[] values = new double[rows * columns];
        for (int i = 0; i < columns; i++) {
            double[] series = returns.values()[i];
            for (int t = 0; t < rows; t++) {
                values[t * columns + i] = series[t];
            }
        }
        return Matrix.wrap(rows, columns, values);
    }

    private boolean refuses() {
        return findings.stream().anyMatch(Finding::refuses);
    }

    private ReturnTable refused(List<String> ids) {
        return new ReturnTable(ids, List.of(), Matrix.wrap(0, ids.size(), new double[0]), findings);
    }
}
