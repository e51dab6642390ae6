package tangency.core.market.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tangency.core.market.Asset;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.market.sample.SampleAsset.Driver;

/**
 * Ten years of forty invented assets. Five drivers (equities, rates, credit, commodities, style), a shock per sector and one
 * per asset move the prices; each is a GARCH(1,1) series with Student-t shocks, the drivers with a common mixing variable,
 * so that their large moves come together. A two-state Markov chain turns from calm to stressed: then the drivers grow
 * most, so correlations rise, and equities, credit and commodities drift down.
 *
 * @param prices daily closes, four decimals
 * @param volumes shares, in hundreds; higher on days of large moves
 * @param factors the drivers' simple returns and {@code RF}, the cash rate per day
 * @param universe the assets with groups, market capitalisation at the end, ADV, spread and lot
 */
public record SampleMarket(PriceTable prices, PriceTable volumes, PriceTable factors, Universe universe) {
    /** The shipped files are made from this seed. */
    public static final long SEED = 20_250_101;

    private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);
    private static final double YEAR = 252;
    private static final double TO_STRESS = 1.0 / 420;
    private static final double TO_CALM = 1.0 / 65;
    private static final int DRIVER_DEGREES = 6;
    private static final int OWN_DEGREES = 6;
    private static final double SECTOR_VOLATILITY = 0.075;
    private static final double SECTOR_STRESS = 1.4;
    private static final double OWN_STRESS = 1.25;
    private static final int ADV_DATES = 60;

    /** Simulates; the same seed gives the same numbers on every machine. */
    public static SampleMarket simulate(long seed) {
        List<LocalDate> dates = FIRST.datesUntil(LAST.plusDays(1)).filter(SampleMarket::isTradingDay).toList();
        List<SampleAsset> assets = SampleAsset.all();
        boolean[] stressed = regimes(seed, dates.size());
        double[][] drivers = drivers(seed, stressed);
        Map<String, double[]> sectors = new LinkedHashMap<>();
        assets.forEach(asset -> sectors.computeIfAbsent(sector(asset),
                name -> shocks(HeavyTails.of(seed, "sector " + name), stressed, SECTOR_VOLATILITY, SECTOR_STRESS)));
        double[] cash = cash(seed, stressed.length);
        List<String> ids = assets.stream().map(SampleAsset::id).toList();
        double[][] prices = new double[assets.size()][];
        double[][] volumes = new double[assets.size()][];
        List<Asset> described = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            SampleAsset asset = assets.get(i);
            double[] sectorShocks = sectors.getOrDefault(sector(asset), new double[0]);
            prices[i] = prices(asset, seed, stressed, drivers, sectorShocks, cash);
            volumes[i] = volumes(asset, seed, prices[i]);
            described.add(describe(asset, prices[i], volumes[i]));
        }
        return new SampleMarket(new PriceTable(ids, dates, prices), new PriceTable(ids, dates, volumes),
                factors(dates, drivers, cash), new Universe(described));
    }

    private static boolean isTradingDay(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                && !MonthDay.from(date).equals(MonthDay.of(1, 1)) && !MonthDay.from(date).equals(MonthDay.of(12, 25));
    }

    private static String sector(SampleAsset asset) {
        return asset.labels().getOrDefault("class", "") + "/" + asset.labels().getOrDefault("sector", "");
    }

    private static boolean[] regimes(long seed, int days) {
        HeavyTails random = HeavyTails.of(seed, "regimes");
        boolean[] stressed = new boolean[days];
        for (int t = 1; t < days; t++) {
            boolean leaves = random.uniform() < (stressed[t - 1] ? TO_CALM : TO_STRESS);
            stressed[t] = stressed[t - 1] != leaves;
        }
        return stressed;
    }

    /** Log returns of each driver, in {@link Driver} order. */
    private static double[][] drivers(long seed, boolean[] stressed) {
        HeavyTails random = HeavyTails.of(seed, "drivers");
        Driver[] all = Driver.values();
        double[][] returns = new double[all.length][stressed.length];
        Garch[] garch = new Garch[all.length];
        Arrays.setAll(garch, k -> new Garch());
        for (int t = 0; t < stressed.length; t++) {
            double mixing = random.mixing(DRIVER_DEGREES);
            double market = random.normal();
            for (Driver driver : all) {
                double toMarket = marketCorrelation(driver, stressed[t]);
                double z = driver == Driver.MKT
                        ? market
                        : toMarket * market + StrictMath.sqrt(1 - toMarket * toMarket) * random.normal();
                returns[driver.ordinal()][t] = driver.drift(stressed[t]) / YEAR
                        + driver.volatility(stressed[t]) / StrictMath.sqrt(YEAR)
                                * garch[driver.ordinal()].next(z * mixing);
            }
        }
        return returns;
    }

    private static double marketCorrelation(Driver driver, boolean stressed) {
        return switch (driver) {
            case MKT -> 1;
            case RATES -> stressed ? -0.35 : -0.05;
            case CREDIT -> stressed ? 0.65 : 0.35;
            case COMM -> stressed ? 0.45 : 0.15;
            case STYLE -> stressed ? 0.10 : -0.10;
        };
    }

    private static double[] shocks(HeavyTails random, boolean[] stressed, double volatility, double stress) {
        Garch garch = new Garch();
        double[] shocks = new double[stressed.length];
        for (int t = 0; t < shocks.length; t++) {
            shocks[t] = volatility / StrictMath.sqrt(YEAR) * (stressed[t] ? stress : 1)
                    * garch.next(random.student(OWN_DEGREES));
        }
        return shocks;
    }

    /** A cash rate per day that wanders about 1.5 % a year and never falls below nothing. */
    private static double[] cash(long seed, int days) {
        HeavyTails random = HeavyTails.of(seed, "cash");
        double[] cash = new double[days];
        double annual = 0.012;
        for (int t = 0; t < days; t++) {
            annual = StrictMath.max(0, annual + (0.015 - annual) / 700 + 0.0004 * random.normal());
            cash[t] = round(annual / YEAR, 8);
        }
        return cash;
    }

    private static double[] prices(SampleAsset asset, long seed, boolean[] stressed, double[][] drivers,
            double[] sectorShocks, double[] cash) {
        double[] own = shocks(HeavyTails.of(seed, "asset " + asset.id()), stressed, asset.volatility(), OWN_STRESS);
        double[] prices = new double[own.length];
        double log = StrictMath.log(asset.price());
        for (int t = 0; t < prices.length; t++) {
            log += cash[t] + asset.drift() / YEAR + asset.sectorLoading() * sectorShocks[t] + own[t];
            for (int k = 0; k < drivers.length; k++) {
                log += asset.loadings().get(k) * drivers[k][t];
            }
            prices[t] = round(StrictMath.exp(log), 4);
        }
        return prices;
    }

    private static double[] volumes(SampleAsset asset, long seed, double[] prices) {
        HeavyTails random = HeavyTails.of(seed, "volume " + asset.id());
        double usual = asset.capitalisation() * 1e6 / asset.price() * asset.turnover() / YEAR;
        double[] volumes = new double[prices.length];
        double mood = 0;
        for (int t = 0; t < volumes.length; t++) {
            mood = 0.85 * mood + 0.18 * random.normal();
            double move = t == 0 ? 0 : StrictMath.abs(prices[t] / prices[t - 1] - 1);
            double unusual = StrictMath.min(3, move / (0.012 + asset.volatility() / 16));
            volumes[t] = 100 * StrictMath.max(1, StrictMath.rint(usual * StrictMath.exp(mood + 0.3 * unusual) / 100));
        }
        return volumes;
    }

    private static Asset describe(SampleAsset asset, double[] prices, double[] volumes) {
        int last = prices.length - 1;
        double traded = 0;
        for (int t = last - ADV_DATES + 1; t <= last; t++) {
            traded += prices[t] * volumes[t];
        }
        Map<String, String> groups = new LinkedHashMap<>();
        for (String column : List.of("class", "sector", "strategy", "currency")) {
            groups.put(column, asset.labels().getOrDefault(column, ""));
        }
        double capitalisation = asset.capitalisation() * 1e6 / asset.price() * prices[last];
        return new Asset(asset.id(), asset.name(), groups, round(capitalisation, -6), round(traded / ADV_DATES, -3),
                asset.spread(), asset.lot());
    }

    private static PriceTable factors(List<LocalDate> dates, double[][] drivers, double[] cash) {
        List<String> names = new ArrayList<>(Arrays.stream(Driver.values()).map(Driver::name).toList());
        names.add("RF");
        double[][] values = new double[names.size()][];
        for (int k = 0; k < drivers.length; k++) {
            values[k] = Arrays.stream(drivers[k]).map(r -> round(StrictMath.expm1(r), 8)).toArray();
        }
        values[drivers.length] = cash;
        return new PriceTable(names, dates, values);
    }

    private static double round(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    }
}
