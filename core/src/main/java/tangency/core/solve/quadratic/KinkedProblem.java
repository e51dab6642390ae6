package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;

/**
 * A quadratic problem whose mean and limits have kinks: minimise w'&Sigma;w/2 - &lambda;(mean'w - costs(w)) within the plain
 * problem's limits and {@code rows}, where costs and rows hold sums of slope |w - centre|. It is solved exactly: each weight
 * with kinks within its bounds is split there into pieces, on which everything is linear. Because the terms are convex, an
 * optimum fills the pieces in order.
 *
 * <p>Answers speak of whole weights: multipliers of bounds one per asset, of rows the plain ones and then those with kinks;
 * the mean is net of costs. Their certificate is that of the problem on whole weights, with subgradients at the kinks.
 *
 * @param plain without what has kinks
 * @param costs deducted from the mean
 */
public record KinkedProblem(QuadraticProblem plain, List<KinkedTerm> costs, List<KinkedRow> rows) {
    /** Kinks nearer to each other, to a bound or to a weight are one. */
    static final double SAME = 1e-14;

    /** A weight whose share of the slopes at a kink is this near to their end is not held by the kink. */
    private static final double HELD = 1e-9;
    /** Rounding of a weight that stands at a kink by chance. */
    private static final double NEAR = 1e-11;

    public KinkedProblem {
        costs = List.copyOf(costs);
        rows = List.copyOf(rows);
        for (KinkedTerm term : costs) {
            requireSize(plain, term);
        }
        for (KinkedRow row : rows) {
            requireSize(plain, row.term());
        }
    }

    private static void requireSize(QuadraticProblem plain, KinkedTerm term) {
        if (term.size() != plain.size()) {
            throw new IllegalArgumentException(term.size() + " kinks for " + plain.size() + " assets");
        }
    }

    /** As {@link QuadraticSolver#minimise(QuadraticProblem, double)}. */
    public QuadraticResult minimise(double lambda, @Nullable WarmStart warm) {
        Pieces pieces = Pieces.of(this);
        return answer(pieces, QuadraticSolver.minimise(pieces.problem(), lambda, warm));
    }

    /** As {@link QuadraticSolver#maximiseReturn}: the net mean is maximised. */
    public QuadraticResult maximiseReturn() {
        Pieces pieces = Pieces.of(this);
        return answer(pieces, QuadraticSolver.maximiseReturn(pieces.problem()));
    }

    /** As {@link CriticalLine#trace}: means are net of costs. */
    public Trace trace() {
        Pieces pieces = Pieces.of(this);
        return switch (CriticalLine.trace(pieces.problem())) {
            case CornerPortfolios corners -> pieces.folded(corners);
            case QuadraticResult.Infeasible infeasible -> new QuadraticResult.Infeasible(conflict(pieces, infeasible));
            case QuadraticResult.Unbounded unbounded -> pieces.folded(unbounded);
            case QuadraticResult.Failed failed -> failed;
        };
    }

    /** As {@link MaximumRatio#of(QuadraticProblem, double)} on the net mean. */
    public RatioResult maximumRatio(double riskFree) {
        Pieces pieces = Pieces.of(this);
        return switch (MaximumRatio.of(pieces.problem(), riskFree + pieces.constant())) {
            case RatioResult.Optimal(double ratio, QuadraticResult.Optimal portfolio) ->
                answer(pieces, portfolio) instanceof QuadraticResult.Optimal folded
                        ? new RatioResult.Optimal(ratio, folded)
                        : new RatioResult.NoFrontier(answer(pieces, portfolio));
            case RatioResult.NoExcess none -> new RatioResult.NoExcess(none.highest() - pieces.constant());
            case RatioResult.Riskless riskless -> new RatioResult.Riskless(
                    pieces.weights(riskless.weights()), riskless.mean() - pieces.constant());
            case RatioResult.NotAttained none ->
                new RatioResult.NotAttained(none.supremum(), pieces.direction(none.direction()));
            case RatioResult.NoFrontier none -> new RatioResult.NoFrontier(answer(pieces, none.why()));
        };
    }

    private QuadraticResult answer(Pieces pieces, QuadraticResult result) {
        return switch (result) {
            case QuadraticResult.Optimal optimal -> pieces.folded(optimal);
            case QuadraticResult.Infeasible infeasible -> new QuadraticResult.Infeasible(conflict(pieces, infeasible));
            case QuadraticResult.Unbounded unbounded -> pieces.folded(unbounded);
            case QuadraticResult.Failed failed -> failed;
        };
    }

    /** Without some bounds other kinks come into reach: a conflict is looked for among all pieces. */
    private Conflict conflict(Pieces pieces, QuadraticResult.Infeasible infeasible) {
        Pieces all = Pieces.everywhere(this);
        if (all.problem().size() == pieces.problem().size()) {
            return infeasible.conflict();
        }
        return QuadraticSolver.minimise(all.problem(), 0) instanceof QuadraticResult.Infeasible again
                ? again.conflict()
                : infeasible.conflict();
    }

    /** mean'w less costs. */
    double netMean(double[] weights) {
        double mean = Kernels.dot(plain.mean(), weights);
        for (KinkedTerm term : costs) {
            mean -= term.at(weights);
        }
        return mean;
    }

    /**
     * The plain problem that touches this one at {@code weights}: every kinked term is replaced by its tangent there, at a
     * kink by that subgradient which comes nearest to the optimality conditions. It is no harder than this one, so that
     * weights which keep this one's limits and are optimal there are optimal here.
     *
     * @param multipliers of bounds and of rows, as in {@link QuadraticResult.Optimal}
     */
    public QuadraticProblem tangent(double lambda, double[] weights, double[] bounds, double[] multipliers) {
        int n = plain.size();
        double[] at = atKinks(lambda, weights, bounds, multipliers, SAME);
        for (int i = 0; i < n; i++) {
            at[i] = Math.max(-1, Math.min(1, at[i]));
        }
        double[] mean = plain.mean().clone();
        for (KinkedTerm term : costs) {
            double[] slope = slopes(term, weights, at);
            Arrays.setAll(mean, i -> mean[i] - slope[i]);
        }
        List<LinearRow> tangents = new ArrayList<>(plain.rows());
        for (KinkedRow row : rows) {
            double[] slope = slopes(row.term(), weights, at);
            double max = row.max();
            for (int i = 0; i < n; i++) {
                max += slope[i] == 0 ? 0 : slope[i] * row.term().centres()[i];
                slope[i] += row.coefficients()[i];
            }
            tangents.add(LinearRow.atMost(row.name(), slope, max));
        }
        return QuadraticProblem.of(mean, plain.covariance(), plain.lower(), plain.upper(), tangents);
    }

    /**
     * Whether a weight stands at a kink without being held there: then what is said of small changes at {@code optimal}
     * holds on one side only.
     */
    public boolean degenerate(QuadraticResult.Optimal optimal) {
        double[] at = shares(optimal);
        for (int i = 0; i < at.length; i++) {
            if (optimal.boundMultipliers().get(i) == 0 && Math.abs(at[i]) > 1 - HELD) {
                return true;
            }
        }
        return false;
    }

    /** Whether a weight is held at a bound that is a kink as well: beyond the bound the slope is another. */
    public boolean bent(QuadraticResult.Optimal optimal) {
        double[] at = shares(optimal);
        for (int i = 0; i < at.length; i++) {
            if (optimal.boundMultipliers().get(i) != 0 && !Double.isNaN(at[i])) {
                return true;
            }
        }
        return false;
    }

    private double[] shares(QuadraticResult.Optimal optimal) {
        return atKinks(optimal.lambda(), optimal.weights().shared(), optimal.boundMultipliers().shared(),
                optimal.rowMultipliers().shared(), NEAR);
    }

    /**
     * For each weight at a kink the share, between -1 and 1, of the kinked terms' slopes that balances everything else
     * there; NaN for the others.
     */
    private double[] atKinks(double lambda, double[] weights, double[] bounds, double[] multipliers, double near) {
        int n = plain.size();
        boolean linear = Double.isInfinite(lambda);
        double reward = linear ? 1 : lambda;
        int first = plain.rows().size();
        double[] left = linear ? new double[n] : plain.risk(weights);
        double[] room = new double[n];
        for (int i = 0; i < n; i++) {
            left[i] -= (reward == 0 ? 0 : reward * plain.mean()[i]) + bounds[i];
        }
        for (int k = 0; k < multipliers.length; k++) {
            double[] a = k < first ? plain.rows().get(k).coefficients() : rows.get(k - first).coefficients();
            for (int i = 0; multipliers[k] != 0 && i < n; i++) {
                left[i] -= multipliers[k] * a[i];
            }
            if (k >= first) {
                add(rows.get(k - first).term(), -multipliers[k], weights, near, left, room);
            }
        }
        for (KinkedTerm term : costs) {
            add(term, reward, weights, near, left, room);
        }
        double[] at = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = room[i] == 0 ? Double.NaN : -left[i] / room[i];
        }
        return at;
    }

    /** Adds {@code factor} times a term's gradient to {@code gradient}; at a kink its range to {@code room}. */
    private static void add(KinkedTerm term, double factor, double[] weights, double near, double[] gradient,
            double[] room) {
        for (int i = 0; factor != 0 && i < weights.length; i++) {
            double slope = factor * term.slopes()[i];
            if (slope != 0 && meets(weights[i], term.centres()[i], near)) {
                room[i] += slope;
            } else if (slope != 0) {
                gradient[i] += weights[i] > term.centres()[i] ? slope : -slope;
            }
        }
    }

    private static double[] slopes(KinkedTerm term, double[] weights, double[] atKink) {
        double[] slopes = new double[weights.length];
        for (int i = 0; i < slopes.length; i++) {
            if (term.slopes()[i] != 0) {
                slopes[i] = term.slopes()[i]
                        * (meets(weights[i], term.centres()[i], SAME)
                                ? held(atKink[i])
                                : Math.signum(weights[i] - term.centres()[i]));
            }
        }
        return slopes;
    }

    private static double held(double share) {
        return Double.isNaN(share) ? 0 : share;
    }

    /** Whether a weight is at a kink. */
    private static boolean meets(double weight, double kink, double near) {
        return Math.abs(weight - kink) <= near * Math.max(1, Math.abs(kink));
    }
}
