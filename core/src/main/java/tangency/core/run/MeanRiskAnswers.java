package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import tangency.core.market.Finding;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.scenario.Scenario;
import tangency.core.solve.AbsoluteLimit;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.convex.ConvexAllocation;
import tangency.core.solve.convex.Unsupported;
import tangency.core.solve.discrete.DiscreteAllocation;
import tangency.core.solve.meanrisk.MeanVariance;
import tangency.core.solve.outcome.OutcomeAllocation;

/**
 * Mean-risk models: branch and bound where there are choices to make, the parametric active set where all is quadratic
 * and linear, walks along the pieces of the least risk of outcomes, the interior point for every other convex problem.
 */
final class MeanRiskAnswers {
    private final MeanVariance.Starts starts = new MeanVariance.Starts();
    private final OutcomeAllocation.Starts outcomeStarts = new OutcomeAllocation.Starts();

    Solution solution(Model.MeanRisk model, Analysis analysis, Stop stop) {
        Allocation setting = analysis.setting();
        if (DiscreteAllocation.needed(model, setting)) {
            return DiscreteAllocation.solve(model, setting, analysis.scenario().limits(), stop);
        }
        if (exact(model, setting)) {
            return MeanVariance.solve(model, setting, starts, analysis::frontier);
        }
        return convex(model, setting, stop);
    }

    /** The answer to a convex problem, without choices. */
    Solution convex(Model.MeanRisk model, Allocation setting, Stop stop) {
        if (OutcomeAllocation.covers(model, setting)) {
            Solution solution = OutcomeAllocation.solve(model, setting, outcomeStarts, stop);
            // Where ties and rounding spoil its proof there is another way to one.
            boolean open = solution instanceof Solution.Inexact || solution instanceof Solution.Failed;
            if (!open || stop.requested()) {
                return solution;
            }
        }
        return ConvexAllocation.solve(model, setting, stop);
    }

    /** Whether the parametric active set answers: a quadratic problem under limits on weights and their absolute values. */
    static boolean exact(Model.MeanRisk model, Allocation setting) {
        return quadratic(model) && (!deducting(model) || (!ellipsoid(model) && !setting.trading().impacting()))
                && setting.constraints().stream().allMatch(MeanRiskAnswers::plain);
    }

    private static boolean quadratic(Model.MeanRisk model) {
        Double aversion = model.riskAversion();
        return switch (model.goal()) {
            case MINIMISE_RISK, MAXIMISE_RATIO -> model.risk().measure().quadratic();
            // Of the highest mean, too, the portfolio of least variance is the answer; risk itself has no part in it.
            case MAXIMISE_RETURN -> true;
            case MAXIMISE_UTILITY -> model.risk().measure() == RiskMeasure.VARIANCE
                    || (aversion != null && aversion == 0);
        };
    }

    /** What is not minimum risk has a mean, from which costs and uncertainty are taken off. */
    private static boolean deducting(Model.MeanRisk model) {
        return model.goal() != Model.Goal.MINIMISE_RISK;
    }

    static boolean ellipsoid(Model.MeanRisk model) {
        Model.MeanUncertainty uncertainty = model.meanUncertainty();
        return uncertainty != null && uncertainty.shape() == Model.MeanUncertainty.Shape.ELLIPSOID;
    }

    /** Limits that are linear in the weights or in their absolute values. */
    static boolean plain(Constraint constraint) {
        return LinearLimits.covers(constraint) || AbsoluteLimit.covers(constraint);
    }

    /** What no solver here can honour, by field or constraint; empty where there will be a typed answer. */
    static List<Finding> refusals(Model.MeanRisk model, Scenario scenario, Allocation setting) {
        if (DiscreteAllocation.needed(model, setting)) {
            return choices(model, scenario, setting);
        }
        return exact(model, setting)
                ? Checks.uncertainty(model, setting.moments())
                : findings(Unsupported.of(model, setting));
    }

    static List<Finding> findings(List<Unsupported> refusals) {
        return refusals.stream().map(refusal -> Finding.error(Checks.SCENARIO, null, refusal.constraint() != null
                ? Checks.place(refusal.constraint())
                : refusal.place(), refusal.reason())).toList();
    }

    /** What cannot be asked for beside a choice. */
    private static List<Finding> choices(Model.MeanRisk model, Scenario scenario, Allocation setting) {
        List<Finding> refusals = new ArrayList<>();
        String who = setting.constraints().stream().filter(DiscreteAllocation::chooses)
                .map(c -> Checks.place(c.name())).collect(Collectors.joining(", "));
        String beside = " beside " + (who.isEmpty() ? "costs.fixed" : who);
        if (!model.risk().measure().quadratic()) {
            refusals.add(error("model.risk", "'" + name(model.risk().measure()) + "' cannot be optimised" + beside
                    + "; expected variance or standard-deviation"));
        } else if (!quadratic(model)) {
            refusals.add(error("model.risk", "utility of mean - riskAversion x standard deviation cannot be optimised"
                    + beside + "; expected variance"));
        }
        Costs costs = scenario.costs();
        if (deducting(model)) {
            if (model.meanUncertainty() != null) {
                refusals.add(error("model.meanUncertainty", "cannot be honoured" + beside));
            }
            if (costs.impact() != null) {
                refusals.add(error("costs.impact", "cannot be deducted" + beside));
            }
            if (costs.ridge() != 0) {
                refusals.add(error("costs.ridge", "cannot be deducted" + beside));
            }
        }
        for (Constraint constraint : setting.constraints()) {
            if (!DiscreteAllocation.covers(constraint)) {
                refusals.add(error(Checks.place(constraint.name()), "a constraint of type '" + constraint.type()
                        + "' cannot be honoured" + beside + "; switch it off (\"enabled\": false) or take it out"));
            }
        }
        DiscreteAllocation.unknownLots(setting)
                .forEach((name, reason) -> refusals.add(error(Checks.place(name), reason)));
        return refusals;
    }

    private static Finding error(String place, String message) {
        return Finding.error(Checks.SCENARIO, null, place, message);
    }

    private static String name(RiskMeasure measure) {
        return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
