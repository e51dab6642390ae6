package tangency.core.measure;

import java.util.Arrays;

/** Cases that differ by rounding alone are treated alike. */
final class Ties {
    /** Of the largest value. */
    private static final double TOLERANCE = 1e-12;

    private Ties() {}

    /** Within which values of the size of these tie. */
    static double tolerance(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return TOLERANCE * largest;
    }

    /**
     * The probabilities under which the mean of the {@code mass} largest losses is taken, sum 1: 1/mass each, the cases that
     * tie at the edge sharing what is left; of the largest loss alone where {@code mass} is below 1.
     */
    static double[] shareOfLargest(double[] losses, double mass) {
        int periods = losses.length;
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double count = Math.clamp(mass, 1, periods);
        // The case that counts in part; where none does, the last that counts in whole.
        double edge = sorted[periods - (int) Math.ceil(count)];
        double tolerance = tolerance(losses);
        int above = 0;
        int tied = 0;
        for (double loss : losses) {
            above += loss > edge + tolerance ? 1 : 0;
            tied += Math.abs(loss - edge) <= tolerance ? 1 : 0;
        }
        double share = (count - above) / tied;
        double[] shares = new double[periods];
        for (int t = 0; t < periods; t++) {
            if (losses[t] > edge + tolerance) {
                shares[t] = 1 / count;
            } else if (losses[t] >= edge - tolerance) {
                shares[t] = share / count;
            }
        }
        return shares;
    }
}
