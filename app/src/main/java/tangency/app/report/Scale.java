package tangency.app.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis.
 *
 * @param from value at pixel {@code start}
 * @param to value at pixel {@code end}; never equal to {@code from}
 */
record Scale(double from, double to, double start, double end) {
    Scale {
        if (!(to > from) || Double.isInfinite(to - from)) {
            throw new IllegalArgumentException("An axis from " + from + " to " + to);
        }
    }

    /** From {@code low} to {@code high} with a margin on both sides; equal values get one of their own. */
    static Scale around(double low, double high, double start, double end) {
        double range = high - low;
        double margin = range > 1e-9 * Math.max(Math.abs(low), Math.abs(high))
                ? 0.06 * range
                : Math.max(0.01, Math.abs(high) * 0.1);
        return new Scale(low - margin, high + margin, start, end);
    }

    double pixel(double value) {
        return start + (value - from) / (to - from) * (end - start);
    }

    boolean holds(double value) {
        return value >= from && value <= to;
    }

    /** Round values in range, about {@code count} of them. */
    List<Double> ticks(int count) {
        double step = step(count);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Decimals that tell the ticks apart when their values are multiplied by {@code unit}. */
    int decimals(int count, double unit) {
        return Math.max(0, (int) -Math.floor(Math.log10(step(count) * unit) + 1e-9));
    }

    private double step(int count) {
        double rough = (to - from) / count;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
