package tangency.core.solve.outcome;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.Stop;
import tangency.core.solve.outcome.DownsideSolver.Result;

/**
 * Minimises the semi-variance, or its root less lambda times the mean: that is the semi-variance less the mean times the
 * tolerance 2 lambda s, where s is the semi-deviation found with it.
 */
final class DownsideRisk {
    /** Tolerances that differ by this share are the same. */
    private static final double SAME = 1e-13;

    private static final int SECANTS = 10;
    private static final int MOST_ROUNDS = 90;

    private final OutcomeProblem problem;
    private final DownsideSolver solver;
    private final double lambda;
    private final Stop stop;

    DownsideRisk(OutcomeProblem problem, OutcomeRisk risk, Stop stop) {
        this.problem = problem;
        this.stop = stop;
        solver = new DownsideSolver(problem, risk, stop);
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
            OutcomeResult found = answer(risk, low, low.weights(), least == 0 ? 0 : 1 / (2 * least));
            return found instanceof OutcomeResult.Optimal ? found : withoutRisk(risk, low, found);
        }
        double lowTolerance = 0;
        Result.@Nullable Least high = null;
        double highTolerance = Double.POSITIVE_INFINITY;
        double tolerance = 2 * lambda * Math.max(least, 1e-3 * unit);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Result result = solver.solve(tolerance, low);
            if (result instanceof Result.None(OutcomeResult why)) {
                return why;
            }
            Result.Least here = (Result.Least) result;
            double asked = 2 * lambda * semiDeviation(here);
            if (Math.abs(asked - tolerance) <= SAME * tolerance
                    || highTolerance - lowTolerance <= 10 * SAME * tolerance) {
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
                if (lowTolerance == 0) {
                    OutcomeResult still = riskless(risk, here, tolerance);
                    if (still instanceof OutcomeResult.Optimal) {
                        return still;
                    }
                }
            }
            if (high == null) {
                tolerance = Math.max(4 * tolerance, asked);
            } else {
                // Near the end rounding may keep one side of the bracket: halves do not mind.
                tolerance = round < SECANTS || round % 3 == 0
                        ? between(low, lowTolerance, high, highTolerance)
                        : (lowTolerance + highTolerance) / 2;
            }
        }
        return new OutcomeResult.Failed("No tolerance was found at which the semi-deviation is least");
    }

    /**
     * Squares tell a portfolio without risk from others only to half of the digits; its mean absolute deviation, as little as
     * its semi-deviation, tells it exactly, and is proven the least by no multipliers at all.
     */
    private OutcomeResult withoutRisk(OutcomeRisk risk, Result.Least least, OutcomeResult otherwise) {
        OutcomeResult flat = OutcomeSolver.solve(problem, new OutcomeRisk.MeanAbsoluteDeviation(), null, stop);
        if (flat instanceof OutcomeResult.Optimal optimal) {
            OutcomeResult proven = answer(risk, least, optimal.weights().toArray(), 0);
            return proven instanceof OutcomeResult.Optimal ? proven : otherwise;
        }
        return otherwise;
    }

    /**
     * The portfolio that the optima at small tolerances come from, should it have no risk: subgradients there are a ball, and
     * the multipliers at a small tolerance lie in it.
     */
    private OutcomeResult riskless(OutcomeRisk risk, Result.Least here, double tolerance) {
        if (!(solver.solve(tolerance / 2, here) instanceof Result.Least half)) {
            return new OutcomeResult.Failed("No smaller tolerance");
        }
        double[] weights = new double[problem.size()];
        for (int j = 0; j < weights.length; j++) {
            double extended = 2 * half.weights()[j] - here.weights()[j];
            weights[j] = Math.max(problem.lower()[j], Math.min(problem.upper()[j], extended));
        }
        return answer(risk, half, weights, 2 * lambda / tolerance);
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
        return JudgedResults.judged(problem, risk, weights, q, bounds, rows, false, certificate, next, solver.steps);
    }

    private static double[] times(Vector vector, double factor) {
        double[] out = vector.toArray();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return out;
    }
}
