package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.Golden;
import tangency.core.estimate.NonlinearShrinkage.Result;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tools.jackson.databind.JsonNode;

/** OAS, nonlinear shrinkage, denoising and the Gerber covariance. */
class StructuredCovarianceTest {
    static Stream<Arguments> estimators() {
        Function<Matrix, CovarianceEstimate> oas = OracleApproximatingShrinkage::of;
        Function<Matrix, CovarianceEstimate> nonlinear = StructuredCovarianceTest::nonlinear;
        Function<Matrix, CovarianceEstimate> denoised = x -> Denoising.of(x, 1.0, 0).estimate();
        Function<Matrix, CovarianceEstimate> fitted = x -> Denoising.of(x, null, 0).estimate();
        Function<Matrix, CovarianceEstimate> detoned = x -> Denoising.of(x, 1.0, 1).estimate();
        Function<Matrix, CovarianceEstimate> gerber = x -> GerberCovariance.of(x, 0.5);
        return Stream.of(Arguments.of("oas", oas), Arguments.of("nonlinear", nonlinear),
                Arguments.of("denoised", denoised), Arguments.of("fitted", fitted), Arguments.of("detoned", detoned),
                Arguments.of("gerber", gerber));
    }

    private static CovarianceEstimate nonlinear(Matrix returns) {
        return ((Result.Estimated) NonlinearShrinkage.of(returns)).estimate();
    }

    @Test
    void oasAgreesWithReference() {
        JsonNode golden = Golden.results("estimators.json", "A").get("oas");
        CovarianceEstimate estimate = OracleApproximatingShrinkage.of(Golden.returns("A"));
        assertThat(estimate.shrinkage()).isCloseTo(golden.get("shrinkage").asDouble(), within(1e-13));
        CovarianceEstimatorsTest.assertRelative(estimate.covariance(), Golden.matrix(golden.get("cov")), 1e-11);
    }

    @Test
    void denoisedAgreesWithReference() {
        JsonNode golden = Golden.results("estimators.json", "A");
        Denoising one = Denoising.of(Golden.returns("A"), 1.0, 0);
        JsonNode expected = golden.get("denoised_mp_var1");
        assertThat(one.edge()).isCloseTo(expected.get("lambda_max").asDouble(), within(1e-13));
        assertThat(one.components()).isEqualTo(expected.get("n_factors").asInt());
        CovarianceEstimatorsTest.assertRelative(one.estimate().covariance(), Golden.matrix(expected.get("cov")), 1e-11);

        Denoising fitted = Denoising.of(Golden.returns("A"), null, 0);
        expected = golden.get("denoised_mp_mlam");
        // The reference stops just short of the bound.
        assertThat(fitted.noiseVariance()).isCloseTo(expected.get("var").asDouble(), within(1.1e-5));
        assertThat(fitted.components()).isEqualTo(expected.get("n_factors").asInt());
        CovarianceEstimatorsTest.assertRelative(fitted.estimate().covariance(), Golden.matrix(expected.get("cov")),
                1e-11);
    }

    @Test
    void gerberAgreesWithReference() {
        Matrix expected = Golden.matrix(Golden.results("estimators.json", "A").get("gerber_GS1_c05_ddof0"));
        Matrix covariance = GerberCovariance.of(Golden.returns("A"), 0.5).covariance();
        CovarianceEstimatorsTest.assertRelative(covariance, expected, 1e-12);
    }

    @Test
    void nonlinearShrinkageAgreesWithThePublishedProgram() {
        // More returns than assets, as many (less one), and fewer.
        for (int[] size : new int[][]{{60, 7}, {200, 30}, {61, 40}, {14, 30}, {40, 90}}) {
            // Without a common factor, as the published formula loses digits where eigenvalues lie far apart.
            Random random = new Random(size[0]);
            Matrix returns = Matrix.wrap(size[0], size[1],
                    random.doubles((long) size[0] * size[1]).map(u -> 0.01 * random.nextGaussian()).toArray());
            CovarianceEstimatorsTest.assertRelative(nonlinear(returns).covariance(), published(returns), 1e-9);
        }
    }

    /** Nothing but noise: every true eigenvalue is 1, and so should the estimates be, where the sample's spread widely. */
    @Test
    void nonlinearShrinkageOfPureNoise_findsTheIdentity() {
        for (int[] size : new int[][]{{600, 120}, {240, 120}, {80, 120}}) {
            Random random = new Random(size[0]);
            Matrix returns = Matrix.wrap(size[0], size[1],
                    random.doubles((long) size[0] * size[1]).map(u -> random.nextGaussian()).toArray());
            double ours = distanceToIdentity(nonlinear(returns).covariance());
            double sample = distanceToIdentity(SampleCovariance.of(returns).covariance());
            assertThat(ours).isLessThan(0.15 * sample);
        }
    }

    /** On a population that is far from its linear target the nonlinear estimate comes nearer than sample and linear. */
    @Test
    void nonlinearShrinkageOfASpreadPopulation_beatsLinear() {
        int n = 100;
        Random random = new Random(5);
        double[] population = new double[n];
        for (int i = 0; i < n; i++) {
            population[i] = i < 20 ? 1 : i < 60 ? 3 : 10;
        }
        for (int rows : new int[]{300, 60}) {
            double[] values = new double[rows * n];
            for (int k = 0; k < values.length; k++) {
                values[k] = Math.sqrt(population[k % n]) * random.nextGaussian();
            }
            Matrix returns = Matrix.wrap(rows, n, values);
            double ours = distance(nonlinear(returns).covariance(), population);
            assertThat(ours).isLessThan(distance(SampleCovariance.of(returns).covariance(), population));
            assertThat(ours).isLessThan(distance(LedoitWolf.identity(returns).covariance(), population));
        }
    }

    @Test
    void detoning_takesTheLeadingComponentOut() {
        Matrix returns = Samples.returns(3, 500, 20);
        Matrix before = Correlations.of(Denoising.of(returns, 1.0, 0).estimate().covariance());
        Matrix after = Correlations.of(Denoising.of(returns, 1.0, 1).estimate().covariance());
        double[] values = SymmetricEigen.values(after);
        assertThat(values[0]).isCloseTo(0, within(1e-12));
        assertThat(values[1]).isPositive();
        assertThat(values[19]).isLessThan(0.5 * SymmetricEigen.values(before)[19]);
        // The direction that is empty now is the one that led, in units of what was left of each asset.
        double[] leading = SymmetricEigen.of(before).vectors()[19];
        double[] scaled = new double[20];
        double largest = SymmetricEigen.values(before)[19];
        for (int i = 0; i < 20; i++) {
            scaled[i] = leading[i] * Math.sqrt(1 - largest * leading[i] * leading[i]);
        }
        for (double value : Kernels.times(after, scaled)) {
            assertThat(value).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void fittedNoise_ofNoiseBelowAFewStrongFactors_isWhatTheyLeave() {
        // A block of correlation: one large eigenvalue takes its variance away from the noise.
        Random random = new Random(9);
        int rows = 4000;
        int n = 200;
        double[] values = new double[rows * n];
        for (int t = 0; t < rows; t++) {
            double common = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                values[t * n + i] = Math.sqrt(0.4) * common + Math.sqrt(0.6) * random.nextGaussian();
            }
        }
        Denoising fitted = Denoising.of(Matrix.wrap(rows, n, values), null, 0);
        assertThat(fitted.noiseVariance()).isCloseTo(0.6, within(0.03));
        assertThat(fitted.components()).isEqualTo(1);
    }

    @Test
    void gerber_ofMovesThatAreCounted() {
        // Standard deviation 1 each (divisor T), threshold 0.5: alike on dates 0 and 1, apart on 2, alone on 3.
        Matrix returns = Matrix.of(new double[][]{{1, 1}, {-1, -1}, {1, -1}, {-1, 0.1}, {1, 0.1}, {-1, -0.2}});
        double deviation = Math.sqrt(SampleCovariance.of(returns).covariance().get(1, 1) * 5 / 6);
        Matrix covariance = GerberCovariance.of(returns, 0.5).covariance();
        assertThat(covariance.get(0, 1)).isCloseTo(deviation * (2 - 1) / 6.0, within(1e-15));
        assertThat(covariance.get(0, 0)).isCloseTo(1, within(1e-15));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void permutesWithTheColumns(String name, Function<Matrix, CovarianceEstimate> estimator) {
        for (int n : new int[]{1, 2, 7, 40}) {
            if (name.equals("detoned") && n == 1) {
                continue;
            }
            Matrix returns = Samples.returns(n, 30 + n / 2, n);
            int[] order = Samples.permutation(5, n);
            CovarianceEstimatorsTest.assertRelative(estimator.apply(Samples.columns(returns, order)).covariance(),
                    Samples.both(estimator.apply(returns).covariance(), order), 1e-9);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void scalesWithTheSquareOfTheReturns(String name, Function<Matrix, CovarianceEstimate> estimator) {
        Matrix returns = Samples.returns(1, 80, 6);
        Matrix covariance = estimator.apply(returns).covariance();
        for (double factor : new double[]{1e-12, 1e12}) {
            CovarianceEstimatorsTest.assertRelative(estimator.apply(Samples.times(returns, factor)).covariance(),
                    Samples.times(covariance, factor * factor), 1e-10);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void isSymmetricAndPositiveSemiDefinite_whateverTheReturns(String name,
            Function<Matrix, CovarianceEstimate> estimator) {
        holds(estimator, 200);
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void isSymmetricAndPositiveSemiDefinite_whateverTheReturns_oftener(String name,
            Function<Matrix, CovarianceEstimate> estimator) {
        holds(estimator, 10_000);
    }

    private static void holds(Function<Matrix, CovarianceEstimate> estimator, int count) {
        for (int k = 0; k < count; k++) {
            Matrix returns = hostile(k);
            Matrix covariance = estimator.apply(returns).covariance();
            int n = returns.columns();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    assertThat(covariance.get(i, j)).as("%d: %d, %d", k, i, j).isFinite()
                            .isEqualTo(covariance.get(j, i));
                }
                assertThat(covariance.get(i, i)).isNotNegative();
            }
            double[] values = SymmetricEigen.values(covariance);
            assertThat(values[0]).as("problem %d", k).isGreaterThanOrEqualTo(-1e-13 * n * values[n - 1]);
        }
    }

    /** T from 14, N from 2, either the larger; constant, equal and opposite series; scales from 1e-12 to 1e12. */
    private static Matrix hostile(int seed) {
        Random random = new Random(seed);
        int n = 2 + (int) (random.nextInt(40) * random.nextDouble());
        int rows = 14 + random.nextInt(60);
        if (seed % 97 == 0) {
            n = 200;
        }
        double scale = Math.pow(10, random.nextInt(25) - 12);
        double[] values = Samples.times(Samples.returns(seed, rows, n), scale).shared().clone();
        for (int i = 1; i < n; i++) {
            int kind = random.nextInt(12);
            for (int t = 0; t < rows && kind < 3; t++) {
                values[t * n + i] = kind == 0 ? 0.003 * scale : kind == 1 ? values[t * n] : -2 * values[t * n];
            }
        }
        return Matrix.wrap(rows, n, values);
    }

    @Test
    void constantSeries_haveNoVariance() {
        double[] values = Samples.returns(4, 77, 4).shared().clone();
        for (int t = 0; t < 77; t++) {
            values[t * 4 + 1] = 0.001;
            values[t * 4 + 3] = values[t * 4];
        }
        Matrix returns = Matrix.wrap(77, 4, values);
        for (CovarianceEstimate estimate : new CovarianceEstimate[]{nonlinear(returns),
                Denoising.of(returns, 1.0, 0).estimate(), GerberCovariance.of(returns, 0.5)}) {
            assertThat(estimate.covariance().row(1)).containsExactly(0, 0, 0, 0);
            assertThat(estimate.covariance().get(0, 0)).isPositive();
        }
        // Two equal series are one: their difference has no risk.
        Matrix covariance = nonlinear(returns).covariance();
        assertThat(covariance.get(0, 0) + covariance.get(3, 3) - 2 * covariance.get(0, 3))
                .isCloseTo(0, within(1e-14 * covariance.get(0, 0)));
        Matrix none = Matrix.wrap(20, 2, new double[40]);
        assertThat(nonlinear(none).covariance().shared()).containsOnly(0);
        assertThat(Denoising.of(none, null, 1).estimate().covariance().shared()).containsOnly(0);
        assertThat(OracleApproximatingShrinkage.of(none).covariance().shared()).containsOnly(0);
    }

    @Test
    void scalesTooFarApart_areSaidByColumn() {
        double[] values = Samples.returns(4, 77, 3).shared().clone();
        for (int t = 0; t < 77; t++) {
            values[t * 3 + 1] *= 1e-12;
        }
        Matrix returns = Matrix.wrap(77, 3, values);
        assertThat(NonlinearShrinkage.of(returns)).isEqualTo(new Result.TooUneven(1, 2));
        // The others work by asset, whatever its scale.
        double variance = SampleCovariance.of(returns).covariance().get(1, 1);
        assertThat(Denoising.of(returns, 1.0, 0).estimate().covariance().get(1, 1)).isEqualTo(variance);
        assertThat(GerberCovariance.of(returns, 0.5).covariance().get(1, 1))
                .isCloseTo(variance * 76 / 77, within(1e-12 * variance));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        Matrix few = Samples.returns(1, 12, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> NonlinearShrinkage.of(few)).withMessageContaining("13");
        assertThatIllegalArgumentException().isThrownBy(() -> Denoising.of(few, 0.0, 0)).withMessageContaining("0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Denoising.of(few, 1.0, -1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> GerberCovariance.of(few, 0)).withMessageContaining("0");
    }

    private static double distanceToIdentity(Matrix covariance) {
        double[] ones = new double[covariance.rows()];
        Arrays.fill(ones, 1);
        return distance(covariance, ones);
    }

    /** Frobenius, from a diagonal population. */
    private static double distance(Matrix covariance, double[] population) {
        double squares = 0;
        for (int i = 0; i < population.length; i++) {
            for (int j = 0; j < population.length; j++) {
                double difference = covariance.get(i, j) - (i == j ? population[i] : 0);
                squares += difference * difference;
            }
        }
        return Math.sqrt(squares);
    }

    /**
     * The program in Ledoit and Wolf (2020), supplement, section D, in its own order of whole matrices: the lines for p &lt;= n
     * and p &gt; n, with n one less than the number of returns.
     */
    private static Matrix published(Matrix returns) {
        int n = returns.rows() - 1;
        int p = returns.columns();
        SymmetricEigen eigen = SymmetricEigen.of(SampleCovariance.of(returns).covariance());
        int m = Math.min(p, n);
        double[] lambda = Arrays.copyOfRange(eigen.values(), p - m, p);
        double h = Math.pow(n, -1.0 / 3);
        double[] f = new double[m];
        double[] hilbert = new double[m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                double x = (lambda[i] - lambda[j]) / (h * lambda[j]);
                f[i] += 3 / 4.0 / Math.sqrt(5) * Math.max(1 - x * x / 5, 0) / (h * lambda[j]) / m;
                hilbert[i] += (-3 / 10.0 / Math.PI * x + 3 / 4.0 / Math.sqrt(5) / Math.PI * (1 - x * x / 5)
                        * Math.log(Math.abs((Math.sqrt(5) - x) / (Math.sqrt(5) + x)))) / (h * lambda[j]) / m;
            }
        }
        double[] d = new double[p];
        double c = (double) p / n;
        for (int i = 0; i < m; i++) {
            d[p - m + i] = p <= n
                    ? lambda[i] / (Math.pow(Math.PI * c * lambda[i] * f[i], 2)
                            + Math.pow(1 - c - Math.PI * c * lambda[i] * hilbert[i], 2))
                    : lambda[i] / (Math.PI * Math.PI * lambda[i] * lambda[i] * (f[i] * f[i] + hilbert[i] * hilbert[i]));
        }
        if (p > n) {
            double inverse = Arrays.stream(lambda).map(v -> 1 / v).average().orElseThrow();
            double atZero = 1 / Math.PI * (3 / 10.0 / h / h + 3 / 4.0 / Math.sqrt(5) / h * (1 - 1 / 5.0 / h / h)
                    * Math.log((1 + Math.sqrt(5) * h) / (1 - Math.sqrt(5) * h))) * inverse;
            Arrays.fill(d, 0, p - n, 1 / (Math.PI * (p - n) / n * atZero));
        }
        double[][] result = new double[p][p];
        for (int k = 0; k < p; k++) {
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    result[i][j] += d[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                }
            }
        }
        return Matrix.of(result);
    }
}
