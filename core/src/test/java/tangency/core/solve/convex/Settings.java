package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tangency.core.estimate.Moments;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Holdings;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.Trading;

/** Settings to allocate in, without market data. */
public final class Settings {
    public static final Constraint FULL = new Constraint.Budget("Fully invested", true, 1.0, 1.0);
    public static final Constraint LONG = new Constraint.Bounds("Long only", true, null, 0.0, 1.0);

    private Settings() {}

    /** Sample moments of {@code returns}; asset i is {@code Ai}, its sector {@code S(i mod 3)}; all cash, no costs. */
    public static Allocation of(Matrix returns, Constraint... constraints) {
        int n = returns.columns();
        int periods = returns.rows();
        double[] mean = new double[n];
        for (int t = 0; t < periods; t++) {
            for (int i = 0; i < n; i++) {
                mean[i] += returns.get(t, i) / periods;
            }
        }
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int t = 0; t < periods; t++) {
                    sum += (returns.get(t, i) - mean[i]) * (returns.get(t, j) - mean[j]);
                }
                covariance[i][j] = sum / (periods - 1);
                covariance[j][i] = covariance[i][j];
            }
        }
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            assets.add(new Asset("A" + i, "A" + i, Map.of("sector", "S" + i % 3), 1e9, 1e6, 0.001, null));
        }
        Universe universe = new Universe(assets);
        return new Allocation(universe,
                new Moments(universe.ids(), Vector.of(mean), Matrix.of(covariance), periods, null,
                        null),
                List.of(constraints), Holdings.CASH, Map.of(), List.of(), 0, free(n), new Outcomes(returns),
                Map.of());
    }

    /** No costs, nothing held. */
    public static Trading free(int n) {
        return trading(new double[n], 0, 0, 1.5, 0);
    }

    public static Trading trading(double[] held, double rate, double impact, double exponent, double ridge) {
        int n = held.length;
        double[] adv = new double[n];
        Arrays.fill(adv, 1e6);
        return new Trading(Vector.of(held), 0, 1e6, all(n, rate), 0, all(n, impact), exponent, ridge, 1,
                Vector.of(adv), all(n, 100), all(n, 1));
    }

    private static Vector all(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return Vector.wrap(values);
    }

    public static Allocation with(Allocation setting, Trading trading) {
        return new Allocation(setting.universe(), setting.moments(), setting.constraints(), setting.holdings(),
                setting.benchmark(), setting.benchmarkOnly(), setting.riskFree(), trading, setting.outcomes(),
                setting.exposures());
    }

    public static Allocation withRiskFree(Allocation setting, double rate) {
        return new Allocation(setting.universe(), setting.moments(), setting.constraints(), setting.holdings(),
                setting.benchmark(), setting.benchmarkOnly(), rate, setting.trading(), setting.outcomes(),
                setting.exposures());
    }

    public static Allocation withBenchmark(Allocation setting, double[] weights) {
        Map<String, Double> benchmark = new LinkedHashMap<>();
        for (int i = 0; i < weights.length; i++) {
            benchmark.put("A" + i, weights[i]);
        }
        return new Allocation(setting.universe(), setting.moments(), setting.constraints(), setting.holdings(),
                benchmark, setting.benchmarkOnly(), setting.riskFree(), setting.trading(), setting.outcomes(),
                setting.exposures());
    }

    public static double[] equal(int n) {
        double[] weights = new double[n];
        Arrays.fill(weights, 1.0 / n);
        return weights;
    }

    public static Risk risk(RiskMeasure measure, double level) {
        return new Risk(measure, level, false);
    }

    public static Model.MeanRisk model(Model.Goal goal, RiskMeasure measure, double level) {
        return new Model.MeanRisk(goal, risk(measure, level), goal == Model.Goal.MAXIMISE_UTILITY ? 2.0 : null, null);
    }
}
