package tangency.core.solve.budget;

import org.jspecify.annotations.Nullable;

/** The standard deviation by a covariance. */
final class QuadraticForm implements RiskForm {
    private final double[] scaled;
    private final int n;
    private final double unit;

    /**
     * @param covariance n x n, row major; not modified
     * @param guess n, positive
     */
    QuadraticForm(double[] covariance, double[] guess) {
        n = guess.length;
        scaled = new double[n * n];
        double variance = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i * n + j] = covariance[i * n + j] * guess[i] * guess[j];
                variance += scaled[i * n + j];
            }
        }
        unit = Math.sqrt(variance);
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] /= variance;
        }
    }

    @Override
    public int assets() {
        return n;
    }

    @Override
    public double unit() {
        return unit;
    }

    @Override
    public boolean squared() {
        return true;
    }

    @Override
    public double[] hessian() {
        return scaled;
    }

    @Override
    public @Nullable ExcessPart part() {
        return null;
    }

    @Override
    public boolean edged() {
        return false;
    }

    @Override
    public double edge() {
        return 0;
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public double risk(double[] positions) {
        double[] product = new double[n];
        SymmetricProduct.times(scaled, positions, product);
        double variance = 0;
        for (int i = 0; i < n; i++) {
            variance += positions[i] * product[i];
        }
        return Math.sqrt(Math.max(0, variance));
    }

    @Override
    public double[] gradient(double[] positions) {
        double[] product = new double[n];
        SymmetricProduct.times(scaled, positions, product);
        double risk = risk(positions);
        for (int i = 0; i < n; i++) {
            product[i] /= risk;
        }
        return product;
    }

    @Override
    public double[] proof(double[] positions) {
        return gradient(positions);
    }
}
