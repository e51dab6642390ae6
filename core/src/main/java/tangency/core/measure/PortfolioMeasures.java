package tangency.core.measure;

import static tangency.core.math.Kernels.dot;
import static tangency.core.math.Kernels.times;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.returns.Outcomes;

/** Computes {@link Measures} of weights. */
public final class PortfolioMeasures {
    private static final double TRADING_DAYS = 252;
    private static final double MOST_WEEKS = 54;

    private final Universe universe;
    private final Vector mean;
    private final Matrix covariance;
    private final double[] volatilities;
    private final @Nullable Outcomes outcomes;
    private final double riskFree;
    private final double periodsPerYear;

    /**
     * @param mean N, per period
     * @param covariance N x N, per period
     * @param outcomes T x N, null where there are none
     * @param riskFree per period
     */
    public PortfolioMeasures(Universe universe, Vector mean, Matrix covariance, @Nullable Outcomes outcomes,
            double riskFree, double periodsPerYear) {
        this.universe = universe;
        this.mean = mean;
        this.covariance = covariance;
        this.outcomes = outcomes;
        this.riskFree = riskFree;
        this.periodsPerYear = periodsPerYear;
        this.volatilities = covariance.diagonal();
        for (int i = 0; i < volatilities.length; i++) {
            volatilities[i] = Math.sqrt(volatilities[i]);
        }
    }

    /** Shares of each asset in the portfolio's variance, w_i (Sw)_i / w'Sw; null where the variance is 0. */
    public static @Nullable Vector varianceShares(Matrix covariance, Vector weights) {
        double[] w = weights.shared();
        double[] shares = times(covariance, w);
        double variance = dot(shares, w);
        if (!(variance > 0)) {
            return null;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shares[i] * w[i] / variance;
        }
        return Vector.wrap(shares);
    }

    /** All measures of {@code weights}, trading from {@code holdings} at {@code costs}. */
    public Measures of(Vector weights, Holdings holdings, Costs costs) {
        double[] w = weights.shared();
        double expected = dot(mean.shared(), w);
        double variance = dot(times(covariance, w), w);
        double volatility = Math.sqrt(Math.max(0, variance));
        double root = Math.sqrt(periodsPerYear);
        @Nullable
        Double sharpe = volatility > 0 ? (expected - riskFree) / volatility : null;
        double squares = dot(w, w);
        @Nullable
        Double compound = null;
        @Nullable
        Double drawdown = null;
        @Nullable
        Tail tail = null;
        if (outcomes != null && outcomes.returns().rows() > 0) {
            double[] returns = outcomes.of(weights);
            tail = new Tail(returns);
            drawdown = Drawdowns.maximum(returns);
            compound = growth(returns);
        }
        return new Measures(expected, volatility, sharpe, expected * periodsPerYear, volatility * root,
                sharpe == null ? null : sharpe * root, compound, tail == null ? null : tail.valueAtRisk(0.95),
                tail == null ? null : tail.conditionalValueAtRisk(0.95), tail == null ? null : tail.valueAtRisk(0.99),
                tail == null ? null : tail.conditionalValueAtRisk(0.99), drawdown, squares > 0 ? 1 / squares : null,
                volatility > 0 ? dot(w, volatilities) / volatility : null, averageCorrelation(w),
                turnover(weights, holdings.weights()), cost(weights, holdings, costs));
    }

    /** A year's, -1 once nothing is left; null beyond the range of numbers. */
    private @Nullable Double growth(double[] returns) {
        double log = 0;
        for (double value : returns) {
            if (value <= -1) {
                return -1.0;
            }
            log += Math.log1p(value);
        }
        double growth = Math.expm1(log * periodsPerYear / returns.length);
        return Double.isFinite(growth) ? growth : null;
    }

    private @Nullable Double averageCorrelation(double[] w) {
        int n = w.length;
        double weighted = 0;
        double weight = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double scale = volatilities[i] * volatilities[j];
                if (scale > 0) {
                    weighted += w[i] * w[j] * covariance.get(i, j) / scale;
                    weight += w[i] * w[j];
                }
            }
        }
        return Math.abs(weight) > 1e-15 ? weighted / weight : null;
    }

    private double turnover(Vector weights, Map<String, Double> held) {
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += Math.abs(weights.get(i) - held.getOrDefault(universe.assets().get(i).id(), 0.0));
        }
        for (Map.Entry<String, Double> position : held.entrySet()) {
            if (universe.indexOf(position.getKey()) < 0) {
                // What is held outside the universe is sold.
                sum += Math.abs(position.getValue());
            }
        }
        return sum;
    }

    private @Nullable Double cost(Vector weights, Holdings holdings, Costs costs) {
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            Asset asset = universe.assets().get(i);
            double trade = Math.abs(weights.get(i) - holdings.weights().getOrDefault(asset.id(), 0.0));
            if (trade == 0) {
                continue;
            }
            sum += trade * costs.linearByAsset().getOrDefault(asset.id(), costs.linear());
            sum += costs.fixed() / holdings.capital();
            if (costs.spread()) {
                if (asset.spread() == null) {
                    return null;
                }
                sum += trade * asset.spread() / 2;
            }
            if (costs.impact() != null) {
                @Nullable
                Double impact = impact(costs.impact(), trade, i, holdings.capital());
                if (impact == null) {
                    return null;
                }
                sum += impact;
            }
        }
        for (Map.Entry<String, Double> position : holdings.weights().entrySet()) {
            if (universe.indexOf(position.getKey()) < 0 && position.getValue() != 0) {
                if (costs.spread() || costs.impact() != null) {
                    // Nothing is known of the spread and volume of what lies outside the universe.
                    return null;
                }
                sum += Math.abs(position.getValue())
                        * costs.linearByAsset().getOrDefault(position.getKey(), costs.linear())
                        + costs.fixed() / holdings.capital();
            }
        }
        return sum;
    }

    private @Nullable Double impact(Costs.Impact impact, double trade, int i, double capital) {
        if (impact.scale() == Costs.Impact.Scale.NONE) {
            return impact.coefficient() * Math.pow(trade, impact.exponent());
        }
        Double adv = universe.assets().get(i).adv();
        if (adv == null || adv <= 0) {
            return null;
        }
        // Daily periods are days already, however many a year has of them.
        double periodsPerDay = periodsPerYear > MOST_WEEKS ? 1 : periodsPerYear / TRADING_DAYS;
        double dailyVolatility = volatilities[i] * Math.sqrt(periodsPerDay);
        return impact.coefficient() * dailyVolatility * trade
                * Math.pow(trade * capital / adv, impact.exponent() - 1);
    }
}
