package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;

/**
 * Problems of every discrete kind, mixed, from a seed: fewer observations than assets, duplicates, riskless assets, equal
 * means, scales from 1e-6 to 1e6, long and short, groups, return floors, budgets fixed or not; some have no portfolio.
 */
@NullMarked
final class RandomDiscrete {
    private final Random random;
    private final int n;

    private RandomDiscrete(long seed, int most) {
        random = new Random(seed);
        n = 2 + random.nextInt(most - 1);
    }

    /** Any mixture but whole lots, on at most {@code most} assets. */
    static DiscreteProblem of(long seed, int most) {
        RandomDiscrete family = new RandomDiscrete(seed, most);
        return family.discrete(family.quadratic(false));
    }

    /** Whole lots of all assets, on at most {@code most} assets. */
    static DiscreteProblem lots(long seed, int most) {
        RandomDiscrete family = new RandomDiscrete(seed, most);
        DiscreteProblem problem = family.discrete(family.quadratic(true));
        double[] lots = new double[family.n];
        boolean round = family.random.nextBoolean();
        Arrays.setAll(lots,
                i -> round ? 0.05 * (1 + family.random.nextInt(3)) : 0.06 + 0.1 * family.random.nextDouble());
        return problem.withLots(Vector.wrap(lots));
    }

    private QuadraticProblem quadratic(boolean range) {
        int kind = random.nextInt(8);
        int dates = kind == 0 ? 1 + random.nextInt(n) : n + 2 + random.nextInt(2 * n);
        double market = random.nextDouble();
        double[][] outcomes = new double[dates][n];
        for (double[] row : outcomes) {
            double common = market * random.nextGaussian();
            Arrays.setAll(row, i -> common + random.nextGaussian() * (0.5 + i % 3));
        }
        double[] mean = random.doubles(n, -0.3, 1).toArray();
        int one = random.nextInt(n);
        int other = random.nextInt(n);
        if (kind == 1) {
            Arrays.fill(mean, 0.4);
        } else if (kind == 2) {
            for (double[] row : outcomes) {
                row[one] = row[other];
            }
            mean[one] = mean[other];
        } else if (kind == 3 && random.nextBoolean()) {
            for (double[] row : outcomes) {
                row[one] = 0;
            }
        }
        double riskScale = Math.pow(10, random.nextBoolean() ? 0 : random.nextInt(13) - 6) / dates;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (double[] row : outcomes) {
                    covariance[i][j] += row[i] * row[j] * riskScale;
                }
                covariance[j][i] = covariance[i][j];
            }
        }
        double[] lower = new double[n];
        double[] upper = new double[n];
        boolean shorts = random.nextInt(3) == 0;
        double cap = 0.3 + 0.7 * random.nextDouble();
        for (int i = 0; i < n; i++) {
            lower[i] = shorts ? -0.4 * random.nextDouble() : 0;
            upper[i] = random.nextInt(6) == 0 ? cap / 2 : cap;
            if (random.nextInt(12) == 0) {
                lower[i] = Math.min(0.05, upper[i]);
            }
        }
        List<LinearRow> rows = new ArrayList<>();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        boolean free = range || random.nextInt(4) == 0;
        rows.add(free ? new LinearRow("Budget", ones, 0.8, 1) : LinearRow.equality("Fully invested", ones, 1));
        if (random.nextInt(3) == 0) {
            double[] group = new double[n];
            Arrays.setAll(group, i -> i % 2);
            double least = 0.4 * random.nextDouble();
            rows.add(new LinearRow("Group", group, least, least + 0.5 * random.nextDouble()));
        }
        if (random.nextInt(4) == 0) {
            rows.add(LinearRow.atLeast("Return", mean, 0.5 * random.nextDouble()));
        }
        return QuadraticProblem.of(mean, Matrix.of(covariance), lower, upper, rows);
    }

    private DiscreteProblem discrete(QuadraticProblem quadratic) {
        double scale = quadratic.covariance().get(0, 0) + quadratic.covariance().get(n - 1, n - 1);
        DiscreteProblem.Goal goal = switch (random.nextInt(4)) {
            case 0 -> new DiscreteProblem.Goal.Tolerance(0);
            case 1 -> new DiscreteProblem.Goal.Tolerance(scale * random.nextDouble());
            case 2 -> new DiscreteProblem.Goal.Return();
            default -> new DiscreteProblem.Goal.Ratio(random.nextBoolean() ? 0 : 0.1 * random.nextDouble());
        };
        DiscreteProblem problem = DiscreteProblem.of(quadratic, goal);
        if (random.nextInt(3) > 0) {
            int most = 1 + random.nextInt(n);
            problem = problem.withHeld(random.nextInt(3) == 0 ? random.nextInt(most + 1) : 0, most);
        }
        if (random.nextBoolean()) {
            problem = problem.withMinimumPosition(0.25 * random.nextDouble());
        }
        if (random.nextInt(3) == 0) {
            List<DiscreteProblem.Pair> apart = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    if (random.nextInt(4) == 0) {
                        apart.add(new DiscreteProblem.Pair(i, j));
                    }
                }
            }
            problem = problem.withApart(apart);
        }
        if (random.nextInt(3) == 0) {
            double[] costs = new double[n];
            double[] holdings = new double[n];
            double each = 0.1 * random.nextDouble();
            for (int i = 0; i < n; i++) {
                costs[i] = random.nextInt(4) == 0 ? 0 : each;
                holdings[i] = random.nextBoolean() ? 0 : random.nextDouble() / n;
            }
            problem = problem.withFixedCosts(Vector.wrap(costs), Vector.wrap(holdings));
        }
        return problem;
    }
}
