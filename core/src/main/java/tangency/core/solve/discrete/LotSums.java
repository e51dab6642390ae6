package tangency.core.solve.discrete;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.quadratic.LinearRow;

/**
 * What whole lots can add up to: where every term of a row is a multiple of one number, so is the sum, and limits between
 * two multiples cannot be met. A tree would count through all combinations to find that out.
 */
final class LotSums {
    /** Remainders below are rounding, as a share of the largest lot. */
    private static final double ROUNDING = 1e-9;
    /** A common measure below this share of the largest lot says nothing. */
    private static final double COARSE = 1e-5;
    /** Limits this near to a multiple are met, as a share of the measure. */
    private static final double NEAR = 1e-3;

    private LotSums() {}

    /** Says which row no whole lots meet, null where none was found. */
    static @Nullable String unmet(DiscreteProblem problem) {
        for (LinearRow row : problem.quadratic().rows()) {
            double measure = measure(problem, row.coefficients());
            if (measure > 0) {
                double next = Math.ceil(row.min() / measure - NEAR) * measure;
                if (next > row.max() + NEAR * measure) {
                    return "whole lots make up multiples of " + measure + " in '" + row.name() + "', which has to lie"
                            + (row.min() == row.max()
                                    ? " at " + row.min()
                                    : " between " + row.min() + " and " + row.max());
                }
            }
        }
        return null;
    }

    /** The greatest common measure of the terms, 0 where there is none. */
    private static double measure(DiscreteProblem problem, double[] coefficients) {
        double largest = 0;
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0 && problem.lots().get(i) == 0) {
                return 0;
            }
            largest = Math.max(largest, Math.abs(coefficients[i] * problem.lots().get(i)));
        }
        double measure = 0;
        for (int i = 0; i < coefficients.length; i++) {
            double term = Math.abs(coefficients[i] * problem.lots().get(i));
            while (term > ROUNDING * largest) {
                double rest = Math.abs(measure - Math.rint(measure / term) * term);
                measure = term;
                term = rest;
            }
            if (measure < COARSE * largest) {
                return 0;
            }
        }
        return measure;
    }
}
