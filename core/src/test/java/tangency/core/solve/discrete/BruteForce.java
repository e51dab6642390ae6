package tangency.core.solve.discrete;

import org.jspecify.annotations.NullMarked;
import tangency.core.solve.quadratic.MaximumRatio;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.RatioResult;

/**
 * Every choice of assets, sides, trades and whole lots, one after the other: written without a tree, bounds or relaxations.
 * Whole lots must be of all assets or of none.
 */
@NullMarked
final class BruteForce {
    private final DiscreteProblem problem;
    private final int n;
    private final double[] lower;
    private final double[] upper;
    private double cost;
    private int held;
    private double best = Double.POSITIVE_INFINITY;
    private boolean unbounded;

    private BruteForce(DiscreteProblem problem) {
        this.problem = problem;
        n = problem.size();
        lower = new double[n];
        upper = new double[n];
    }

    /** The least objective, infinite where no portfolio is within the limits, -infinity where there is no least. */
    static double best(DiscreteProblem problem) {
        BruteForce force = new BruteForce(problem);
        force.choose(0);
        return force.unbounded ? Double.NEGATIVE_INFINITY : force.best;
    }

    private void choose(int i) {
        if (i == n) {
            boolean counted = held >= problem.minHeld() && held <= problem.maxHeld();
            for (DiscreteProblem.Pair pair : problem.apart()) {
                counted &= !isHeld(pair.first()) || !isHeld(pair.second());
            }
            if (counted) {
                evaluate();
            }
            return;
        }
        double low = problem.quadratic().lower()[i];
        double high = problem.quadratic().upper()[i];
        double least = Math.max(problem.minimumPosition(), problem.minHeld() > 0 ? DiscreteProblem.SMALLEST : 0);
        double lot = problem.lots().get(i);
        if (lot > 0) {
            for (long k = (long) Math.ceil(low / lot - 1e-9); k <= Math.floor(high / lot + 1e-9); k++) {
                if (k == 0 || Math.abs(k * lot) >= least - 1e-12) {
                    option(i, k * lot, k * lot, k != 0);
                }
            }
            return;
        }
        if (low <= 0 && high >= 0) {
            option(i, 0, 0, false);
        }
        if (high > 0 && Math.max(low, least) <= high) {
            option(i, Math.max(low, Math.max(least, 0)), high, true);
        }
        if (low < 0 && Math.min(high, -least) >= low) {
            option(i, low, Math.min(high, Math.min(-least, 0)), true);
        }
        double now = problem.holdings().get(i);
        if (now != 0 && problem.fixedCosts().get(i) > 0 && now >= low && now <= high && Math.abs(now) >= least) {
            option(i, now, now, true);
        }
    }

    private boolean isHeld(int i) {
        return lower[i] != 0 || upper[i] != 0;
    }

    private void option(int i, double low, double high, boolean holds) {
        double before = cost;
        lower[i] = low;
        upper[i] = high;
        held += holds ? 1 : 0;
        boolean kept = low == high && Math.abs(low - problem.holdings().get(i)) <= 1e-12;
        cost += kept ? 0 : problem.fixedCosts().get(i);
        choose(i + 1);
        cost = before;
        held -= holds ? 1 : 0;
    }

    private void evaluate() {
        QuadraticProblem within = problem.quadratic().withBounds(lower.clone(), upper.clone());
        switch (problem.goal()) {
            case DiscreteProblem.Goal.Tolerance tolerance -> {
                switch (QuadraticSolver.minimise(within, tolerance.lambda())) {
                    case QuadraticResult.Optimal optimal -> offer(optimal.variance() / 2
                            - tolerance.lambda() * (optimal.mean() - cost));
                    case QuadraticResult.Infeasible _ -> {
                    }
                    case QuadraticResult.Unbounded _ -> unbounded = true;
                    case QuadraticResult.Failed failed -> throw new AssertionError(failed);
                }
            }
            case DiscreteProblem.Goal.Return _ -> {
                switch (QuadraticSolver.maximiseReturn(within)) {
                    case QuadraticResult.Optimal optimal -> offer(cost - optimal.mean());
                    case QuadraticResult.Infeasible _ -> {
                    }
                    case QuadraticResult.Unbounded _ -> unbounded = true;
                    case QuadraticResult.Failed failed -> throw new AssertionError(failed);
                }
            }
            case DiscreteProblem.Goal.Ratio ratio -> {
                switch (MaximumRatio.of(within, ratio.riskFree() + cost)) {
                    case RatioResult.Optimal optimal -> offer(-optimal.ratio());
                    case RatioResult.Riskless _,RatioResult.NotAttained _ -> unbounded = true;
                    case RatioResult.NoExcess _,RatioResult.NoFrontier _ -> {
                    }
                }
            }
        }
    }

    private void offer(double objective) {
        best = Math.min(best, objective);
    }
}
