package tangency.core.solve.meanrisk;

import tangency.core.solve.Solution;
import tangency.core.solve.quadratic.QuadraticResult;

/**
 * The maximum ratio where a ridge on the weights is deducted from the mean. The frontier is then no broken line, but the
 * ratio still rises and falls along it: the answer is the optimum of w'Sw/2 - lambda f(w) at the one tolerance that equals
 * variance / excess there. It is found between brackets by regula falsi (Illinois), each step an exact solve.
 */
record RidgedRatio(Problem problem, MeanVariance.Starts starts) {
    private static final int MOST = 200;
    private static final double WIDEST = 0x1p120;
    /** Two tolerances this close are one. */
    private static final double SAME = 1e-13;

    Solution solve() {
        QuadraticResult least = problem.kinked().minimise(0, starts.last());
        if (!(least instanceof QuadraticResult.Optimal foot)) {
            return MeanVariance.infeasible(problem, starts);
        }
        if (excess(foot) > 0 && !(problem.variance(foot.weights()) > 0)) {
            return MeanVariance.riskless(problem.setting(), problem.mean(foot));
        }
        double low = 1;
        while (low > 1 / WIDEST && at(low) instanceof QuadraticResult.Optimal there && beyond(there, low)) {
            low /= 16;
        }
        double high = low;
        QuadraticResult.Optimal there = null;
        while (high < WIDEST) {
            if (!(at(high) instanceof QuadraticResult.Optimal optimal)) {
                return new Solution.Failed("no working set was found on the way to the maximum ratio");
            }
            there = optimal;
            if (beyond(optimal, high)) {
                break;
            }
            high *= 16;
        }
        if (there == null || !beyond(there, high)) {
            return MeanVariance.noExcess(problem.setting(), there == null ? Double.NaN : problem.mean(there));
        }
        double best = between(low, high);
        return problem.ridged(best).answer(at(best), starts, p -> p.ridged(best).kinked().minimise(best, starts.last()),
                optimal -> MeanVariance.ratioGoal(excess(optimal), problem.variance(optimal.weights())));
    }

    private double between(double from, double to) {
        double low = Math.log(from);
        double high = Math.log(to);
        double atLow = Math.max(-1e3, miss(from));
        double atHigh = miss(to);
        int side = 0;
        for (int round = 0; round < MOST && high - low > SAME; round++) {
            double middle = round % 8 == 7 ? (low + high) / 2 : (low * atHigh - high * atLow) / (atHigh - atLow);
            if (!(middle > low) || !(middle < high)) {
                middle = (low + high) / 2;
            }
            double miss = miss(Math.exp(middle));
            if (miss == 0) {
                return Math.exp(middle);
            }
            if (miss > 0) {
                high = middle;
                atHigh = miss;
                atLow = side == 1 ? atLow / 2 : atLow;
                side = 1;
            } else {
                low = middle;
                atLow = miss;
                atHigh = side == -1 ? atHigh / 2 : atHigh;
                side = -1;
            }
            if (Math.abs(miss) <= SAME / 10) {
                return Math.exp(middle);
            }
        }
        return Math.exp((low + high) / 2);
    }

    private QuadraticResult at(double lambda) {
        return problem.ridged(lambda).kinked().minimise(lambda, starts.last());
    }

    private double excess(QuadraticResult.Optimal optimal) {
        return problem.mean(optimal) - problem.setting().riskFree();
    }

    /** Whether the best tolerance lies below {@code lambda}. */
    private boolean beyond(QuadraticResult.Optimal optimal, double lambda) {
        double excess = excess(optimal);
        return excess > 0 && lambda * excess > problem.variance(optimal.weights());
    }

    /** log of lambda x excess / variance at the optimum for {@code lambda}: it rises through zero at the best one. */
    private double miss(double lambda) {
        if (!(at(lambda) instanceof QuadraticResult.Optimal optimal) || !(excess(optimal) > 0)) {
            return -1e3;
        }
        return Math.log(lambda * excess(optimal) / problem.variance(optimal.weights()));
    }
}
