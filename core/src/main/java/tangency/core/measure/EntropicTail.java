package tangency.core.measure;

/**
 * Entropic value at risk of equally likely losses L: inf over t > 0 of t ln(E e^(L/t) / (1 - level)) (Ahmadi-Javid 2012). By
 * duality it is the largest mean Σ pL among the probabilities p whose relative entropy Σ p ln(pT) is at most ln 1/(1 - level);
 * those are p ∝ e^(L/t), where the entropy falls as t rises, so that t is the root of an increasing function of z = 1/t. Where
 * even the largest loss alone is within that entropy it is the answer, the limit t → 0.
 *
 * @param value of the measure
 * @param probabilities T, the derivatives by each loss, sum 1
 */
record EntropicTail(double value, double[] probabilities) {
    private static final int MAXIMUM_STEPS = 200;

    static EntropicTail of(double[] losses, double level) {
        int periods = losses.length;
        double largest = Double.NEGATIVE_INFINITY;
        double smallest = Double.POSITIVE_INFINITY;
        boolean numbers = true;
        for (double loss : losses) {
            largest = Math.max(largest, loss);
            smallest = Math.min(smallest, loss);
            numbers &= Double.isFinite(loss);
        }
        double spread = largest - smallest;
        if (!numbers || Double.isInfinite(spread)) {
            return new EntropicTail(Double.NaN, new double[periods]);
        }
        double entropy = -Math.log1p(-level);
        double[] worst = Ties.shareOfLargest(losses, 0);
        double atWorst = 0;
        for (double share : worst) {
            atWorst = Math.max(atWorst, share);
        }
        if (entropy >= Math.log(periods * atWorst)) {
            return new EntropicTail(largest, worst);
        }
        Tilt tilt = new Tilt(losses, largest, spread);
        double z = tilt.root(entropy);
        tilt.at(z);
        double[] probabilities = tilt.power;
        for (int t = 0; t < periods; t++) {
            probabilities[t] /= tilt.sum;
        }
        double value = z == 0
                ? RiskMeasures.mean(losses)
                : largest + spread * (Math.log(tilt.sum / periods) + entropy) / z;
        return new EntropicTail(value, probabilities);
    }

    /** The losses under exponential weights, in units of their spread below the largest. */
    private static final class Tilt {
        private final double[] unit;
        private final double[] power;
        private double sum;
        /** Relative entropy, and its derivative. */
        private double entropy;
        private double slope;

        Tilt(double[] losses, double largest, double spread) {
            unit = new double[losses.length];
            for (int t = 0; t < unit.length; t++) {
                unit[t] = (losses[t] - largest) / spread;
            }
            power = new double[unit.length];
        }

        void at(double z) {
            sum = 0;
            double first = 0;
            double second = 0;
            for (int t = 0; t < unit.length; t++) {
                power[t] = Math.exp(z * unit[t]);
                sum += power[t];
                first += power[t] * unit[t];
                second += power[t] * unit[t] * unit[t];
            }
            double mean = first / sum;
            entropy = z * mean - Math.log(sum / unit.length);
            slope = z * (second / sum - mean * mean);
        }

        /** Where the entropy is {@code target}, below its limit: Newton's method within a bracket. */
        double root(double target) {
            if (target <= 0) {
                return 0;
            }
            double low = 0;
            double high = Double.POSITIVE_INFINITY;
            double z = 1;
            for (int step = 0; step < MAXIMUM_STEPS; step++) {
                at(z);
                if (entropy < target) {
                    low = z;
                } else {
                    high = z;
                }
                // In logarithms, where the entropy of small z is a square.
                double next = z * Math.exp((target - entropy) / (z * slope));
                if (Math.abs(next - z) <= 2e-16 * z) {
                    return next;
                }
                if (!(next > low && next < high)) {
                    next = Double.isInfinite(high) ? 4 * z : (low == 0 ? z / 4 : Math.sqrt(low) * Math.sqrt(high));
                }
                if (next == low || next == high || (!Double.isInfinite(high) && high - low <= 4e-16 * high)) {
                    return z;
                }
                z = next;
            }
            return z;
        }
    }
}
