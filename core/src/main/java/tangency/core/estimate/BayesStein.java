package tangency.core.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;

import tangency.core.estimate.spec.MeanSpec;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * Means shrunk towards one number for all assets: (1-φ)μ + φμ₀1 with the Bayes-Stein intensity of Jorion (1986),
 * "Bayes-Stein estimation for portfolio analysis", eq. 17, φ = (N+2) / (N+2 + T(μ-μ₀1)'Σ⁻¹(μ-μ₀1)).
 *
 * <p>Σ is the covariance of the scenario as it stands, as in skfolio and Riskfolio-Lib; Jorion's own factor
 * (T-1)/(T-N-2) on it, which has no sense for T ≤ N+2, is left out there and here. The target μ₀ is the mean return of a
 * portfolio that no mean is needed for: of the minimum-variance portfolio, 1'Σ⁻¹μ/1'Σ⁻¹1 (Jorion's, which those libraries
 * call volatility-weighted), of the equally weighted one (grand mean), or of the one weighted by inverse volatility.
 *
 * <p>Assets without variance keep their mean, which is known, and do not count into N. Where Σ is singular beyond that, the
 * pseudo-inverse of its correlations stands for the inverse: directions without risk count neither for nor against.
 *
 * @param mean the shrunk means
 * @param intensity φ, from 0 to 1
 * @param target μ₀
 */
public record BayesStein(Vector mean, double intensity, double target) {
    /**
     * @param sample historical means μ, N
     * @param covariance N x N, positive semi-definite
     * @param observations T
     */
    public static BayesStein of(Vector sample, Matrix covariance, int observations, MeanSpec.Shrinkage.Target target) {
        int all = sample.size();
        int[] moving = IntStream.range(0, all).filter(i -> covariance.get(i, i) > 0).toArray();
        int n = moving.length;
        if (n == 0) {
            return new BayesStein(sample, 0, sample.sum() / Math.max(1, all));
        }
        double[] deviation = new double[n];
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            deviation[i] = Math.sqrt(covariance.get(moving[i], moving[i]));
            mean[i] = sample.get(moving[i]);
        }
        SymmetricEigen eigen = SymmetricEigen.of(correlation(covariance, moving, deviation));
        double centre = switch (target) {
            case GRAND_MEAN -> Arrays.stream(mean).average().orElseThrow();
            case VOLATILITY -> weighted(mean, reciprocal(deviation));
            case MINIMUM_VARIANCE -> {
                double[] image = solve(eigen, reciprocal(deviation));
                for (int i = 0; i < n; i++) {
                    image[i] /= deviation[i];
                }
                yield weighted(mean, image);
            }
        };
        double[] distance = new double[n];
        for (int i = 0; i < n; i++) {
            distance[i] = (mean[i] - centre) / deviation[i];
        }
        double[] image = solve(eigen, distance);
        double square = 0;
        for (int i = 0; i < n; i++) {
            square += distance[i] * image[i];
        }
        double intensity = (n + 2) / (n + 2 + observations * Math.max(0, square));
        double[] shrunk = sample.toArray();
        for (int i : moving) {
            shrunk[i] = (1 - intensity) * shrunk[i] + intensity * centre;
        }
        return new BayesStein(Vector.wrap(shrunk), intensity, centre);
    }

    private static Matrix correlation(Matrix covariance, int[] moving, double[] deviation) {
        int n = moving.length;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = i == j
                        ? 1
                        : covariance.get(moving[i], moving[j]) / deviation[i] / deviation[j];
            }
        }
        return Matrix.wrap(n, n, values);
    }

    private static double[] reciprocal(double[] values) {
        return Arrays.stream(values).map(v -> 1 / v).toArray();
    }

    private static double weighted(double[] values, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            total += weights[i];
        }
        return sum / total;
    }

    /** The pseudo-inverse times {@code x}. */
    private static double[] solve(SymmetricEigen eigen, double[] x) {
        int n = x.length;
        double nothing = 1e-14 * n * eigen.values()[n - 1];
        double[] solution = new double[n];
        for (int k = 0; k < n; k++) {
            if (eigen.values()[k] > nothing) {
                double[] vector = eigen.vectors()[k];
                double part = 0;
                for (int i = 0; i < n; i++) {
                    part += vector[i] * x[i];
                }
                part /= eigen.values()[k];
                for (int i = 0; i < n; i++) {
                    solution[i] += part * vector[i];
                }
            }
        }
        return solution;
    }
}
