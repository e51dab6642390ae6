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
        double share = 1; // of the peak so far: wealth itself may leave the range of numbers
        double worst = 0;
        for (double value : returns) {
            share = Math.clamp(share * (1 + value), 0, 1);
            worst = Math.max(worst, 1 - share);
        }
        return worst;
    }
}
