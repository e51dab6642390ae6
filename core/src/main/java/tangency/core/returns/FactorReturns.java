package tangency.core.returns;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tangency.core.market.PriceTable;

/** Factor returns over the periods of a return table. */
public final class FactorReturns {
    private FactorReturns() {}

    /**
     * One return per row of {@code returns}: those of the factor compounded over the week or month that the row's date
     * lies in, as far as the window and the table reach; NaN where the factor has no value there, or one is missing.
     *
     * @param id a column of {@code factors}
     */
    public static double[] over(PriceTable factors, String id, ReturnTable returns, Window window) {
        double[] rates = new double[returns.observations()];
        Arrays.fill(rates, Double.NaN);
        if (rates.length == 0) {
            return rates;
        }
        LocalDate from = window.from();
        LocalDate last = returns.dates().getLast();
        Panel all = new Panel(List.of(id), factors.dates(), new double[][]{factors.series(factors.indexOf(id))});
        Panel inside = all.datesWhere(t -> (from == null || !factors.dates().get(t).isBefore(from))
                && !factors.dates().get(t).isAfter(last));
        Panel periods = Periods.compound(inside, window.frequency());
        Map<Integer, Double> byPeriod = new HashMap<>();
        for (int p = 0; p < periods.length(); p++) {
            byPeriod.put(Periods.key(periods.dates().get(p), window.frequency()), periods.values()[0][p]);
        }
        for (int t = 0; t < rates.length; t++) {
            rates[t] = byPeriod.getOrDefault(Periods.key(returns.dates().get(t), window.frequency()), Double.NaN);
        }
        return rates;
    }
}
