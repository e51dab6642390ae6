package tangency.core.solve.quadratic;

import tangency.core.math.Kernels;

/**
 * The constraint coefficients'w + term(w) &lt;= max.
 *
 * @param name for messages
 * @param coefficients one finite number per asset; not copied, must not be modified
 */
public record KinkedRow(String name, double[] coefficients, KinkedTerm term, double max) {
    /** What is limited, at {@code weights}. */
    public double at(double[] weights) {
        return Kernels.dot(coefficients, weights) + term.at(weights);
    }
}
