package tangency.core.solve.outcome;

import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/**
 * The mean against a risk that is piecewise linear: highest utility, highest ratio, highest mean under a limit on the risk. Each
 * is the least risk less a reward of lambda times the mean, at a lambda that is known, or found in a few steps because risk as
 * a function of the mean is piecewise linear, too. Not thread-safe.
 */
final class RewardedRisk {
    private static final int MOST = 100;
    /** Outcomes of which all pairs may be ties without a walk among them getting long. */
    private static final int MOST_TIED = 50;
    /** Differences below this share of what is compared are rounding. */
    private static final double SAME = 1e-12;
    /** Risk below this share of that of positions which do not offset each other is none. */
    private static final double RISKLESS = 1e-8;
    private static final double NEAR_LEAST = 1e-9;

    private final OutcomeProblem problem;
    private final OutcomeRisk risk;
    private final double[] mean;
    private final Stop stop;
    private @Nullable OutcomeStart start;
    private int iterations;

    /**
     * An optimum.
     *
     * @param lambda at which {@code weights} are of the least risk less the reward
     * @param multipliers of that problem
     * @param certificate of the goal
     */
    record Found(double[] weights, double lambda, OutcomeResult.Optimal multipliers, Certificate certificate,
            int iterations) {}

    /** @param mean what is rewarded: one per asset, per period */
    RewardedRisk(OutcomeProblem problem, OutcomeRisk risk, double[] mean, @Nullable OutcomeStart start, Stop stop) {
        this.problem = problem;
        this.risk = risk;
        this.mean = mean;
        this.start = start;
        this.stop = stop;
    }

    /** Whether some portfolio has no risk: near it every pair of outcomes is a tie, and walks among them are long. */
    boolean tied() {
        return problem.outcomes() > MOST_TIED
                && QuadraticSolver.minimise(problem.limits(Gram.of(problem.returns())),
                        0) instanceof QuadraticResult.Optimal least
                && PiecewiseRisk.flat(problem, least.weights().shared());
    }

    /** The least risk less lambda times the mean; null where this way does not lead to one. */
    private OutcomeResult.@Nullable Optimal at(double lambda) {
        if (OutcomeSolver.solve(problem.withReward(mean, lambda), risk, start,
                stop) instanceof OutcomeResult.Optimal found) {
            start = found.start();
            iterations += found.iterations();
            return found;
        }
        return null;
    }

    /** The highest mean - aversion x risk; null where this way does not lead to it. */
    @Nullable
    Found utility(double aversion) {
        OutcomeResult.Optimal found = at(1 / aversion);
        return found == null
                ? null
                : new Found(found.weights().toArray(), 1 / aversion, found, found.certificate(), iterations);
    }

    /**
     * The highest (mean - riskFree) / risk, by Dinkelbach's method (1967); null where there is none, as where some portfolio
     * has no risk, or where this way does not lead to it.
     */
    @Nullable
    Found ratio(double riskFree) {
        OutcomeResult.Optimal best = first(candidate -> excess(candidate, riskFree));
        for (int step = 0; best != null && step < MOST; step++) {
            if (!(best.risk() > RISKLESS * alone(best.weights()))) {
                return null;
            }
            double lambda = best.risk() / excess(best.weights().shared(), riskFree);
            OutcomeResult.Optimal next = at(lambda);
            if (next == null || !(next.risk() > RISKLESS * alone(next.weights()))) {
                return null;
            }
            double left = lambda * excess(next.weights().shared(), riskFree) - next.risk();
            if (left <= SAME * next.risk()) {
                double gap = Math.abs(left) / next.risk()
                        + Math.abs(bound(next) + lambda * riskFree) / next.risk();
                return new Found(next.weights().toArray(), lambda, next, withGap(next.certificate(), gap), iterations);
            }
            best = next;
        }
        return null;
    }

    /** The highest mean whose risk is at most {@code most}; null where the limit does not bind, or this way does not lead there. */
    @Nullable
    Found limited(double most) {
        OutcomeResult.Optimal low = at(0);
        if (low == null || !(low.risk() < most * (1 - NEAR_LEAST))) {
            return null;
        }
        OutcomeResult.Optimal high = first(candidate -> risk(candidate) - most);
        for (int step = 0; high != null && step < MOST; step++) {
            double lambda = (high.risk() - low.risk()) / (high.mean() - low.mean());
            if (!(lambda > 0) || !Double.isFinite(lambda)) {
                return null;
            }
            OutcomeResult.Optimal next = at(lambda);
            if (next == null) {
                return null;
            }
            double chord = low.risk() - lambda * low.mean();
            if (next.objective() >= chord - SAME * (high.risk() + Math.abs(lambda * high.mean()))) {
                return between(low, high, most, next, lambda);
            }
            if (next.risk() <= most) {
                low = next;
            } else {
                high = next;
            }
        }
        return null;
    }

    /** Both are optimal at {@code lambda}, and so is what lies between: its risk is linear there. */
    private @Nullable Found between(OutcomeResult.Optimal low, OutcomeResult.Optimal high, double most,
            OutcomeResult.Optimal proof, double lambda) {
        double share = (most - low.risk()) / (high.risk() - low.risk());
        double[] weights = low.weights().toArray();
        double scale = 0;
        for (int i = 0; i < weights.length; i++) {
            double other = high.weights().get(i);
            weights[i] = weights[i] == other ? other : weights[i] + share * (other - weights[i]);
            scale += Math.abs(weights[i] * mean[i]);
        }
        Certificate certificate = OutcomeCertificate.of(problem.withReward(mean, lambda), risk, weights,
                proof.outcomeMultipliers().toArray(), proof.boundMultipliers().toArray(),
                proof.rowMultipliers().toArray());
        double beyond = Math.max(0, risk(weights) - most) / most;
        double highest = (most - bound(proof)) / lambda;
        double gap = scale > 0 ? Math.abs(highest - Kernels.dot(mean, weights)) / scale : 0;
        return new Found(weights, lambda, proof, new Certificate(Math.max(certificate.primalResidual(), beyond),
                certificate.dualResidual(), Math.max(certificate.relativeGap(), gap)), iterations);
    }

    /** An optimum at some lambda where {@code above} is positive; null where that was not found. */
    private OutcomeResult.@Nullable Optimal first(ToDoubleFunction<double[]> above) {
        OutcomeResult.Optimal found = at(0);
        double size = 0;
        for (double each : mean) {
            size = Math.max(size, Math.abs(each));
        }
        if (found == null || size == 0) {
            return null;
        }
        double lambda = Math.max(found.risk(), RISKLESS * alone(found.weights())) / size / 8;
        for (int step = 0; found != null && step < 30 && !(above.applyAsDouble(found.weights().shared()) > 0); step++) {
            found = lambda > 0 ? at(lambda) : null;
            lambda *= 8;
        }
        return found != null && above.applyAsDouble(found.weights().shared()) > 0 ? found : null;
    }

    /** What the multipliers prove that risk less lambda times the mean is not below. */
    private double bound(OutcomeResult.Optimal proof) {
        double bound = 0;
        for (int i = 0; i < problem.size(); i++) {
            double multiplier = proof.boundMultipliers().get(i);
            bound += multiplier == 0 ? 0 : multiplier * (multiplier > 0 ? problem.lower()[i] : problem.upper()[i]);
        }
        for (int k = 0; k < problem.rows().size(); k++) {
            double multiplier = proof.rowMultipliers().get(k);
            bound += multiplier == 0
                    ? 0
                    : multiplier * (multiplier > 0 ? problem.rows().get(k).min() : problem.rows().get(k).max());
        }
        return bound;
    }

    private double excess(double[] weights, double riskFree) {
        return Kernels.dot(mean, weights) - riskFree;
    }

    private double risk(double[] weights) {
        return risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), weights));
    }

    /** The risk of positions as large when nothing offsets anything. */
    private double alone(Vector weights) {
        double sum = 0;
        double[] one = new double[problem.size()];
        for (int i = 0; i < one.length; i++) {
            one[i] = weights.get(i);
            sum += one[i] == 0 ? 0 : Math.abs(risk(one));
            one[i] = 0;
        }
        return sum;
    }

    private static Certificate withGap(Certificate certificate, double gap) {
        return new Certificate(certificate.primalResidual(), certificate.dualResidual(),
                Math.max(certificate.relativeGap(), gap));
    }
}
