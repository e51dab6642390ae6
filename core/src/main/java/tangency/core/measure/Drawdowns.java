package tangency.core.measure;

/** Falls from a peak. */
public final class Drawdowns {
    private Drawdowns() {}

    /** Compounded wealth after each period, starting from 1 before the first; once nothing is left, nothing comes back. */
    public static double[] wealth(double[] returns) {
        double[] wealth = new double[returns.length];
        double value = 1;
        for (int t = 0; t < returns.length; t++) {
            value = Math.max(0, value * (1 + returns[t]));
            wealth[t] = value;
        }
        return wealth;
    }

    /** The largest fall of compounded wealth from a peak, the start included, as a fraction of the peak. */
    public static double maximum(double[] returns) {
        double peak = 1;
        double worst = 0;
        for (double value : wealth(returns)) {
            peak = Math.max(peak, value);
            worst = Math.max(worst, 1 - value / peak);
        }
        return worst;
    }
}
