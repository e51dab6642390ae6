package tangency.core.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;

/**
 * The sample covariance (divisor T-1) with the noise in its correlations averaged out: eigenvalues of the correlation
 * matrix up to the edge σ²(1 + √(N/T))² of the Marchenko-Pastur law, as pure noise of variance σ² would have, are replaced
 * by their average, and the diagonal is scaled back to 1. The constant residual eigenvalue method of López de Prado (2020),
 * "Machine learning for asset managers", section 2.5; the components removed by detoning, section 2.6, are the leading ones
 * of the denoised matrix.
 *
 * <p>Constant series stay without correlation and do not count into N.
 *
 * @param noiseVariance σ², as given or fitted
 * @param edge the largest eigenvalue that noise alone would give
 * @param components number of eigenvalues above it
 */
public record Denoising(CovarianceEstimate estimate, double noiseVariance, double edge, int components) {
    private static final double BANDWIDTH = 0.01;
    /** Beyond it a kernel is less than rounding. */
    private static final double REACH = 9 * BANDWIDTH;
    private static final int POINTS = 1000;
    private static final double LEAST_VARIANCE = 1e-5;

    /**
     * @param returns T x N without gaps, T at least 2
     * @param noiseVariance null: fitted (see {@link #fitted})
     * @param detone number of leading components removed
     * @throws IllegalArgumentException for fewer than two rows, a number out of range, or if a column is not finite
     */
    public static Denoising of(Matrix returns, @Nullable Double noiseVariance, int detone) {
        if (detone < 0 || (noiseVariance != null && !(noiseVariance > 0))) {
            throw new IllegalArgumentException("Noise variance " + noiseVariance + ", components to remove " + detone);
        }
        CovarianceEstimate sample = SampleCovariance.of(returns);
        double[] deviation = Arrays.stream(sample.covariance().diagonal()).map(Math::sqrt).toArray();
        int[] moving = IntStream.range(0, deviation.length).filter(i -> deviation[i] > 0).toArray();
        int n = moving.length;
        Matrix correlation = select(Correlations.of(sample.covariance()), moving);
        double ratio = (double) n / returns.rows();
        SymmetricEigen eigen = SymmetricEigen.of(correlation);
        double variance = noiseVariance == null ? fitted(eigen.values(), ratio) : noiseVariance;
        double edge = edge(variance, ratio, 1);
        int noise = (int) Arrays.stream(eigen.values()).filter(v -> v <= edge).count();
        double[] values = eigen.values().clone();
        Arrays.fill(values, 0, noise, Math.max(0, Arrays.stream(values, 0, noise).average().orElse(0)));
        double[] clean = scaledToUnitDiagonal(eigen.with(values), n);
        if (detone > 0) {
            SymmetricEigen denoised = SymmetricEigen.of(Matrix.wrap(n, n, clean));
            double[] rest = Arrays.stream(denoised.values()).map(v -> Math.max(0, v)).toArray();
            Arrays.fill(rest, Math.max(0, n - detone), n, 0);
            clean = scaledToUnitDiagonal(denoised.with(rest), n);
        }
        int all = deviation.length;
        double[] covariance = new double[all * all];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[moving[i] * all + moving[j]] = clean[i * n + j]
                        * (deviation[moving[i]] * deviation[moving[j]]);
            }
        }
        // The variances are the sample's own, not the squares of their roots.
        for (int i : moving) {
            covariance[i * all + i] = sample.covariance().get(i, i);
        }
        return new Denoising(new CovarianceEstimate(sample.mean(), Matrix.wrap(all, all, covariance), null, null),
                variance, edge, n - noise);
    }

    /** σ²(1 ± √(N/T))². */
    private static double edge(double variance, double ratio, int sign) {
        double root = 1 + sign * Math.sqrt(ratio);
        return variance * root * root;
    }

    /**
     * The noise variance in (0, 1] whose Marchenko-Pastur density lies nearest to a Gaussian kernel density (bandwidth 0.01)
     * of the eigenvalues, by the sum of squares over 1000 points from edge to edge: López de Prado (2020), section 2.4, with
     * a global search where he starts at one point. On real data the bound 1 is often reached.
     *
     * @param eigenvalues ascending
     * @param ratio N/T
     */
    static double fitted(double[] eigenvalues, double ratio) {
        int steps = 200;
        double best = 1;
        double least = distance(1, eigenvalues, ratio);
        for (int k = 0; k < steps; k++) {
            double variance = LEAST_VARIANCE + (1 - LEAST_VARIANCE) * k / steps;
            double distance = distance(variance, eigenvalues, ratio);
            if (distance < least) {
                least = distance;
                best = variance;
            }
        }
        double golden = (Math.sqrt(5) - 1) / 2;
        double low = Math.max(LEAST_VARIANCE, best - 1.0 / steps);
        double high = Math.min(1, best + 1.0 / steps);
        while (high - low > 1e-9) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (distance(left, eigenvalues, ratio) <= distance(right, eigenvalues, ratio)) {
                high = right;
            } else {
                low = left;
            }
        }
        double refined = (low + high) / 2;
        return distance(refined, eigenvalues, ratio) < least ? refined : best;
    }

    private static double distance(double variance, double[] eigenvalues, double ratio) {
        double from = edge(variance, ratio, -1);
        double to = edge(variance, ratio, 1);
        double sum = 0;
        int near = 0;
        for (int k = 0; k < POINTS; k++) {
            double x = from + (to - from) * k / (POINTS - 1);
            double law = x <= 0
                    ? 0
                    : Math.sqrt(Math.max(0, (to - x) * (x - from))) / (2 * Math.PI * ratio * variance * x);
            double kernel = 0;
            while (near < eigenvalues.length && eigenvalues[near] < x - REACH) {
                near++;
            }
            for (int i = near; i < eigenvalues.length && eigenvalues[i] <= x + REACH; i++) {
                double z = (x - eigenvalues[i]) / BANDWIDTH;
                kernel += Math.exp(-0.5 * z * z);
            }
            kernel /= eigenvalues.length * BANDWIDTH * Math.sqrt(2 * Math.PI);
            sum += (law - kernel) * (law - kernel);
        }
        return sum;
    }

    /** What is left of an asset that has no variance any more is uncorrelated with all others. */
    private static double[] scaledToUnitDiagonal(double[] matrix, int n) {
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            double variance = matrix[i * n + i];
            root[i] = variance > 1e-14 * n ? Math.sqrt(variance) : Double.POSITIVE_INFINITY;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = i == j ? 1 : Math.clamp(matrix[i * n + j] / (root[i] * root[j]), -1, 1);
            }
        }
        return matrix;
    }

    private static Matrix select(Matrix matrix, int[] members) {
        int n = members.length;
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                values[i * n + j] = matrix.get(members[i], members[j]);
            }
        }
        return Matrix.wrap(n, n, values);
    }
}
