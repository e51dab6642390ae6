package tangency.core.solve.quadratic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static tangency.core.solve.quadratic.Problems.corners;
import static tangency.core.solve.quadratic.Problems.filled;
import static tangency.core.solve.quadratic.Problems.optimal;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/** A covariance of factors and rests gives the answers that it gives written out. */
@NullMarked
class FactorCovarianceTest {
    private static FactorCovariance covariance(Random random, int n, int k) {
        double[] loadings = random.doubles((long) n * k, -0.5, 1.5).toArray();
        double[][] root = new double[k][k];
        for (double[] row : root) {
            Arrays.setAll(row, i -> 0.01 * random.nextGaussian());
        }
        double[][] factors = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b <= a; b++) {
                for (int c = 0; c < k; c++) {
                    factors[a][b] += root[a][c] * root[b][c];
                }
                factors[b][a] = factors[a][b];
            }
        }
        return new FactorCovariance(Matrix.wrap(n, k, loadings), Matrix.of(factors),
                Vector.wrap(random.doubles(n, 1e-5, 4e-4).toArray()));
    }

    private static QuadraticProblem problem(double[] mean, Covariance covariance) {
        int n = mean.length;
        return QuadraticProblem.of(mean, covariance, filled(n, 0), filled(n, 0.2),
                List.of(LinearRow.equality("Fully invested", filled(n, 1), 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersAreThoseOfTheMatrixWrittenOut(long seed) {
        Random random = new Random(seed);
        int n = 10 + random.nextInt(120);
        FactorCovariance factors = covariance(random, n, 1 + random.nextInt(8));
        double[] mean = random.doubles(n, -1e-4, 1e-3).toArray();
        QuadraticProblem structured = problem(mean, factors);
        QuadraticProblem dense = problem(mean, Covariance.of(factors.dense()));

        List<Corner> one = corners(structured).corners();
        List<Corner> other = corners(dense).corners();
        assertThat(one).hasSameSizeAs(other);
        for (int k = 0; k < one.size(); k++) {
            assertThat(one.get(k).weights().shared()).containsExactly(other.get(k).weights().shared(), within(1e-9));
            assertThat(one.get(k).variance()).isCloseTo(other.get(k).variance(),
                    within(1e-11 * other.get(k).variance()));
        }
        QuadraticResult.Optimal least = optimal(QuadraticSolver.minimise(structured, 0));
        assertThat(least.certificate().proves()).isTrue();
    }

    @Test
    void productsAndEntriesAgree() {
        Random random = new Random(9);
        FactorCovariance factors = covariance(random, 30, 4);
        Matrix dense = factors.dense();
        double[] w = random.doubles(30, -1, 1).toArray();
        w[3] = 0;
        double[] image = new double[30];
        double[] size = new double[30];
        int[] all = new int[30];
        Arrays.setAll(all, i -> i);
        factors.addProduct(all, w, 30, image, size);
        double sum = 0;
        for (int i = 0; i < 30; i++) {
            double expected = 0;
            for (int j = 0; j < 30; j++) {
                expected += dense.get(i, j) * w[j];
                assertThat(dense.get(i, j)).isEqualTo(dense.get(j, i));
            }
            assertThat(image[i]).isCloseTo(expected, within(1e-17));
            assertThat(size[i]).isGreaterThanOrEqualTo(Math.abs(expected));
            sum += expected * w[i];
        }
        assertThat(factors.quadratic(w)).isCloseTo(sum, within(1e-16));
        assertThat(Covariance.of(dense).quadratic(w)).isCloseTo(sum, within(1e-16));
    }

    @Test
    void thousandsOfAssets_needNoMatrix() {
        Random random = new Random(4);
        int n = 3000;
        double[] mean = random.doubles(n, -1e-4, 1e-3).toArray();
        QuadraticResult.Optimal best = optimal(
                QuadraticSolver.minimise(problem(mean, covariance(random, n, 10)), 0.2));

        assertThat(best.certificate().proves()).isTrue();
        assertThat(best.weights().sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatIsNoCovariance_isRefused() {
        Matrix one = Matrix.of(new double[][]{{1}, {2}});
        assertThatThrownBy(() -> new FactorCovariance(one, Matrix.of(new double[][]{{1}}), Vector.of(1, -1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("asset 1");
        assertThatThrownBy(() -> new FactorCovariance(one, Matrix.of(new double[][]{{1}}), Vector.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
