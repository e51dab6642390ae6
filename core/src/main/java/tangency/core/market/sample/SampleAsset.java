package tangency.core.market.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the simulation knows of one asset.
 *
 * @param labels class, sector, strategy and currency by column name
 * @param loadings on the drivers, in {@link Driver} order
 * @param sectorLoading on the asset's sector shock
 * @param volatility of what is the asset's own, annual
 * @param drift annual, beyond what the drivers bring
 * @param capitalisation at the start, in millions
 * @param turnover share of the capitalisation traded in a year
 * @param spread quoted bid-ask spread, as a fraction of the price
 * @param price at the start
 */
record SampleAsset(String id, String name, Map<String, String> labels, List<Double> loadings, double sectorLoading,
        double volatility, double drift, double capitalisation, double turnover, double spread, double lot,
        double price) {

    /** What moves many assets at once. */
    enum Driver {
        /** Equities. */
        MKT(0.125, 0.09, -0.40, 2.2),
        /** A ten-year government bond. */
        RATES(0.055, 0.012, 0.06, 1.3),
        /** Credit spreads beyond equities. */
        CREDIT(0.03, 0.020, -0.12, 2.5),
        /** A basket of commodities. */
        COMM(0.15, 0.035, -0.20, 1.7),
        /** Value less growth. */
        STYLE(0.045, 0.012, -0.03, 1.6);

        private final double volatility;
        private final double calmDrift;
        private final double stressDrift;
        private final double stressFactor;

        Driver(double volatility, double calmDrift, double stressDrift, double stressFactor) {
            this.volatility = volatility;
            this.calmDrift = calmDrift;
            this.stressDrift = stressDrift;
            this.stressFactor = stressFactor;
        }

        /** Annual, while calm or stressed. */
        double volatility(boolean stressed) {
            return stressed ? volatility * stressFactor : volatility;
        }

        double drift(boolean stressed) {
            return stressed ? stressDrift : calmDrift;
        }
    }

    /** id | name | class | sector | strategy | currency | MKT RATES CREDIT COMM STYLE | sector | own vol | drift | cap | turnover | spread | lot | price. */
    private static final String TABLE = """
            ALDER  | Alder Systems          | Equity      | Technology        | Growth    | USD | 1.25 -0.05 0.0 0.00 -1.0 | 1.3 | 0.22 |  0.035 | 820000 | 1.1 | 0.0002 | 1   | 118
            BIRCH  | Birch Semiconductors   | Equity      | Technology        | Growth    | USD | 1.40 -0.10 0.1 0.00 -0.8 | 1.6 | 0.28 |  0.040 | 310000 | 1.9 | 0.0003 | 1   | 64
            CEDAR  | Cedar Software         | Equity      | Technology        | Growth    | USD | 1.15  0.00 0.0 0.00 -1.1 | 1.2 | 0.20 |  0.025 | 540000 | 0.8 | 0.0002 | 1   | 205
            DOGWD  | Dogwood Pharma         | Equity      | Health Care       | Defensive | USD | 0.75  0.05 0.0 0.00 -0.2 | 1.0 | 0.17 |  0.010 | 260000 | 0.7 | 0.0002 | 1   | 92
            ELMSY  | Elm Biologics          | Equity      | Health Care       | Growth    | USD | 0.95  0.00 0.1 0.00 -0.7 | 1.5 | 0.30 |  0.020 | 74000  | 1.4 | 0.0006 | 1   | 41
            FIRLN  | Firlane Devices        | Equity      | Health Care       | Defensive | EUR | 0.80  0.05 0.0 0.00 -0.1 | 0.9 | 0.16 |  0.012 | 98000  | 0.6 | 0.0004 | 1   | 77
            GINKO  | Ginko Bancorp          | Equity      | Financials        | Value     | USD | 1.15 -0.45 0.4 0.00  1.2 | 1.3 | 0.17 |  0.000 | 290000 | 1.0 | 0.0002 | 1   | 55
            HAZEL  | Hazel Insurance        | Equity      | Financials        | Value     | EUR | 0.95 -0.25 0.2 0.00  0.9 | 1.0 | 0.16 |  0.008 | 110000 | 0.6 | 0.0004 | 1   | 83
            IRNWD  | Ironwood Exchange      | Equity      | Financials        | Quality   | GBP | 0.90 -0.05 0.1 0.00  0.2 | 0.8 | 0.18 |  0.020 | 52000  | 0.7 | 0.0005 | 1   | 130
            JUNIP  | Juniper Machines       | Equity      | Industrials       | Value     | EUR | 1.10 -0.10 0.2 0.10  0.4 | 1.1 | 0.18 |  0.006 | 88000  | 0.8 | 0.0004 | 1   | 61
            KAURI  | Kauri Logistics        | Equity      | Industrials       | Quality   | USD | 1.00 -0.05 0.1 0.05  0.2 | 1.0 | 0.19 |  0.012 | 67000  | 0.9 | 0.0004 | 1   | 104
            LARCH  | Larch Petroleum        | Equity      | Energy            | Value     | USD | 0.95 -0.10 0.3 0.55  0.8 | 1.4 | 0.20 | -0.010 | 230000 | 0.9 | 0.0003 | 1   | 72
            MAPLE  | Maple Services         | Equity      | Energy            | Value     | USD | 1.15 -0.10 0.5 0.65  0.7 | 1.6 | 0.27 | -0.025 | 31000  | 1.6 | 0.0007 | 1   | 38
            NUTMG  | Nutmeg Foods           | Equity      | Consumer          | Defensive | USD | 0.55  0.15 0.0 0.00  0.1 | 1.0 | 0.13 |  0.012 | 150000 | 0.6 | 0.0002 | 1   | 58
            OAKLY  | Oaklyn Stores          | Equity      | Consumer          | Growth    | USD | 1.05 -0.05 0.1 0.00 -0.5 | 1.1 | 0.22 |  0.022 | 190000 | 1.0 | 0.0003 | 1   | 87
            PINES  | Pines Apparel          | Equity      | Consumer          | Quality   | EUR | 0.95  0.00 0.1 0.00 -0.2 | 0.9 | 0.21 |  0.016 | 61000  | 0.8 | 0.0005 | 1   | 146
            QUINC  | Quince Power           | Equity      | Utilities         | Income    | USD | 0.50  0.45 0.0 0.00  0.3 | 1.2 | 0.12 |  0.010 | 70000  | 0.6 | 0.0003 | 1   | 49
            ROWAN  | Rowan Water            | Equity      | Utilities         | Income    | GBP | 0.45  0.50 0.0 0.00  0.2 | 1.1 | 0.13 |  0.012 | 24000  | 0.5 | 0.0008 | 1   | 33
            GOV02  | Treasury 2 years       | Bond        | Short             | Core      | USD | -0.01 0.20 0.0 0.00 0.0 | 0.1 | 0.003 | 0.003 | 900000 | 2.5 | 0.0001 | 10  | 100
            GOV05  | Treasury 5 years       | Bond        | Medium            | Core      | USD | -0.02 0.55 0.0 0.00 0.0 | 0.2 | 0.006 | 0.004 | 850000 | 2.5 | 0.0001 | 10  | 100
            GOV10  | Treasury 10 years      | Bond        | Medium            | Core      | USD | -0.03 1.00 0.0 0.00 0.0 | 0.2 | 0.008 | 0.004 | 800000 | 2.4 | 0.0001 | 10  | 100
            GOV30  | Treasury 30 years      | Bond        | Long              | Hedge     | USD | -0.05 2.10 0.0 0.00 0.0 | 0.3 | 0.020 | 0.003 | 420000 | 1.9 | 0.0003 | 10  | 100
            GOVEU  | Euro government bonds  | Bond        | Long              | Core      | EUR | -0.02 0.85 0.1 0.00 0.0 | 0.3 | 0.025 | 0.002 | 500000 | 1.2 | 0.0003 | 10  | 100
            LINKR  | Inflation-linked bonds | Bond        | Inflation-linked  | Hedge     | USD | 0.02  0.85 0.0 0.08 0.0 | 0.2 | 0.020 | 0.005 | 160000 | 0.8 | 0.0004 | 10  | 100
            CRIG5  | Corporates 5 years     | Credit      | Investment grade  | Carry     | USD | 0.04  0.45 0.6 0.00 0.0 | 0.2 | 0.008 | 0.006 | 260000 | 0.9 | 0.0004 | 10  | 100
            CRIGL  | Corporates long        | Credit      | Investment grade  | Carry     | USD | 0.10  1.20 1.1 0.00 0.0 | 0.3 | 0.016 | 0.006 | 140000 | 0.8 | 0.0006 | 10  | 100
            CRHYD  | High-yield corporates  | Credit      | High yield        | Carry     | USD | 0.28  0.15 1.5 0.05 0.0 | 0.3 | 0.025 | 0.010 | 90000  | 1.0 | 0.0012 | 10  | 100
            CRLON  | Leveraged loans        | Credit      | High yield        | Carry     | USD | 0.17  0.00 1.2 0.02 0.0 | 0.3 | 0.018 | 0.012 | 60000  | 0.6 | 0.0018 | 10  | 100
            CREMD  | Emerging-market debt   | Credit      | Emerging          | Carry     | EUR | 0.25  0.45 1.3 0.08 0.0 | 0.3 | 0.045 | 0.008 | 70000  | 0.8 | 0.0015 | 10  | 100
            CMOIL  | Crude oil              | Commodity   | Oil and gas       | Inflation | USD | 0.20 -0.10 0.3 1.60 0.0 | 1.2 | 0.190 | -0.015 | 45000 | 5.0 | 0.0005 | 1  | 70
            CMGAS  | Natural gas            | Commodity   | Oil and gas       | Inflation | USD | 0.05  0.00 0.0 1.30 0.0 | 1.5 | 0.340 | -0.045 | 12000 | 5.5 | 0.0010 | 1  | 44
            CMGLD  | Gold                   | Commodity   | Precious metals   | Hedge     | USD | -0.05 0.65 0.0 0.35 0.0 | 1.2 | 0.080 | 0.030 | 110000 | 2.2 | 0.0002 | 1  | 125
            CMIND  | Base metals            | Commodity   | Base metals       | Inflation | USD | 0.30 -0.10 0.2 0.85 0.0 | 0.8 | 0.110 | -0.005 | 18000 | 2.5 | 0.0008 | 1  | 52
            CMAGR  | Crops                  | Commodity   | Agriculture       | Inflation | USD | 0.08  0.00 0.0 0.60 0.0 | 0.9 | 0.130 | -0.010 | 14000 | 2.4 | 0.0009 | 1  | 36
            REOFF  | Offices                | Real estate | Offices           | Income    | USD | 0.90  0.35 0.5 0.00 0.3 | 1.0 | 0.140 | -0.012 | 38000 | 0.9 | 0.0007 | 1  | 66
            RELOG  | Warehouses             | Real estate | Logistics         | Growth    | USD | 0.85  0.40 0.3 0.00 -0.2 | 0.9 | 0.130 | 0.020 | 72000  | 0.7 | 0.0005 | 1  | 59
            RERES  | Homes                  | Real estate | Residential       | Income    | EUR | 0.70  0.45 0.3 0.00 0.1 | 0.8 | 0.120 | 0.008 | 47000  | 0.6 | 0.0006 | 1  | 81
            ALTRD  | Trend fund             | Alternative | Managed futures   | Trend     | USD | -0.08 0.35 -0.2 0.12 0.0 | 0.6 | 0.080 | 0.018 | 9000  | 0.5 | 0.0020 | 1  | 100
            ALNEU  | Market-neutral fund    | Alternative | Long-short        | Neutral   | USD | 0.03  0.00 0.1 0.00 0.4 | 0.5 | 0.035 | 0.015 | 7000   | 0.4 | 0.0025 | 1  | 100
            ALINF  | Infrastructure         | Alternative | Infrastructure    | Income    | GBP | 0.55  0.40 0.3 0.05 0.1 | 0.7 | 0.075 | 0.012 | 29000  | 0.5 | 0.0009 | 1  | 94
            """;

    /** The forty of the sample, in file order. */
    static List<SampleAsset> all() {
        return TABLE.lines().map(SampleAsset::parse).toList();
    }

    private static SampleAsset parse(String line) {
        String[] cell = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        double[] number = Arrays.stream(cell, 7, 15).mapToDouble(Double::parseDouble).toArray();
        return new SampleAsset(cell[0], cell[1] + " (simulated)",
                new TreeMap<>(Map.of("class", cell[2], "sector", cell[3], "strategy", cell[4], "currency", cell[5])),
                Arrays.stream(cell[6].split(" +")).map(Double::valueOf).toList(), number[0], number[1], number[2],
                number[3], number[4], number[5], number[6], number[7]);
    }
}
