package tangency.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tangency.core.estimate.spec.TreeSpec.Linkage;
import tangency.core.math.Matrix;

class GapStatisticTest {
    @ParameterizedTest
    @EnumSource(Linkage.class)
    void findsTheGroupsThatAreThere(Linkage linkage) {
        for (int groups = 2; groups <= 6; groups++) {
            Matrix distance = distances(groups, groups, 40, 0.01);
            assertThat(GapStatistic.clusters(ClusterTree.of(distance, linkage), distance)).isEqualTo(groups);
        }
    }

    @ParameterizedTest
    @EnumSource(Linkage.class)
    void isTheLargestSecondDifferenceByItsDefinition(Linkage linkage) {
        for (int n : new int[]{3, 4, 5, 8, 9, 30, 150}) {
            for (long seed = 0; seed < 5; seed++) {
                Matrix distance = distances(seed, 5, n, 0.4);
                ClusterTree tree = ClusterTree.of(distance, linkage);
                int most = Math.min(n, Math.max(8, (int) Math.round(Math.sqrt(n))));
                int expected = 0;
                double largest = Double.NEGATIVE_INFINITY;
                for (int k = 2; k < most; k++) {
                    double slowing = dispersion(tree.cut(k - 1), distance) - 2 * dispersion(tree.cut(k), distance)
                            + dispersion(tree.cut(k + 1), distance);
                    if (slowing > largest + 1e-12) {
                        largest = slowing;
                        expected = k;
                    }
                }
                assertThat(GapStatistic.clusters(tree, distance)).isEqualTo(expected);
            }
        }
    }

    @Test
    void fewOrEqualAssetsHaveAnAnswer() {
        for (int n = 1; n <= 9; n++) {
            Matrix distance = Matrix.wrap(n, n, new double[n * n]);
            ClusterTree tree = ClusterTree.of(distance, Linkage.WARD);
            int clusters = GapStatistic.clusters(tree, distance);
            assertThat(clusters).isEqualTo(n < 3 ? 1 : 2);
            assertThat(tree.cut(clusters)).containsOnly(1);
        }
        ClusterTree one = ClusterTree.of(Matrix.of(new double[][]{{0}}), Linkage.WARD);
        Matrix four = Matrix.wrap(2, 2, new double[4]);
        assertThatIllegalArgumentException().isThrownBy(() -> GapStatistic.clusters(one, four));
    }

    /** Sum over clusters of the distances of all ordered pairs of members, over twice their number. */
    private static double dispersion(int[] labels, Matrix distance) {
        double total = 0;
        for (int label = 1; label <= labels.length; label++) {
            double sum = 0;
            int members = 0;
            for (int i = 0; i < labels.length; i++) {
                members += labels[i] == label ? 1 : 0;
                for (int j = 0; j < labels.length; j++) {
                    sum += labels[i] == label && labels[j] == label ? distance.get(i, j) : 0;
                }
            }
            total += members == 0 ? 0 : sum / (2.0 * members);
        }
        return total;
    }

    /** Distances of points about the corners of a regular polytope. */
    private static Matrix distances(long seed, int groups, int n, double spread) {
        Random random = new Random(seed);
        double[][] points = new double[n][groups];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < groups; k++) {
                points[i][k] = (i % groups == k ? 1 : 0) + spread * random.nextGaussian();
            }
        }
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double squares = 0;
                for (int k = 0; k < groups; k++) {
                    squares += Math.pow(points[i][k] - points[j][k], 2);
                }
                values[i * n + j] = Math.sqrt(squares);
            }
        }
        return Matrix.wrap(n, n, values);
    }
}
