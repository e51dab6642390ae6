package tangency.core.solve.outcome;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/**
 * Minimises a risk of the outcomes under linear limits, exactly: the answer is a vertex, so that weights at a bound are that
 * bound, with multipliers and residuals computed from the problem's own data.
 */
public final class OutcomeSolver {
    /** With no more outcomes the exact method needs no help. */
    private static final int FEW = 300;

    private OutcomeSolver() {}

    /**
     * Minimises {@code risk}.
     *
     * @param start from a problem with as many assets, or null to start cold
     */
    public static OutcomeResult solve(OutcomeProblem problem, OutcomeRisk risk, @Nullable OutcomeStart start,
            Stop stop) {
        int outcomes = problem.outcomes();
        return switch (risk) {
            case OutcomeRisk.Cvar(double level) ->
                hinge(problem, risk, Hinge.tail(OutcomeRisk.Cvar.weight(level, outcomes)), start, stop);
            case OutcomeRisk.WorstCase() -> hinge(problem, risk, Hinge.tail(1), start, stop);
            case OutcomeRisk.MeanAbsoluteDeviation() -> hinge(problem, risk, Hinge.deviation(outcomes), start, stop);
            case OutcomeRisk.Gini() -> new OutcomeResult.Failed("todo");
            case OutcomeRisk.SemiVariance() -> new OutcomeResult.Failed("todo");
            case OutcomeRisk.SemiDeviation() -> new OutcomeResult.Failed("todo");
        };
    }

    private static OutcomeResult hinge(OutcomeProblem problem, OutcomeRisk risk, Hinge hinge,
            @Nullable OutcomeStart start, Stop stop) {
        OutcomeSystem system = new OutcomeSystem(problem, hinge);
        WorkingSet at;
        if (start != null && start.size() == problem.size()) {
            at = workingSet(system, start.weights, start.free, start.rows);
        } else {
            Matrix moments = Gram.of(problem.returns());
            switch (QuadraticSolver.minimise(problem.limits(moments), 0)) {
                case QuadraticResult.Optimal least -> {
                    at = workingSet(system, least);
                    if (problem.outcomes() > FEW) {
                        at = new Continuation(system, moments, at, stop).run(at);
                    }
                }
                case QuadraticResult.Infeasible(var conflict) -> {
                    return new OutcomeResult.Infeasible(conflict);
                }
                case QuadraticResult.Unbounded unbounded -> {
                    return new OutcomeResult.Failed("No least variance: " + unbounded.why());
                }
                case QuadraticResult.Failed(String why) -> {
                    return new OutcomeResult.Failed("No first portfolio: " + why);
                }
            }
        }
        HingeSolver.End end = new HingeSolver(system, stop).solve(at);
        double[] weights = end.program().weights(end.walk());
        return switch (end.outcome()) {
            case REACHED -> answer(system, risk, end, weights);
            case UNBOUNDED -> new OutcomeResult.Unbounded("The objective falls without end",
                    Vector.wrap(Arrays.copyOf(end.walk().ray(), problem.size())));
            case INFEASIBLE -> new OutcomeResult.Failed("infeasible");
            case STALLED -> new OutcomeResult.Failed("No working set was found within the limit of pivots");
            case STOPPED -> new OutcomeResult.Failed("Stopped");
        };
    }

    private static WorkingSet workingSet(OutcomeSystem system, QuadraticResult.Optimal least) {
        int n = system.assets;
        int[] free = java.util.stream.IntStream.range(0, n).filter(j -> !least.warmStart().held(j)).toArray();
        int[] rows = java.util.stream.IntStream.range(0, least.warmStart().size() - n)
                .filter(k -> least.warmStart().held(n + k)).toArray();
        return workingSet(system, least.weights().shared(), free, rows);
    }

    private static WorkingSet workingSet(OutcomeSystem system, double[] weights, int[] free, int[] rows) {
        double[] u = new double[system.variables];
        for (int j = 0; j < system.assets; j++) {
            u[j] = weights[j] / system.weightScale;
        }
        system.settleThreshold(u);
        int[] variables = free;
        if (system.variables > system.assets) {
            variables = Arrays.copyOf(free, free.length + 1);
            variables[free.length] = system.assets;
        }
        double[] z = system.activities(u);
        int[] kinks = Arrays.stream(HingeSolver.nearest(z, 3 * variables.length)).boxed()
                .sorted(java.util.Comparator.comparingDouble(t -> Math.abs(z[t]))).mapToInt(t -> t).toArray();
        return new WorkingSet(u, variables, rows, kinks);
    }

    private static OutcomeResult answer(OutcomeSystem system, OutcomeRisk risk, HingeSolver.End end,
            double[] weights) {
        OutcomeProblem problem = system.problem;
        double[] y = end.program().multipliers(end.walk());
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        double[] q = new double[y.length];
        for (int t = 0; t < q.length; t++) {
            q[t] = (system.hinge.threshold() ? -y[t] : y[t] - sum / q.length) * system.rewardScale;
        }
        double unit = system.returnScale * system.rewardScale;
        double[] bounds = new double[system.assets];
        for (int j = 0; j < bounds.length; j++) {
            bounds[j] = end.walk().multiplier[j] * unit;
        }
        double[] rows = new double[system.rows.length];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = end.walk().multiplier[system.variables + k] * unit * system.rowScale[k];
        }
        Certificate certificate = OutcomeCertificate.of(problem, risk, weights, q, bounds, rows);
        double value = risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), weights));
        double mean = Kernels.dot(problem.mean(), weights);
        double objective = value - (problem.lambda() == 0 ? 0 : problem.lambda() * mean);
        if (!certificate.proves()) {
            return new OutcomeResult.Inexact(Vector.wrap(weights), value, objective, mean, certificate,
                    "The answer found does not satisfy its optimality conditions");
        }
        WorkingSet set = end.program().workingSet(end.walk());
        OutcomeStart next = new OutcomeStart(weights, Arrays.stream(set.free()).filter(j -> j < system.assets).toArray(),
                set.rows(), set.kinks());
        return new OutcomeResult.Optimal(Vector.wrap(weights), value, objective, mean, Vector.wrap(q),
                Vector.wrap(bounds), Vector.wrap(rows), certificate, next, end.pivots());
    }
}
