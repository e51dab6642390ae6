package tangency.app.panel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tangency.app.session.Session;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.model.Model;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;

/** Returns of assets in sectors that move together, from a seeded generator: a market for tests without files. */
public final class SyntheticMarket {
    private static final String[] SECTORS = {"Energy", "Technology", "Health care", "Utilities", "Financials"};

    private SyntheticMarket() {}

    /** {@code assets} assets over {@code periods} days; equal arguments give equal data. */
    public static MarketData of(int assets, int periods) {
        Random random = new Random(7);
        List<Asset> described = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        double[][] returns = new double[assets][periods];
        double[] market = new double[periods];
        double[][] sectors = new double[SECTORS.length][periods];
        for (int t = 0; t < periods; t++) {
            market[t] = 0.007 * random.nextGaussian();
            for (double[] sector : sectors) {
                sector[t] = 0.006 * random.nextGaussian();
            }
        }
        for (int i = 0; i < assets; i++) {
            int sector = i % SECTORS.length;
            double beta = 0.5 + random.nextDouble();
            double noise = 0.004 + 0.012 * random.nextDouble();
            double drift = (0.02 + 0.16 * random.nextDouble()) / 252;
            for (int t = 0; t < periods; t++) {
                returns[i][t] = drift + beta * (market[t] + sectors[sector][t]) + noise * random.nextGaussian();
            }
            String id = "A" + (i + 1);
            ids.add(id);
            Map<String, String> groups = new LinkedHashMap<>();
            groups.put("class", i % 3 == 0 ? "Bond" : "Equity");
            if (i % 11 != 10) {
                groups.put("sector", SECTORS[sector]);
            }
            described.add(new Asset(id, "Asset number " + (i + 1), groups, null, null, null, null));
        }
        List<LocalDate> dates = new ArrayList<>();
        for (int t = 0; t < periods; t++) {
            dates.add(LocalDate.of(2020, 1, 1).plusDays(t));
        }
        return new MarketData(new PriceTable(ids, dates, returns), true, new Universe(described), null, null, List.of(),
                Map.of("synthetic", assets + " x " + periods));
    }

    public static Scenario scenario(Model model) {
        return Scenario.of("Synthetic", MarketSpec.prices("synthetic.csv"), model);
    }

    /** A session whose computations are done when an edit returns. */
    public static Session session(int assets, Model model) {
        MarketData data = of(assets, Math.max(120, 3 * assets));
        return new Session(scenario(model), spec -> data, Runnable::run, Runnable::run);
    }

    /** A session whose data are refused. */
    public static Session refused(String file, String message) {
        MarketData data = of(2, 30);
        MarketData bad = new MarketData(data.prices(), true, data.universe(), null, null,
                List.of(Finding.error(file, 3, "A1", message)), Map.of());
        return new Session(scenario(Model.Hrp.DEFAULT), spec -> bad, Runnable::run, Runnable::run);
    }
}
