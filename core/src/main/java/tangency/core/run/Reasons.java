package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Explanation;
import tangency.core.solve.Explanation.Unavailable;
import tangency.core.solve.Explanation.Way;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.discrete.DiscreteAllocation;
import tangency.core.solve.meanrisk.MeanVariance;
import tangency.core.solve.outcome.OutcomeAllocation;

/**
 * Explains answers: quadratic ones by their multipliers, others by solving again with one limit more at a time. The order
 * is the document's, the budget before all, and choices (which assets, which lots) after all that is continuous. Where
 * the limits make a convex set, only those that bind are taken: without the others the answer is the same.
 */
final class Reasons {
    /** How many times a model may be solved again. */
    private static final int SOLVES = 60;
    /** How many outcomes of assets may be gone through in all, where every solve goes through them. */
    private static final long OUTCOMES = 10_000_000;
    /** Outcomes of assets up to which Gini's measure is solved by planes where the walk does not get through: they take long. */
    private static final long PLANES = 50_000;

    private final Analysis analysis;
    private final Stop stop;

    private Reasons(Analysis analysis, Stop stop) {
        this.analysis = analysis;
        this.stop = stop;
    }

    /** Why {@code solution}, the answer of {@code analysis}, is what it is. */
    static Explanation of(Analysis analysis, Solution solution, Stop stop) {
        Model model = analysis.scenario().model();
        if (!(solution instanceof Solution.Optimal answer)) {
            return new Unavailable("only an optimal answer can be explained");
        }
        return switch (model) {
            case Model.EqualWeight _,Model.InverseVolatility _,Model.MarketCap _ ->
                new Unavailable(model.method() + " is a formula: limits have no part in its weights");
            case Model.MeanRisk meanRisk when quadratic(meanRisk, analysis) ->
                MeanVariance.explain(meanRisk, analysis.setting(), answer);
            default -> new Reasons(analysis, stop).byResolving(answer);
        };
    }

    private static boolean quadratic(Model.MeanRisk model, Analysis analysis) {
        Double aversion = model.riskAversion();
        boolean linear = model.goal() == Model.Goal.MAXIMISE_RETURN
                || (model.goal() == Model.Goal.MAXIMISE_UTILITY && aversion != null && aversion == 0);
        return !linear && MeanRiskAnswers.exact(model, analysis.setting())
                && !DiscreteAllocation.needed(model, analysis.setting());
    }

    private Explanation byResolving(Solution.Optimal answer) {
        boolean chosen = chosen();
        if (chosen && analysis.scenario().costs().fixed() > 0) {
            return new Unavailable("with fixed costs per trade every limit would need a search of its own");
        }
        List<Constraint> kept = new ArrayList<>();
        List<Constraint> steps = new ArrayList<>();
        split(answer, chosen, kept, steps);
        int solves = steps.size();
        if (solves > SOLVES || (throughOutcomes() && solves * outcomes() > OUTCOMES)) {
            return new Unavailable("it would take " + solves + " more solves to tell the parts of "
                    + (steps.size() + 1) + " limits, which is too many for a model of this size");
        }
        Solution found = steps.isEmpty() ? answer : solve(kept);
        int next = 0;
        while (found instanceof Solution.Unbounded && next < steps.size()) {
            kept.add(steps.get(next++));
            found = next < steps.size() ? solve(kept) : answer;
        }
        if (!(found instanceof Solution.Optimal first)) {
            return unanswered(kept, found);
        }
        List<Explanation.Part> parts = new ArrayList<>();
        List<Constraint> held = new ArrayList<>(kept);
        Vector before = first.weights();
        for (; next < steps.size(); next++) {
            held.add(steps.get(next));
            Solution after = next + 1 < steps.size() ? solve(held) : answer;
            if (!(after instanceof Solution.Optimal optimum)) {
                return unanswered(held, after);
            }
            parts.add(new Explanation.Part(steps.get(next).name(), minus(optimum.weights(), before)));
            before = optimum.weights();
        }
        return new Explanation.Parts(Way.ORDERED_RESOLVE, kept.stream().map(Constraint::name).toList(),
                answer.weights(), first.weights(), parts, null);
    }

    private Solution solve(List<Constraint> constraints) {
        if (stop.requested()) {
            return new Solution.Failed("the time was up");
        }
        Analysis under = analysis.under(constraints);
        return under.scenario().model() instanceof Model.MeanRisk model && outcomes() > PLANES && onGini(model)
                && OutcomeAllocation.covers(model, under.setting())
                        ? OutcomeAllocation.solve(model, under.setting(), stop)
                        : new Answers().solution(under, stop);
    }

    private static boolean onGini(Model.MeanRisk model) {
        return model.goal() == Model.Goal.MAXIMISE_RETURN || model.risk().measure() == RiskMeasure.GINI;
    }

    private static Unavailable unanswered(List<Constraint> under, Solution found) {
        String why = switch (found) {
            case Solution.Inexact inexact -> inexact.message();
            case Solution.Failed failed -> failed.message();
            case Solution.Infeasible none -> none.message();
            case Solution.Unbounded none -> none.message();
            case Solution.Optimal _ -> "";
        };
        return new Unavailable("under some of the limits alone ("
                + under.stream().map(c -> "'" + c.name() + "'").collect(Collectors.joining(", "))
                + ") there is no certified answer: " + why);
    }

    private void split(Solution.Optimal answer, boolean chosen, List<Constraint> kept, List<Constraint> steps) {
        Set<String> binding = convex() && !chosen
                ? answer.constraints().stream().filter(ConstraintState::binding).map(ConstraintState::name)
                        .collect(Collectors.toSet())
                : analysis.setting().constraints().stream().map(Constraint::name).collect(Collectors.toSet());
        List<Constraint> choices = new ArrayList<>();
        for (Constraint constraint : analysis.setting().constraints()) {
            if (constraint instanceof Constraint.Budget) {
                kept.add(constraint);
            } else if (binding.contains(constraint.name())) {
                (DiscreteAllocation.chooses(constraint) ? choices : steps).add(constraint);
            }
        }
        steps.addAll(choices);
    }

    private boolean chosen() {
        return analysis.scenario().model() instanceof Model.MeanRisk model
                && DiscreteAllocation.needed(model, analysis.setting());
    }

    private boolean convex() {
        return switch (analysis.scenario().model()) {
            case Model.MeanRisk _,Model.Kelly _,Model.MaxDiversification _,Model.MaxDecorrelation _ -> true;
            default -> false;
        };
    }

    private boolean throughOutcomes() {
        return switch (analysis.scenario().model()) {
            case Model.MeanRisk model -> !MeanRiskAnswers.exact(model, analysis.setting()) && !chosen();
            case Model.Kelly _,Model.RiskBudget _ -> true;
            default -> false;
        };
    }

    private long outcomes() {
        return analysis.outcomes() == null
                ? 0
                : (long) analysis.outcomes().returns().rows() * analysis.universe().size();
    }

    private static Vector minus(Vector a, Vector b) {
        double[] out = a.toArray();
        for (int i = 0; i < out.length; i++) {
            out[i] -= b.get(i);
        }
        return Vector.wrap(out);
    }
}
