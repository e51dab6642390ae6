package tangency.core.solve.quadratic;

/**
 * One linear constraint min &lt;= coefficients'w &lt;= max.
 *
 * @param name for messages
 * @param coefficients one finite number per asset; not copied, must not be modified
 * @param min lower limit, -infinity for none
 * @param max upper limit, +infinity for none; equal to {@code min} for an equality. A {@code min} above {@code max} is a
 *        constraint that nothing satisfies, and is answered as such.
 */
public record LinearRow(String name, double[] coefficients, double min, double max) {
    public LinearRow {
        for (int i = 0; i < coefficients.length; i++) {
            if (!Double.isFinite(coefficients[i])) {
                throw new IllegalArgumentException("Coefficient " + i + " of " + name + " is " + coefficients[i]);
            }
        }
        QuadraticProblem.requireLimits(name, min, max);
    }

    /** The row coefficients'w = value. */
    public static LinearRow equality(String name, double[] coefficients, double value) {
        return new LinearRow(name, coefficients, value, value);
    }

    /** The row coefficients'w &lt;= max. */
    public static LinearRow atMost(String name, double[] coefficients, double max) {
        return new LinearRow(name, coefficients, Double.NEGATIVE_INFINITY, max);
    }

    /** The row coefficients'w &gt;= min. */
    public static LinearRow atLeast(String name, double[] coefficients, double min) {
        return new LinearRow(name, coefficients, min, Double.POSITIVE_INFINITY);
    }
}
