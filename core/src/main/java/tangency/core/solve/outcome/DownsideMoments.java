package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.math.Matrix;

/** Second moments, about the means of all, of the outcomes in which a portfolio is below its mean; kept up as these change. */
final class DownsideMoments {
    private final Matrix returns;
    private final double[] centre;
    private final boolean[] below;
    private double[] sum;

    DownsideMoments(Matrix returns) {
        this.returns = returns;
        centre = OutcomeSystem.columnMeans(returns);
        below = new boolean[returns.rows()];
        sum = new double[returns.columns() * returns.columns()];
    }

    int divisor() {
        return Math.max(1, returns.rows() - 1);
    }

    /** The portfolio's deviation from its mean in every outcome. */
    double[] deviations(double[] weights) {
        double[] x = OutcomeCertificate.portfolioReturns(returns, weights);
        double mean = 0;
        for (int j = 0; j < weights.length; j++) {
            mean += weights[j] * centre[j];
        }
        for (int t = 0; t < x.length; t++) {
            x[t] -= mean;
        }
        return x;
    }

    /** Makes the moments those of the outcomes with a negative deviation. */
    void select(double[] deviations) {
        int n = returns.columns();
        int changes = 0;
        int chosen = 0;
        for (int t = 0; t < below.length; t++) {
            boolean now = deviations[t] < 0;
            changes += now == below[t] ? 0 : 1;
            chosen += now ? 1 : 0;
        }
        if (2 * changes > chosen) {
            sum = new double[n * n];
            Arrays.fill(below, false);
        }
        add(deviations, true);
        add(deviations, false);
    }

    /** Whether the outcomes with a negative deviation are those selected. */
    boolean matches(double[] deviations) {
        for (int t = 0; t < below.length; t++) {
            if (below[t] != deviations[t] < 0) {
                return false;
            }
        }
        return true;
    }

    private void add(double[] deviations, boolean entering) {
        int n = returns.columns();
        double[] values = returns.shared();
        double[] four = new double[4 * n];
        int filled = 0;
        for (int t = 0; t <= below.length; t++) {
            if (t == below.length) {
                Arrays.fill(four, filled * n, 4 * n, 0);
                filled = filled == 0 ? 0 : 4;
            } else if (below[t] != entering && deviations[t] < 0 == entering) {
                below[t] = entering;
                for (int j = 0; j < n; j++) {
                    four[filled * n + j] = values[t * n + j] - centre[j];
                }
                filled++;
            }
            if (filled == 4) {
                Gram.addBlock(four, n, entering ? 1 : -1, sum);
                filled = 0;
            }
        }
    }

    /** The second derivative of the semi-variance of the outcomes selected, plus a diagonal. */
    Matrix curvature(double[] diagonal) {
        int n = returns.columns();
        double factor = 2.0 / divisor();
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                out[i * n + j] = factor * sum[i * n + j];
                out[j * n + i] = out[i * n + j];
            }
            out[i * n + i] = Math.max(0, out[i * n + i]) + diagonal[i];
        }
        return Matrix.wrap(n, n, out);
    }
}
