package tangency.core.estimate;

import java.util.Arrays;

import tangency.core.math.Matrix;

/**
 * Analytical nonlinear shrinkage: the eigenvectors of the sample covariance (divisor n = T-1, the mean being estimated)
 * with eigenvalues moved to where the limiting spectral density, estimated by an Epanechnikov kernel of locally
 * proportional bandwidth n^(-1/3) λ, says that the true ones are. Ledoit and Wolf (2020), "Analytical nonlinear shrinkage
 * of large-dimensional covariance matrices", Annals of Statistics 48(5), section 4 (more assets than returns: section C of
 * the supplement).
 *
 * <p>Directions in which no return ever moved beyond what fewer returns than assets explain (a constant series, two equal
 * ones) are no part of the estimate: it is made in the others and keeps these at variance 0.
 */
public final class NonlinearShrinkage {
    /** Below this number of returns, less one, the bandwidth is too wide for the formulas. */
    private static final int LEAST = 12;

    /** The fewest returns that will do. */
    public static final int LEAST_RETURNS = LEAST + 1;

    private static final double ROOT_5 = Math.sqrt(5);
    private static final double FAR = 10;

    private NonlinearShrinkage() {}

    /** An estimate, or why there is none. */
    public sealed interface Result {
        record Estimated(CovarianceEstimate estimate) implements Result {}

        /**
         * The variances are so far apart that the eigenvectors of the larger ones leave nothing of the smallest.
         *
         * @param smallest column of the smallest positive variance
         * @param largest column of the largest
         */
        record TooUneven(int smallest, int largest) implements Result {}
    }

    /**
     * @param returns T x N without gaps, T at least {@link #LEAST_RETURNS}
     * @throws IllegalArgumentException for fewer rows, or if a column is not finite
     */
    public static Result of(Matrix returns) {
        int n = returns.rows() - 1;
        int p = returns.columns();
        if (n < LEAST) {
            throw new IllegalArgumentException(
                    "Nonlinear shrinkage needs at least " + LEAST_RETURNS + " rows, not " + returns.rows());
        }
        CovarianceEstimate sample = SampleCovariance.of(returns);
        SymmetricEigen eigen = SymmetricEigen.of(sample.covariance());
        double largest = eigen.values()[p - 1];
        double nothing = 1e-15 * Math.max(p, 10) * largest;
        double[] variance = sample.covariance().diagonal();
        int small = -1;
        int large = 0;
        for (int i = 0; i < p; i++) {
            small = variance[i] > 0 && (small < 0 || variance[i] < variance[small]) ? i : small;
            large = variance[i] > variance[large] ? i : large;
        }
        if (small < 0) {
            return new Result.Estimated(sample);
        }
        if (variance[small] < 100 * nothing) {
            return new Result.TooUneven(small, large);
        }
        int rank = (int) Arrays.stream(eigen.values()).filter(v -> v > nothing).count();
        int known = Math.min(rank, n);
        // Fewer returns than assets leave p - n directions empty; any more are empty of themselves.
        int dimension = known < n ? known : p;
        double[] positive = Arrays.copyOfRange(eigen.values(), p - known, p);
        double[] shrunk = new double[p];
        if (dimension > n) {
            Arrays.fill(shrunk, 0, p - known, ofNull(positive, dimension, n));
        }
        System.arraycopy(shrunk(positive, dimension, n), 0, shrunk, p - known, known);
        double[] covariance = eigen.with(shrunk);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p && variance[i] == 0; j++) {
                covariance[i * p + j] = covariance[j * p + i] = 0;
            }
        }
        return new Result.Estimated(
                new CovarianceEstimate(sample.mean(), Matrix.wrap(p, p, covariance), null, null));
    }

    /** Equations 4.3 and C.4: where each positive sample eigenvalue goes. */
    private static double[] shrunk(double[] eigenvalues, int p, int n) {
        double h = Math.cbrt(1.0 / n);
        double concentration = (double) p / n;
        double[] shrunk = new double[eigenvalues.length];
        for (int i = 0; i < shrunk.length; i++) {
            double own = eigenvalues[i];
            double density = 0;
            double transform = 0;
            for (double other : eigenvalues) {
                double width = h * other;
                double x = (own - other) / width;
                density += Math.max(0, 1 - x * x / 5) / width;
                transform += hilbert(x) / width;
            }
            // Means, of the kernel (eq. 4.7) and of its Hilbert transform (eq. 4.8).
            density *= 0.75 / ROOT_5 / eigenvalues.length;
            transform /= eigenvalues.length;
            if (p <= n) {
                double imaginary = Math.PI * concentration * own * density;
                double real = 1 - concentration - Math.PI * concentration * own * transform;
                shrunk[i] = own / (imaginary * imaginary + real * real);
            } else {
                shrunk[i] = 1 / (Math.PI * Math.PI * own * (density * density + transform * transform));
            }
        }
        return shrunk;
    }

    /**
     * The Hilbert transform of the Epanechnikov kernel. Far out the terms of its formula cancel, and the series in its moments
     * 3·5ᵏ/((2k+1)(2k+3)) takes over.
     */
    private static double hilbert(double x) {
        if (Math.abs(x) > FAR) {
            double y = 5 / (x * x);
            double power = 1;
            double sum = 0;
            for (int k = 0; power > 1e-18; k++) {
                sum += power / ((2 * k + 1) * (2 * k + 3));
                power *= y;
            }
            return -3 / (Math.PI * x) * sum;
        }
        double linear = -0.3 / Math.PI * x;
        double distance = Math.abs((ROOT_5 - x) / (ROOT_5 + x));
        return distance == 0 || Double.isInfinite(distance)
                ? linear
                : linear + 0.75 / ROOT_5 / Math.PI * (1 - x * x / 5) * Math.log(distance);
    }

    /** Equations C.5 and C.8: the eigenvalue of directions that fewer returns than assets leave empty. */
    private static double ofNull(double[] eigenvalues, int p, int n) {
        double h = Math.cbrt(1.0 / n);
        double transform = 0.3 / (h * h)
                + 0.75 / ROOT_5 / h * (1 - 0.2 / (h * h)) * Math.log((1 + ROOT_5 * h) / (1 - ROOT_5 * h));
        transform *= Arrays.stream(eigenvalues).map(v -> 1 / v).average().orElseThrow() / Math.PI;
        return 1 / (Math.PI * (p - n) / n * transform);
    }
}
