package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.INFINITY;
import static tangency.core.solve.quadratic.Problems.corners;
import static tangency.core.solve.quadratic.Problems.filled;
import static tangency.core.solve.quadratic.Problems.invested;
import static tangency.core.solve.quadratic.Problems.optimal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/** Small cases in closed form, degenerate ones, and what must not change the answer. */
@NullMarked
class QuadraticSolverTest {

    /** A factor model with {@code n} assets. */
    private static QuadraticProblem factorModel(int n, long seed, double low, double high) {
        Random random = new Random(seed);
        double[] beta = random.doubles(n, 0.5, 1.5).toArray();
        double[] mean = random.doubles(n, 0.01, 0.1).toArray();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = 0.03 * (beta[i] * beta[j]);
            }
            covariance[i][i] += 0.02 + 0.05 * random.nextDouble();
        }
        return invested(mean, Matrix.of(covariance), low, high);
    }

    @Test
    void oneAsset() {
        QuadraticProblem problem = invested(new double[]{0.1}, Matrix.of(new double[][]{{0.04}}), 0, 1);
        assertThat(optimal(QuadraticSolver.minimise(problem, 0)).weights()).isEqualTo(Vector.of(1));
        assertThat(optimal(QuadraticSolver.maximiseReturn(problem)).weights()).isEqualTo(Vector.of(1));
        assertThat(corners(problem).corners()).singleElement()
                .satisfies(corner -> assertThat(corner.lambda()).isZero());
    }

    @Test
    void twoAssetsInClosedForm() {
        QuadraticProblem problem = invested(new double[]{0.1, 0.2},
                Matrix.of(new double[][]{{0.04, 0.01}, {0.01, 0.09}}), 0, 1);
        QuadraticResult.Optimal least = optimal(QuadraticSolver.minimise(problem, 0));
        assertThat(least.weights().get(0)).isCloseTo(8.0 / 11, within(1e-15));
        // The budget's multiplier is the variance: the derivative of w'Sw/2 by the sum is w'Sw.
        assertThat(least.rowMultipliers().get(0)).isCloseTo(least.variance(), within(1e-16));
        List<Corner> corners = corners(problem).corners();
        assertThat(corners).hasSize(2);
        assertThat(corners.get(0).weights()).isEqualTo(Vector.of(0, 1));
        // All in the second asset: its covariance with the exchange, 0.08, over the means' difference.
        assertThat(corners.get(0).lambda()).isCloseTo(0.8, within(1e-14));
    }

    @Test
    void multipliersAreDerivativesOfTheOptimum() {
        QuadraticProblem problem = factorModel(12, 3, 0, 0.2)
                .plusRow(LinearRow.atMost("First four", indicator(12, 0, 4), 0.25));
        double lambda = 0.3;
        QuadraticResult.Optimal base = optimal(QuadraticSolver.minimise(problem, lambda));
        double step = 1e-6;
        for (int i = 0; i < 12; i++) {
            double[] upper = problem.upper().clone();
            upper[i] += step;
            QuadraticResult.Optimal moved = optimal(
                    QuadraticSolver.minimise(problem.withBounds(problem.lower(), upper), lambda));
            double expected = Math.min(0, base.boundMultipliers().get(i));
            assertThat((objective(moved) - objective(base)) / step).isCloseTo(expected, within(1e-6));
        }
        for (int k = 0; k < 2; k++) {
            List<LinearRow> rows = new ArrayList<>(problem.rows());
            LinearRow row = rows.get(k);
            rows.set(k, new LinearRow(row.name(), row.coefficients(), row.min() + step, row.max() + step));
            QuadraticResult.Optimal moved = optimal(QuadraticSolver.minimise(problem.withRows(rows), lambda));
            assertThat((objective(moved) - objective(base)) / step)
                    .isCloseTo(base.rowMultipliers().get(k), within(1e-6));
        }
    }

    private static double objective(QuadraticResult.Optimal optimum) {
        return optimum.variance() / 2 - optimum.lambda() * optimum.mean();
    }

    private static double[] indicator(int n, int from, int to) {
        double[] a = new double[n];
        Arrays.fill(a, from, to, 1);
        return a;
    }

    @Test
    void capsThatJustFitLeaveNoChoice() {
        QuadraticProblem problem = factorModel(10, 5, 0, 0.1);
        for (QuadraticResult result : List.of(QuadraticSolver.minimise(problem, 0),
                QuadraticSolver.maximiseReturn(problem))) {
            assertThat(optimal(result).weights()).isEqualTo(Vector.wrap(filled(10, 0.1)));
        }
        assertThat(corners(problem).corners()).hasSize(1);
    }

    @Test
    void groupCapsThatJustFitAreHandledAtEveryDegenerateVertex() {
        int n = 24;
        QuadraticProblem problem = factorModel(n, 6, 0, 1);
        for (int g = 0; g < 4; g++) {
            problem = problem.plusRow(LinearRow.atMost("Group " + g, indicator(n, 6 * g, 6 * g + 6), 0.25));
        }
        for (Corner corner : corners(problem).corners()) {
            for (int g = 0; g < 4; g++) {
                double sum = 0;
                for (int i = 6 * g; i < 6 * g + 6; i++) {
                    sum += corner.weights().get(i);
                }
                assertThat(sum).isCloseTo(0.25, within(1e-15));
            }
            assertThat(Problems.violation(problem, corner.lambda(), corner.weights(), corner.boundMultipliers(),
                    corner.rowMultipliers())).isLessThan(1e-13);
        }
    }

    @Test
    void weightsAtABoundAreThatBoundBitForBit() {
        QuadraticProblem problem = factorModel(60, 7, 0, 0.07);
        for (Corner corner : corners(problem).corners()) {
            for (double weight : corner.weights().shared()) {
                assertThat(weight == 0 || weight == 0.07 || weight > 1e-12 && weight < 0.07 - 1e-12).isTrue();
            }
        }
    }

    @Test
    void duplicateAssetsDoNotChangeTheFrontier() {
        QuadraticProblem single = factorModel(8, 8, 0, 1);
        int[] twice = {0, 1, 2, 3, 4, 5, 6, 7, 0, 3, 3};
        QuadraticProblem repeated = invested(Arrays.stream(twice).mapToDouble(i -> single.mean()[i]).toArray(),
                picked(single.covariance().dense(), twice), 0, 1);
        List<Corner> expected = corners(single).corners();
        List<Corner> actual = corners(repeated).corners();
        assertThat(actual).hasSameSizeAs(expected);
        for (int k = 0; k < expected.size(); k++) {
            assertThat(actual.get(k).mean()).isCloseTo(expected.get(k).mean(), within(1e-14));
            assertThat(actual.get(k).variance()).isCloseTo(expected.get(k).variance(), within(1e-14));
            assertThat(actual.get(k).lambda()).isCloseTo(expected.get(k).lambda(), within(1e-12));
        }
    }

    private static Matrix picked(Matrix matrix, int[] items) {
        double[][] rows = new double[items.length][items.length];
        for (int i = 0; i < items.length; i++) {
            for (int j = 0; j < items.length; j++) {
                rows[i][j] = matrix.get(items[i], items[j]);
            }
        }
        return Matrix.of(rows);
    }

    @Test
    void equalMeansHaveOneEfficientPortfolio() {
        QuadraticProblem problem = factorModel(15, 9, 0, 1);
        QuadraticProblem equal = invested(filled(15, 0.07), problem.covariance().dense(), 0, 1);
        assertThat(corners(equal).corners()).singleElement().satisfies(corner -> assertThat(corner.weights())
                .isEqualTo(optimal(QuadraticSolver.minimise(equal, 0)).weights()));
    }

    @Test
    void equalHighestMeansAreSettledByVariance() {
        QuadraticProblem problem = invested(new double[]{0.1, 0.1, 0.05},
                Matrix.of(new double[][]{{0.04, 0.01, 0}, {0.01, 0.09, 0}, {0, 0, 0.01}}), 0, 1);
        QuadraticResult.Optimal best = optimal(QuadraticSolver.maximiseReturn(problem));
        assertThat(best.weights().get(0)).isCloseTo(8.0 / 11, within(1e-14));
        assertThat(best.weights().get(1)).isCloseTo(3.0 / 11, within(1e-14));
        assertThat(best.weights().get(2)).isZero();
    }

    @Test
    void allAssetsRiskless() {
        QuadraticProblem problem = invested(new double[]{0.1, 0.3, 0.2}, Matrix.wrap(3, 3, new double[9]), 0, 1);
        assertThat(optimal(QuadraticSolver.minimise(problem, 1)).weights()).isEqualTo(Vector.of(0, 1, 0));
        assertThat(corners(problem).corners()).singleElement()
                .satisfies(corner -> assertThat(corner.weights()).isEqualTo(Vector.of(0, 1, 0)));
    }

    @Test
    void endlessMeanIsUnboundedAndItsFrontierGoesOn() {
        QuadraticProblem problem = factorModel(6, 10, -INFINITY, INFINITY);
        assertThat(QuadraticSolver.maximiseReturn(problem)).isInstanceOf(QuadraticResult.Unbounded.class);
        CornerPortfolios portfolios = corners(problem);
        assertThat(portfolios.corners()).hasSize(1);
        QuadraticResult.Optimal further = optimal(QuadraticSolver.minimise(problem, 0.7));
        Vector beyond = portfolios.beyond();
        assertThat(beyond).isNotNull();
        for (int i = 0; beyond != null && i < 6; i++) {
            double expected = portfolios.corners().getFirst().weights().get(i) + 0.7 * beyond.get(i);
            assertThat(further.weights().get(i)).isCloseTo(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-12,1e12", "1e12,1e-12", "1e-12,1e-12", "1e12,1e12"})
    void scalesOfRiskAndRewardDoNotMatter(double risk, double reward) {
        QuadraticProblem plain = factorModel(30, 11, 0, 0.3);
        double[] values = plain.covariance().dense().shared();
        Matrix covariance = Matrix.wrap(30, 30, Arrays.stream(values).map(x -> x * risk).toArray());
        double[] mean = Arrays.stream(plain.mean()).map(x -> x * reward).toArray();
        List<Corner> expected = corners(plain).corners();
        List<Corner> actual = corners(invested(mean, covariance, 0, 0.3)).corners();
        assertThat(actual).hasSameSizeAs(expected);
        for (int k = 0; k < expected.size(); k++) {
            assertThat(distance(actual.get(k).weights(), expected.get(k).weights())).isLessThan(1e-10);
            double lambda = expected.get(k).lambda() * (risk / reward);
            assertThat(actual.get(k).lambda()).isCloseTo(lambda, within(1e-10 * lambda));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void orderOfAssetsDoesNotMatter(long seed) {
        int n = 40;
        QuadraticProblem plain = factorModel(n, 12, 0, 0.2);
        Integer[] shuffled = new Integer[n];
        Arrays.setAll(shuffled, i -> i);
        List<Integer> list = Arrays.asList(shuffled);
        Collections.shuffle(list, new Random(seed));
        int[] order = list.stream().mapToInt(Integer::intValue).toArray();
        QuadraticProblem permuted = invested(Arrays.stream(order).mapToDouble(i -> plain.mean()[i]).toArray(),
                picked(plain.covariance().dense(), order), 0, 0.2);
        List<Corner> expected = corners(plain).corners();
        List<Corner> actual = corners(permuted).corners();
        assertThat(actual).hasSameSizeAs(expected);
        for (int k = 0; k < expected.size(); k++) {
            for (int i = 0; i < n; i++) {
                assertThat(actual.get(k).weights().get(i)).isCloseTo(expected.get(k).weights().get(order[i]),
                        within(1e-11));
            }
        }
    }

    @Test
    void sameProblemGivesTheSameBits() {
        QuadraticProblem problem = factorModel(50, 13, -0.1, 0.2);
        assertThat(corners(problem).frontier()).isEqualTo(corners(problem).frontier());
    }

    @Test
    void warmStartGivesTheSameAnswerInFewerPivots() {
        QuadraticProblem problem = factorModel(80, 14, 0, 0.05);
        QuadraticResult.Optimal base = optimal(QuadraticSolver.minimise(problem, 0));
        double[] upper = problem.upper().clone();
        for (int i = 0; i < 80; i++) {
            upper[i] = base.weights().get(i) == 0.05 ? 0.04 : upper[i];
        }
        QuadraticProblem moved = problem.withBounds(problem.lower(), upper);
        QuadraticResult.Optimal cold = optimal(QuadraticSolver.minimise(moved, 0));
        QuadraticResult.Optimal warm = optimal(QuadraticSolver.minimise(moved, 0, base.warmStart()));
        assertThat(distance(warm.weights(), cold.weights())).isLessThan(1e-14);
        assertThat(warm.iterations()).isLessThan(cold.iterations());
    }

    private static double distance(Vector a, Vector b) {
        double worst = 0;
        for (int i = 0; i < a.size(); i++) {
            worst = Math.max(worst, Math.abs(a.get(i) - b.get(i)));
        }
        return worst;
    }

    @Test
    void wrongInputIsRefusedByWhatWasPassed() {
        Matrix one = Matrix.of(new double[][]{{1}});
        double[] zero = {0};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuadraticProblem.of(new double[]{Double.NaN}, one, zero, zero, List.of()))
                .withMessageContaining("Mean 0 is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> QuadraticProblem.of(zero,
                Matrix.of(new double[][]{{Double.POSITIVE_INFINITY}}), zero, zero, List.of()))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException().isThrownBy(
                () -> QuadraticProblem.of(new double[2], Matrix.of(new double[][]{{1, 2}, {3, 4}}), new double[2],
                        new double[2], List.of()))
                .withMessageContaining("one way");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuadraticSolver.minimise(invested(zero, one, 0, 1), -1)).withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearRow.equality("Row", new double[]{Double.NaN}, 1)).withMessageContaining("Row");
    }
}
