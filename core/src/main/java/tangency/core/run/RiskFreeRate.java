package tangency.core.run;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.NearestName;
import tangency.core.market.PriceTable;
import tangency.core.returns.FactorReturns;
import tangency.core.returns.ReturnTable;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/**
 * The risk-free rate per period of the window: as the scenario says it, or the mean of a factor over the periods of the
 * returns.
 */
record RiskFreeRate(double perPeriod, List<Finding> findings) {
    private static final String PLACE = "market.riskFree";

    static RiskFreeRate of(Scenario scenario, @Nullable MarketData data, @Nullable ReturnTable returns) {
        MarketSpec market = scenario.market();
        if (market == null) {
            return new RiskFreeRate(0, List.of());
        }
        String factor = market.riskFree().factor();
        if (factor == null) {
            return new RiskFreeRate(market.riskFree().rate(), List.of());
        }
        PriceTable factors = data == null ? null : data.factors();
        if (factors == null || returns == null) {
            return refused("names the factor '" + factor + "', but market.factors is missing; expected a rate per "
                    + "period or a factors file");
        }
        if (factors.indexOf(factor) < 0) {
            return refused("no column '" + factor + "' in " + market.factors()
                    + NearestName.hint(factor, factors.ids()) + " (columns: " + String.join(", ", factors.ids())
                    + ")");
        }
        double[] rates = FactorReturns.over(factors, factor, returns, scenario.window());
        double[] known = Arrays.stream(rates).filter(r -> !Double.isNaN(r)).toArray();
        if (known.length == 0) {
            return refused("'" + factor + "' has no value in any of the window's " + rates.length + " periods");
        }
        double mean = Arrays.stream(known).sum() / known.length;
        int missing = rates.length - known.length;
        return new RiskFreeRate(mean, missing == 0
                ? List.of()
                : List.of(Finding.warning("scenario", null, PLACE, "'" + factor + "' has no value in " + missing
                        + " of the window's " + rates.length + " periods; the mean of the others is taken")));
    }

    private static RiskFreeRate refused(String message) {
        return new RiskFreeRate(0, List.of(Finding.error("scenario", null, PLACE, message)));
    }
}
