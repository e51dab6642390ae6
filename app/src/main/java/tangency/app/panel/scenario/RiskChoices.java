package tangency.app.panel.scenario;

import java.util.List;

import tangency.core.model.RiskMeasure;

/** Risk measures as a person reads them. */
final class RiskChoices {
    static final List<Choice<RiskMeasure>> ALL = List.of(new Choice<>(RiskMeasure.VARIANCE, "Variance"),
            new Choice<>(RiskMeasure.STANDARD_DEVIATION, "Volatility"),
            new Choice<>(RiskMeasure.SEMI_VARIANCE, "Semi-variance"),
            new Choice<>(RiskMeasure.SEMI_DEVIATION, "Semi-deviation"),
            new Choice<>(RiskMeasure.MEAN_ABSOLUTE_DEVIATION, "Mean absolute deviation"),
            new Choice<>(RiskMeasure.GINI, "Gini mean difference"), new Choice<>(RiskMeasure.CVAR, "CVaR"),
            new Choice<>(RiskMeasure.EVAR, "Entropic VaR"), new Choice<>(RiskMeasure.WORST_CASE, "Worst case"),
            new Choice<>(RiskMeasure.MAX_DRAWDOWN, "Maximum drawdown"),
            new Choice<>(RiskMeasure.AVERAGE_DRAWDOWN, "Average drawdown"),
            new Choice<>(RiskMeasure.CDAR, "Drawdown at risk (CDaR)"),
            new Choice<>(RiskMeasure.EDAR, "Entropic drawdown (EDaR)"), new Choice<>(RiskMeasure.ULCER, "Ulcer index"));

    private RiskChoices() {}

    /** Whether the measure looks at a tail, so that it has a confidence. */
    static boolean hasLevel(RiskMeasure measure) {
        return switch (measure) {
            case CVAR, EVAR, CDAR, EDAR -> true;
            default -> false;
        };
    }

    /** Whether the measure is one of drawdowns, which are no risk per period. */
    static boolean ofPaths(RiskMeasure measure) {
        return switch (measure) {
            case MAX_DRAWDOWN, AVERAGE_DRAWDOWN, CDAR, EDAR, ULCER -> true;
            default -> false;
        };
    }

    static String label(RiskMeasure measure) {
        return EstimatesViewModel.chosen(ALL, measure).label();
    }
}
