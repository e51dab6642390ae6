package tangency.core.returns;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;

/** From daily dates to ISO weeks or months: the last price of each period, or the returns of a period compounded. */
final class Periods {
    private Periods() {}

    /** The last value of each period; a period's date is the last date it has in the panel. */
    static Panel lastOf(Panel daily, Frequency frequency) {
        return group(daily, frequency, Periods::lastValue);
    }

    /** Returns compounded over each period: product of (1 + r), less 1; missing where a day's return is missing. */
    static Panel compound(Panel daily, Frequency frequency) {
        return group(daily, frequency, Periods::compounded);
    }

    /**
     * A warning if the last period is unfinished: the file has a later date in it, or the file ends before the
     * period's last weekday (last day, for data with weekends).
     *
     * @param last last date used
     * @param file all dates of the file
     */
    static @Nullable Finding unfinished(String source, LocalDate last, List<LocalDate> file, Frequency frequency) {
        if (frequency == Frequency.DAILY) {
            return null;
        }
        LocalDate next = file.stream().filter(date -> date.isAfter(last)).findFirst().orElse(null);
        boolean open = next != null
                ? key(next, frequency) == key(last, frequency)
                : last.isBefore(lastDay(last, frequency, file));
        String name = frequency == Frequency.WEEKLY ? "week" : "month";
        return open
                ? Finding.warning(source, null, null,
                        "the last " + name + " is unfinished: it ends on " + last + " and is kept")
                : null;
    }

    private static LocalDate lastDay(LocalDate date, Frequency frequency, List<LocalDate> file) {
        boolean weekends = file.stream().anyMatch(d -> isWeekend(d));
        if (frequency == Frequency.WEEKLY) {
            return date.with(weekends ? DayOfWeek.SUNDAY : DayOfWeek.FRIDAY);
        }
        LocalDate end = YearMonth.from(date).atEndOfMonth();
        while (!weekends && isWeekend(end)) {
            end = end.minusDays(1);
        }
        return end;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    }

    /** Equal for the dates of one period. */
    static int key(LocalDate date, Frequency frequency) {
        return switch (frequency) {
            case DAILY -> Math.toIntExact(date.toEpochDay());
            case WEEKLY -> 100 * date.get(IsoFields.WEEK_BASED_YEAR) + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTHLY -> 100 * date.getYear() + date.getMonthValue();
        };
    }

    @FunctionalInterface
    private interface Summary {
        /** One value out of those from {@code from} to {@code to}, exclusive. */
        double of(double[] series, int from, int to);
    }

    private static Panel group(Panel daily, Frequency frequency, Summary summary) {
        if (frequency == Frequency.DAILY) {
            return daily;
        }
        List<Integer> starts = new ArrayList<>();
        List<LocalDate> dates = new ArrayList<>();
        for (int t = 0; t < daily.length(); t++) {
            if (t == 0 || key(daily.dates().get(t), frequency) != key(daily.dates().get(t - 1), frequency)) {
                starts.add(t);
                dates.add(daily.dates().get(t));
            }
            dates.set(dates.size() - 1, daily.dates().get(t));
        }
        starts.add(daily.length());
        double[][] values = new double[daily.assets()][dates.size()];
        for (int i = 0; i < daily.assets(); i++) {
            for (int p = 0; p < dates.size(); p++) {
                values[i][p] = summary.of(daily.values()[i], starts.get(p), starts.get(p + 1));
            }
        }
        return new Panel(daily.ids(), dates, values);
    }

    private static double lastValue(double[] series, int from, int to) {
        for (int t = to - 1; t >= from; t--) {
            if (!Double.isNaN(series[t])) {
                return series[t];
            }
        }
        return Double.NaN;
    }

    private static double compounded(double[] series, int from, int to) {
        double growth = 1;
        for (int t = from; t < to; t++) {
            growth *= 1 + series[t];
        }
        return growth - 1;
    }
}
