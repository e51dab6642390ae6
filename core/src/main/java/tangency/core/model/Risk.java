package tangency.core.model;

/**
 * A risk measure with its confidence.
 *
 * @param level confidence of tail measures, 0.95 by default
 * @param compounded whether drawdowns are of compounded wealth (measured only, not optimised)
 */
public record Risk(RiskMeasure measure, double level, boolean compounded) {
    public static final double DEFAULT_LEVEL = 0.95;

    public static Risk of(RiskMeasure measure) {
        return new Risk(measure, DEFAULT_LEVEL, false);
    }
}
