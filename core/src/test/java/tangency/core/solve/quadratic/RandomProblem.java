package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;

/**
 * Feasible problems of every kind, from a seed: fewer observations than assets, duplicate assets, equal and rounded means,
 * riskless assets, means and covariances from 1e-12 to 1e12, all sorts of bounds, rows that touch a given portfolio.
 */
@NullMarked
final class RandomProblem {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Random random;
    private final int n;
    private final double[] within;

    private RandomProblem(Random random) {
        this.random = random;
        int size = random.nextInt(20);
        n = size < 5 ? 2 + random.nextInt(3) : size < 8 ? 30 + random.nextInt(71) : 2 + random.nextInt(29);
        within = new double[n];
    }

    static QuadraticProblem of(long seed) {
        return new RandomProblem(new Random(seed)).make();
    }

    private QuadraticProblem make() {
        int kind = random.nextInt(6);
        int dates = kind == 0 ? 1 + random.nextInt(n) : n + 2 + random.nextInt(2 * n);
        double[][] factors = new double[dates][n];
        for (double[] row : factors) {
            double market = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                row[i] = 0.7 * market + random.nextGaussian();
            }
        }
        double[] mean = random.doubles(n, -1, 2).toArray();
        int one = random.nextInt(n);
        int other = random.nextInt(n);
        switch (kind) {
            case 1 -> Arrays.setAll(mean, i -> Math.rint(mean[i]));
            case 2 -> Arrays.fill(mean, 0.3);
            case 3 -> {
                for (double[] row : factors) {
                    row[one] = row[other];
                }
                mean[one] = random.nextBoolean() ? mean[other] : mean[one];
            }
            case 4 -> {
                for (double[] row : factors) {
                    row[one] = 0;
                }
            }
            default -> {
            }
        }
        double meanScale = scale();
        Arrays.setAll(mean, i -> mean[i] * meanScale);
        double riskScale = scale() / dates;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (double[] row : factors) {
                    covariance[i][j] += row[i] * row[j] * riskScale;
                }
                covariance[j][i] = covariance[i][j];
            }
        }
        double[] lower = new double[n];
        double[] upper = new double[n];
        bounds(lower, upper);
        return QuadraticProblem.of(mean, Matrix.of(covariance), lower, upper, rows());
    }

    private double scale() {
        return random.nextInt(3) == 0 ? Math.pow(10, random.nextInt(25) - 12) : 1;
    }

    private void bounds(double[] lower, double[] upper) {
        int kind = random.nextInt(6);
        for (int i = 0; i < n; i++) {
            switch (kind) {
                case 0 -> upper[i] = 1;
                case 1 -> {
                    lower[i] = -0.3;
                    upper[i] = 1;
                }
                case 2 -> {
                    lower[i] = random.nextInt(4) == 0 ? -INFINITY : 0;
                    upper[i] = random.nextInt(3) == 0 ? INFINITY : 0.5;
                }
                case 3 -> upper[i] = Math.max(2.0 / n, 0.1);
                case 4 -> {
                    lower[i] = random.nextInt(3) == 0 ? -INFINITY : -random.nextDouble();
                    upper[i] = random.nextInt(3) == 0 ? INFINITY : random.nextDouble();
                    upper[i] = lower[i] > -INFINITY && random.nextInt(8) == 0 ? lower[i] : upper[i];
                }
                default -> upper[i] = INFINITY;
            }
            double low = Math.max(lower[i], -1);
            double high = Math.min(upper[i], 1);
            int where = random.nextInt(6);
            within[i] = where < 2 ? low : where == 2 ? high : low + (high - low) * random.nextDouble();
        }
    }

    private List<LinearRow> rows() {
        List<LinearRow> rows = new ArrayList<>();
        double[] ones = Problems.filled(n, 1);
        double sum = Arrays.stream(within).sum();
        int budget = random.nextInt(4);
        if (budget < 2) {
            rows.add(LinearRow.equality("Budget", ones, sum));
        } else if (budget == 2) {
            rows.add(new LinearRow("Budget", ones, Math.min(0, sum), sum));
        }
        int more = random.nextInt(10) == 0 ? 20 : random.nextInt(6);
        for (int k = 0; k < more; k++) {
            double[] a = coefficients(k, more);
            double value = 0;
            for (int i = 0; i < n; i++) {
                value += a[i] * within[i];
            }
            String name = "Row " + k;
            switch (random.nextInt(5)) {
                case 0 -> rows.add(LinearRow.atMost(name, a, value));
                case 1 -> rows.add(LinearRow.atLeast(name, a, value - 0.1 * random.nextDouble()));
                case 2 -> rows.add(k < 2
                        ? LinearRow.equality(name, a, value)
                        : LinearRow.atMost(name, a, value + 0.2 * random.nextDouble()));
                case 3 -> rows.add(new LinearRow(name, a, value - 0.05, value + 0.05 * random.nextDouble()));
                default -> rows.add(LinearRow.atLeast(name, a, value));
            }
        }
        if (random.nextInt(8) == 0 && !rows.isEmpty()) {
            rows.add(rows.getFirst());
        }
        return rows;
    }

    private double[] coefficients(int k, int of) {
        int kind = random.nextInt(4);
        double[] a = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = switch (kind) {
                case 0 -> i % (of + 1) == k ? 1 : 0;
                case 1 -> random.nextGaussian();
                case 2 -> random.nextInt(3) == 0 ? 1 : 0;
                default -> random.nextInt(3) - 1;
            };
        }
        return a;
    }
}
