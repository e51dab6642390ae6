package tangency.core.estimate;

import tangency.core.math.Matrix;

/**
 * Oracle approximating shrinkage of the sample covariance S (divisor T) to μI, μ the average variance: (1-ρ)S + ρμI with
 * ρ = min(1, (α + μ²) / ((T+1)(α - μ²/N))), α the mean square of the elements of S.
 *
 * <p>This is scikit-learn's formula. Chen, Wiesel, Eldar and Hero (2010), "Shrinkage algorithms for MMSE covariance
 * estimation", eq. 23, have (1 - 2/N) tr(S²) + tr(S)² over (T + 1 - 2/N)(tr(S²) - tr(S)²/N), which drops the terms 2/N
 * there; the two come together as N grows.
 */
public final class OracleApproximatingShrinkage {
    private OracleApproximatingShrinkage() {}

    /**
     * @param returns T x N without gaps
     * @throws IllegalArgumentException without rows, or if a column is not finite
     */
    public static CovarianceEstimate of(Matrix returns) {
        LedoitWolf.Sample sample = LedoitWolf.Sample.of(returns);
        int n = sample.assets();
        double[] s = sample.covariance();
        double mu = 0;
        for (int i = 0; i < n; i++) {
            mu += s[i * n + i] / n;
        }
        double alpha = 0;
        for (double value : s) {
            alpha += value * value;
        }
        alpha /= (double) n * n;
        double distance = (sample.periods() + 1) * (alpha - mu * mu / n);
        // Of one asset, and where S is μI already, nothing is left to shrink.
        double intensity = n < 2 || distance <= 0 ? 0 : Math.min(1, (alpha + mu * mu) / distance);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] = (1 - intensity) * s[i * n + j] + (i == j ? intensity * mu : 0);
            }
        }
        return sample.shrunk(intensity);
    }
}
