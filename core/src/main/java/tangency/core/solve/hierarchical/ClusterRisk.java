package tangency.core.solve.hierarchical;

import java.util.function.ToDoubleFunction;

import tangency.core.math.Matrix;

/**
 * What counts as risk where capital is divided: of each asset, and of the portfolio of any cluster that holds its assets by
 * inverse risk.
 */
public sealed interface ClusterRisk {
    /** Variances, or for {@code deviation} their roots; {@code covariance} N x N, symmetric. */
    record Quadratic(Matrix covariance, boolean deviation) implements ClusterRisk {
        public Quadratic {
            if (covariance.columns() != covariance.rows()) {
                throw new IllegalArgumentException("A covariance is square, not " + covariance);
            }
        }

        @Override
        public int assets() {
            return covariance.rows();
        }
    }

    /** A measure of the outcomes, T x N, of each portfolio. */
    record Sampled(Matrix outcomes, ToDoubleFunction<double[]> measure) implements ClusterRisk {
        @Override
        public int assets() {
            return outcomes.columns();
        }
    }

    /** N. */
    int assets();

    static ClusterRisk variance(Matrix covariance) {
        return new Quadratic(covariance, false);
    }

    static ClusterRisk standardDeviation(Matrix covariance) {
        return new Quadratic(covariance, true);
    }

    static ClusterRisk of(Matrix outcomes, ToDoubleFunction<double[]> measure) {
        return new Sampled(outcomes, measure);
    }
}
