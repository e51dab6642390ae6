package tangency.core.solve.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.outcome.RewardedRisk.Found;

/** Utility, ratio and highest mean on Gini's measure, in the user's terms, where nothing is deducted from the mean. */
final class RewardedAllocation {
    private static final OutcomeRisk GINI = new OutcomeRisk.Gini();

    private RewardedAllocation() {}

    static boolean covers(Model.MeanRisk model, Allocation setting) {
        if (setting.trading().costly() || model.meanUncertainty() != null) {
            return false;
        }
        boolean linear = setting.constraints().stream().allMatch(LinearLimits::covers);
        Double aversion = model.riskAversion();
        return switch (model.goal()) {
            case MINIMISE_RISK -> false;
            case MAXIMISE_UTILITY ->
                linear && model.risk().measure() == RiskMeasure.GINI && aversion != null && aversion > 0;
            case MAXIMISE_RATIO -> linear && model.risk().measure() == RiskMeasure.GINI;
            case MAXIMISE_RETURN -> limit(setting) != null;
        };
    }

    /** The limit on Gini's measure, if all others are linear. */
    private static Constraint.@Nullable RiskLimit limit(Allocation setting) {
        List<Constraint> others = setting.constraints().stream().filter(c -> !LinearLimits.covers(c)).toList();
        return others.size() == 1 && others.getFirst() instanceof Constraint.RiskLimit limit
                && limit.risk().measure() == RiskMeasure.GINI && limit.max() > 0 ? limit : null;
    }

    static Solution solve(Model.MeanRisk model, Allocation setting, OutcomeAllocation.Starts starts, Stop stop) {
        Outcomes outcomes = setting.outcomes();
        if (outcomes == null) {
            throw new IllegalArgumentException("No outcomes");
        }
        Matrix returns = outcomes.returns();
        Constraint.RiskLimit limit = model.goal() == Model.Goal.MAXIMISE_RETURN ? limit(setting) : null;
        Allocation linear = limit == null
                ? setting
                : setting.withConstraints(setting.constraints().stream().filter(c -> c != limit).toList());
        LinearLimits limits = LinearLimits.of(linear);
        OutcomeProblem problem = OutcomeAllocation.problem(linear, returns, limits);
        double[] mean = setting.moments().mean().toArray();
        RewardedRisk search = new RewardedRisk(problem, GINI, mean, starts.last, stop);
        Double aversion = model.riskAversion();
        Found found = search.tied()
                ? null
                : limit != null
                        ? search.limited(limit.max())
                        : model.goal() == Model.Goal.MAXIMISE_RATIO || aversion == null
                                ? search.ratio(setting.riskFree())
                                : search.utility(aversion);
        if (found == null) {
            return new Solution.Failed("no optimum was found by least risks less a reward");
        }
        Vector weights = Vector.wrap(found.weights());
        double risk = GINI.of(OutcomeCertificate.portfolioReturns(returns, found.weights()));
        double objective = Kernels.dot(mean, found.weights());
        double perUnit = -1 / found.lambda();
        if (limit == null && model.goal() == Model.Goal.MAXIMISE_RATIO) {
            objective = (objective - setting.riskFree()) / risk;
            perUnit = -objective / risk;
        } else if (limit == null) {
            objective -= risk / found.lambda();
        }
        List<ConstraintState> states;
        if (limit == null) {
            states = OutcomeAllocation.states(linear, problem.withReward(mean, found.lambda()), limits, GINI,
                    found.multipliers(), perUnit, stop);
        } else {
            OutcomeResult.Optimal proof = found.multipliers();
            if (limits.degenerate(weights, proof.rowMultipliers(), proof.boundMultipliers())) {
                return new Solution.Failed("the limits have no prices of their own there");
            }
            states = new ArrayList<>(limits.states(linear, weights, OutcomeAllocation.prices(proof, perUnit)));
            states.add(setting.constraints().indexOf(limit), new ConstraintState(limit.name(), risk, null,
                    limit.max(), limit.max() - risk, 1 / found.lambda(), true, Map.of()));
        }
        starts.last = found.multipliers().start();
        return Solution.certified(weights, objective, found.certificate(), states, found.iterations(),
                "the optimality conditions hold only to " + found.certificate())
                .with(new Solution.Remarks(
                        OutcomeAllocation.shares(returns, found.multipliers().outcomeMultipliers(), weights),
                        List.of()));
    }
}
