package tangency.core.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.Measures;
import tangency.core.measure.PortfolioMeasures;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.Certificate;
import tangency.core.solve.ClosedForm;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.convex.ConvexAllocation;
import tangency.core.solve.meanrisk.MeanVariance;

/**
 * From a model to its answer: knows which solver answers which model. Keeps the last answer of each solver as the start
 * of the next, so that a drag re-solves from near by. Not thread-safe.
 */
final class Answers {
    private final MeanRiskAnswers meanRiskAnswers = new MeanRiskAnswers();
    private final BudgetAnswers budgetAnswers = new BudgetAnswers();

    /** The model's weights and certificate. */
    Solution solution(Analysis analysis, Stop stop) {
        Allocation setting = analysis.setting();
        return switch (analysis.scenario().model()) {
            case Model.MeanRisk model -> meanRiskAnswers.solution(model, analysis, stop);
            case Model.Kelly _,Model.MaxDiversification _,Model.MaxDecorrelation _ ->
                ConvexAllocation.solve(analysis.scenario().model(), setting, stop);
            case Model.EqualWeight _ -> {
                double[] weights = ClosedForm.equalWeight(setting.size());
                yield formula(setting, weights, ClosedForm.certificate(weights, weights));
            }
            case Model.InverseVolatility _ -> {
                double[] weights = ClosedForm.inverseVolatility(setting);
                yield weights == null
                        ? new Solution.Failed("inverse-volatility is not defined: an asset has no volatility")
                        : formula(setting, weights, ClosedForm.certificate(weights, weights));
            }
            case Model.MarketCap _ -> {
                double[] weights = ClosedForm.marketCap(setting);
                yield weights == null
                        ? new Solution.Failed("market-cap is not defined: a market capitalisation is missing")
                        : formula(setting, weights, ClosedForm.certificate(weights, weights));
            }
            case Model.RiskBudget model -> budgetAnswers.solution(model, setting, stop);
            case Model.Hrp _,Model.Herc _,Model.Nco _,Model.Schur _ ->
                HierarchicalAnswers.solution(analysis, stop);
        };
    }

    /** Weights that sum to 1, scaled to the budget. */
    private static Solution formula(Allocation setting, double[] weights, Certificate certificate) {
        double budget = budget(setting);
        if (budget != 1) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= budget;
            }
        }
        Vector answer = Vector.wrap(weights);
        double variance = Math.max(0, Kernels.quadratic(setting.moments().covariance(), weights));
        List<ConstraintState> states = LinearLimits.of(setting).states(setting, answer, null);
        return Solution.certified(answer, variance, certificate, states, 0,
                "the defining equations hold only to " + certificate.dualResidual());
    }

    /** The sum of weights of models that are not optimisations: the budget nearest to 1 that is allowed. */
    private static double budget(Allocation setting) {
        double min = Double.NEGATIVE_INFINITY;
        double max = Double.POSITIVE_INFINITY;
        for (Constraint constraint : setting.constraints()) {
            if (constraint instanceof Constraint.Budget budget) {
                min = budget.min() == null ? min : Math.max(min, budget.min());
                max = budget.max() == null ? max : Math.min(max, budget.max());
            }
        }
        return min > max ? 1 : Math.clamp(1, min, max);
    }

    /** Limits that the answer of a model that is no optimisation breaks: it cannot honour them. */
    static List<Finding> breaches(Analysis analysis, Solution solution) {
        if (Checks.optimises(analysis.scenario().model()) || !(solution instanceof Solution.Weighted answer)) {
            return List.of();
        }
        List<Finding> breaches = new ArrayList<>();
        for (ConstraintState state : answer.constraints()) {
            Double slack = state.slack();
            if (slack != null && slack < -LinearLimits.BINDING) {
                breaches.add(Finding.error("scenario", null, "constraint '" + state.name() + "'",
                        analysis.scenario().model().method() + " cannot honour it in this version: its weights break "
                                + "the limit by " + -slack + "; switch it off (\"enabled\": false) or take it out"));
            }
        }
        return breaches;
    }

    /** The frontier of {@code model} under the limits of {@code setting}. */
    static FrontierResult frontier(Model model, Allocation setting) {
        return MeanVariance.trace(model, setting);
    }

    /** {@code full} above the highest floor on the return that {@code setting} has. */
    static FrontierResult cut(FrontierResult full, Allocation setting) {
        double floor = MeanVariance.returnFloor(setting.constraints());
        if (floor == Double.NEGATIVE_INFINITY) {
            return full;
        }
        return switch (full) {
            case FrontierResult.None none -> none.below() == null
                    ? none
                    : new FrontierResult.None(none.status(), none.reason(), cut(none.below(), false, floor, setting));
            case FrontierResult.Traced traced -> {
                FrontierResult.Traced cut = cut(traced, true, floor, setting);
                yield cut != null
                        ? cut
                        : new FrontierResult.None("infeasible", "no portfolio satisfies " + floorName(setting, floor)
                                + ", a return of at least " + floor + " per period; the highest mean is "
                                + traced.frontier().highestMean().mean());
            }
        };
    }

    /**
     * Null where no corner portfolio reaches {@code floor}.
     *
     * @param whole whether there is nothing above the corner portfolios
     */
    private static FrontierResult.@Nullable Traced cut(FrontierResult.Traced full, boolean whole, double floor,
            Allocation setting) {
        Matrix covariance = setting.moments().covariance();
        Frontier cut = full.frontier().cutAt(floor, covariance);
        if (cut == null) {
            return null;
        }
        Frontier.Corner best = full.maximumRatio();
        boolean kept = best == null ? !whole : best.mean() >= floor;
        return new FrontierResult.Traced(cut, kept ? best : cut.maximumRatio(setting.riskFree(), covariance));
    }

    private static String floorName(Allocation setting, double floor) {
        return setting.constraints().stream()
                .filter(c -> c instanceof Constraint.Return limit && limit.min() == floor)
                .map(c -> "'" + c.name() + "'").findFirst().orElse("the floor on the return");
    }

    /** The study of a solution, its run block still to be filled in. */
    static Study study(Analysis analysis, Solution solution) {
        List<Finding> findings = new ArrayList<>(analysis.findings());
        List<String> assets = analysis.universe().ids();
        return switch (solution) {
            case Solution.Weighted answer -> {
                findings.addAll(answer.remarks().findings());
                Vector weights = answer.weights();
                Hierarchy hierarchy = HierarchicalAnswers.hierarchy(analysis, answer);
                findings.addAll(HierarchicalAnswers.findings(hierarchy));
                Outcomes outcomes = analysis.outcomes();
                Measures measures = new PortfolioMeasures(analysis.universe(), analysis.moments().mean(),
                        analysis.moments().covariance(), outcomes, analysis.setting().riskFree(),
                        analysis.scenario().window().periodsPerYear())
                        .of(weights, analysis.scenario().holdings(), analysis.scenario().costs());
                yield new Study(analysis.scenario(), answer.status(),
                        answer instanceof Solution.Inexact inexact ? inexact.message() : null, assets, weights,
                        cash(weights), answer.objective(), answer.certificate(), measures,
                        answer.remarks().riskContributions() != null
                                ? answer.remarks().riskContributions()
                                : RiskShares.of(analysis.scenario().model(), analysis.moments(), outcomes, weights),
                        answer.constraints(), null, null, hierarchy, findings, run(answer.iterations()));
            }
            case Solution.Infeasible none -> {
                // What no constraint causes names none.
                boolean named = !none.conflict().isEmpty();
                yield empty(analysis, none.status(), none.message(), named ? none.conflict() : null,
                        named ? none.relaxation() : null, findings);
            }
            case Solution.Unbounded none -> empty(analysis, none.status(), none.message(), null, null, findings);
            case Solution.Failed none -> empty(analysis, none.status(), none.message(), null, null, findings);
        };
    }

    /** 1 - sum of weights, exactly 0 where only rounding is left. */
    private static double cash(Vector weights) {
        double cash = 1 - weights.sum();
        return Math.abs(cash) < 1e-14 * weights.size() ? 0 : cash;
    }

    private static Study empty(Analysis analysis, String status, String message, @Nullable List<String> conflict,
            @Nullable Map<String, Double> relaxation, List<Finding> findings) {
        return new Study(analysis.scenario(), status, message, analysis.universe().ids(), null, null, null, null, null,
                null, List.of(), conflict, relaxation, null, findings, run(0));
    }

    private static Study.RunInfo run(int iterations) {
        return new Study.RunInfo("", Map.of(), Instant.EPOCH, 0, iterations);
    }
}
