package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.Golden;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.math.Matrix;
import tools.jackson.databind.JsonNode;

class CodependenceTest {
    @Test
    void gerberAgreesWithReference() {
        JsonNode golden = Golden.results("estimators.json", "A");
        Matrix expected = Golden.matrix(golden.get("gerber_GS1_c05_ddof0"));
        Matrix coefficients = Codependence.gerber(Golden.returns("A"), 0.5).coefficients();
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                double scale = Math.sqrt(expected.get(i, i) * expected.get(j, j));
                assertThat(coefficients.get(i, j)).isCloseTo(expected.get(i, j) / scale, within(1e-12));
            }
        }
    }

    @Test
    void rankCorrelationsAgreeWithCommonsMath() {
        for (boolean ties : new boolean[]{false, true}) {
            Matrix outcomes = ties ? rounded(Samples.returns(2, 120, 6)) : Samples.returns(2, 120, 6);
            double[][] rows = outcomes.toRows();
            assertClose(Codependence.spearman(outcomes).coefficients(),
                    Matrix.of(new SpearmansCorrelation().computeCorrelationMatrix(rows).getData()), 1e-13);
            assertClose(Codependence.kendall(outcomes).coefficients(),
                    Matrix.of(new KendallsCorrelation().computeCorrelationMatrix(rows).getData()), 1e-13);
        }
    }

    @Test
    void distanceCorrelationAgreesWithDoublyCentredDistances() {
        for (Matrix outcomes : new Matrix[]{Samples.returns(5, 60, 4), rounded(Samples.returns(6, 61, 4))}) {
            Matrix coefficients = Codependence.distanceCorrelation(outcomes).coefficients();
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double expected = Math.sqrt(centredProduct(outcomes, i, j)
                            / Math.sqrt(centredProduct(outcomes, i, i) * centredProduct(outcomes, j, j)));
                    assertThat(coefficients.get(i, j)).isCloseTo(expected, within(1e-10));
                }
            }
        }
    }

    @Test
    void lowerTailCountsTheCommonWorst() {
        double[][] rows = new double[40][3];
        for (int t = 0; t < 40; t++) {
            // Tails of two at 5 %: columns 0 and 1 share one of their two worst, column 2 has its own.
            rows[t] = new double[]{t, (t + 39) % 40, -t};
        }
        assertThat(Codependence.lowerTail(Matrix.of(rows), 0.05).coefficients())
                .isEqualTo(Matrix.of(new double[][]{{1, 0.5, 0}, {0.5, 1, 0}, {0, 0, 1}}));
    }

    @Test
    void tiesAtTheEdgeOfTheTailKeepTheCoefficientWithinOne() {
        double[][] rows = new double[40][2];
        for (int t = 0; t < 40; t++) {
            rows[t] = new double[]{t < 8 ? -1 : 1, t < 2 ? -2 : t};
        }
        assertThat(Codependence.lowerTail(Matrix.of(rows), 0.05).coefficients().get(0, 1))
                .isEqualTo(2 / Math.sqrt(8 * 2));
    }

    @ParameterizedTest
    @EnumSource(TreeSpec.Codependence.class)
    void isSymmetricBoundedAndKnowsDuplicatesAndConstants(TreeSpec.Codependence kind) {
        Matrix base = Samples.returns(9, 150, 4);
        double[][] rows = base.toRows();
        for (int t = 0; t < rows.length; t++) {
            rows[t] = new double[]{rows[t][0], rows[t][1], rows[t][2], rows[t][3], rows[t][1], 0.002};
        }
        Matrix outcomes = Matrix.of(rows);
        Codependence codependence = Codependence.of(kind, SampleCovariance.of(outcomes).covariance(), outcomes);
        Matrix c = codependence.coefficients();
        assertThat(Samples.transposed(c)).isEqualTo(c);
        assertThat(c.diagonal()).containsOnly(1);
        assertThat(c.get(1, 4)).isCloseTo(1, within(1e-12));
        assertThat(Arrays.copyOf(c.row(5), 5)).containsOnly(0);
        for (double value : c.shared()) {
            assertThat(value).isBetween(codependence.signed() ? -1.0 : 0.0, 1.0);
        }
        Matrix distance = codependence.distance(TreeSpec.Distance.CORRELATION);
        double expected = codependence.signed() ? Math.sqrt((1 - c.get(0, 2)) / 2) : Math.sqrt(1 - c.get(0, 2));
        assertThat(distance.get(0, 2)).isCloseTo(expected, within(1e-15));
        assertThat(distance.diagonal()).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(value = TreeSpec.Codependence.class, names = {"SPEARMAN", "KENDALL"})
    void ranksDoNotSeeAnyIncreasingTransform(TreeSpec.Codependence kind) {
        Matrix outcomes = Samples.returns(4, 80, 5);
        double[] bent = outcomes.shared().clone();
        for (int k = 0; k < bent.length; k++) {
            bent[k] = Math.exp(100 * bent[k]);
        }
        Matrix covariance = SampleCovariance.of(outcomes).covariance();
        assertThat(Codependence.of(kind, covariance, Matrix.wrap(80, 5, bent)).coefficients())
                .isEqualTo(Codependence.of(kind, covariance, outcomes).coefficients());
    }

    @Test
    void zerosOfEitherSignAreEqual() {
        Matrix mixed = Matrix.of(new double[][]{{-0.0, 1}, {0.0, 2}, {1, 3}, {-1, 4}});
        Matrix plain = Matrix.of(new double[][]{{0.0, 1}, {0.0, 2}, {1, 3}, {-1, 4}});
        assertThat(Codependence.kendall(mixed)).isEqualTo(Codependence.kendall(plain));
        assertThat(Codependence.spearman(mixed)).isEqualTo(Codependence.spearman(plain));
        assertThat(Codependence.distanceCorrelation(mixed)).isEqualTo(Codependence.distanceCorrelation(plain));
    }

    @Test
    void correlationOfDistancesIsEuclidean() {
        Codependence codependence = Codependence.pearson(SampleCovariance.of(Samples.returns(3, 70, 5)).covariance());
        Matrix plain = codependence.distance(TreeSpec.Distance.CORRELATION);
        Matrix euclidean = codependence.distance(TreeSpec.Distance.CORRELATION_OF_DISTANCES);
        double squares = 0;
        for (int k = 0; k < 5; k++) {
            squares += Math.pow(plain.get(k, 1) - plain.get(k, 3), 2);
        }
        assertThat(euclidean.get(1, 3)).isCloseTo(Math.sqrt(squares), within(1e-15));
        assertThat(Samples.transposed(euclidean)).isEqualTo(euclidean);
    }

    /** Székely, Rizzo and Bakirov (2007), definition 4, by its formula. */
    private static double centredProduct(Matrix outcomes, int i, int j) {
        double[][] a = centredDistances(Samples.column(outcomes, i));
        double[][] b = centredDistances(Samples.column(outcomes, j));
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
            for (int t = 0; t < a.length; t++) {
                sum += a[s][t] * b[s][t];
            }
        }
        return sum / a.length / a.length;
    }

    private static double[][] centredDistances(double[] x) {
        int rows = x.length;
        double[] means = new double[rows];
        double mean = 0;
        for (int s = 0; s < rows; s++) {
            for (int t = 0; t < rows; t++) {
                means[s] += Math.abs(x[s] - x[t]) / rows;
            }
            mean += means[s] / rows;
        }
        double[][] centred = new double[rows][rows];
        for (int s = 0; s < rows; s++) {
            for (int t = 0; t < rows; t++) {
                centred[s][t] = Math.abs(x[s] - x[t]) - means[s] - means[t] + mean;
            }
        }
        return centred;
    }

    /** To half a per cent: many ties. */
    private static Matrix rounded(Matrix matrix) {
        double[] values = matrix.shared().clone();
        for (int k = 0; k < values.length; k++) {
            // Adding 0 leaves no negative zeros.
            values[k] = Math.rint(values[k] * 200) / 200 + 0.0;
        }
        return Matrix.wrap(matrix.rows(), matrix.columns(), values);
    }

    private static void assertClose(Matrix actual, Matrix expected, double tolerance) {
        assertThat(actual.shared()).containsExactly(expected.shared(), within(tolerance));
    }
}
