package tangency.core.solve.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.LinearRow;

/**
 * Problems of every kind, from a seed: fewer outcomes than assets, one outcome, duplicate assets and outcomes, ties, constant
 * series, equal means, returns from 1e-12 to 1e12, all sorts of bounds, rows that touch a given portfolio, limits that
 * contradict each other.
 */
@NullMarked
final class OutcomeFamily {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Random random;
    private final int n;
    private final int outcomes;
    private final double[] within;

    private OutcomeFamily(Random random) {
        this.random = random;
        int size = random.nextInt(40);
        n = size == 0 ? 100 + random.nextInt(101) : size < 6 ? 30 + random.nextInt(50) : 2 + random.nextInt(15);
        int count = random.nextInt(20);
        outcomes = count == 0
                ? 1
                : count < 3
                        ? 2 + random.nextInt(8)
                        : count == 3 ? 301 + random.nextInt(200) : 5 + random.nextInt(80);
        within = new double[n];
    }

    static OutcomeProblem of(long seed) {
        return new OutcomeFamily(new Random(seed * 0x9E3779B97F4A7C15L)).make();
    }

    /** A risk for the problem of {@code seed}. */
    static OutcomeRisk risk(long seed, OutcomeProblem problem) {
        Random random = new Random(~seed * 0x9E3779B97F4A7C15L);
        return switch (random.nextInt(8)) {
            case 0 -> new OutcomeRisk.WorstCase();
            case 1 -> new OutcomeRisk.MeanAbsoluteDeviation();
            case 2 -> new OutcomeRisk.SemiVariance();
            case 3 -> new OutcomeRisk.SemiDeviation();
            case 4 -> problem.outcomes() <= 60 ? new OutcomeRisk.Gini() : new OutcomeRisk.Cvar(0.9);
            case 5 -> new OutcomeRisk.Cvar(new double[]{0, 0.5, 0.75, 0.9}[random.nextInt(4)]);
            case 6 -> new OutcomeRisk.Cvar(random.nextDouble());
            default -> new OutcomeRisk.Cvar(random.nextBoolean() ? 0.95 : 0.99);
        };
    }

    private OutcomeProblem make() {
        int kind = random.nextInt(8);
        double[][] returns = new double[outcomes][n];
        for (double[] row : returns) {
            double market = random.nextGaussian();
            for (int j = 0; j < n; j++) {
                row[j] = 0.05 + 0.7 * market + random.nextGaussian();
            }
        }
        int one = random.nextInt(n);
        int other = random.nextInt(n);
        for (int t = 0; t < outcomes; t++) {
            double[] row = returns[t];
            switch (kind) {
                case 0 -> Arrays.setAll(row, j -> Math.rint(row[j]));
                case 1 -> row[one] = row[other];
                case 2 -> row[one] = 0.01;
                case 3 -> returns[t] = returns[t / 2].clone();
                case 4 -> Arrays.setAll(row, j -> j % 3 == 0 ? 0 : row[j]);
                default -> {
                }
            }
        }
        double scale = random.nextInt(3) == 0 ? Math.pow(10, random.nextInt(25) - 12) : 0.01;
        for (double[] row : returns) {
            Arrays.setAll(row, j -> row[j] * scale);
        }
        double[] lower = new double[n];
        double[] upper = new double[n];
        bounds(lower, upper);
        List<LinearRow> rows = rows();
        OutcomeProblem problem = OutcomeProblem.of(Matrix.of(returns), lower, upper, rows);
        if (random.nextBoolean()) {
            return problem;
        }
        double[] mean = new double[n];
        Arrays.setAll(mean, j -> kind == 5 ? scale : scale * (random.nextDouble() - 0.3));
        return problem.withReward(mean, Math.exp(2 * random.nextGaussian() - 2));
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
                    lower[i] = random.nextInt(6) == 0 ? -INFINITY : 0;
                    upper[i] = random.nextInt(3) == 0 ? INFINITY : 0.5;
                }
                case 3 -> upper[i] = Math.max(2.0 / n, 0.1);
                case 4 -> {
                    lower[i] = random.nextInt(9) == 0 ? -INFINITY : -random.nextDouble();
                    upper[i] = random.nextInt(9) == 0 ? INFINITY : random.nextDouble();
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
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double sum = Arrays.stream(within).sum();
        int budget = random.nextInt(4);
        if (budget < 2) {
            rows.add(LinearRow.equality("Budget", ones, sum));
        } else if (budget == 2) {
            rows.add(new LinearRow("Budget", ones, Math.min(0, sum), sum));
        }
        int more = random.nextInt(12) == 0 ? 20 : random.nextInt(5);
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
        if (random.nextInt(12) == 0 && !rows.isEmpty()) {
            LinearRow last = rows.getLast();
            double limit = last.max() == INFINITY ? last.min() : last.max();
            rows.add(LinearRow.atLeast("Beyond", last.coefficients(), limit + 0.5 * random.nextGaussian()));
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
