package tangency.core.solve.outcome;

import java.util.Arrays;

/** A convex risk of a portfolio's returns in equally likely outcomes. Losses are positive. */
public sealed interface OutcomeRisk {

    /** The risk of the returns {@code x}, one per outcome, from its definition. */
    double of(double[] x);

    /**
     * Expected shortfall: min over a of a + E[(-x-a)+]/(1-level), the last outcome of the tail counted in part (Rockafellar and
     * Uryasev 2000). With less than one outcome in the tail it is the worst case.
     *
     * @param level confidence, at least 0 and below 1
     */
    record Cvar(double level) implements OutcomeRisk {
        public Cvar {
            if (!(level >= 0 && level < 1)) {
                throw new IllegalArgumentException("Level " + level);
            }
        }

        @Override
        public double of(double[] x) {
            double share = weight(level, x.length);
            double[] ascending = x.clone();
            Arrays.sort(ascending);
            double left = 1;
            double sum = 0;
            for (int i = 0; i < x.length && left > 0; i++) {
                double part = Math.min(share, left);
                sum -= part * ascending[i];
                left -= part;
            }
            return sum;
        }

        /** The largest weight that one of {@code outcomes} has in the tail. */
        static double weight(double level, int outcomes) {
            double mass = (1 - level) * outcomes;
            return mass <= 1 ? 1 : 1 / mass;
        }
    }

    /** The largest loss. */
    record WorstCase() implements OutcomeRisk {
        @Override
        public double of(double[] x) {
            return -Arrays.stream(x).min().orElse(0);
        }
    }

    /** E|x - E x|. */
    record MeanAbsoluteDeviation() implements OutcomeRisk {
        @Override
        public double of(double[] x) {
            double mean = mean(x);
            double sum = 0;
            for (double value : x) {
                sum += Math.abs(value - mean);
            }
            return sum / x.length;
        }
    }

    /** Half the mean absolute difference of two outcomes, over all pairs: &Sigma; (2i - T - 1) x_(i) / T&sup2;, ascending. */
    record Gini() implements OutcomeRisk {
        @Override
        public double of(double[] x) {
            double[] ascending = x.clone();
            Arrays.sort(ascending);
            double count = x.length;
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += (2 * i + 1 - count) * (ascending[i] - ascending[0]);
            }
            return sum / count / count;
        }
    }

    /** &Sigma; min(x - E x, 0)&sup2; / (T - 1). */
    record SemiVariance() implements OutcomeRisk {
        @Override
        public double of(double[] x) {
            double mean = mean(x);
            double sum = 0;
            for (double value : x) {
                double below = Math.min(value - mean, 0);
                sum += below * below;
            }
            return sum / Math.max(1, x.length - 1);
        }
    }

    /** The root of the semi-variance. */
    record SemiDeviation() implements OutcomeRisk {
        @Override
        public double of(double[] x) {
            return Math.sqrt(new SemiVariance().of(x));
        }
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        double mean = sum / x.length;
        double rest = 0;
        for (double value : x) {
            rest += value - mean;
        }
        return mean + rest / x.length;
    }
}
