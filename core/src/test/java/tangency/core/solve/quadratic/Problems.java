package tangency.core.solve.quadratic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.NullMarked;
import tangency.core.SharedData;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/** Problems to try, and what an optimum must satisfy, written independently of the solver. */
@NullMarked
final class Problems {
    static final double INFINITY = Double.POSITIVE_INFINITY;

    private Problems() {}

    /** Fully invested, each weight between {@code low} and {@code high}. */
    static QuadraticProblem invested(double[] mean, Matrix covariance, double low, double high) {
        int n = mean.length;
        return QuadraticProblem.of(mean, covariance, filled(n, low), filled(n, high),
                List.of(LinearRow.equality("Fully invested", filled(n, 1), 1)));
    }

    static double[] filled(int n, double value) {
        double[] out = new double[n];
        Arrays.fill(out, value);
        return out;
    }

    static double[] means(Matrix returns) {
        double[] mean = new double[returns.columns()];
        for (int t = 0; t < returns.rows(); t++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += returns.get(t, i) / returns.rows();
            }
        }
        return mean;
    }

    static Matrix covariance(Matrix returns) {
        double[] mean = means(returns);
        int n = mean.length;
        double[][] sum = new double[n][n];
        for (int t = 0; t < returns.rows(); t++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    sum[i][j] += (returns.get(t, i) - mean[i]) * (returns.get(t, j) - mean[j]) / (returns.rows() - 1);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum[j][i] = sum[i][j];
            }
        }
        return Matrix.of(sum);
    }

    /** The rows of a file of numbers without header. */
    static double[][] numbers(String relative) {
        try {
            return Files.readAllLines(SharedData.require(relative)).stream().filter(line -> !line.isBlank())
                    .map(line -> Arrays.stream(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static QuadraticResult.Optimal optimal(QuadraticResult result) {
        if (result instanceof QuadraticResult.Optimal optimal) {
            return optimal;
        }
        throw new AssertionError("Not optimal: " + result);
    }

    static CornerPortfolios corners(QuadraticProblem problem) {
        Trace trace = CriticalLine.trace(problem);
        if (trace instanceof CornerPortfolios portfolios) {
            return portfolios;
        }
        throw new AssertionError("No frontier: " + trace);
    }

    /**
     * The largest violation of the Karush-Kuhn-Tucker conditions: limits by the size of the terms, the gradient by the size
     * of its terms (the largest variance at least), complementarity by the lesser of multiplier and distance.
     */
    static double violation(QuadraticProblem problem, double lambda, Vector weights, Vector bounds, Vector rows) {
        int n = problem.size();
        double size = 0;
        double[] gradient = new double[n];
        for (int i = 0; i < n; i++) {
            double terms = Math.abs(lambda * problem.mean()[i]);
            gradient[i] = -lambda * problem.mean()[i];
            for (int j = 0; j < n; j++) {
                double term = problem.covariance().get(i, j) * weights.get(j);
                gradient[i] += term;
                terms += Math.abs(term);
            }
            size = Math.max(size, Math.max(terms, problem.covariance().get(i, i)));
        }
        double worst = 0;
        for (int k = 0; k < rows.size(); k++) {
            LinearRow row = problem.rows().get(k);
            double activity = 0;
            double terms = 1;
            for (int i = 0; i < n; i++) {
                activity += row.coefficients()[i] * weights.get(i);
                terms += Math.abs(row.coefficients()[i] * weights.get(i));
                gradient[i] -= row.coefficients()[i] * rows.get(k);
            }
            worst = Math.max(worst, Math.max(row.min() - activity, activity - row.max()) / terms);
            double limit = rows.get(k) > 0 ? row.min() : row.max();
            worst = Math.max(worst, Math.min(Math.abs(rows.get(k)) / size, Math.abs(activity - limit)));
        }
        for (int i = 0; i < n; i++) {
            double low = problem.lower()[i];
            double high = problem.upper()[i];
            double weight = weights.get(i);
            worst = Math.max(worst, size == 0 ? 0 : Math.abs(gradient[i] - bounds.get(i)) / size);
            worst = Math.max(worst, Math.max(low - weight, weight - high));
            double limit = bounds.get(i) > 0 ? low : high;
            if (bounds.get(i) != 0 && weight != limit) {
                worst = Math.max(worst, Math.min(Math.abs(bounds.get(i)) / size, Math.abs(weight - limit)));
            }
        }
        return worst;
    }
}
