package tangency.core.run;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Moments;
import tangency.core.market.Asset;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.math.Vector;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.returns.Window;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Trading;

/** The scenario's holdings and costs in numbers, per asset of the universe. */
final class TradingTerms {
    private static final double TRADING_DAYS = 252;
    /** More periods a year than there are weeks: each is a day. */
    private static final double MOST_WEEKS = 54;

    private TradingTerms() {}

    static Trading of(Scenario scenario, @Nullable MarketData data, Universe universe, Moments moments) {
        Holdings holdings = scenario.holdings();
        Costs costs = scenario.costs();
        int n = universe.size();
        double[] held = new double[n];
        double[] rate = new double[n];
        double[] impact = new double[n];
        double[] adv = new double[n];
        double[] price = new double[n];
        double[] lot = new double[n];
        for (int i = 0; i < n; i++) {
            Asset asset = universe.assets().get(i);
            held[i] = holdings.weights().getOrDefault(asset.id(), 0.0);
            adv[i] = orNaN(asset.adv());
            lot[i] = orNaN(asset.lot());
            price[i] = data == null || data.returns()
                    ? Double.NaN
                    : lastPrice(data.prices(), asset.id(), scenario.window());
            rate[i] = costs.linearByAsset().getOrDefault(asset.id(), costs.linear())
                    + (costs.spread() ? orNaN(asset.spread()) / 2 : 0);
            impact[i] = costs.impact() == null
                    ? 0
                    : impact(costs.impact(), Math.sqrt(moments.covariance().get(i, i)), adv[i], holdings.capital(),
                            scenario.window());
        }
        double outside = 0;
        for (Map.Entry<String, Double> position : holdings.weights().entrySet()) {
            outside += universe.indexOf(position.getKey()) < 0 ? Math.abs(position.getValue()) : 0;
        }
        return new Trading(Vector.wrap(held), outside, holdings.capital(), Vector.wrap(rate),
                costs.fixed() / holdings.capital(), Vector.wrap(impact),
                costs.impact() == null ? 1 : costs.impact().exponent(), costs.ridge(), costs.horizon(),
                Vector.wrap(adv), Vector.wrap(price), Vector.wrap(lot));
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    /** The last price within the window, NaN where there is none. */
    private static double lastPrice(PriceTable prices, String id, Window window) {
        int column = prices.indexOf(id);
        if (column < 0) {
            return Double.NaN;
        }
        double[] series = prices.series(column);
        for (int t = series.length - 1; t >= 0; t--) {
            boolean inside = window.to() == null || !prices.dates().get(t).isAfter(window.to());
            if (inside && !Double.isNaN(series[t])) {
                return series[t];
            }
        }
        return Double.NaN;
    }

    /** c in: trading a share x of capital costs c x^exponent. */
    private static double impact(Costs.Impact impact, double volatility, double adv, double capital, Window window) {
        if (impact.scale() == Costs.Impact.Scale.NONE) {
            return impact.coefficient();
        }
        // Daily periods are days already, however many a year has of them.
        double periodsPerDay = window.periodsPerYear() > MOST_WEEKS ? 1 : window.periodsPerYear() / TRADING_DAYS;
        return impact.coefficient() * volatility * Math.sqrt(periodsPerDay)
                * Math.pow(capital / adv, impact.exponent() - 1);
    }
}
