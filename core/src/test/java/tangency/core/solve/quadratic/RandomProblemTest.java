package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.optimal;
import static tangency.core.solve.quadratic.Problems.violation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;

/** Seeded problems of every kind, judged by the optimality conditions, which for a convex problem prove the optimum. */
@NullMarked
class RandomProblemTest {
    private static final long PER_BLOCK = 50;

    /** A risk tolerance at which mean and variance both count. */
    private static double tolerance(QuadraticProblem problem, Random random) {
        double risk = Arrays.stream(problem.covariance().dense().diagonal()).max().orElse(0);
        double reward = Arrays.stream(problem.mean()).map(Math::abs).max().orElse(0);
        return (risk == 0 ? 1 : risk) / (reward == 0 ? 1 : reward) * Math.exp(2 * random.nextGaussian() - 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void optimumSatisfiesItsConditions(int block) {
        optima(block * PER_BLOCK, (block + 1) * PER_BLOCK);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void tenThousandOptima(int block) {
        optima(1000 + block * 1000L, 2000 + block * 1000L);
    }

    private static void optima(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            QuadraticProblem problem = RandomProblem.of(seed);
            for (double lambda : new double[]{0, tolerance(problem, new Random(seed))}) {
                QuadraticResult result = QuadraticSolver.minimise(problem, lambda);
                if (lambda > 0 && result instanceof QuadraticResult.Unbounded(String why, Vector direction)) {
                    assertEndless(problem, direction);
                    continue;
                }
                QuadraticResult.Optimal optimum = optimal(result);
                assertThat(optimum.certificate().proves()).isTrue();
                assertThat(violation(problem, lambda, optimum.weights(), optimum.boundMultipliers(),
                        optimum.rowMultipliers())).as("Seed %d, lambda %s", seed, lambda).isLessThan(1e-9);
                QuadraticResult.Optimal again = optimal(QuadraticSolver.minimise(problem, lambda, optimum.warmStart()));
                double gross = 0;
                for (int i = 0; i < problem.size(); i++) {
                    gross += Math.abs(optimum.weights().get(i)) * Math.sqrt(problem.covariance().get(i, i));
                }
                // Of positions that cancel out, rounding leaves a share of what each would be alone.
                double terms = optimum.variance() + largestVariance(problem) + Math.abs(lambda * optimum.mean())
                        + 1e-6 * gross * gross;
                assertThat(again.variance() / 2 - lambda * again.mean()).as("Seed %d, lambda %s", seed, lambda)
                        .isCloseTo(optimum.variance() / 2 - lambda * optimum.mean(), within(1e-9 * terms));
            }
        }
    }

    private static double largestVariance(QuadraticProblem problem) {
        return Arrays.stream(problem.covariance().dense().diagonal()).max().orElse(0);
    }

    /** A direction that keeps all limits, adds no variance and raises the mean. */
    private static void assertEndless(QuadraticProblem problem, Vector direction) {
        double[] d = direction.shared();
        double size = Arrays.stream(d).map(Math::abs).max().orElse(0);
        assertThat(Kernels.dot(problem.mean(), d)).isPositive();
        assertThat(Kernels.quadratic(problem.covariance().dense(), d))
                .isLessThan(1e-10 * largestVariance(problem) * size * size);
        for (int i = 0; i < d.length; i++) {
            assertThat(d[i] < -1e-9 * size && problem.lower()[i] > Double.NEGATIVE_INFINITY).isFalse();
            assertThat(d[i] > 1e-9 * size && problem.upper()[i] < Double.POSITIVE_INFINITY).isFalse();
        }
        for (LinearRow row : problem.rows()) {
            double change = Kernels.dot(row.coefficients(), d);
            assertThat(change < -1e-9 * size && row.min() > Double.NEGATIVE_INFINITY).isFalse();
            assertThat(change > 1e-9 * size && row.max() < Double.POSITIVE_INFINITY).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyCornerIsOptimalAndSoIsWhatLiesBetween(int block) {
        for (long seed = block * PER_BLOCK; seed < (block + 1) * PER_BLOCK; seed++) {
            QuadraticProblem problem = RandomProblem.of(seed);
            if (!(CriticalLine.trace(problem) instanceof CornerPortfolios portfolios)) {
                assertThat(CriticalLine.trace(problem)).isInstanceOf(QuadraticResult.Unbounded.class);
                continue;
            }
            List<Corner> corners = portfolios.corners();
            for (int k = 0; k < corners.size(); k++) {
                Corner corner = corners.get(k);
                assertThat(violation(problem, corner.lambda(), corner.weights(), corner.boundMultipliers(),
                        corner.rowMultipliers())).as("Seed %d, corner %d", seed, k).isLessThan(1e-9);
                if (k > 0) {
                    Corner above = corners.get(k - 1);
                    assertThat(corner.lambda()).isLessThan(above.lambda());
                    double rewards = Arrays.stream(problem.mean()).map(Math::abs).max().orElse(0);
                    assertThat(corner.mean()).isLessThanOrEqualTo(above.mean() + 1e-12 * rewards);
                    assertMixture(problem, portfolios, (above.lambda() + corner.lambda()) / 2);
                }
            }
            assertThat(corners.getLast().lambda()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void minimumVarianceIsTheLastCornerEvenWhereItIsNotAlone(int block) {
        for (long seed = block * PER_BLOCK; seed < (block + 1) * PER_BLOCK; seed++) {
            QuadraticProblem problem = RandomProblem.of(seed);
            if (CriticalLine.trace(problem) instanceof CornerPortfolios portfolios) {
                QuadraticResult.Optimal least = optimal(QuadraticSolver.minimise(problem, 0));
                double rewards = Arrays.stream(problem.mean()).map(Math::abs).max().orElse(0);
                double size = Arrays.stream(least.weights().shared()).map(Math::abs).sum();
                assertThat(least.mean()).as("Seed %d", seed).isCloseTo(portfolios.corners().getLast().mean(),
                        within(1e-7 * rewards * (1 + size)));
            }
        }
    }

    private static void assertMixture(QuadraticProblem problem, CornerPortfolios portfolios, double lambda) {
        QuadraticResult.Optimal between = optimal(QuadraticSolver.minimise(problem, lambda));
        double[] weights = portfolios.frontier().weightsAt(between.mean()).shared();
        double objective = Kernels.quadratic(problem.covariance().dense(), weights) / 2
                - lambda * Kernels.dot(problem.mean(), weights);
        double size = 0;
        for (int i = 0; i < weights.length; i++) {
            size += Math.abs(between.weights().get(i)) * Math.sqrt(problem.covariance().dense().get(i, i));
        }
        double terms = size * size / 2 + lambda * Math.abs(between.mean());
        assertThat(objective).isCloseTo(between.variance() / 2 - lambda * between.mean(), within(1e-9 * terms));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void noRandomFeasiblePortfolioIsBetter(int block) {
        for (long seed = block * PER_BLOCK; seed < (block + 1) * PER_BLOCK; seed += 5) {
            QuadraticProblem problem = RandomProblem.of(seed);
            Random random = new Random(seed);
            QuadraticResult.Optimal best = optimal(QuadraticSolver.minimise(problem, 0));
            List<double[]> feasible = new ArrayList<>();
            for (int k = 0; k < 6; k++) {
                // Vertices and other optima of random means, and mixtures of them, are feasible.
                QuadraticProblem elsewhere = QuadraticProblem.of(random.doubles(problem.size(), -1, 1).toArray(),
                        problem.covariance().dense(), problem.lower(), problem.upper(), problem.rows());
                if (QuadraticSolver.minimise(elsewhere, largestVariance(problem) * random
                        .nextDouble()) instanceof QuadraticResult.Optimal(var weights, var l, var m, var v, var b, var r, var c, var s, var i)) {
                    feasible.add(weights.shared());
                }
            }
            for (int k = 0; k < 20 && !feasible.isEmpty(); k++) {
                double[] one = feasible.get(random.nextInt(feasible.size()));
                double[] other = feasible.get(random.nextInt(feasible.size()));
                double share = random.nextDouble();
                double[] mixture = new double[one.length];
                Arrays.setAll(mixture, i -> share * one[i] + (1 - share) * other[i]);
                assertThat(Kernels.quadratic(problem.covariance().dense(), mixture))
                        .isGreaterThanOrEqualTo(best.variance() - 1e-12 * largestVariance(problem));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void highestMeanIsTheFirstCorner(int block) {
        for (long seed = block * PER_BLOCK; seed < (block + 1) * PER_BLOCK; seed++) {
            QuadraticProblem problem = RandomProblem.of(seed);
            QuadraticResult highest = QuadraticSolver.maximiseReturn(problem);
            if (CriticalLine.trace(problem) instanceof CornerPortfolios(List<Corner> corners, Vector beyond)
                    && beyond == null) {
                double rewards = Arrays.stream(problem.mean()).map(Math::abs).max().orElse(0);
                assertThat(optimal(highest).mean()).isCloseTo(corners.getFirst().mean(), within(1e-9 * rewards));
                assertThat(optimal(highest).certificate().proves()).isTrue();
            } else {
                assertThat(highest).as("Seed %d", seed).isInstanceOf(QuadraticResult.Unbounded.class);
            }
        }
    }
}
