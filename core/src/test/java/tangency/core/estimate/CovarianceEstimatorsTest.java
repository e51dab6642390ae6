package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tangency.core.Golden;
import tangency.core.math.Matrix;
import tools.jackson.databind.JsonNode;

class CovarianceEstimatorsTest {
    private static final double HALF_LIFE_094 = Math.log(0.5) / Math.log(0.94);

    static Stream<Arguments> estimators() {
        Function<Matrix, CovarianceEstimate> sample = SampleCovariance::of;
        Function<Matrix, CovarianceEstimate> exponential = x -> ExponentialCovariance.of(x, 21);
        Function<Matrix, CovarianceEstimate> identity = LedoitWolf::identity;
        Function<Matrix, CovarianceEstimate> constant = LedoitWolf::constantCorrelation;
        return Stream.of(Arguments.of("sample", sample), Arguments.of("exponential", exponential),
                Arguments.of("identity", identity), Arguments.of("constant correlation", constant));
    }

    @Test
    void sampleAgreesWithReference() {
        JsonNode golden = Golden.results("estimators.json", "A");
        CovarianceEstimate sample = SampleCovariance.of(Golden.returns("A"));
        assertRelative(sample.covariance(), Golden.matrix(golden.get("cov_sample_ddof1")), 1e-12);
        assertThat(sample.mean().toArray()).containsExactly(Golden.vector(golden.get("mean")), within(1e-17));
        assertRelative(Correlations.of(sample.covariance()), Golden.matrix(golden.get("corr")), 1e-12);
        double[] deviation = Arrays.stream(sample.covariance().diagonal()).map(Math::sqrt).toArray();
        assertThat(deviation).containsExactly(Golden.vector(golden.get("std_ddof1")), within(1e-15));
    }

    @Test
    void ledoitWolfAgreesWithReference() {
        JsonNode golden = Golden.results("estimators.json", "A");
        Matrix returns = Golden.returns("A");
        CovarianceEstimate identity = LedoitWolf.identity(returns);
        JsonNode expected = golden.get("ledoit_wolf_identity");
        assertThat(identity.shrinkage()).isCloseTo(expected.get("shrinkage").asDouble(), within(1e-12));
        assertRelative(identity.covariance(), Golden.matrix(expected.get("cov")), 1e-12);

        CovarianceEstimate constant = LedoitWolf.constantCorrelation(returns);
        expected = golden.get("ledoit_wolf_constant_correlation");
        assertThat(constant.shrinkage()).isCloseTo(expected.get("brute_force_shrinkage").asDouble(), within(1e-12));
        assertRelative(constant.covariance(), Golden.matrix(expected.get("cov")), 1e-12);
    }

    @Test
    void exponentialAgreesWithReference() {
        JsonNode golden = Golden.results("estimators.json", "A");
        CovarianceEstimate estimate = ExponentialCovariance.of(Golden.returns("A"), HALF_LIFE_094);
        assertRelative(estimate.covariance(), Golden.matrix(golden.get("exponential094_weighted_mean")), 1e-12);
    }

    @Test
    void exponentialMeanFollowsItsDefinition() {
        Matrix returns = Matrix.of(new double[][]{{0.08}, {0.04}, {-0.02}});
        // Half-life 1: weights 1/4, 1/2, 1 over 7/4.
        assertThat(Means.exponential(returns, 1).get(0)).isCloseTo((0.02 + 0.02 - 0.02) / 1.75, within(1e-17));
        assertThat(ExponentialCovariance.of(returns, 1).mean()).isEqualTo(Means.exponential(returns, 1));
        // A long memory is the plain mean, and the covariance with divisor T.
        Matrix many = Samples.returns(3, 60, 4);
        assertRelative(ExponentialCovariance.of(many, 1e12).covariance(),
                Samples.times(SampleCovariance.of(many).covariance(), 59.0 / 60), 1e-9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void isSymmetricAndPermutesWithTheColumnsToTheBit(String name, Function<Matrix, CovarianceEstimate> estimator) {
        for (int n : new int[]{1, 2, 7, 12}) {
            Matrix returns = Samples.returns(n, 50 + n, n);
            Matrix covariance = estimator.apply(returns).covariance();
            assertThat(Samples.transposed(covariance)).isEqualTo(covariance);
            int[] order = Samples.permutation(5, n);
            Matrix permuted = estimator.apply(Samples.columns(returns, order)).covariance();
            assertRelative(permuted, Samples.both(covariance, order), name.equals("sample") ? 0 : 1e-11);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void scalesWithTheSquareOfTheReturns(String name, Function<Matrix, CovarianceEstimate> estimator) {
        Matrix returns = Samples.returns(1, 80, 6);
        Matrix covariance = estimator.apply(returns).covariance();
        for (double factor : new double[]{1e-12, 1e12}) {
            assertRelative(estimator.apply(Samples.times(returns, factor)).covariance(),
                    Samples.times(covariance, factor * factor), 1e-11);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void ignoresALevelFarFromZero(String name, Function<Matrix, CovarianceEstimate> estimator) {
        Matrix returns = Samples.returns(2, 80, 5);
        double[] shifted = returns.shared().clone();
        for (int k = 0; k < shifted.length; k++) {
            shifted[k] += 1e6;
        }
        // What is left is the rounding of the returns themselves: 1e6 in 16 digits against moves of 0.01.
        assertRelative(estimator.apply(Matrix.wrap(80, 5, shifted)).covariance(), estimator.apply(returns).covariance(),
                1e-6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("estimators")
    void aConstantSeriesHasNoVarianceAtAll(String name, Function<Matrix, CovarianceEstimate> estimator) {
        Matrix returns = Samples.returns(4, 77, 3);
        double[] values = returns.shared().clone();
        for (int t = 0; t < 77; t++) {
            values[t * 3 + 1] = 0.001;
        }
        CovarianceEstimate estimate = estimator.apply(Matrix.wrap(77, 3, values));
        assertThat(estimate.mean().get(1)).isEqualTo(0.001);
        double variance = estimate.covariance().get(1, 1);
        if (name.equals("identity")) {
            // Shrunk to the average variance: positive, by the intensity.
            assertThat(variance).isPositive();
        } else {
            assertThat(estimate.covariance().row(1)).containsExactly(0, 0, 0);
            assertThat(Correlations.of(estimate.covariance()).row(1)).containsExactly(0, 1, 0);
        }
        for (double value : estimate.covariance().shared()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void sampleAgreesWithCommonsMathForEveryRemainderOfRowsAndColumns() {
        for (int rows = 2; rows < 10; rows++) {
            for (int columns = 1; columns < 6; columns++) {
                Matrix returns = Samples.returns(rows, rows, columns);
                Matrix covariance = SampleCovariance.of(returns).covariance();
                if (columns == 1) {
                    continue;
                }
                double[][] expected = new Covariance(returns.toRows()).getCovarianceMatrix().getData();
                assertThat(covariance.shared()).containsExactly(Matrix.of(expected).shared(), within(1e-18));
            }
        }
    }

    @Test
    void shrinksFullyWhereTheTargetIsExact() {
        // One asset is its own target, and two have only one correlation, which is its own average.
        assertThat(LedoitWolf.identity(Samples.returns(1, 30, 1)).shrinkage()).isZero();
        Matrix two = Samples.returns(1, 30, 2);
        assertRelative(LedoitWolf.constantCorrelation(two).covariance(),
                Samples.times(SampleCovariance.of(two).covariance(), 29.0 / 30), 1e-12);
    }

    @Test
    void intensityAgreesWithTheDoubleSumsOfThePaper() {
        Matrix returns = Samples.returns(8, 40, 9);
        assertThat(LedoitWolf.constantCorrelation(returns).shrinkage()).isCloseTo(honey(returns), within(1e-12));
    }

    @Test
    void refusesWhatHasNoMoments() {
        assertThatIllegalArgumentException().isThrownBy(() -> SampleCovariance.of(Samples.returns(1, 1, 3)))
                .withMessageContaining("not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleCovariance.of(Matrix.of(new double[][]{{1, 2}, {3, Double.NaN}, {1, 1}})))
                .withMessageContaining("Column 1");
        assertThatIllegalArgumentException().isThrownBy(() -> ExponentialCovariance.of(Samples.returns(1, 9, 3), 0))
                .withMessageContaining("half-life");
    }

    @Test
    void diagnosticsAreTheEigenvalues() {
        Matrix equal = Matrix.of(new double[][]{{4, 1, 1}, {1, 4, 1}, {1, 1, 4}});
        Diagnostics diagnostics = new Diagnostics(equal, null);
        assertThat(diagnostics.smallestEigenvalue()).isCloseTo(3, within(1e-13));
        assertThat(diagnostics.largestEigenvalue()).isCloseTo(6, within(1e-13));
        assertThat(diagnostics.conditionNumber()).isCloseTo(2, within(1e-13));
        assertThat(new Diagnostics(Matrix.of(new double[][]{{1, 0}, {0, 0}}), null).conditionNumber())
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void equalAndOppositeSeriesHaveACorrelationOfExactlyOne() {
        double[] x = Samples.column(Samples.returns(6, 100, 1), 0);
        double[][] rows = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            rows[t] = new double[]{x[t], x[t], -x[t]};
        }
        Matrix correlation = Correlations.of(SampleCovariance.of(Matrix.of(rows)).covariance());
        assertThat(correlation).isEqualTo(Matrix.of(new double[][]{{1, 1, -1}, {1, 1, -1}, {-1, -1, 1}}));
    }

    /** Ledoit and Wolf (2004), "Honey", appendix, as printed. */
    private static double honey(Matrix returns) {
        int rows = returns.rows();
        int n = returns.columns();
        double[] mean = Means.historical(returns).toArray();
        double[][] s = new double[n][n];
        double[][] pi = new double[n][n];
        double[][] theta = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int t = 0; t < rows; t++) {
                    s[i][j] += (returns.get(t, i) - mean[i]) * (returns.get(t, j) - mean[j]) / rows;
                }
                for (int t = 0; t < rows; t++) {
                    double x = returns.get(t, i) - mean[i];
                    double product = x * (returns.get(t, j) - mean[j]) - s[i][j];
                    pi[i][j] += product * product / rows;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int t = 0; t < rows; t++) {
                    double x = returns.get(t, i) - mean[i];
                    double y = returns.get(t, j) - mean[j];
                    theta[i][j] += (x * x - s[i][i]) * (x * y - s[i][j]) / rows;
                }
            }
        }
        double average = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                average += 2 * s[i][j] / Math.sqrt(s[i][i] * s[j][j]) / n / (n - 1);
            }
        }
        double noise = 0;
        double covariances = 0;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            covariances += pi[i][i];
            for (int j = 0; j < n; j++) {
                noise += pi[i][j];
                if (i != j) {
                    covariances += average / 2 * (Math.sqrt(s[j][j] / s[i][i]) * theta[i][j]
                            + Math.sqrt(s[i][i] / s[j][j]) * theta[j][i]);
                    distance += Math.pow(s[i][j] - average * Math.sqrt(s[i][i] * s[j][j]), 2);
                }
            }
        }
        return Math.clamp((noise - covariances) / distance / rows, 0, 1);
    }

    /** Every element within {@code tolerance} of the geometric mean of its two diagonal elements. */
    static void assertRelative(Matrix actual, Matrix expected, double tolerance) {
        assertThat(actual.rows()).isEqualTo(expected.rows());
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                double scale = Math.sqrt(expected.get(i, i)) * Math.sqrt(expected.get(j, j));
                assertThat(Math.abs(actual.get(i, j) - expected.get(i, j))).as("element %d, %d", i, j)
                        .isLessThanOrEqualTo(tolerance * scale);
            }
        }
    }
}
