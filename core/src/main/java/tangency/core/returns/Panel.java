package tangency.core.returns;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Dated columns on their way to returns: N assets by T dates, NaN where a value is missing.
 *
 * @param values N arrays of T values, never modified
 */
record Panel(List<String> ids, List<LocalDate> dates, double[][] values) {
    int assets() {
        return ids.size();
    }

    int length() {
        return dates.size();
    }

    /** The columns whose index passes, in order. */
    Panel assetsWhere(IntPredicate keep) {
        int[] kept = IntStream.range(0, assets()).filter(keep).toArray();
        List<String> keptIds = new ArrayList<>();
        double[][] keptValues = new double[kept.length][];
        for (int i = 0; i < kept.length; i++) {
            keptIds.add(ids.get(kept[i]));
            keptValues[i] = values[kept[i]];
        }
        return new Panel(keptIds, dates, keptValues);
    }

    /** The dates whose index passes, in order. */
    Panel datesWhere(IntPredicate keep) {
        int[] kept = IntStream.range(0, length()).filter(keep).toArray();
        if (kept.length == length()) {
            return this;
        }
        double[][] keptValues = new double[assets()][kept.length];
        for (int i = 0; i < assets(); i++) {
            for (int t = 0; t < kept.length; t++) {
                keptValues[i][t] = values[i][kept[t]];
            }
        }
        return new Panel(ids, IntStream.of(kept).mapToObj(dates::get).toList(), keptValues);
    }

    /** Number of dates without a value. */
    int missing(int asset) {
        int count = 0;
        for (double value : values[asset]) {
            if (Double.isNaN(value)) {
                count++;
            }
        }
        return count;
    }

    /** Index of the first date with a value, {@link #length()} if there is none. */
    int first(int asset) {
        int t = 0;
        while (t < length() && Double.isNaN(values[asset][t])) {
            t++;
        }
        return t;
    }

    /** Index of the last date with a value, -1 if there is none. */
    int last(int asset) {
        int t = length() - 1;
        while (t >= 0 && Double.isNaN(values[asset][t])) {
            t--;
        }
        return t;
    }
}
