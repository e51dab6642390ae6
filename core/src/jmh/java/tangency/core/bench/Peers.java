package tangency.core.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import tangency.core.math.Matrix;

/** What one would write with a matrix library at hand. */
final class Peers {
    private Peers() {}

    /** Sample covariance: centred returns times themselves. */
    static DMatrixRMaj covariance(Matrix returns) {
        int rows = returns.rows();
        DMatrixRMaj centred = DMatrixRMaj.wrap(rows, returns.columns(), returns.shared().clone());
        DMatrixRMaj sums = CommonOps_DDRM.sumCols(centred, null);
        for (int t = 0; t < rows; t++) {
            for (int i = 0; i < centred.numCols; i++) {
                centred.set(t, i, centred.get(t, i) - sums.get(i) / rows);
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(centred.numCols, centred.numCols);
        CommonOps_DDRM.multInner(centred, covariance);
        CommonOps_DDRM.divide(covariance, rows - 1.0);
        return covariance;
    }

    /** Hierarchical risk parity: Ward's linkage by the nearest pair of all, leaves as merged, halves by inverse variance. */
    static double[] hierarchicalRiskParity(Matrix returns) {
        DMatrixRMaj covariance = covariance(returns);
        int n = covariance.numRows;
        double[][] distance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double correlation = covariance.get(i, j) / Math.sqrt(covariance.get(i, i) * covariance.get(j, j));
                distance[i][j] = Math.sqrt(Math.max(0, (1 - correlation) / 2));
            }
        }
        double[] weights = new double[n];
        Arrays.fill(weights, 1);
        bisect(covariance, wardOrder(distance), weights);
        return weights;
    }

    private static List<Integer> wardOrder(double[][] distance) {
        int n = distance.length;
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            clusters.add(new ArrayList<>(List.of(i)));
        }
        boolean[] gone = new boolean[n];
        int[] number = new int[n];
        Arrays.setAll(number, i -> i);
        for (int merge = 1; merge < n; merge++) {
            int a = -1;
            int b = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; !gone[i] && j < n; j++) {
                    if (!gone[j] && distance[i][j] < least) {
                        least = distance[i][j];
                        a = i;
                        b = j;
                    }
                }
            }
            double sizeA = clusters.get(a).size();
            double sizeB = clusters.get(b).size();
            for (int k = 0; k < n; k++) {
                if (!gone[k] && k != a && k != b) {
                    double size = clusters.get(k).size();
                    double square = (sizeA + size) * distance[a][k] * distance[a][k]
                            + (sizeB + size) * distance[b][k] * distance[b][k] - size * least * least;
                    distance[a][k] = Math.sqrt(square / (sizeA + sizeB + size));
                    distance[k][a] = distance[a][k];
                }
            }
            clusters.get(a).addAll(number[a] < number[b] ? clusters.get(a).size() : 0, clusters.get(b));
            number[a] = n + merge - 1;
            gone[b] = true;
        }
        return clusters.getFirst();
    }

    private static void bisect(DMatrixRMaj covariance, List<Integer> order, double[] weights) {
        if (order.size() < 2) {
            return;
        }
        List<Integer> left = order.subList(0, order.size() / 2);
        List<Integer> right = order.subList(order.size() / 2, order.size());
        double one = variance(covariance, left);
        double other = variance(covariance, right);
        left.forEach(i -> weights[i] *= other / (one + other));
        right.forEach(i -> weights[i] *= one / (one + other));
        bisect(covariance, left, weights);
        bisect(covariance, right, weights);
    }

    private static double variance(DMatrixRMaj covariance, List<Integer> members) {
        double total = 0;
        for (int i : members) {
            total += 1 / covariance.get(i, i);
        }
        double sum = 0;
        for (int i : members) {
            for (int j : members) {
                sum += covariance.get(i, j) / covariance.get(i, i) / covariance.get(j, j);
            }
        }
        return sum / total / total;
    }
}
