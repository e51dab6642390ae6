package tangency.core.run;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Moments;
import tangency.core.math.Vector;
import tangency.core.measure.PortfolioMeasures;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;

/** Each asset's share of the risk that the model is about. */
final class RiskShares {
    private static final Risk VARIANCE = Risk.of(RiskMeasure.VARIANCE);

    private RiskShares() {}

    /** The risk measure of {@code model}, the variance where it has none. */
    static Risk riskOf(Model model) {
        return switch (model) {
            case Model.MeanRisk m -> m.risk();
            case Model.RiskBudget m -> m.risk();
            case Model.Hrp m -> m.risk();
            case Model.Herc m -> m.risk();
            case Model.Nco m -> m.risk();
            case Model.Schur m -> m.risk();
            default -> VARIANCE;
        };
    }

    /** N shares of sum 1; null where there is no risk to be shared out. */
    static @Nullable Vector of(Model model, Moments moments, @Nullable Outcomes outcomes, Vector weights) {
        Risk risk = riskOf(model);
        return risk.measure().quadratic() || outcomes == null
                ? PortfolioMeasures.varianceShares(moments.covariance(), weights)
                : RiskMeasures.shares(risk, outcomes, weights);
    }
}
