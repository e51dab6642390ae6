package tangency.core.solve.quadratic;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;

/**
 * The portfolio of the highest ratio of excess mean to volatility. It is efficient, and the ratio rises and then falls along
 * the frontier, so it lies beside the corner of the highest ratio; between two corners, where w = low + s d, the condition
 * d'mean V(s) = excess(s) V'(s)/2 is linear in s.
 */
public final class MaximumRatio {
    /** Ratios and variances this close are one. */
    private static final double SAME = 1e-12;

    private final QuadraticProblem problem;
    private final CornerPortfolios portfolios;
    private final double riskFree;

    private MaximumRatio(QuadraticProblem problem, CornerPortfolios portfolios, double riskFree) {
        this.problem = problem;
        this.portfolios = portfolios;
        this.riskFree = riskFree;
    }

    /** Traces the frontier of {@code problem} and searches it; {@code riskFree} is a rate per period. */
    public static RatioResult of(QuadraticProblem problem, double riskFree) {
        return switch (CriticalLine.trace(problem)) {
            case CornerPortfolios portfolios -> of(problem, portfolios, riskFree);
            case QuadraticResult.Infeasible infeasible -> new RatioResult.NoFrontier(infeasible);
            case QuadraticResult.Unbounded unbounded -> new RatioResult.NoFrontier(unbounded);
            case QuadraticResult.Failed failed -> new RatioResult.NoFrontier(failed);
        };
    }

    /** Searches {@code portfolios}, the frontier of {@code problem}. */
    public static RatioResult of(QuadraticProblem problem, CornerPortfolios portfolios, double riskFree) {
        if (!Double.isFinite(riskFree)) {
            throw new IllegalArgumentException("Risk-free rate " + riskFree);
        }
        return new MaximumRatio(problem, portfolios, riskFree).find();
    }

    /**
     * A point of the frontier.
     *
     * @param corner whose working set is near
     */
    private record Point(double ratio, double tolerance, int corner) {}

    private RatioResult find() {
        List<Corner> corners = portfolios.corners();
        Corner lowest = corners.getLast();
        if (riskless(lowest) && excess(lowest) > 0) {
            return new RatioResult.Riskless(lowest.weights(), lowest.mean());
        }
        Vector beyond = portfolios.beyond();
        if (beyond == null && excess(corners.getFirst()) <= 0) {
            return new RatioResult.NoExcess(corners.getFirst().mean());
        }
        int best = 0;
        for (int k = 1; k < corners.size(); k++) {
            if (!riskless(corners.get(k)) && ratio(corners.get(k)) > ratio(corners.get(best)) * (1 + SAME)) {
                best = k;
            }
        }
        Point point = null;
        if (excess(corners.get(best)) > 0) {
            Corner corner = corners.get(best);
            point = new Point(ratio(corner), corner.variance() / excess(corner), best);
        }
        if (best == 0 && beyond != null) {
            Point further = between(corners.getFirst().weights().shared(), beyond.shared(), Double.POSITIVE_INFINITY,
                    0);
            double supremum = Kernels.dot(beyond.shared(), problem.mean())
                    / Math.sqrt(problem.variance(beyond.shared()));
            if (further == null && (point == null || supremum > point.ratio() * (1 + SAME))) {
                return new RatioResult.NotAttained(supremum, beyond);
            }
            point = better(point, further);
        }
        if (best > 0) {
            point = better(point, between(best));
        }
        if (best + 1 < corners.size()) {
            point = better(point, between(best + 1));
        }
        if (point == null) {
            return new RatioResult.NoExcess(corners.getFirst().mean());
        }
        QuadraticResult solved = QuadraticSolver.minimise(problem, point.tolerance(),
                corners.get(point.corner()).workingSet());
        return solved instanceof QuadraticResult.Optimal optimal
                ? new RatioResult.Optimal((optimal.mean() - riskFree) / Math.sqrt(optimal.variance()), optimal)
                : new RatioResult.NoFrontier(solved);
    }

    private static @Nullable Point better(@Nullable Point a, @Nullable Point b) {
        return a == null || (b != null && b.ratio() > a.ratio() * (1 + SAME)) ? b : a;
    }

    /** Between corner {@code upper - 1} and the next. */
    private @Nullable Point between(int lower) {
        double[] high = portfolios.corners().get(lower - 1).weights().shared();
        double[] low = portfolios.corners().get(lower).weights().shared();
        double[] step = new double[low.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = high[i] - low[i];
        }
        return between(low, step, 1, lower);
    }

    /** The stationary point at low + s step, 0 < s < most. */
    private @Nullable Point between(double[] low, double[] step, double most, int corner) {
        double mean = Kernels.dot(problem.mean(), step);
        double excess = Kernels.dot(problem.mean(), low) - riskFree;
        double[] riskOfStep = problem.risk(step);
        double variance = problem.variance(low);
        double half = Kernels.dot(riskOfStep, low);
        double bend = Kernels.dot(riskOfStep, step);
        double s = (mean * variance - excess * half) / (excess * bend - mean * half);
        if (!(s > 0) || !(s < most)) {
            return null;
        }
        double risk = variance + 2 * s * half + s * s * bend;
        double reward = excess + s * mean;
        return reward > 0 && risk > 0 ? new Point(reward / Math.sqrt(risk), risk / reward, corner) : null;
    }

    /** Zero where it is but rounding. */
    private double excess(Corner corner) {
        double size = Math.abs(riskFree);
        for (int i = 0; i < problem.size(); i++) {
            size = Math.max(size, Math.abs(problem.mean()[i] * corner.weights().get(i)));
        }
        double excess = corner.mean() - riskFree;
        return Math.abs(excess) <= SAME * size ? 0 : excess;
    }

    private double ratio(Corner corner) {
        return riskless(corner) ? Double.NEGATIVE_INFINITY : excess(corner) / Math.sqrt(corner.variance());
    }

    private boolean riskless(Corner corner) {
        double sum = 0;
        for (int i = 0; i < problem.size(); i++) {
            sum += Math.abs(corner.weights().get(i)) * Math.sqrt(problem.variance(i));
        }
        return corner.variance() <= 1e-14 * sum * sum;
    }
}
