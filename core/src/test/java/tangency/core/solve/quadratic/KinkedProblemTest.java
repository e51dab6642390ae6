package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.optimal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * Problems with kinks: the answer by pieces against the optimality conditions with subgradients, and against the same
 * problem with absolute values as variables of their own.
 */
@NullMarked
class KinkedProblemTest {
    private static final int PER_BLOCK = 50;

    private static double largestVariance(QuadraticProblem problem) {
        return Arrays.stream(problem.covariance().dense().diagonal()).max().orElse(0);
    }

    private static double tolerance(QuadraticProblem problem, Random random) {
        double risk = largestVariance(problem);
        double reward = Arrays.stream(problem.mean()).map(Math::abs).max().orElse(0);
        return (risk == 0 ? 1 : risk) / (reward == 0 ? 1 : reward) * Math.exp(2 * random.nextGaussian() - 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void optimumSatisfiesItsConditionsAndAgreesWithAbsoluteValuesAsVariables(int block) {
        optima(block * PER_BLOCK, (block + 1) * PER_BLOCK);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void tenThousandOptima(int block) {
        optima(1000 + block * 1000, 2000 + block * 1000);
    }

    private static void optima(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            KinkedProblem problem = RandomKinks.of(seed);
            if (problem == null) {
                continue;
            }
            for (double lambda : new double[]{0, tolerance(problem.plain(), new Random(seed))}) {
                QuadraticResult result = problem.minimise(lambda, null);
                QuadraticResult other = problem.plain().size() > 20
                        ? result
                        : QuadraticSolver.minimise(lifted(problem), lambda);
                if (lambda > 0 && result instanceof QuadraticResult.Unbounded) {
                    assertThat(other).as("Seed %d", seed).isInstanceOf(QuadraticResult.Unbounded.class);
                    continue;
                }
                if (result instanceof QuadraticResult.Failed && lambda == 0) {
                    // Where the least variance is nothing, there is nothing that a gap could be a share of.
                    assertThat(optimal(other).variance()).as("Seed %d", seed)
                            .isLessThan(1e-15 * largestVariance(problem.plain()));
                    continue;
                }
                assertThat(result).as("Seed %d, lambda %s", seed, lambda)
                        .isInstanceOf(QuadraticResult.Optimal.class);
                QuadraticResult.Optimal optimum = optimal(result);
                assertThat(optimum.certificate().proves()).isTrue();
                assertThat(violation(problem, lambda, optimum)).as("Seed %d, lambda %s", seed, lambda)
                        .isLessThan(1e-9);
                if (other instanceof QuadraticResult.Optimal lifted) {
                    double size = scale(problem, lambda, optimum.weights().shared());
                    assertThat(optimum.variance() / 2 - (lambda == 0 ? 0 : lambda * optimum.mean()))
                            .as("Seed %d, lambda %s", seed, lambda)
                            .isCloseTo(lifted.variance() / 2 - (lambda == 0 ? 0 : lambda * lifted.mean()),
                                    within(1e-9 * size));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void noRandomFeasiblePortfolioIsBetter_andOrderAndScaleDoNotMatter(int block) {
        for (long seed = block * PER_BLOCK; seed < (block + 1) * PER_BLOCK; seed += 4) {
            KinkedProblem problem = RandomKinks.of(seed);
            if (problem == null) {
                continue;
            }
            Random random = new Random(seed);
            double lambda = tolerance(problem.plain(), random);
            if (!(problem.minimise(lambda, null) instanceof QuadraticResult.Optimal best)) {
                continue;
            }
            double objective = best.variance() / 2 - lambda * best.mean();
            double size = scale(problem, lambda, best.weights().shared());
            for (int k = 0; k < 5; k++) {
                // Other optima, and mixtures with the best, are feasible.
                double[] mean = random.doubles(problem.plain().size(), -1, 1).toArray();
                KinkedProblem elsewhere = new KinkedProblem(problem.plain().withMean(mean), List.of(), problem.rows());
                if (elsewhere.minimise(largestVariance(problem.plain()) * random.nextDouble(),
                        null) instanceof QuadraticResult.Optimal other) {
                    double share = random.nextDouble();
                    double[] mixture = new double[mean.length];
                    Arrays.setAll(mixture, i -> share * other.weights().get(i) + (1 - share) * best.weights().get(i));
                    assertThat(problem.plain().variance(mixture) / 2 - lambda * problem.netMean(mixture))
                            .as("Seed %d", seed)
                            .isGreaterThanOrEqualTo(objective - 1e-11 * (size + scale(problem, lambda, mixture)));
                }
            }
            QuadraticResult.Optimal reversed = optimal(reversed(problem).minimise(lambda, null));
            assertThat(reversed.variance() / 2 - lambda * reversed.mean()).as("Seed %d reversed", seed)
                    .isCloseTo(objective, within(1e-9 * size));
            QuadraticResult.Optimal scaled = optimal(scaled(problem, 1024).minimise(lambda, null));
            assertThat(scaled.weights().shared()).as("Seed %d scaled", seed)
                    .containsExactly(best.weights().shared(), within(0.0));
        }
    }

    private static double[] reversed(double[] values) {
        double[] out = new double[values.length];
        Arrays.setAll(out, i -> values[values.length - 1 - i]);
        return out;
    }

    private static KinkedTerm reversed(KinkedTerm term) {
        return new KinkedTerm(reversed(term.slopes()), reversed(term.centres()));
    }

    private static KinkedProblem reversed(KinkedProblem problem) {
        QuadraticProblem plain = problem.plain();
        int n = plain.size();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = plain.covariance().get(n - 1 - i, n - 1 - j);
            }
        }
        return new KinkedProblem(QuadraticProblem.of(reversed(plain.mean()), Matrix.of(covariance),
                reversed(plain.lower()), reversed(plain.upper()),
                plain.rows().stream().map(
                        row -> new LinearRow(row.name(), reversed(row.coefficients()), row.min(), row.max())).toList()),
                problem.costs().stream().map(KinkedProblemTest::reversed).toList(),
                problem.rows().stream().map(row -> new KinkedRow(row.name(), reversed(row.coefficients()),
                        reversed(row.term()), row.max())).toList());
    }

    /** Means, costs and covariances times {@code factor}, a power of two. */
    private static KinkedProblem scaled(KinkedProblem problem, double factor) {
        double[] covariance = problem.plain().covariance().dense().shared().clone();
        Arrays.setAll(covariance, i -> covariance[i] * factor);
        int n = problem.plain().size();
        double[] mean = problem.plain().mean().clone();
        Arrays.setAll(mean, i -> mean[i] * factor);
        return new KinkedProblem(
                problem.plain().withMean(mean).withCovariance(Covariance.of(Matrix.wrap(n, n, covariance))),
                problem.costs().stream().map(term -> new KinkedTerm(
                        Arrays.stream(term.slopes()).map(x -> x * factor).toArray(), term.centres())).toList(),
                problem.rows());
    }

    private static double rewards(KinkedProblem problem, double[] weights) {
        double reward = problem.costs().stream().mapToDouble(term -> term.at(weights)).sum();
        for (int i = 0; i < weights.length; i++) {
            reward += Math.abs(problem.plain().mean()[i]) * Math.max(1, Math.abs(weights[i]));
        }
        return reward;
    }

    private static double scale(KinkedProblem problem, double lambda, double[] weights) {
        double risk = 0;
        double reward = 0;
        for (int i = 0; i < weights.length; i++) {
            risk += Math.abs(weights[i]) * Math.sqrt(problem.plain().variance(i));
            reward += Math.abs(problem.plain().mean()[i] * weights[i]);
        }
        for (KinkedTerm term : problem.costs()) {
            reward += term.at(weights);
        }
        return risk * risk + lambda * reward + 1e-6 * largestVariance(problem.plain());
    }

    /** The Karush-Kuhn-Tucker conditions of the problem on whole weights, written without the product's help. */
    static double violation(KinkedProblem problem, double lambda, QuadraticResult.Optimal optimum) {
        QuadraticProblem plain = problem.plain();
        int n = plain.size();
        double[] w = optimum.weights().shared();
        double size = largestVariance(plain);
        double worst = 0;
        double wrongSign = 0;
        double[] prices = new double[optimum.rowMultipliers().size()];
        double[] slacks = new double[prices.length];
        double[] left = Kernels.times(plain.covariance().dense(), w);
        double[] room = new double[n];
        double[] terms = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                terms[i] += Math.abs(plain.covariance().get(i, j) * w[j]);
            }
            terms[i] += Math.abs(lambda * plain.mean()[i]);
            left[i] -= lambda * plain.mean()[i] + optimum.boundMultipliers().get(i);
        }
        List<KinkedTerm> all = new ArrayList<>(problem.costs());
        List<Double> factors = new ArrayList<>(problem.costs().stream().map(term -> lambda).toList());
        for (int k = 0; k < optimum.rowMultipliers().size(); k++) {
            double multiplier = optimum.rowMultipliers().get(k);
            int kinked = k - plain.rows().size();
            double[] a = kinked < 0 ? plain.rows().get(k).coefficients() : problem.rows().get(kinked).coefficients();
            double activity = Kernels.dot(a, w) + (kinked < 0 ? 0 : problem.rows().get(kinked).term().at(w));
            double min = kinked < 0 ? plain.rows().get(k).min() : Double.NEGATIVE_INFINITY;
            double max = kinked < 0 ? plain.rows().get(k).max() : problem.rows().get(kinked).max();
            double activitySize = 1;
            for (int i = 0; i < n; i++) {
                activitySize += Math.abs(a[i] * w[i]);
                left[i] -= multiplier * a[i];
            }
            if (kinked >= 0) {
                wrongSign = Math.max(wrongSign, multiplier);
                all.add(problem.rows().get(kinked).term());
                factors.add(Math.max(0, -multiplier));
                activitySize += Math.abs(max);
            }
            worst = Math.max(worst, Math.max(min - activity, activity - max) / activitySize);
            double slack = Math.abs(activity - (multiplier > 0 ? min : max));
            prices[k] = Math.abs(multiplier);
            slacks[k] = slack / activitySize;
        }
        for (int t = 0; t < all.size(); t++) {
            for (int i = 0; i < n; i++) {
                double slope = factors.get(t) * all.get(t).slopes()[i];
                double apart = w[i] - all.get(t).centres()[i];
                terms[i] += slope;
                // What is a hair from its kink is at it.
                if (Math.abs(apart) <= 1e-13 * Math.max(1, Math.abs(w[i]))) {
                    room[i] += slope;
                } else {
                    left[i] += Math.signum(apart) * slope;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            size = Math.max(size, terms[i]);
        }
        worst = Math.max(worst, size == 0 ? 0 : wrongSign / size);
        for (int k = 0; k < prices.length; k++) {
            worst = Math.max(worst, size == 0 || prices[k] == 0 ? 0 : Math.min(prices[k] / size, slacks[k]));
        }
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, size == 0 ? 0 : (Math.abs(left[i]) - room[i]) / size);
            worst = Math.max(worst, Math.max(plain.lower()[i] - w[i], w[i] - plain.upper()[i]));
            double b = optimum.boundMultipliers().get(i);
            if (b != 0) {
                worst = Math.max(worst, Math.min(Math.abs(b) / size,
                        Math.abs(w[i] - (b > 0 ? plain.lower()[i] : plain.upper()[i]))));
            }
        }
        return worst;
    }

    /** The same problem with a variable t >= |w - centre| for every term and asset. */
    static QuadraticProblem lifted(KinkedProblem problem) {
        QuadraticProblem plain = problem.plain();
        int n = plain.size();
        List<KinkedTerm> terms = new ArrayList<>(problem.costs());
        problem.rows().forEach(row -> terms.add(row.term()));
        int size = n * (1 + terms.size());
        double[] mean = Arrays.copyOf(plain.mean(), size);
        double[] lower = Arrays.copyOf(plain.lower(), size);
        double[] upper = Arrays.copyOf(plain.upper(), size);
        double[][] covariance = new double[size][size];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = plain.covariance().get(i, j);
            }
        }
        List<LinearRow> rows = new ArrayList<>();
        for (LinearRow row : plain.rows()) {
            rows.add(new LinearRow(row.name(), Arrays.copyOf(row.coefficients(), size), row.min(), row.max()));
        }
        for (int t = 0; t < terms.size(); t++) {
            KinkedTerm term = terms.get(t);
            int first = n * (1 + t);
            boolean cost = t < problem.costs().size();
            double[] limit = cost
                    ? new double[size]
                    : Arrays.copyOf(problem.rows().get(t - problem.costs().size()).coefficients(), size);
            for (int i = 0; i < n; i++) {
                int at = first + i;
                lower[at] = 0;
                upper[at] = Double.POSITIVE_INFINITY;
                if (term.slopes()[i] == 0) {
                    upper[at] = 0;
                    continue;
                }
                double[] above = new double[size];
                above[at] = 1;
                above[i] = -1;
                rows.add(LinearRow.atLeast("above", above, -term.centres()[i]));
                double[] below = new double[size];
                below[at] = 1;
                below[i] = 1;
                rows.add(LinearRow.atLeast("below", below, term.centres()[i]));
                if (cost) {
                    mean[at] = -term.slopes()[i];
                } else {
                    limit[at] = term.slopes()[i];
                }
            }
            if (!cost) {
                rows.add(LinearRow.atMost("limit", limit, problem.rows().get(t - problem.costs().size()).max()));
            }
        }
        return QuadraticProblem.of(mean, Matrix.of(covariance), lower, upper, rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyCornerIsOptimalAndSoIsWhatLiesBetween(int block) {
        for (long seed = block * PER_BLOCK; seed < (block + 1) * PER_BLOCK; seed++) {
            KinkedProblem problem = RandomKinks.of(seed);
            if (problem == null || problem.plain().size() > 40
                    || !(problem.trace() instanceof CornerPortfolios(List<Corner> corners, Vector beyond))) {
                continue;
            }
            assertThat(corners.getLast().lambda()).isZero();
            for (int k = 0; k < corners.size(); k++) {
                Corner corner = corners.get(k);
                double lambda = corner.lambda();
                QuadraticResult.Optimal there = optimal(problem.minimise(lambda, null));
                double size = scale(problem, lambda, corner.weights().shared());
                assertThat(corner.variance() / 2 - lambda * corner.mean()).as("Seed %d, corner %d", seed, k)
                        .isCloseTo(there.variance() / 2 - lambda * there.mean(), within(1e-9 * size));
                assertThat(corner.mean()).isCloseTo(problem.netMean(corner.weights().shared()),
                        within(1e-12 * rewards(problem, corner.weights().shared())));
                if (k > 0) {
                    assertThat(lambda).isLessThan(corners.get(k - 1).lambda());
                    assertMixture(problem, corners.get(k - 1), corner);
                }
            }
        }
    }

    private static void assertMixture(KinkedProblem problem, Corner above, Corner below) {
        double lambda = (above.lambda() + below.lambda()) / 2;
        QuadraticResult.Optimal between = optimal(problem.minimise(lambda, null));
        double width = above.mean() - below.mean();
        double share = width > 0 ? (between.mean() - below.mean()) / width : 0;
        double[] weights = new double[above.weights().size()];
        Arrays.setAll(weights, i -> share * above.weights().get(i) + (1 - share) * below.weights().get(i));
        double size = scale(problem, lambda, weights);
        assertThat(problem.plain().variance(weights) / 2 - lambda * problem.netMean(weights))
                .isCloseTo(between.variance() / 2 - lambda * between.mean(), within(1e-8 * size));
    }
}
