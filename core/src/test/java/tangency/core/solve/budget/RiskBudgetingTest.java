package tangency.core.solve.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.Golden;
import tangency.core.estimate.SampleCovariance;
import tangency.core.estimate.Samples;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.budget.RiskBudgetResult.Failed;
import tangency.core.solve.budget.RiskBudgetResult.Solved;
import tools.jackson.databind.JsonNode;

class RiskBudgetingTest {
    @ParameterizedTest
    @ValueSource(strings = {"equal", "linear_1_to_n", "two_thirds_on_first_quarter"})
    void agreesWithReference(String name) {
        JsonNode golden = Golden.results("risk_parity.json", "A").get(name);
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        double[] budgets = Golden.vector(golden.get("budget"));
        Solved solved = solved(covariance, budgets);
        assertThat(solved.weights().toArray()).containsExactly(Golden.vector(golden.get("weights")), within(1e-12));
        double[] w = solved.weights().toArray();
        assertThat(variance(covariance, w)).isCloseTo(golden.get("variance").asDouble(), within(1e-17));
        assertThat(barrier(covariance, budgets, w)).isCloseTo(golden.get("log_barrier_value").asDouble(),
                within(1e-12));
    }

    @Test
    void withoutCorrelationEqualBudgetsAreInverseVolatility() {
        Matrix covariance = SampleCovariance.of(Golden.returns("A")).covariance();
        double[] diagonal = new double[400];
        for (int i = 0; i < 20; i++) {
            diagonal[21 * i] = covariance.get(i, i);
        }
        double[] expected = Golden.vector(Golden.results("risk_parity.json", "A").get("inverse_vol"));
        assertThat(solved(Matrix.wrap(20, 20, diagonal), equal(20)).weights().toArray()).containsExactly(expected,
                within(1e-14));
    }

    @Test
    void twoAssetsFollowTheClosedForm() {
        for (double rho : new double[]{-0.99, -0.5, 0, 0.3, 0.999, 1}) {
            for (double b : new double[]{1e-6, 0.2, 0.5, 0.77}) {
                double[] s = {0.01, 0.03};
                Matrix covariance = Matrix
                        .of(new double[][]{{s[0] * s[0], rho * s[0] * s[1]}, {rho * s[0] * s[1], s[1] * s[1]}});
                // In units of volatility x² + ρxy = b and y² + ρxy = 1-b; the ratio q = x/y solves
                // (1-b) q² + (1-2b) ρ q - b = 0 (Bruder and Roncalli 2012, section 2.2).
                double half = (1 - 2 * b) * rho / 2;
                double root = Math.sqrt(half * half + b * (1 - b));
                double ratio = half < 0 ? (root - half) / (1 - b) : b / (root + half);
                double first = ratio / s[0] / (ratio / s[0] + 1 / s[1]);
                Solved solved = solved(covariance, b, 1 - b);
                assertThat(solved.weights().get(0)).isCloseTo(first, within(1e-13));
                assertThat(solved.weights().get(1)).isCloseTo(1 - first, within(1e-13));
            }
        }
    }

    @Test
    void withOneCommonCorrelationEqualBudgetsAreInverseVolatility() {
        int n = 12;
        for (double rho : new double[]{-0.08, 0, 0.6, 1}) {
            double[] values = new double[n * n];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += 1.0 / (i + 1);
                for (int j = 0; j < n; j++) {
                    values[i * n + j] = (i == j ? 1 : rho) * (i + 1) * (j + 1);
                }
            }
            Solved solved = solved(Matrix.wrap(n, n, values), equal(n));
            for (int i = 0; i < n; i++) {
                assertThat(solved.weights().get(i)).isCloseTo(1 / (i + 1.0) / sum, within(1e-13));
            }
        }
    }

    @Test
    void anyBudgetsAreMetOnAnyCovariance() {
        Random random = new Random(7);
        for (int trial = 0; trial < 300; trial++) {
            int n = 1 + random.nextInt(30);
            // Factors of random sign: correlations of either sign; every third covariance is singular.
            int rows = trial % 3 == 0 ? 2 + n / 2 : 3 * n + 3;
            double[] values = new double[rows * n];
            for (int k = 0; k < values.length; k++) {
                values[k] = random.nextGaussian() * Math.pow(10, 6 * random.nextDouble() - 3);
            }
            Matrix covariance = SampleCovariance.of(Matrix.wrap(rows, n, values)).covariance();
            double[] budgets = random(random, n);
            if (RiskBudgeting.on(covariance).solve(Vector.of(budgets)) instanceof Failed failed) {
                // Only fewer outcomes than assets leave room for a portfolio without risk.
                assertThat(rows - 1).isLessThan(n);
                assertThat(failed.message()).containsAnyOf("no risk", "cancel out");
            } else {
                solved(covariance, budgets);
            }
        }
    }

    @Test
    void noOtherPositionHasALowerBarrier() {
        Random random = new Random(3);
        Matrix covariance = SampleCovariance.of(Samples.returns(6, 50, 8)).covariance();
        double[] budgets = random(random, 8);
        double[] weights = solved(covariance, budgets).weights().toArray();
        double best = barrier(covariance, budgets, weights);
        for (int trial = 0; trial < 1000; trial++) {
            double[] other = weights.clone();
            for (int i = 0; i < 8; i++) {
                other[i] *= Math.exp(0.1 * random.nextGaussian());
            }
            assertThat(barrier(covariance, budgets, other)).isGreaterThan(best);
        }
    }

    @Test
    void volatilitiesOnlyDivideTheWeights() {
        int n = 10;
        Matrix covariance = SampleCovariance.of(Samples.returns(4, 60, n)).covariance();
        double[] budgets = random(new Random(1), n);
        double[] weights = solved(covariance, budgets).weights().toArray();
        double[] scale = new double[n];
        double[] values = covariance.shared().clone();
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = Math.pow(10, 24.0 * i / (n - 1) - 12);
            expected[i] = weights[i] / scale[i];
        }
        double sum = Arrays.stream(expected).sum();
        for (int i = 0; i < n; i++) {
            expected[i] /= sum;
            for (int j = 0; j < n; j++) {
                values[i * n + j] *= scale[i] * scale[j];
            }
        }
        double[] scaled = solved(Matrix.wrap(n, n, values), budgets).weights().toArray();
        for (int i = 0; i < n; i++) {
            assertThat(scaled[i] / expected[i]).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void theOrderOfAssetsDoesNotMatter() {
        int n = 15;
        Matrix covariance = SampleCovariance.of(Samples.returns(5, 90, n)).covariance();
        double[] budgets = random(new Random(2), n);
        int[] order = Samples.permutation(3, n);
        double[] weights = solved(covariance, budgets).weights().toArray();
        double[] permuted = solved(Samples.both(covariance, order), pick(budgets, order)).weights().toArray();
        assertThat(permuted).containsExactly(pick(weights, order), within(1e-14));
    }

    @Test
    void anAssetInTwoHalvesIsHeldInTwoHalves() {
        Matrix returns = Samples.returns(8, 70, 4);
        Matrix doubled = Samples.columns(returns, new int[]{0, 1, 2, 3, 2});
        double[] whole = solved(SampleCovariance.of(returns).covariance(), 0.1, 0.2, 0.4, 0.3).weights().toArray();
        double[] halves = solved(SampleCovariance.of(doubled).covariance(), 0.1, 0.2, 0.2, 0.3, 0.2).weights()
                .toArray();
        assertThat(halves).containsExactly(new double[]{whole[0], whole[1], whole[2] / 2, whole[3], whole[2] / 2},
                within(1e-14));
    }

    @Test
    void aBudgetOfZeroKeepsTheAssetOut() {
        Matrix covariance = SampleCovariance.of(Samples.returns(9, 70, 5)).covariance();
        Solved solved = solved(covariance, 0.5, 0, 0.3, 0, 0.2);
        assertThat(solved.weights().get(1)).isEqualTo(0.0);
        assertThat(solved.weights().get(3)).isEqualTo(0.0);
        int[] held = {0, 2, 4};
        assertThat(pick(solved.weights().toArray(), held)).containsExactly(
                solved(Samples.both(covariance, held), 0.5, 0.3, 0.2).weights().toArray(), within(1e-14));
        assertThat(solved(covariance, 0, 0, 1, 0, 0).weights().toArray()).containsExactly(0, 0, 1, 0, 0);
        assertThat(solved(Matrix.of(new double[][]{{4e-4}}), 1).weights().toArray()).containsExactly(1);
    }

    @Test
    void aWarmStartLeadsToTheSameAnswer() {
        int n = 40;
        RiskBudgeting problem = RiskBudgeting.on(SampleCovariance.of(Samples.returns(1, 300, n)).covariance());
        double[] budgets = equal(n);
        Solved last = (Solved) problem.solve(Vector.of(budgets));
        for (int step = 0; step <= 20; step++) {
            // A slider from nothing to everything; the rest share what is left.
            Arrays.fill(budgets, (1 - step / 20.0) / (n - 1));
            budgets[7] = step / 20.0;
            Solved warm = (Solved) problem.solve(Vector.of(budgets), last.start());
            Solved cold = (Solved) problem.solve(Vector.of(budgets));
            assertThat(warm.residual()).isLessThan(1e-12);
            assertThat(warm.weights().toArray()).containsExactly(cold.weights().toArray(), within(1e-12));
            last = warm;
        }
    }

    @Test
    void aPortfolioWithoutRiskIsToldNotComputed() {
        assertFailed(Matrix.of(new double[][]{{1, -1}, {-1, 1}}), "no risk", 0.5, 0.5);
        assertFailed(Matrix.of(new double[][]{{1, -1}, {-1, 1}}), "no risk", 0.1, 0.9);
        assertFailed(Matrix.of(new double[][]{{1, -2, 0}, {-2, 4, 0}, {0, 0, 1}}), "no risk", 0.2, 0.3, 0.5);
        assertFailed(Matrix.of(new double[][]{{1, 0}, {0, 0}}), "Asset 1 has a budget, but its variance is 0.0", 0.5,
                0.5);
        assertThat(solved(Matrix.of(new double[][]{{1, 0}, {0, 0}}), 1, 0).weights().toArray()).containsExactly(1, 0);
    }

    @Test
    void whatIsNoCovarianceIsToldNotComputed() {
        assertFailed(Matrix.of(new double[][]{{1, -2}, {-2, 1}}), "not positive semi-definite", 0.5, 0.5);
        assertFailed(Matrix.of(new double[][]{{-1, 0}, {0, 1}}), "variance is -1.0", 0.5, 0.5);
        assertFailed(Matrix.of(new double[][]{{1, Double.NaN}, {Double.NaN, 1}}), "assets 0 and 1 is NaN", 0.5, 0.5);
        assertFailed(Matrix.of(new double[][]{{Double.POSITIVE_INFINITY, 0}, {0, 1}}), "variance is Infinity", 0.5,
                0.5);
    }

    @Test
    void refusesBudgetsThatAreNone() {
        RiskBudgeting problem = RiskBudgeting.on(Matrix.of(new double[][]{{1, 0}, {0, 1}}));
        assertThatIllegalArgumentException().isThrownBy(() -> problem.solve(Vector.of(0.5, 0.4)))
                .withMessageContaining("0.9");
        assertThatIllegalArgumentException().isThrownBy(() -> problem.solve(Vector.of(1.5, -0.5)))
                .withMessageContaining("-0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> problem.solve(Vector.of(1, Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> problem.solve(Vector.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> problem.solve(Vector.of(0, 0)));
    }

    private static void assertFailed(Matrix covariance, String reason, double... budgets) {
        assertThat(RiskBudgeting.on(covariance).solve(Vector.of(budgets))).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.message()).contains(reason));
    }

    /** Solves, and checks the defining equations from the weights alone. */
    private static Solved solved(Matrix covariance, double... budgets) {
        Solved solved = (Solved) RiskBudgeting.on(covariance).solve(Vector.of(budgets));
        double[] w = solved.weights().toArray();
        double variance = variance(covariance, w);
        double gross = variance(absolute(covariance), w);
        // Where assets hedge each other the contributions are small differences: rounding grows by gross over net variance.
        double tolerance = 1e-12 + w.length * 0x1p-50 * (gross / variance - 1);
        double residual = 0;
        for (int i = 0; i < w.length; i++) {
            double marginal = 0;
            for (int j = 0; j < w.length; j++) {
                marginal += covariance.get(i, j) * w[j];
            }
            assertThat(w[i]).isGreaterThanOrEqualTo(0);
            assertThat(solved.contributions().get(i)).isCloseTo(w[i] * marginal / variance, within(tolerance));
            residual = Math.max(residual, Math.abs(w[i] * marginal / variance - budgets[i]));
        }
        assertThat(residual).isLessThan(tolerance);
        assertThat(solved.residual()).isCloseTo(residual, within(tolerance));
        assertThat(solved.weights().sum()).isCloseTo(1, within(1e-14));
        return solved;
    }

    private static Matrix absolute(Matrix matrix) {
        double[] values = Arrays.stream(matrix.shared()).map(Math::abs).toArray();
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    private static double variance(Matrix covariance, double[] w) {
        double variance = 0;
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                variance += w[i] * covariance.get(i, j) * w[j];
            }
        }
        return variance;
    }

    /** ½y'Cy - Σ b ln y on the ray of w, at unit variance. */
    private static double barrier(Matrix covariance, double[] budgets, double[] w) {
        double deviation = Math.sqrt(variance(covariance, w));
        double value = 0.5;
        for (int i = 0; i < w.length; i++) {
            value -= budgets[i] * Math.log(w[i] / deviation);
        }
        return value;
    }

    private static double[] equal(int n) {
        double[] budgets = new double[n];
        Arrays.fill(budgets, 1.0 / n);
        return budgets;
    }

    /** Shares over six orders of magnitude. */
    private static double[] random(Random random, int n) {
        double[] budgets = new double[n];
        for (int i = 0; i < n; i++) {
            budgets[i] = Math.pow(10, -6 * random.nextDouble());
        }
        double sum = Arrays.stream(budgets).sum();
        return Arrays.stream(budgets).map(b -> b / sum).toArray();
    }

    private static double[] pick(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }
}
