package tangency.core.market.sample;

/** GARCH(1,1) of unconditional variance 1 (Bollerslev 1986): h' = (1−α−β) + α ε² + β h. */
final class Garch {
    private static final double ALPHA = 0.08;
    private static final double BETA = 0.90;

    private double variance = 1;

    /** The next innovation, from an independent number of variance 1. */
    double next(double shock) {
        double innovation = StrictMath.sqrt(variance) * shock;
        variance = 1 - ALPHA - BETA + ALPHA * innovation * innovation + BETA * variance;
        return innovation;
    }
}
