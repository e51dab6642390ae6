package tangency.core.solve.discrete;

import java.util.Arrays;

import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.Stop;

/**
 * Solves a {@link DiscreteProblem} to proven optimality by branch and bound, or says how far from it the search was when it
 * ended early.
 */
public final class DiscreteSolver {
    /** Most problems are done after so few nodes; for the others better bounds pay. */
    private static final long FIRST = 20;

    private DiscreteSolver() {}

    /**
     * Searches until the gap is closed, the nodes are used up or {@code stop} asks for the end.
     *
     * @param stop asked before every node and every attempt at a better portfolio
     */
    public static DiscreteResult solve(DiscreteProblem problem, Stop stop) {
        return solve(problem, stop, false);
    }

    /** Whether any portfolio is within the limits: found, {@code Infeasible}, or {@code Failed} where that stayed open. */
    public static DiscreteResult anyPortfolio(DiscreteProblem problem, Stop stop) {
        return solve(problem.withGoal(new DiscreteProblem.Goal.Tolerance(0)), stop, true);
    }

    private static DiscreteResult solve(DiscreteProblem problem, Stop stop, boolean first) {
        Domain whole = Domain.whole(Domain.Setting.of(problem));
        if (whole == null) {
            return new DiscreteResult.Infeasible(
                    "bounds, minimum positions, whole lots and the number of assets held contradict each other", false,
                    0);
        }
        String unmet = LotSums.unmet(problem);
        if (unmet != null) {
            return new DiscreteResult.Infeasible(unmet, false, 0);
        }
        Incumbent incumbent = new Incumbent(problem, stop);
        Tree.Outcome outcome = search(problem, whole, incumbent, stop, first);
        double[] weights = incumbent.weights();
        if (outcome.end() == Tree.End.UNBOUNDED) {
            return new DiscreteResult.Unbounded(outcome.why(), outcome.nodes());
        }
        if (weights == null) {
            if (outcome.end() == Tree.End.STOPPED) {
                return new DiscreteResult.Failed(outcome.why() + ", before any portfolio was found",
                        outcome.nodes());
            }
            return Double.isInfinite(outcome.bound())
                    ? new DiscreteResult.Infeasible(infeasible(outcome), outcome.rootEmpty(), outcome.nodes())
                    : new DiscreteResult.Failed(outcome.why(), outcome.nodes());
        }
        return found(problem, incumbent, weights, outcome);
    }

    private static String infeasible(Tree.Outcome outcome) {
        return outcome.rootEmpty() ? outcome.why() : "no choice of assets is within all limits";
    }

    private static DiscreteResult found(DiscreteProblem problem, Incumbent incumbent, double[] weights,
            Tree.Outcome outcome) {
        double scale = incumbent.scale();
        double distance = Math.max(0, incumbent.objective() - outcome.bound());
        double gap = distance == 0 ? 0 : distance / scale;
        Certificate certificate = new Certificate(Math.max(0, new Feasible(problem).residual(weights)),
                incumbent.residual(), gap);
        Vector answer = Vector.wrap(weights);
        if (outcome.end() == Tree.End.SEARCHED && certificate.proves()) {
            return new DiscreteResult.Optimal(answer, incumbent.objective(), outcome.bound(), certificate,
                    outcome.nodes());
        }
        String reason = outcome.end() == Tree.End.SEARCHED
                ? "numbers did not allow to close the gap"
                : outcome.why();
        return new DiscreteResult.Inexact(answer, incumbent.objective(), outcome.bound(), gap, certificate,
                reason + ": no portfolio is better by more than a gap of " + gap, outcome.nodes());
    }

    private static Tree.Outcome search(DiscreteProblem problem, Domain whole, Incumbent incumbent, Stop stop,
            boolean first) {
        int n = problem.size();
        boolean charged = problem.maxHeld() < n || problem.minimumPosition() > 0
                || Arrays.stream(problem.fixedCosts().shared()).anyMatch(cost -> cost > 0);
        if (problem.goal() instanceof DiscreteProblem.Goal.Ratio ratio) {
            return new Tree(problem, new RatioRelaxation(problem, ratio.riskFree()), incumbent, stop, first)
                    .search(whole, problem.nodes());
        }
        if (first || !charged || problem.goal() instanceof DiscreteProblem.Goal.Return) {
            return new Tree(problem, new PerspectiveRelaxation(problem, new double[n]), incumbent, stop, first)
                    .search(whole, problem.nodes());
        }
        Perspectives perspectives = new Perspectives(problem, stop);
        Tree.Outcome outcome = new Tree(problem, perspectives.first(), incumbent, stop, false)
                .search(whole, Math.min(FIRST, problem.nodes()));
        if (outcome.end() != Tree.End.STOPPED || outcome.nodes() >= problem.nodes() || stop.requested()) {
            return outcome;
        }
        Tree.Outcome longer = new Tree(problem, perspectives.climbed(whole, stop), incumbent, stop, false)
                .search(whole, problem.nodes() - outcome.nodes());
        return longer.after(outcome);
    }
}
