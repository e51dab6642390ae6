package tangency.core.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import tangency.core.Golden;
import tangency.core.market.Asset;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/** Market data without files, and scenarios on them. */
final class Markets {
    private static final LocalDate START = LocalDate.of(2020, 1, 6);

    private Markets() {}

    /** Returns of one common and one own factor; asset i is named {@code Ai}, its sector {@code S(i mod 3)}. */
    static MarketData random(int assets, int periods, long seed) {
        Random random = new Random(seed);
        double[][] series = new double[assets][periods];
        for (int t = 0; t < periods; t++) {
            double common = random.nextGaussian();
            for (int i = 0; i < assets; i++) {
                series[i][t] = 0.0003 * (i % 5 + 1)
                        + 0.01 * ((0.4 + 0.1 * (i % 4)) * common + (1 + 0.2 * (i % 3)) * random.nextGaussian());
            }
        }
        return of(series, "random" + assets + "-" + periods + "-" + seed);
    }

    /** Data set A of the reference answers, as returns. */
    static MarketData golden() {
        Matrix returns = Golden.returns("A");
        double[][] series = new double[returns.columns()][returns.rows()];
        for (int t = 0; t < returns.rows(); t++) {
            for (int i = 0; i < series.length; i++) {
                series[i][t] = returns.get(t, i);
            }
        }
        return of(series, "golden A");
    }

    /** @param returns one array per asset */
    static MarketData of(double[][] returns, String name) {
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < returns.length; i++) {
            assets.add(
                    new Asset("A" + i, "Asset " + i, Map.of("sector", "S" + i % 3), 1e9 * (i + 1), 1e7, 0.001, null));
        }
        return new MarketData(new PriceTable(ids(returns.length), dates(returns[0].length), returns), true,
                new Universe(assets), null, null, List.of(), Map.of("returns.csv", name));
    }

    static List<String> ids(int assets) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < assets; i++) {
            ids.add("A" + i);
        }
        return ids;
    }

    /** Weekdays from a Monday on. */
    static List<LocalDate> dates(int count) {
        List<LocalDate> dates = new ArrayList<>();
        for (LocalDate date = START; dates.size() < count; date = date.plusDays(1)) {
            if (date.getDayOfWeek().getValue() <= 5) {
                dates.add(date);
            }
        }
        return dates;
    }

    static Scenario scenario(Model model, Constraint... constraints) {
        return Scenario.of("Test", market(0), model).withConstraints(Arrays.asList(constraints));
    }

    static MarketSpec market(double riskFree) {
        return new MarketSpec("returns.csv", true, null, null, null, null, new MarketSpec.RiskFree(riskFree, null));
    }

    static Analysis analysis(Scenario scenario, @Nullable MarketData data) {
        return switch (new Pipeline().prepare(scenario, data)) {
            case Analysis analysis -> analysis;
            case Refusal refusal -> throw new AssertionError("Refused: " + refusal.findings());
        };
    }

    static Study study(Scenario scenario, @Nullable MarketData data) {
        Analysis analysis = analysis(scenario, data);
        if (!analysis.modelRefusals().isEmpty()) {
            throw new AssertionError("Refused: " + analysis.modelRefusals());
        }
        return analysis.study();
    }

    static Constraint.Bounds bounds(String name, @Nullable Double min, @Nullable Double max, String... assets) {
        return new Constraint.Bounds(name, true, assets.length == 0 ? null : List.of(assets), min, max);
    }

    static Constraint.Budget budget(double min, double max) {
        return new Constraint.Budget("Budget", true, min, max);
    }

    static Constraint.Group group(String name, String value, @Nullable Double min, @Nullable Double max) {
        return new Constraint.Group(name, true, "sector", value, min, max, false);
    }

    static Constraint.Linear linear(String name, @Nullable Double min, @Nullable Double max,
            Map<String, Double> coefficients) {
        return new Constraint.Linear(name, true, new LinkedHashMap<>(coefficients), min, max);
    }
}
