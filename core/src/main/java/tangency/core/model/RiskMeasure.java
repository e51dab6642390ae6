package tangency.core.model;

/** The risk measures of the contract. */
public enum RiskMeasure {
    VARIANCE, STANDARD_DEVIATION, SEMI_VARIANCE, SEMI_DEVIATION, MEAN_ABSOLUTE_DEVIATION, CVAR, EVAR, WORST_CASE, MAX_DRAWDOWN, AVERAGE_DRAWDOWN, CDAR, EDAR, ULCER, GINI;

    /** Whether the measure is a function of the covariance alone. */
    public boolean quadratic() {
        return this == VARIANCE || this == STANDARD_DEVIATION;
    }
}
