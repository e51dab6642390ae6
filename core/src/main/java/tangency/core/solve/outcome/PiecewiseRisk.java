package tangency.core.solve.outcome;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.Stop;
import tangency.core.solve.outcome.PiecewiseWalk.Outcome;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/** Minimises a piecewise linear risk: a first portfolio, smoothing to come near the optimum, the exact method from there. */
final class PiecewiseRisk {
    /** With no more outcomes the exact method needs no help. */
    /** Returns that differ by this share of the largest of any asset are all but the same. */
    private static final double FLAT = 1e-6;
    private static final int FEW = 300;
    /** Multipliers that are rounding. */
    private static final double DUST = 1e-14;
    private static final int FIRST_KINKS = 150;

    private final OutcomeProblem problem;
    private final OutcomeRisk risk;
    private final OutcomeSystem system;
    /** The most that one outcome of a tail weighs, what one of a deviation weighs, or a pair. */
    private final double weight;
    private final Stop stop;
    private int steps;

    private PiecewiseRisk(OutcomeProblem problem, OutcomeRisk risk, OutcomeSystem system, double weight, Stop stop) {
        this.problem = problem;
        this.risk = risk;
        this.system = system;
        this.weight = weight;
        this.stop = stop;
    }

    static PiecewiseRisk tail(OutcomeProblem problem, OutcomeRisk risk, double weight, Stop stop) {
        return new PiecewiseRisk(problem, risk, new OutcomeSystem(problem, true, false), weight, stop);
    }

    static PiecewiseRisk deviation(OutcomeProblem problem, OutcomeRisk risk, Stop stop) {
        return new PiecewiseRisk(problem, risk, new OutcomeSystem(problem, false, true), 1.0 / problem.outcomes(),
                stop);
    }

    static PiecewiseRisk pairs(OutcomeProblem problem, OutcomeRisk risk, Stop stop) {
        double count = problem.outcomes();
        return new PiecewiseRisk(problem, risk, new OutcomeSystem(problem, false, true), 1 / count / count, stop);
    }

    OutcomeResult solve(@Nullable OutcomeStart start) {
        // Where no pair differs, every pair is a tie, and no place to start from.
        boolean tied = start != null && pairs() && flat(problem, start.weights);
        boolean few = pairs() && problem.outcomes() <= 2 * problem.size();
        if (problem.lambda() == 0 && (tied || few)) {
            OutcomeResult flat = withoutRisk();
            if (flat instanceof OutcomeResult.Optimal) {
                return flat;
            }
        }
        if (start != null && !tied) {
            WorkingSet at = workingSet(start.weights, start.free, start.rows);
            if (pairs()) {
                at = smoothed(at, Gram.of(problem.returns()), false, 30L * (at.free().length + 1));
            }
            OutcomeResult near = finish(at);
            if (near instanceof OutcomeResult.Optimal) {
                return near;
            }
        }
        Matrix moments = Gram.of(problem.returns());
        return switch (QuadraticSolver.minimise(problem.limits(moments), 0)) {
            case QuadraticResult.Infeasible(var conflict) -> new OutcomeResult.Infeasible(conflict);
            case QuadraticResult.Unbounded unbounded ->
                new OutcomeResult.Failed("No first portfolio: " + unbounded.why());
            case QuadraticResult.Failed(String why) -> new OutcomeResult.Failed("No first portfolio: " + why);
            case QuadraticResult.Optimal least -> cold(least, moments);
        };
    }

    private OutcomeResult cold(QuadraticResult.Optimal least, Matrix moments) {
        if (pairs() && problem.lambda() == 0 && flat(problem, least.weights().shared())) {
            OutcomeResult flat = withoutRisk();
            if (flat instanceof OutcomeResult.Optimal) {
                return flat;
            }
        }
        int n = system.assets;
        WorkingSet first = workingSet(least.weights().shared(),
                IntStream.range(0, n).filter(j -> !least.warmStart().held(j)).toArray(),
                IntStream.range(0, system.rows.length).filter(k -> least.warmStart().held(n + k)).toArray());
        boolean smooth = problem.outcomes() > FEW || pairs();
        OutcomeResult found = smooth ? smoothed(first, moments) : finish(first);
        if (found instanceof OutcomeResult.Failed || found instanceof OutcomeResult.Inexact && !stop.requested()) {
            // Rounding on one way; there is another.
            OutcomeResult other = smooth ? finish(first) : smoothed(first, moments);
            return other instanceof OutcomeResult.Failed ? found : other;
        }
        return found;
    }

    private OutcomeResult smoothed(WorkingSet first, Matrix moments) {
        return finish(smoothed(first, moments, true, smoothing().firstZone(first.free().length)));
    }

    /** Whether the returns of {@code weights} are all but the same. */
    static boolean flat(OutcomeProblem problem, double[] weights) {
        int n = weights.length;
        double[] returns = problem.returns().shared();
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double size = 0;
        for (int t = 0; t < problem.outcomes(); t++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += returns[t * n + j] * weights[j];
                size = Math.max(size, Math.abs(returns[t * n + j]));
            }
            most = Math.max(most, sum);
            least = Math.min(least, sum);
        }
        return most - least <= FLAT * size;
    }

    /** With few outcomes there may be a portfolio whose return is the same in all of them; every pair would be a tie. */
    private OutcomeResult withoutRisk() {
        OutcomeResult least = deviation(problem, new OutcomeRisk.MeanAbsoluteDeviation(), stop).solve(null);
        if (!(least instanceof OutcomeResult.Optimal optimal)) {
            return least;
        }
        double[] weights = optimal.weights().toArray();
        double[] none = new double[problem.outcomes()];
        double[] bounds = new double[problem.size()];
        double[] rows = new double[problem.rows().size()];
        return JudgedResults.judged(problem, risk, weights, none, bounds, rows, true,
                OutcomeCertificate.of(problem, risk, weights, none, bounds, rows), optimal.start(),
                optimal.iterations());
    }

    private boolean pairs() {
        return risk instanceof OutcomeRisk.Gini;
    }

    private WorkingSet smoothed(WorkingSet from, Matrix moments, boolean feasible, long firstZone) {
        Continuation continuation = new Continuation(system, smoothing(), moments, from.variables(), feasible, stop);
        WorkingSet near = continuation.run(from, firstZone);
        steps += continuation.steps();
        return near;
    }

    private Smoothing smoothing() {
        double scaled = weight / system.rewardScale;
        if (pairs()) {
            return new PairSmoothing(system, DistinctOutcomes.of(problem.returns()), scaled);
        }
        return new HingeSmoothing(system, system.threshold ? 0 : scaled, scaled);
    }

    private Kinks kinks(WorkingSet at) {
        double scaled = weight / system.rewardScale;
        int wanted = FIRST_KINKS + 4 * at.free().length;
        if (pairs()) {
            return new PairKinks(system, DistinctOutcomes.of(problem.returns()), scaled, at.variables(), wanted);
        }
        return new HingeKinks(system, system.threshold ? 0 : scaled, scaled, at.variables(), wanted);
    }

    private WorkingSet workingSet(double[] weights, int[] free, int[] rows) {
        double[] u = new double[system.variables];
        for (int j = 0; j < system.assets; j++) {
            u[j] = weights[j] / system.weightScale;
        }
        system.settleThreshold(u, weight);
        int[] variables = free;
        if (system.threshold) {
            variables = Arrays.copyOf(free, free.length + 1);
            variables[free.length] = system.assets;
        }
        return new WorkingSet(u, variables, rows, new int[0]);
    }

    /** The exact method, from a working set whose kinks are the nearest. */
    private OutcomeResult finish(WorkingSet from) {
        Kinks kinks = kinks(from);
        int few = Math.min(kinks.count(), 3 * from.free().length);
        PiecewiseSolver solver = new PiecewiseSolver(system, kinks, stop);
        Outcome outcome = solver.solve(
                new WorkingSet(from.variables(), from.free(), from.rows(), IntStream.range(0, few).toArray()));
        steps += solver.pivots();
        return switch (outcome) {
            case REACHED -> answer(solver);
            case UNBOUNDED -> unbounded(solver);
            case INFEASIBLE -> new OutcomeResult.Failed("The limits contradict each other but for rounding");
            case STALLED -> new OutcomeResult.Failed("No working set was found within the limit of pivots");
            case STOPPED -> stopped(from);
        };
    }

    private OutcomeResult unbounded(PiecewiseSolver solver) {
        double[] direction = Arrays.copyOf(solver.ray(), system.assets);
        if (!Rays.endless(problem, risk, direction)) {
            return new OutcomeResult.Failed("The objective seems to fall without end, but rounding decides");
        }
        return new OutcomeResult.Unbounded("The objective falls without end", Vector.wrap(direction));
    }

    private OutcomeResult stopped(WorkingSet at) {
        double[] weights = new double[system.assets];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = Math.max(problem.lower()[j],
                    Math.min(problem.upper()[j], at.variables()[j] * system.weightScale));
        }
        return JudgedResults.unproven(problem, risk, weights, "Stopped early");
    }

    private OutcomeResult answer(PiecewiseSolver solver) {
        double[] q = solver.outcomeMultipliers();
        double sum = 0;
        for (double value : q) {
            sum += value;
        }
        for (int t = 0; t < q.length; t++) {
            q[t] = (system.threshold ? -q[t] : q[t] - sum / q.length) * system.rewardScale;
        }
        double unit = system.returnScale * system.rewardScale;
        double[] bounds = new double[system.assets];
        for (int j = 0; j < bounds.length; j++) {
            bounds[j] = multiplier(solver, j) * unit;
        }
        double[] rows = new double[system.rows.length];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = multiplier(solver, system.variables + k) * unit * system.rowScale[k];
        }
        double[] weights = solver.weights();
        Certificate certificate = OutcomeCertificate.of(problem, risk, weights, q, bounds, rows);
        WorkingSet set = solver.workingSet();
        OutcomeStart next = new OutcomeStart(weights,
                Arrays.stream(set.free()).filter(j -> j < system.assets).toArray(), set.rows(), system.rows.length,
                null);
        return JudgedResults.judged(problem, risk, weights, q, bounds, rows, solver.tied(), certificate, next, steps);
    }

    /** In the system's units, in which what is added up is about one. */
    private static double multiplier(PiecewiseSolver solver, int item) {
        double multiplier = solver.multiplier(item);
        return Math.abs(multiplier) <= DUST ? 0 : multiplier;
    }
}
