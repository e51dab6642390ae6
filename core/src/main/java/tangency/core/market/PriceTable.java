package tangency.core.market;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Dated series, one per id, as read: prices, returns, volumes or factor returns. NaN marks a missing value. Dates
 * ascend and are distinct. Immutable as long as callers honour {@link #series(int)}.
 */
public final class PriceTable {
    private final List<String> ids;
    private final List<LocalDate> dates;
    private final double[][] series;

    /**
     * @param ids N distinct column names
     * @param dates T ascending dates
     * @param series N arrays of T values, given away by the caller
     */
    public PriceTable(List<String> ids, List<LocalDate> dates, double[][] series) {
        if (series.length != ids.size() || Arrays.stream(series).anyMatch(s -> s.length != dates.size())) {
            throw new IllegalArgumentException(
                    "Expected " + ids.size() + " series of " + dates.size() + " values");
        }
        this.ids = List.copyOf(ids);
        this.dates = List.copyOf(dates);
        this.series = series;
    }

    public List<String> ids() {
        return ids;
    }

    public List<LocalDate> dates() {
        return dates;
    }

    public int indexOf(String id) {
        return ids.indexOf(id);
    }

    /** The values of one column, shared: readers must not modify them. */
    public double[] series(int column) {
        return series[column];
    }
}
