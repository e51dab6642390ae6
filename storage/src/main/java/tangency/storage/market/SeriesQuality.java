package tangency.storage.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import tangency.core.market.Finding;

/** What is odd about series that could be read: jumps, gaps, late listings, early ends. */
final class SeriesQuality {
    /** A jump is a return beyond this many robust standard deviations from the median ... */
    private static final double DEVIATIONS = 10;
    /** ... and beyond this size. */
    private static final double SIZE = 0.25;
    /** Median absolute deviation to standard deviation, for a normal distribution: 1/Φ⁻¹(3/4). */
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final int GAPS_NAMED = 3;

    private final Series series;
    private final boolean returns;
    private final FindingList findings;

    private SeriesQuality(Series series, boolean returns, FindingList findings) {
        this.series = series;
        this.returns = returns;
        this.findings = findings;
    }

    /** Adds a warning per jump, and a note per asset that is listed late, ends early or has gaps. */
    static void examine(Series series, boolean returns, FindingList findings) {
        SeriesQuality quality = new SeriesQuality(series, returns, findings);
        boolean gaps = !findings.refuses(); // a refused cell is no gap
        for (int i = 0; i < series.table().ids().size(); i++) {
            quality.jumps(i);
            if (gaps) {
                quality.gaps(i);
            }
        }
    }

    private void jumps(int column) {
        double[] values = series.table().series(column);
        int[] at = new int[values.length];
        double[] changes = new double[values.length];
        int count = 0;
        int previous = -1;
        boolean large = false;
        for (int t = 0; t < values.length; t++) {
            if (Double.isNaN(values[t])) {
                continue;
            }
            if (returns || previous >= 0) {
                changes[count] = returns ? values[t] : values[t] / values[previous] - 1;
                large |= Math.abs(changes[count]) > SIZE;
                at[count++] = t;
            }
            previous = t;
        }
        if (!large) {
            return;
        }
        double[] sorted = Arrays.copyOf(changes, count);
        double median = median(sorted);
        double[] distances = new double[count];
        for (int k = 0; k < count; k++) {
            distances[k] = Math.abs(changes[k] - median);
        }
        double deviation = MAD_TO_DEVIATION * median(distances);
        for (int k = 0; k < count; k++) {
            if (Math.abs(changes[k]) > SIZE && Math.abs(changes[k] - median) > DEVIATIONS * deviation) {
                int before = returns || k == 0 ? -1 : at[k - 1];
                jump(column, at[k], changes[k], before < 0 ? firstBefore(values, at[k]) : before, deviation, median);
            }
        }
    }

    private static int firstBefore(double[] values, int t) {
        int before = t - 1;
        while (before >= 0 && Double.isNaN(values[before])) {
            before--;
        }
        return before;
    }

    private void jump(int column, int t, double change, int before, double deviation, double median) {
        if (findings.isFull()) {
            findings.addUnworded(series.files().get(column));
            return;
        }
        List<LocalDate> dates = series.table().dates();
        double[] values = series.table().series(column);
        String from = returns
                ? ""
                : ", from " + plain(values[before]) + " on " + dates.get(before) + " to "
                        + plain(values[t]);
        String far = deviation > 0
                ? String.format(Locale.ROOT, "%.0f robust standard deviations", Math.abs(change - median) / deviation)
                : "where most returns are equal";
        findings.add(Finding.warning(series.files().get(column), series.lines()[column][t],
                series.table().ids().get(column), String.format(Locale.ROOT, "jump of %+.1f %% on %s%s (%s): ",
                        100 * change, dates.get(t), from, far) + "a split, a wrong " + noun() + " or a real move?"));
    }

    private void gaps(int column) {
        double[] values = series.table().series(column);
        List<LocalDate> dates = series.table().dates();
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            first++;
        }
        if (first == values.length) {
            note(Finding.Severity.WARNING, column, -1, "no " + noun() + " at all");
            return;
        }
        int last = values.length - 1;
        while (Double.isNaN(values[last])) {
            last--;
        }
        if (first > 0) {
            note(Finding.Severity.INFO, column, first, "late listing: the first " + noun() + " is on "
                    + dates.get(first) + ", " + dates(first) + " after the file's first");
        }
        inside(column, values, dates, first, last);
        if (last < values.length - 1) {
            note(Finding.Severity.INFO, column, last, "ends early: the last " + noun() + " is on " + dates.get(last)
                    + ", " + dates(values.length - 1 - last) + " before the file's last");
        }
    }

    private void inside(int column, double[] values, List<LocalDate> dates, int first, int last) {
        List<String> named = new ArrayList<>();
        int gaps = 0;
        int missing = 0;
        int start = -1;
        for (int t = first; t <= last; t++) {
            if (!Double.isNaN(values[t])) {
                continue;
            }
            int begin = t;
            while (Double.isNaN(values[t + 1])) {
                t++;
            }
            gaps++;
            missing += t - begin + 1;
            start = start < 0 ? begin : start;
            if (gaps <= GAPS_NAMED) {
                named.add(begin == t ? "on " + dates.get(t) : "from " + dates.get(begin) + " to " + dates.get(t));
            }
        }
        if (gaps > 0) {
            note(Finding.Severity.INFO, column, start, (gaps == 1 ? "a gap" : gaps + " gaps") + " of "
                    + dates(missing) + (gaps == 1 ? " " : " in all: ") + String.join(", ", named)
                    + (gaps > GAPS_NAMED ? " and " + (gaps - GAPS_NAMED) + " more" : ""));
        }
    }

    private void note(Finding.Severity severity, int column, int t, String message) {
        int line = t < 0 ? 0 : series.lines()[column][t];
        findings.add(new Finding(severity, series.files().get(column), line == 0 ? null : line,
                series.table().ids().get(column), message));
    }

    private String noun() {
        return returns ? "return" : "price";
    }

    private static String dates(int count) {
        return count == 1 ? "1 date" : count + " dates";
    }

    /** Sorts its argument. */
    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return (values[(n - 1) / 2] + values[n / 2]) / 2;
    }

    private static String plain(double value) {
        return new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
