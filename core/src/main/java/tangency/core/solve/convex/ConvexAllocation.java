package tangency.core.solve.convex;

import java.util.List;
import java.util.Map;

import tangency.core.model.Model;
import tangency.core.solve.Allocation;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.conic.ConicResult;
import tangency.core.solve.conic.ConicSolver;

/** Solves every convex portfolio model by an interior point on its conic program. */
public final class ConvexAllocation {
    private ConvexAllocation() {}

    /** The answer of {@code model} on {@code setting}. */
    public static Solution solve(Model model, Allocation setting, Stop stop) {
        String unusable = Data.unusable(setting, true);
        if (unusable != null) {
            return new Solution.Failed(unusable);
        }
        Data data = new Data(setting);
        Goal goal = switch (model) {
            case Model.MeanRisk meanRisk -> new MeanRiskGoal(data, meanRisk, setting.moments().mean().toArray(),
                    setting.riskFree());
            case Model.Kelly kelly -> new GrowthGoal(data, kelly.drawdown());
            default -> throw new IllegalArgumentException("Not a convex model: " + model);
        };
        return solve(data, goal, stop);
    }

    private static Solution solve(Data data, Goal goal, Stop stop) {
        Posed posed = Posed.of(data, goal, data.setting.constraints());
        return switch (ConicSolver.solve(posed.program(), stop)) {
            case ConicResult.Optimal r -> new Translation(posed, goal, r.x(), r.s(), r.z()).solution(r.objective(),
                    r.dualObjective(), r.certificate().dualResidual(), r.iterations(), "");
            case ConicResult.Inexact r -> new Translation(posed, goal, r.x(), r.s(), r.z()).solution(r.objective(),
                    r.dualObjective(), r.certificate().dualResidual(), r.iterations(), r.message());
            case ConicResult.PrimalInfeasible r -> new Solution.Infeasible("infeasible", List.of(), Map.of());
            case ConicResult.DualInfeasible r -> new Solution.Unbounded("unbounded");
            case ConicResult.Failed r -> new Solution.Failed(r.message());
        };
    }
}
