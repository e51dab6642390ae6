package tangency.core.solve.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tangency.core.solve.LinearLimits;

/**
 * Limits on the held assets in units of a guess: inequalities, equalities, and the sum of weights that λ is to make.
 *
 * @param inequalities by limit of the problem they came from
 * @param equalities n coefficients each
 * @param values of the equalities
 * @param sums n: the weights of one unit of each position
 * @param sum of weights to be reached
 * @param mode what becomes of the sum
 * @param lambda where it does not follow from the sum
 */
record ScaledLimits(List<Inequality> inequalities, double[][] equalities, double[] values, int[] equalityRows,
        double[] sums,
        double sum, Sum mode, double lambda) {
    /** What becomes of the sum of weights. */
    enum Sum {
        /** λ makes it. */
        BY_LAMBDA,
        /** It is one more limit, λ is given. */
        A_LIMIT,
        /** It follows from the λ that is given. */
        OPEN
    }

    /**
     * @param asset index among the held, for a bound; else -1
     * @param row of {@link LinearLimits}, for a row; else -1
     * @param sign 1 for a lower limit, -1 for an upper one
     * @param scale price in the problem's units per price of this
     */
    record Inequality(int asset, int row, int sign, double scale, double[] coefficients, double limit) {}

    /** @param guess n weights, positive */
    static ScaledLimits of(LinearLimits limits, int[] held, double[] guess, double sum) {
        int n = held.length;
        List<Inequality> inequalities = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            double lower = limits.lower()[held[k]];
            double upper = limits.upper()[held[k]];
            if (lower > 0) {
                inequalities.add(new Inequality(k, -1, 1, 1 / guess[k], new double[0], lower / guess[k]));
            }
            // No single weight exceeds the sum, for all are positive.
            if (upper < sum) {
                inequalities.add(new Inequality(k, -1, -1, 1 / guess[k], new double[0], -upper / guess[k]));
            }
        }
        List<double[]> equalities = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Integer> equalityRows = new ArrayList<>();
        for (int r = 0; r < limits.rows().size(); r++) {
            LinearLimits.Row row = limits.rows().get(r);
            double[] coefficients = new double[n];
            double size = 0;
            boolean budget = true;
            for (int k = 0; k < n; k++) {
                coefficients[k] = row.coefficients()[held[k]] * guess[k];
                size = Math.max(size, Math.abs(coefficients[k]));
                budget &= row.coefficients()[held[k]] == row.coefficients()[held[0]];
            }
            if (size == 0 || (budget && within(row, row.coefficients()[held[0]] * sum))) {
                // Says nothing of the held, or nothing but what the sum says.
                continue;
            }
            for (int k = 0; k < n; k++) {
                coefficients[k] /= size;
            }
            if (row.min() == row.max()) {
                equalities.add(coefficients);
                values.add(row.min() / size);
                equalityRows.add(r);
                continue;
            }
            if (Double.isFinite(row.min()) && !implied(row, held, limits, sum, false)) {
                inequalities.add(new Inequality(-1, r, 1, 1 / size, coefficients, row.min() / size));
            }
            if (Double.isFinite(row.max()) && !implied(row, held, limits, sum, true)) {
                double[] negative = Arrays.stream(coefficients).map(c -> -c).toArray();
                inequalities.add(new Inequality(-1, r, -1, 1 / size, negative, -row.max() / size));
            }
        }
        return new ScaledLimits(inequalities, equalities.toArray(double[][]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                equalityRows.stream().mapToInt(Integer::intValue).toArray(), guess, sum, Sum.BY_LAMBDA, 1);
    }

    /** The same with the sum as one more limit, at a λ that is given. */
    ScaledLimits sumAsLimit(double given) {
        int m = equalities.length;
        double[][] more = Arrays.copyOf(equalities, m + 1);
        more[m] = sums;
        double[] moreValues = Arrays.copyOf(values, m + 1);
        moreValues[m] = sum;
        int[] moreRows = Arrays.copyOf(equalityRows, m + 1);
        moreRows[m] = -1;
        return new ScaledLimits(inequalities, more, moreValues, moreRows, sums, sum, Sum.A_LIMIT, given);
    }

    /** The same with whatever sum follows from a λ that is given. */
    ScaledLimits at(double given) {
        return new ScaledLimits(inequalities, equalities, values, equalityRows, sums, sum, Sum.OPEN, given);
    }

    private static boolean within(LinearLimits.Row row, double value) {
        double room = 1e-12 * Math.max(1, Math.abs(value));
        return value >= row.min() - room && value <= row.max() + room;
    }

    /** Whether positive weights of that sum cannot reach the limit. */
    private static boolean implied(LinearLimits.Row row, int[] held, LinearLimits limits, double sum, boolean upper) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i : held) {
            least = Math.min(least, row.coefficients()[i] * sum);
            most = Math.max(most, row.coefficients()[i] * sum);
        }
        return upper ? most < row.max() : least > row.min();
    }

    /** As rows of a program of {@code n} variables, the held first. */
    List<LimitPart.Row> rows(int n) {
        List<LimitPart.Row> rows = new ArrayList<>();
        for (Inequality one : inequalities) {
            rows.add(one.asset >= 0
                    ? LimitPart.Row.of(one.asset, one.sign, one.limit)
                    : LimitPart.Row.of(Arrays.copyOf(one.coefficients, n), one.limit));
        }
        return rows;
    }
}
