package tangency.core.estimate;

import tangency.core.estimate.spec.CovarianceSpec;
import tangency.core.math.Matrix;
import tangency.core.math.SymmetricUpdate;
import tangency.core.math.Vector;

/**
 * Linear shrinkage of the sample covariance S (divisor T here) to a structured target F: (1-δ)S + δF, with the
 * asymptotically best intensity δ. The sums over all pairs of assets are rearranged to sums over dates, so that
 * everything past S itself takes O(TN + N²).
 */
public final class LedoitWolf {
    private LedoitWolf() {}

    /**
     * @param returns T x N without gaps, T at least 1
     * @throws IllegalArgumentException without rows, or if a column is not finite
     */
    public static CovarianceEstimate of(Matrix returns, CovarianceSpec.LedoitWolf.Target target) {
        return switch (target) {
            case IDENTITY -> identity(returns);
            case CONSTANT_CORRELATION -> constantCorrelation(returns);
        };
    }

    /**
     * Target μI, μ the average variance. Ledoit and Wolf (2004), "A well-conditioned estimator for large-dimensional
     * covariance matrices", section 3; as in scikit-learn.
     */
    public static CovarianceEstimate identity(Matrix returns) {
        Sample sample = Sample.of(returns);
        int n = sample.assets;
        double[] s = sample.covariance;
        double mu = 0;
        for (int i = 0; i < n; i++) {
            mu += s[i * n + i] / n;
        }
        double distance = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double difference = s[i * n + j] - (i == j ? mu : 0);
                distance += difference * difference;
            }
        }
        double noise = Math.min(sample.sumOfVariancesOfProducts() / sample.periods, distance);
        double intensity = noise <= 0 ? 0 : noise / distance;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] = (1 - intensity) * s[i * n + j] + (i == j ? intensity * mu : 0);
            }
        }
        return sample.shrunk(intensity);
    }

    /**
     * Target: the sample variances, and for every pair the average correlation. Ledoit and Wolf (2004), "Honey, I shrunk
     * the sample covariance matrix", appendix. A constant series counts as uncorrelated with all others.
     */
    public static CovarianceEstimate constantCorrelation(Matrix returns) {
        Sample sample = Sample.of(returns);
        int n = sample.assets;
        double[] s = sample.covariance;
        double[] deviation = new double[n];
        double[] inverse = new double[n];
        for (int i = 0; i < n; i++) {
            deviation[i] = Math.sqrt(s[i * n + i]);
            inverse[i] = deviation[i] > 0 ? 1 / deviation[i] : 0;
        }
        double correlations = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                correlations += s[i * n + j] * inverse[i] * inverse[j];
            }
        }
        double average = n < 2 ? 0 : correlations / (0.5 * n * (n - 1));

        double distance = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double difference = i == j ? 0 : s[i * n + j] - average * deviation[i] * deviation[j];
                distance += difference * difference;
            }
        }
        double noise = sample.sumOfVariancesOfProducts() - sample.sumOfTargetCovariances(average, deviation, inverse);
        double intensity = distance <= 0 ? 0 : Math.clamp(noise / distance / sample.periods, 0, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    double target = average * (deviation[i] * deviation[j]);
                    s[i * n + j] = (1 - intensity) * s[i * n + j] + intensity * target;
                }
            }
        }
        return sample.shrunk(intensity);
    }

    /** Centred returns and their covariance with divisor T. */
    record Sample(int periods, int assets, double[] mean, double[] centred, double[] covariance) {
        static Sample of(Matrix returns) {
            double[] mean = Means.weighted(returns, Means.equalWeights(returns.rows()));
            double[] centred = Means.centred(returns, mean);
            return new Sample(returns.rows(), returns.columns(), mean, centred,
                    SymmetricUpdate.gram(centred, returns.rows(), returns.columns(), 1.0 / returns.rows()));
        }

        CovarianceEstimate shrunk(double intensity) {
            return new CovarianceEstimate(Vector.wrap(mean), Matrix.wrap(assets, assets, covariance), intensity, null);
        }

        /** Σij of the variance over time of xi xj ("pi hat"): mean of the fourth power of each row's length, less |S|². */
        double sumOfVariancesOfProducts() {
            double fourth = 0;
            for (int t = 0; t < periods; t++) {
                double length = 0;
                for (int i = t * assets; i < (t + 1) * assets; i++) {
                    length += centred[i] * centred[i];
                }
                fourth += length * length;
            }
            double squares = 0;
            for (double value : covariance) {
                squares += value * value;
            }
            return fourth / periods - squares;
        }

        /**
         * "rho hat": Σi var(xi²) + average · Σi≠j σj/σi cov(xi², xi xj). The double sum of means of xi³ xj is the mean of a
         * product of two sums, less its diagonal.
         */
        double sumOfTargetCovariances(double average, double[] deviation, double[] inverse) {
            double diagonal = 0;
            double cross = 0;
            for (int t = 0; t < periods; t++) {
                double cubes = 0;
                double scaled = 0;
                double fourth = 0;
                for (int i = 0; i < assets; i++) {
                    double x = centred[t * assets + i];
                    cubes += x * x * x * inverse[i];
                    scaled += x * deviation[i];
                    fourth += x * x * x * x;
                }
                diagonal += fourth;
                cross += cubes * scaled - fourth;
            }
            diagonal /= periods;
            cross /= periods;
            for (int i = 0; i < assets; i++) {
                double variance = covariance[i * assets + i];
                diagonal -= variance * variance;
                for (int j = 0; j < assets; j++) {
                    if (i != j) {
                        cross -= deviation[i] * deviation[j] * covariance[i * assets + j];
                    }
                }
            }
            return diagonal + average * cross;
        }
    }
}
