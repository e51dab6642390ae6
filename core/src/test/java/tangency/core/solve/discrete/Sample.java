package tangency.core.solve.discrete;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;

/** Problems to try. */
@NullMarked
final class Sample {
    private Sample() {}

    /** Fully invested, each weight between {@code low} and {@code high}. */
    static QuadraticProblem invested(double[] mean, Matrix covariance, double low, double high) {
        return invested(mean, covariance, low, high, 1);
    }

    /** Invested between {@code least} and 1. */
    static QuadraticProblem invested(double[] mean, Matrix covariance, double low, double high, double least) {
        int n = mean.length;
        return QuadraticProblem.of(mean, covariance, filled(n, low), filled(n, high),
                List.of(new LinearRow("Budget", filled(n, 1), least, 1)));
    }

    static double[] filled(int n, double value) {
        double[] out = new double[n];
        Arrays.fill(out, value);
        return out;
    }

    /** Means of the columns. */
    static double[] means(Matrix returns) {
        double[] mean = new double[returns.columns()];
        for (int t = 0; t < returns.rows(); t++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += returns.get(t, i) / returns.rows();
            }
        }
        return mean;
    }

    /** Sample covariance of the columns. */
    static Matrix covariance(Matrix returns) {
        double[] mean = means(returns);
        int n = mean.length;
        double[][] sum = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int t = 0; t < returns.rows(); t++) {
                    sum[i][j] += (returns.get(t, i) - mean[i]) * (returns.get(t, j) - mean[j])
                            / (returns.rows() - 1);
                }
                sum[j][i] = sum[i][j];
            }
        }
        return Matrix.of(sum);
    }

    /** Of one common factor and little else, so that the choice among the assets is hard. */
    static Matrix hard(int n, long seed) {
        Random random = new Random(seed);
        double[][] outcomes = new double[2 * n][n];
        for (double[] row : outcomes) {
            double common = random.nextGaussian();
            Arrays.setAll(row, i -> 0.01 * (common * (0.5 + i % 7 * 0.1) + random.nextGaussian()));
        }
        return covariance(Matrix.of(outcomes));
    }
}
