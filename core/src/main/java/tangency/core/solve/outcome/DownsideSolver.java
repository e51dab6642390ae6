package tangency.core.solve.outcome;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.WarmStart;

/**
 * Minimises the semi-variance less a reward. With the outcomes below the mean given, the semi-variance is quadratic: its exact
 * minimum is the next portfolio, or the point on the way there where the true objective is least; the outcomes below the mean
 * settle after finitely many steps (Newton's method for piecewise quadratic functions, Li and Swetits 1997). Where a piece alone
 * has no least portfolio, nearness to the last one counts too, which is nothing at the end.
 */
final class DownsideSolver {
    private static final int MOST_STEPS = 100;
    /** A piece that is unbounded, or hard to tell from a flat one, is helped by nearness, at the price of more steps. */
    private static final double[] NEARNESS = {0, 1e-7, 1e-4, 1e-1};
    private static final double STILL = 1e-14;
    /** As still as it gets where outcomes at the mean come and go by rounding. */
    private static final double STILL_ENOUGH = 1e-10;
    private static final int PATIENCE = 25;

    private final OutcomeProblem problem;
    /** Whose answer is given when there is no time for another. */
    private final OutcomeRisk asked;
    private final Stop stop;
    private final DownsideMoments moments;
    private final Matrix all;
    private final double average;
    /** Of the last quadratic program. */
    private double nearness;
    int steps;

    DownsideSolver(OutcomeProblem problem, OutcomeRisk asked, Stop stop) {
        this.problem = problem;
        this.asked = asked;
        this.stop = stop;
        moments = new DownsideMoments(problem.returns());
        all = Gram.of(problem.returns());
        average = Arrays.stream(all.diagonal()).average().orElse(0);
    }

    /** The least semi-variance less a multiple of the mean, or why there is none. */
    sealed interface Result {
        /** @param last the quadratic program whose multipliers are the answer's */
        record Least(double[] weights, double[] deviations, QuadraticResult.Optimal last) implements Result {
            double sumOfSquares() {
                double sum = 0;
                for (double z : deviations) {
                    sum += z < 0 ? z * z : 0;
                }
                return sum;
            }
        }

        record None(OutcomeResult why) implements Result {}
    }

    int divisor() {
        return moments.divisor();
    }

    double[] deviations(double[] weights) {
        return moments.deviations(weights);
    }

    /** Begins anywhere, or at {@code near}. */
    Result solve(double tolerance, Result.@Nullable Least near) {
        if (near != null) {
            return descend(tolerance, near.weights(), near.last().warmStart());
        }
        return switch (QuadraticSolver.minimise(problem.limits(all), 0)) {
            case QuadraticResult.Optimal first ->
                descend(tolerance, first.weights().toArray(), first.warmStart());
            case QuadraticResult.Infeasible(var conflict) -> new Result.None(new OutcomeResult.Infeasible(conflict));
            case QuadraticResult.Unbounded(String why, var d) ->
                new Result.None(new OutcomeResult.Failed("No first portfolio: " + why));
            case QuadraticResult.Failed(String why) ->
                new Result.None(new OutcomeResult.Failed("No first portfolio: " + why));
        };
    }

    /** Begins with weights that may break the limits: the first step mends that. */
    Result mend(double tolerance, double[] weights, WarmStart warm) {
        double[] z = moments.deviations(weights);
        moments.select(z);
        if (minimise(tolerance, weights, warm) instanceof QuadraticResult.Optimal mended) {
            return descend(tolerance, mended.weights().toArray(), mended.warmStart());
        }
        return solve(tolerance, null);
    }

    private QuadraticResult minimise(double tolerance, double[] weights, WarmStart warm) {
        int n = weights.length;
        QuadraticProblem limits = problem.limits(all);
        QuadraticResult result = new QuadraticResult.Failed("Not tried");
        for (double near : NEARNESS) {
            if (result instanceof QuadraticResult.Optimal) {
                break;
            }
            nearness = near;
            double[] reward = new double[n];
            double[] pull = new double[n];
            for (int j = 0; j < n; j++) {
                pull[j] = near * (all.get(j, j) + average);
                reward[j] = (tolerance == 0 ? 0 : tolerance * problem.mean()[j]) + pull[j] * weights[j];
            }
            result = QuadraticSolver.minimise(QuadraticProblem.of(reward, moments.curvature(pull), limits.lower(),
                    limits.upper(), limits.rows()), 1, warm);
        }
        return result;
    }

    private Result descend(double tolerance, double[] from, WarmStart start) {
        double[] weights = from.clone();
        WarmStart warm = start;
        double[] z = moments.deviations(weights);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (stop.requested()) {
                return new Result.None(JudgedResults.unproven(problem, asked, weights,
                        "Stopped early"));
            }
            steps++;
            moments.select(z);
            if (!(minimise(tolerance, weights, warm) instanceof QuadraticResult.Optimal optimal)) {
                return new Result.None(new OutcomeResult.Failed("A quadratic piece has no least portfolio"));
            }
            warm = optimal.warmStart();
            double[] next = optimal.weights().toArray();
            double[] change = new double[next.length];
            double[] last = weights;
            Arrays.setAll(change, j -> next[j] - last[j]);
            double[] rate = moments.deviations(change);
            double length = search(z, rate, tolerance == 0 ? 0 : tolerance * Kernels.dot(problem.mean(), change));
            double size = Math.max(1, OutcomeSystem.largest(next));
            boolean settled = length == 1 && nearness == 0 && moments.matches(moments.deviations(next));
            double still = step < PATIENCE ? STILL : STILL_ENOUGH;
            if (settled || length * OutcomeSystem.largest(change) <= still * size) {
                // Where there is no way down the piece is flat, and its multipliers are this portfolio's too.
                boolean there = length == 1 || objective(tolerance, next) <= objective(tolerance, weights)
                        + 1e-12 * Math.abs(objective(tolerance, weights));
                double[] least = there ? next : weights;
                return new Result.Least(least, moments.deviations(least), optimal);
            }
            if (length == 1 && tolerance > 0 && Rays.endless(problem, new OutcomeRisk.SemiVariance(), change)) {
                return new Result.None(
                        new OutcomeResult.Unbounded("The mean rises without end at no risk", Vector.wrap(change)));
            }
            double[] moved = new double[next.length];
            Arrays.setAll(moved, j -> length == 1 ? next[j] : last[j] + length * change[j]);
            weights = moved;
            z = moments.deviations(weights);
        }
        return new Result.None(new OutcomeResult.Failed("The outcomes below the mean did not settle"));
    }

    private double objective(double tolerance, double[] weights) {
        double risk = new OutcomeRisk.SemiVariance()
                .of(OutcomeCertificate.portfolioReturns(problem.returns(), weights));
        double reward = tolerance == 0 ? 0 : tolerance * Kernels.dot(problem.mean(), weights);
        return risk - reward;
    }

    /** The length, at most one, at which the objective is least along a direction: its derivative is piecewise linear. */
    private double search(double[] z, double[] rate, double reward) {
        double at = 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 100; round++) {
            double slope = 0;
            double curvature = 0;
            for (int t = 0; t < z.length; t++) {
                double value = z[t] + at * rate[t];
                if (value < 0) {
                    slope += value * rate[t];
                    curvature += rate[t] * rate[t];
                }
            }
            slope = 2 * slope / moments.divisor() - reward;
            curvature = 2 * curvature / moments.divisor();
            if (at == 1 && slope <= 1e-12 * (Math.abs(slope) + curvature + Math.abs(reward))) {
                return 1;
            }
            if (slope > 0) {
                high = at;
            } else {
                low = at;
            }
            double next = curvature == 0 ? (low + high) / 2 : at - slope / curvature;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            if (Math.abs(next - at) <= 1e-14) {
                return next;
            }
            at = next;
        }
        return at;
    }
}
