package tangency.core.solve.quadratic;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;

/**
 * Solves a {@link QuadraticProblem} exactly by a parametric active set: the answer is a vertex of the optimality system, not
 * a limit of iterations, so that weights at a bound are that bound and multipliers come with it. Every answer carries
 * residuals computed from the problem's own data.
 */
public final class QuadraticSolver {
    /** Multipliers below, in units of the largest variance or reward, are rounding. */
    private static final double DUST = 1e-15;

    private QuadraticSolver() {}

    /** Minimises w'&Sigma;w/2 - {@code lambda} mean'w. */
    public static QuadraticResult minimise(QuadraticProblem problem, double lambda) {
        return minimise(problem, lambda, null);
    }

    /**
     * Minimises w'&Sigma;w/2 - {@code lambda} mean'w.
     *
     * @param lambda risk tolerance, finite and not negative; 0 for minimum variance, and among equals the highest mean
     * @param warm from a problem with as many assets and rows, or null to start cold
     */
    public static QuadraticResult minimise(QuadraticProblem problem, double lambda, @Nullable WarmStart warm) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("Risk tolerance " + lambda);
        }
        ScaledSystem system = new ScaledSystem(problem);
        double tolerance = lambda * system.toleranceScale();
        Optimum.Walk walk = Conflicts.crossing(problem) ? null : Optimum.find(system, tolerance, warm);
        if (walk == null || walk.outcome() != PathWalk.Outcome.REACHED) {
            return noAnswer(problem, walk);
        }
        ActiveSet set = lambda == 0 ? efficient(walk.set()) : walk.set();
        return optimal(problem, lambda, set, multipliers(set, set.dual, lambda), set.pivots);
    }

    /** Of the portfolios of least variance the one at the foot of the frontier, should there be several. */
    private static ActiveSet efficient(ActiveSet least) {
        if (!Optimum.ambiguous(least)) {
            return least;
        }
        FrontierWalk descent = FrontierWalk.toTheFoot(least.system);
        return descent == null ? least : descent.set();
    }

    /**
     * Minimises the variance of portfolios whose mean is at least {@code target}. The last of the row multipliers belongs
     * to that condition: it is the risk tolerance at which the answer is optimal.
     */
    public static QuadraticResult minimiseAtReturn(QuadraticProblem problem, double target) {
        if (!Double.isFinite(target)) {
            throw new IllegalArgumentException("Target mean " + target);
        }
        return minimise(problem.plusRow(LinearRow.atLeast("Target return", problem.mean(), target)), 0);
    }

    /** Maximises the mean; among equals the least variance counts. The multipliers are those of -mean'w. */
    public static QuadraticResult maximiseReturn(QuadraticProblem problem) {
        ScaledSystem system = new ScaledSystem(problem);
        Optimum.Walk walk = Conflicts.crossing(problem) ? null : Optimum.find(system, 1, null);
        if (walk == null || walk.outcome() != PathWalk.Outcome.REACHED) {
            return noAnswer(problem, walk);
        }
        FrontierWalk climb = new FrontierWalk(walk.set());
        PathWalk.Outcome outcome = climb.walk(1, Double.POSITIVE_INFINITY, (set, t) -> {});
        if (outcome != PathWalk.Outcome.REACHED) {
            return noAnswer(problem, climb.ended(outcome));
        }
        double[] ray = climb.weightsBeyond();
        if (Arrays.stream(ray).anyMatch(x -> x != 0)) {
            return new QuadraticResult.Unbounded("The mean rises without end", Vector.wrap(ray));
        }
        double[] rates = climb.multipliersBeyond();
        // Multipliers per unit of tolerance, of the objective -mean'w alone.
        double[] multipliers = new double[system.items];
        for (int i = 0; i < rates.length; i++) {
            multipliers[i] = system.multiplier(i, rates[i] * system.toleranceScale(), 1);
        }
        return optimal(problem, Double.POSITIVE_INFINITY, climb.set(), multipliers, climb.set().pivots);
    }

    /** The multipliers of {@code set} in the problem's units. */
    static double[] multipliers(ActiveSet set, double[] dual, double lambda) {
        double[] out = new double[set.system.items];
        double reward = Arrays.stream(set.system.mean).map(Math::abs).max().orElse(0);
        double dust = DUST * Math.max(1, reward * lambda * set.system.toleranceScale());
        for (int i = 0; i < out.length; i++) {
            boolean none = set.hold[i] == Hold.FREE || Math.abs(dual[i]) <= dust;
            out[i] = set.system.multiplier(i, none ? 0 : dual[i], lambda);
        }
        return out;
    }

    private static QuadraticResult optimal(QuadraticProblem problem, double lambda, ActiveSet set,
            double[] multipliers, int iterations) {
        int n = problem.size();
        double[] weights = set.weights();
        double[] bounds = Arrays.copyOf(multipliers, n);
        double[] rows = Arrays.copyOfRange(multipliers, n, multipliers.length);
        Certificate certificate = Certification.of(problem, lambda, weights, bounds, rows);
        if (!certificate.proves()) {
            return new QuadraticResult.Failed("The answer found does not satisfy its optimality conditions: "
                    + certificate);
        }
        return new QuadraticResult.Optimal(Vector.wrap(weights), lambda, Kernels.dot(problem.mean(), weights),
                problem.variance(weights), Vector.wrap(bounds), Vector.wrap(rows), certificate,
                new WarmStart(set.hold), iterations);
    }

    /** The answer for a walk that did not reach an optimum; null for limits that cross. */
    private static QuadraticResult noAnswer(QuadraticProblem problem, Optimum.@Nullable Walk walk) {
        if (walk == null) {
            return new QuadraticResult.Infeasible(Conflicts.find(problem, null));
        }
        return switch (walk.outcome()) {
            case INFEASIBLE -> new QuadraticResult.Infeasible(Conflicts.find(problem, walk));
            case UNBOUNDED -> new QuadraticResult.Unbounded("The mean rises without end at no more risk",
                    Vector.wrap(Arrays.copyOf(walk.ray(), problem.size())));
            case STALLED, REACHED -> new QuadraticResult.Failed("No working set was found within the limit of pivots");
        };
    }

    /** As a trace. */
    static Trace noTrace(QuadraticProblem problem, Optimum.@Nullable Walk walk) {
        return switch (noAnswer(problem, walk)) {
            case QuadraticResult.Infeasible infeasible -> infeasible;
            case QuadraticResult.Unbounded unbounded -> unbounded;
            case QuadraticResult.Failed failed -> failed;
            case QuadraticResult.Optimal optimal -> throw new IllegalStateException("An answer after all: " + optimal);
        };
    }
}
