package tangency.core.measure;

import java.util.Arrays;

/** Distances of returns from their mean and from each other, and the derivatives by each return. */
final class Deviations {
    private Deviations() {}

    /** Σ(x - mean)², of returns below the mean only where so asked. */
    static double squares(double[] returns, boolean below) {
        double mean = RiskMeasures.mean(returns);
        double sum = 0;
        for (double value : returns) {
            double deviation = deviation(value - mean, below);
            sum += deviation * deviation;
        }
        return sum;
    }

    /** Of {@link #squares} / (T - 1). */
    static double[] squareSlopes(double[] returns, boolean below) {
        int periods = returns.length;
        double mean = RiskMeasures.mean(returns);
        double[] slopes = new double[periods];
        double drift = 0;
        for (int t = 0; t < periods; t++) {
            slopes[t] = deviation(returns[t] - mean, below);
            drift += slopes[t] / periods;
        }
        for (int t = 0; t < periods; t++) {
            slopes[t] = 2 * (slopes[t] - drift) / (periods - 1);
        }
        return slopes;
    }

    private static double deviation(double deviation, boolean below) {
        return below ? Math.min(deviation, 0) : deviation;
    }

    /** E|x - mean|. */
    static double absolute(double[] returns) {
        double mean = RiskMeasures.mean(returns);
        double sum = 0;
        for (double value : returns) {
            sum += Math.abs(value - mean);
        }
        return sum / returns.length;
    }

    static double[] absoluteSlopes(double[] returns) {
        int periods = returns.length;
        double mean = RiskMeasures.mean(returns);
        double tolerance = Ties.tolerance(returns);
        double[] slopes = new double[periods];
        double drift = 0;
        for (int t = 0; t < periods; t++) {
            double deviation = returns[t] - mean;
            slopes[t] = Math.abs(deviation) <= tolerance ? 0 : Math.signum(deviation);
            drift += slopes[t] / periods;
        }
        for (int t = 0; t < periods; t++) {
            slopes[t] = (slopes[t] - drift) / periods;
        }
        return slopes;
    }

    /** Half the mean absolute difference of all T² pairs: Σ (2k - T - 1) x₍ₖ₎ / T² over ascending ranks k. */
    static double gini(double[] returns) {
        int periods = returns.length;
        double[] sorted = returns.clone();
        Arrays.sort(sorted);
        double mean = RiskMeasures.mean(returns);
        double sum = 0;
        for (int k = 0; k < periods; k++) {
            sum += (2.0 * k + 1 - periods) * (sorted[k] - mean);
        }
        return sum / periods / periods;
    }

    static double[] giniSlopes(double[] returns) {
        int periods = returns.length;
        double[] sorted = returns.clone();
        Arrays.sort(sorted);
        double tolerance = Ties.tolerance(returns);
        double[] slopes = new double[periods];
        for (int t = 0; t < periods; t++) {
            // Twice the mean rank, from 0, of the cases that tie.
            int ranks = below(sorted, returns[t] - tolerance, false) + below(sorted, returns[t] + tolerance, true) - 1;
            slopes[t] = (double) (ranks + 1 - periods) / periods / periods;
        }
        return slopes;
    }

    /** How many values lie below {@code limit}, or at it. */
    private static int below(double[] sorted, double limit, boolean included) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit || (included && sorted[middle] == limit)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
