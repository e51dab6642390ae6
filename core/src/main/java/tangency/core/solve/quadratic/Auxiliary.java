package tangency.core.solve.quadratic;

/**
 * The path from a problem that a given working set solves to the one in question. What the working set violates is granted
 * at the start (limits moved out, the gradient changed so that multipliers have the right sign), each by an amount of its
 * own, and taken back along the path. Amounts that differ from item to item keep ties from happening on the way
 * (Potschka et al. 2010): degenerate vertices and equal assets meet only at the end.
 */
final class Auxiliary {
    private static final double GRANT = 1e-2;

    private Auxiliary() {}

    /** The path from t = 0, for which {@code set} is made optimal, to {@code truth} at t = 1. */
    static Path from(ActiveSet set, Path truth, int round) {
        ScaledSystem system = set.system;
        int n = system.assets;
        double[] lower = new double[system.items];
        double[] upper = new double[system.items];
        double[] lowerRate = new double[system.items];
        double[] upperRate = new double[system.items];
        double[] gradient = new double[n];
        double[] rate = new double[n];
        double size = 1;
        for (int i = 0; i < n; i++) {
            size = Math.max(size, Math.abs(truth.gradientAt(i, 1)));
        }
        for (int i = 0; i < system.items; i++) {
            double grant = GRANT * fraction(i, round);
            double low = truth.lowerAt(i, 1);
            double high = truth.upperAt(i, 1);
            lower[i] = low;
            upper[i] = high;
            if (set.hold[i] == Hold.FREE) {
                double level = set.level[i];
                if (low == high) {
                    lower[i] = level;
                    upper[i] = level;
                } else {
                    lower[i] = level < low + grant ? Math.min(low, level - grant) : low;
                    upper[i] = level > high - grant ? Math.max(high, level + grant) : high;
                }
                lowerRate[i] = low == lower[i] ? 0 : low - lower[i];
                upperRate[i] = high == upper[i] ? 0 : high - upper[i];
            } else {
                double moved = granted(set.hold[i], set.dual[i], grant * size);
                double change = set.dual[i] - moved;
                set.dual[i] = moved;
                // The gradient is what the multipliers add up to; its change is taken back along the path.
                if (i < n) {
                    rate[i] += change;
                } else if (change != 0) {
                    system.addRow(i, change, rate);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            gradient[i] = truth.gradientAt(i, 1) - rate[i];
        }
        return new Path(gradient, rate, lower, lowerRate, upper, upperRate);
    }

    private static double granted(Hold hold, double dual, double grant) {
        return switch (hold) {
            case LOWER -> Math.max(dual, grant);
            case UPPER -> Math.min(dual, -grant);
            case PINNED -> 0;
            case FIXED, FREE -> dual;
        };
    }

    /** A number between 1/2 and 1 that differs from item to item and from round to round (SplitMix64). */
    static double fraction(int item, int round) {
        long z = (item + 1) * 0x9E3779B97F4A7C15L + (round + 1) * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return 0.5 + 0.5 * ((z >>> 11) * 0x1.0p-53);
    }
}
