package tangency.core.solve.outcome;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.solve.outcome.DownsideSolver.Result;
import tangency.core.solve.Certificate;
import tangency.core.solve.Stop;

/**
 * Minimises the semi-variance, or its root less lambda times the mean: that is the semi-variance less the mean times the
 * tolerance 2 lambda s, where s is the semi-deviation found with it.
 */
final class DownsideRisk {
    private static final double SAME = 1e-15;

    private final OutcomeProblem problem;
    private final DownsideSolver solver;
    private final double lambda;

    DownsideRisk(OutcomeProblem problem, Stop stop) {
        this.problem = problem;
        solver = new DownsideSolver(problem, stop);
        lambda = problem.lambda();
    }

    OutcomeResult variance(@Nullable OutcomeStart start) {
        return switch (first(lambda, start)) {
            case Result.None(OutcomeResult why) -> why;
            case Result.Least least -> answer(new OutcomeRisk.SemiVariance(), least, least.weights(), 1);
        };
    }

    private Result first(double tolerance, @Nullable OutcomeStart start) {
        return start == null || start.quadratic == null
                ? solver.solve(tolerance, null)
                : solver.mend(tolerance, start.weights, start.quadratic);
    }

    OutcomeResult deviation(@Nullable OutcomeStart start) {
        OutcomeRisk risk = new OutcomeRisk.SemiDeviation();
        Result begin = first(0, start);
        if (begin instanceof Result.None(OutcomeResult why)) {
            return why;
        }
        Result.Least low = (Result.Least) begin;
        double unit = OutcomeSystem.largest(problem.returns().shared());
        double least = semiDeviation(low);
        if (lambda == 0) {
            return answer(risk, low, low.weights(), least <= SAME * unit ? 0 : 1 / (2 * least));
        }
        double[] riskless = low.weights();
        double lowTolerance = 0;
        Result.@Nullable Least high = null;
        double highTolerance = Double.POSITIVE_INFINITY;
        double tolerance = 2 * lambda * Math.max(least, 1e-3 * unit);
        for (int round = 0; round < 200; round++) {
            Result result = solver.solve(tolerance, low);
            if (result instanceof Result.None(OutcomeResult why)) {
                return why;
            }
            Result.Least here = (Result.Least) result;
            double asked = 2 * lambda * semiDeviation(here);
            if (Math.abs(asked - tolerance) <= 1e-13 * tolerance) {
                return answer(risk, here, here.weights(), lambda / tolerance);
            }
            if (asked > tolerance) {
                double[] direction = difference(here, low);
                low = here;
                lowTolerance = tolerance;
                if (high == null && round > 20 && Rays.endless(problem, risk, direction)) {
                    return new OutcomeResult.Unbounded("The mean rises faster than the semi-deviation without end",
                            Vector.wrap(direction));
                }
            } else {
                high = here;
                highTolerance = tolerance;
                if (lowTolerance == 0 && least <= 1e-13 * unit) {
                    // Without risk the subgradients are a ball: the multipliers of a small tolerance lie in it.
                    OutcomeResult still = answer(risk, here, riskless, lambda / tolerance);
                    if (still instanceof OutcomeResult.Optimal) {
                        return still;
                    }
                }
            }
            tolerance = high == null ? Math.max(4 * tolerance, asked) : between(low, lowTolerance, high, highTolerance);
        }
        return new OutcomeResult.Failed("No tolerance was found at which the semi-deviation is least");
    }

    private double semiDeviation(Result.Least least) {
        return Math.sqrt(least.sumOfSquares() / solver.divisor());
    }

    private static double[] difference(Result.Least a, Result.Least b) {
        double[] out = new double[a.weights().length];
        Arrays.setAll(out, j -> a.weights()[j] - b.weights()[j]);
        return out;
    }

    /** Where on the segment between two optima, exact where they are neighbours, the tolerance is the one asked for. */
    private double between(Result.Least low, double lowTolerance, Result.Least high, double highTolerance) {
        double[] z = low.deviations();
        double[] rate = solver.deviations(difference(high, low));
        double left = 0;
        double right = 1;
        for (int round = 0; round < 100; round++) {
            double middle = (left + right) / 2;
            double sum = 0;
            for (int t = 0; t < z.length; t++) {
                double below = Math.min(0, z[t] + middle * rate[t]);
                sum += below * below;
            }
            double asked = 2 * lambda * Math.sqrt(sum / solver.divisor());
            if (asked > lowTolerance + middle * (highTolerance - lowTolerance)) {
                left = middle;
            } else {
                right = middle;
            }
        }
        double share = (left + right) / 2;
        // A bracket's end that is not yet the answer is left behind by a little.
        share = share < 1e-12 ? 1e-3 : share > 1 - 1e-12 ? 1 - 1e-3 : share;
        return lowTolerance + share * (highTolerance - lowTolerance);
    }

    /** {@code factor} makes multipliers of the semi-variance those of the risk. */
    private OutcomeResult answer(OutcomeRisk risk, Result.Least least, double[] weights, double factor) {
        double[] q = new double[problem.outcomes()];
        double sum = 0;
        for (int t = 0; t < q.length; t++) {
            q[t] = 2 * Math.min(0, least.deviations()[t]) / solver.divisor() * factor;
            sum += q[t];
        }
        for (int t = 0; t < q.length; t++) {
            q[t] -= sum / q.length;
        }
        double[] bounds = times(least.last().boundMultipliers(), factor);
        double[] rows = times(least.last().rowMultipliers(), factor);
        Certificate certificate = OutcomeCertificate.of(problem, risk, weights, q, bounds, rows);
        OutcomeStart next = new OutcomeStart(weights, new int[0], new int[0], rows.length, least.last().warmStart());
        return Answers.judged(problem, risk, weights, q, bounds, rows, certificate, next, solver.steps);
    }

    private static double[] times(Vector vector, double factor) {
        double[] out = vector.toArray();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return out;
    }
}
