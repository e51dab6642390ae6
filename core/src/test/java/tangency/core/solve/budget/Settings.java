package tangency.core.solve.budget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import tangency.core.estimate.Moments;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Holdings;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.Trading;

/** Settings for risk budgets. Asset {@code i} is named {@code Ai}, its sector {@code S(i mod 3)}. */
@NullMarked
final class Settings {
    static final Constraint INVESTED = new Constraint.Budget("Fully invested", true, 1.0, 1.0);
    static final Constraint LONG = new Constraint.Bounds("Long only", true, null, 0.0, 1.0);

    private Settings() {}

    static Constraint cap(double max, String... assets) {
        return new Constraint.Bounds("Cap " + max + String.join(" ", assets), true,
                assets.length == 0 ? null : List.of(assets), null, max);
    }

    static Constraint floor(double min, String... assets) {
        return new Constraint.Bounds("Floor " + min + String.join(" ", assets), true,
                assets.length == 0 ? null : List.of(assets), min, null);
    }

    @SuppressWarnings("NullAway") // a limit may be absent
    static Constraint sector(String value, Double min, Double max) {
        return new Constraint.Group("Sector " + value, true, "sector", value, min, max, false);
    }

    /** On outcomes, with their sample covariance. */
    static Allocation of(Matrix returns, Constraint... constraints) {
        return of(returns, covariance(returns), List.of(constraints));
    }

    static Allocation of(Matrix returns, Matrix covariance, List<Constraint> constraints) {
        int n = returns.columns();
        List<Asset> assets = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            assets.add(new Asset("A" + i, "A" + i, Map.of("sector", "S" + i % 3), null, null, null, null));
        }
        Universe universe = new Universe(assets);
        Vector zeros = Vector.wrap(new double[n]);
        Trading none = new Trading(zeros, 0, 1e6, zeros, 0, zeros, 1.5, 0, 1, zeros, zeros, zeros);
        return new Allocation(universe,
                new Moments(universe.ids(), means(returns), covariance, returns.rows(), null, null),
                constraints, Holdings.CASH, Map.of(), List.of(), 0, none, new Outcomes(returns), new HashMap<>());
    }

    private static Vector means(Matrix returns) {
        double[] means = new double[returns.columns()];
        for (int t = 0; t < returns.rows(); t++) {
            for (int i = 0; i < means.length; i++) {
                means[i] += returns.get(t, i) / returns.rows();
            }
        }
        return Vector.wrap(means);
    }

    static Matrix covariance(Matrix returns) {
        int n = returns.columns();
        Vector means = means(returns);
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int t = 0; t < returns.rows(); t++) {
                    sum += (returns.get(t, i) - means.get(i)) * (returns.get(t, j) - means.get(j));
                }
                values[i * n + j] = values[j * n + i] = sum / (returns.rows() - 1);
            }
        }
        return Matrix.wrap(n, n, values);
    }

    /** Heavy-tailed returns with a common factor and volatilities that differ tenfold. */
    static double[][] returns(Random random, int periods, int n) {
        double[] volatility = random.doubles(n, 0.003, 0.03).toArray();
        double[] loading = random.doubles(n, -0.2, 1).toArray();
        double[][] rows = new double[periods][n];
        for (double[] row : rows) {
            double heavy = 1 / Math.sqrt(0.2 + random.nextDouble());
            double common = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                row[i] = -0.0005 + volatility[i] * heavy * (loading[i] * common + random.nextGaussian());
            }
        }
        return rows;
    }

    static Vector equal(int n) {
        double[] budgets = new double[n];
        java.util.Arrays.fill(budgets, 1.0 / n);
        return Vector.wrap(budgets);
    }
}
