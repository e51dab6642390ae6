package tangency.core.solve.discrete;

import java.util.List;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.solve.quadratic.QuadraticProblem;

/**
 * A portfolio problem with limits that are not convex, in numbers.
 *
 * @param assets how many of the quadratic problem's variables, the first ones, are weights; the others help to say linear
 *        limits and costs, and no discrete limit bears on them
 * @param quadratic means, covariance, bounds and rows; its bounds limit each weight whether held or not, so that an asset
 *        whose bounds exclude 0 must be held
 * @param goal what is minimised
 * @param minHeld least number of assets held; above 0 an asset counts as held from {@link #SMALLEST} on
 * @param maxHeld greatest number of assets held, {@link Integer#MAX_VALUE} for no limit
 * @param minimumPosition each weight is 0 or at least this in size; 0 for no limit
 * @param apart pairs of which at most one is held
 * @param lots N, the weight of one lot of each asset, of which weights are whole multiples; 0 where any weight will do
 * @param fixedCosts N, what a trade of each asset costs, as a share of capital, however large it is; deducted from the mean
 * @param holdings N, the weights before trading
 * @param nodes after how many nodes the search ends at the latest
 */
public record DiscreteProblem(QuadraticProblem quadratic, int assets, Goal goal, int minHeld, int maxHeld,
        double minimumPosition, List<Pair> apart, Vector lots, Vector fixedCosts, Vector holdings, long nodes) {
    /** The smallest holding where a least number of them is asked for. */
    public static final double SMALLEST = 1e-6;
    /** Trades below are none. */
    static final double NO_TRADE = 1e-12;
    /** In units of the largest variance. */
    private static final double LEAST_RISK = 1e-6;

    /** What is minimised. */
    public sealed interface Goal {
        /** w'&Sigma;w/2 - lambda (mean'w - costs); lambda finite, 0 for minimum variance. */
        record Tolerance(double lambda) implements Goal {
            public Tolerance {
                if (!(lambda >= 0) || Double.isInfinite(lambda)) {
                    throw new IllegalArgumentException("Risk tolerance " + lambda);
                }
            }
        }

        /** -(mean'w - costs). */
        record Return() implements Goal {}

        /** -(mean'w - costs - riskFree) / sqrt(w'&Sigma;w), of portfolios that earn more than {@code riskFree}. */
        record Ratio(double riskFree) implements Goal {
            public Ratio {
                if (!Double.isFinite(riskFree)) {
                    throw new IllegalArgumentException("Risk-free rate " + riskFree);
                }
            }
        }
    }

    /** Two different assets. */
    public record Pair(int first, int second) {}

    public DiscreteProblem {
        apart = List.copyOf(apart);
        int n = quadratic.size();
        if (quadratic.covariance().size() != n) {
            throw new IllegalArgumentException("Weights in pieces");
        }
        if (assets < 0 || assets > n) {
            throw new IllegalArgumentException(assets + " assets among " + n + " variables");
        }
        if (minHeld < 0 || maxHeld < 0) {
            throw new IllegalArgumentException("Between " + minHeld + " and " + maxHeld + " assets held");
        }
        if (!(minimumPosition >= 0) || Double.isInfinite(minimumPosition)) {
            throw new IllegalArgumentException("Minimum position " + minimumPosition);
        }
        if (nodes < 0) {
            throw new IllegalArgumentException("At most " + nodes + " nodes");
        }
        for (Pair pair : apart) {
            if (pair.first < 0 || pair.first >= assets || pair.second < 0 || pair.second >= assets
                    || pair.first == pair.second) {
                throw new IllegalArgumentException(pair + " among " + assets + " assets");
            }
        }
        require("Lot", lots, n, true);
        require("Fixed cost", fixedCosts, n, true);
        require("Holding", holdings, n, false);
        for (int i = assets; i < n; i++) {
            if (lots.get(i) != 0 || fixedCosts.get(i) != 0) {
                throw new IllegalArgumentException("Lots or costs of variable " + i + ", which is no asset");
            }
        }
    }

    private static void require(String what, Vector values, int n, boolean positive) {
        if (values.size() != n) {
            throw new IllegalArgumentException(what + "s for " + values.size() + " of " + n + " assets");
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(values.get(i)) || (positive && values.get(i) < 0)) {
                throw new IllegalArgumentException(what + " " + i + " is " + values.get(i));
            }
        }
    }

    /** The problem without any discrete limit. */
    public static DiscreteProblem of(QuadraticProblem quadratic, Goal goal) {
        Vector none = Vector.wrap(new double[quadratic.size()]);
        return new DiscreteProblem(quadratic, quadratic.size(), goal, 0, Integer.MAX_VALUE, 0, List.of(), none, none,
                none,
                Long.MAX_VALUE);
    }

    public DiscreteProblem withAssets(int value) {
        return new DiscreteProblem(quadratic, value, goal, minHeld, maxHeld, minimumPosition, apart, lots, fixedCosts,
                holdings, nodes);
    }

    public DiscreteProblem withGoal(Goal value) {
        return new DiscreteProblem(quadratic, assets, value, minHeld, maxHeld, minimumPosition, apart, lots, fixedCosts,
                holdings, nodes);
    }

    public DiscreteProblem withHeld(int min, int max) {
        return new DiscreteProblem(quadratic, assets, goal, min, max, minimumPosition, apart, lots, fixedCosts,
                holdings,
                nodes);
    }

    public DiscreteProblem withMinimumPosition(double value) {
        return new DiscreteProblem(quadratic, assets, goal, minHeld, maxHeld, value, apart, lots, fixedCosts, holdings,
                nodes);
    }

    public DiscreteProblem withApart(List<Pair> value) {
        return new DiscreteProblem(quadratic, assets, goal, minHeld, maxHeld, minimumPosition, value, lots, fixedCosts,
                holdings, nodes);
    }

    public DiscreteProblem withLots(Vector value) {
        return new DiscreteProblem(quadratic, assets, goal, minHeld, maxHeld, minimumPosition, apart, value, fixedCosts,
                holdings, nodes);
    }

    public DiscreteProblem withFixedCosts(Vector costs, Vector held) {
        return new DiscreteProblem(quadratic, assets, goal, minHeld, maxHeld, minimumPosition, apart, lots, costs, held,
                nodes);
    }

    public DiscreteProblem withNodes(long value) {
        return new DiscreteProblem(quadratic, assets, goal, minHeld, maxHeld, minimumPosition, apart, lots, fixedCosts,
                holdings, value);
    }

    /** Number of variables. */
    public int size() {
        return quadratic.size();
    }

    /** What the trades from the holdings to {@code weights} cost, each its fixed cost. */
    public double cost(double[] weights) {
        double cost = 0;
        for (int i = 0; i < weights.length; i++) {
            if (fixedCosts.get(i) > 0 && Math.abs(weights[i] - holdings.get(i)) > NO_TRADE) {
                cost += fixedCosts.get(i);
            }
        }
        return cost;
    }

    /** What is minimised, at {@code weights}. */
    public double objective(double[] weights) {
        double reward = Kernels.dot(quadratic.mean(), weights) - cost(weights);
        return switch (goal) {
            case Goal.Tolerance tolerance -> variance(weights) / 2
                    - (tolerance.lambda == 0 ? 0 : tolerance.lambda * reward);
            case Goal.Return _ -> -reward;
            case Goal.Ratio ratio -> -(reward - ratio.riskFree) / Math.sqrt(variance(weights));
        };
    }

    /**
     * The size of the terms that add up to the objective at {@code weights}, which gaps are relative to; that of a
     * portfolio all but without risk is measured by the riskiest asset's.
     */
    public double scale(double[] weights) {
        double terms = cost(weights);
        for (int i = 0; i < weights.length; i++) {
            terms += Math.abs(quadratic.mean()[i] * weights[i]);
        }
        return switch (goal) {
            case Goal.Tolerance tolerance -> Math.max(LEAST_RISK * largestVariance(),
                    variance(weights) / 2 + (tolerance.lambda == 0 ? 0 : tolerance.lambda * terms));
            case Goal.Return _ -> terms;
            case Goal.Ratio ratio -> (terms + Math.abs(ratio.riskFree)) / Math.sqrt(variance(weights));
        };
    }

    private double largestVariance() {
        double largest = 0;
        for (int i = 0; i < size(); i++) {
            largest = Math.max(largest, quadratic.covariance().get(i, i));
        }
        return largest;
    }

    private double variance(double[] weights) {
        return quadratic.covariance().quadratic(weights);
    }
}
