package tangency.core.solve.quadratic;

import tangency.core.math.Vector;

/** The answer to: maximise (mean'w - riskFree) / sqrt(w'&Sigma;w). */
public sealed interface RatioResult {
    /**
     * The optimum.
     *
     * @param portfolio also the optimum of w'&Sigma;w/2 - lambda mean'w at lambda = variance / excess mean, whose
     *        certificate and multipliers it carries
     */
    record Optimal(double ratio, QuadraticResult.Optimal portfolio) implements RatioResult {}

    /** No portfolio within the limits has a mean above the risk-free rate; {@code highest} is the best there is. */
    record NoExcess(double highest) implements RatioResult {}

    /** A portfolio without variance has a mean above the risk-free rate: the ratio has no bound. */
    record Riskless(Vector weights, double mean) implements RatioResult {}

    /** The ratio rises towards {@code supremum} as mean and risk grow without end, and never attains it. */
    record NotAttained(double supremum, Vector direction) implements RatioResult {}

    /** There is no frontier to look along. */
    record NoFrontier(QuadraticResult why) implements RatioResult {}
}
