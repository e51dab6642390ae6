package tangency.core.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

import tangency.core.estimate.Means;
import tangency.core.estimate.SampleCovariance;
import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;

/** Simulated daily returns like those of shares: ten common factors, own noise, heavier tails now and then. */
final class Cases {
    private static final int FACTORS = 10;

    private Cases() {}

    /** T x N returns. */
    static Matrix returns(int periods, int assets, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] loading = new double[assets][FACTORS];
        double[] noise = new double[assets];
        double[] mean = new double[assets];
        for (int i = 0; i < assets; i++) {
            loading[i][0] = 0.6 + 0.8 * random.nextDouble();
            for (int k = 1; k < FACTORS; k++) {
                loading[i][k] = 0.4 * random.nextGaussian();
            }
            noise[i] = 0.008 + 0.015 * random.nextDouble();
            mean[i] = 0.0003 + 0.0004 * random.nextGaussian();
        }
        double[] values = new double[periods * assets];
        double[] factor = new double[FACTORS];
        for (int t = 0; t < periods; t++) {
            double stress = random.nextInt(25) == 0 ? 2.5 : 0.85;
            for (int k = 0; k < FACTORS; k++) {
                factor[k] = stress * (k == 0 ? 0.01 : 0.005) * random.nextGaussian();
            }
            for (int i = 0; i < assets; i++) {
                double sum = mean[i] + stress * noise[i] * random.nextGaussian();
                for (int k = 0; k < FACTORS; k++) {
                    sum += loading[i][k] * factor[k];
                }
                values[t * assets + i] = sum;
            }
        }
        return Matrix.wrap(periods, assets, values);
    }

    /** Long-only, fully invested, on the sample moments of {@code returns}. */
    static QuadraticProblem longOnly(Matrix returns) {
        int n = returns.columns();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return QuadraticProblem.of(Means.historical(returns).toArray(), SampleCovariance.of(returns).covariance(),
                new double[n], ones.clone(), java.util.List.of(LinearRow.equality("Fully invested", ones, 1)));
    }
}
