package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tangency.core.math.Matrix;

/**
 * The data of: minimise w'&Sigma;w/2 - &lambda;&middot;mean'w subject to lower &lt;= w &lt;= upper and
 * min &lt;= a'w &lt;= max for every row. The risk tolerance &lambda; &gt;= 0 is given when it is solved.
 *
 * <p>This class is immutable and thread-safe as long as callers do not modify the arrays they handed in.
 */
public final class QuadraticProblem {
    private final double[] mean;
    private final Matrix covariance;
    private final double[] lower;
    private final double[] upper;
    private final List<LinearRow> rows;
    private final int[] lowerGroup;
    private final int[] upperGroup;

    private QuadraticProblem(double[] mean, Matrix covariance, double[] lower, double[] upper, List<LinearRow> rows,
            int[] lowerGroup, int[] upperGroup) {
        this.mean = mean;
        this.covariance = covariance;
        this.lower = lower;
        this.upper = upper;
        this.rows = List.copyOf(rows);
        this.lowerGroup = lowerGroup;
        this.upperGroup = upperGroup;
        int n = mean.length;
        if (lower.length != n || upper.length != n || lowerGroup.length != n || upperGroup.length != n) {
            throw new IllegalArgumentException(n + " means, but " + lower.length + " lower and " + upper.length
                    + " upper bounds, labelled by " + lowerGroup.length + " and " + upperGroup.length);
        }
        for (int i = 0; i < n; i++) {
            requireLimits("asset " + i, lower[i], upper[i]);
        }
        for (LinearRow row : this.rows) {
            if (row.coefficients().length != n) {
                throw new IllegalArgumentException(
                        row.name() + " has " + row.coefficients().length + " coefficients for " + n + " assets");
            }
        }
    }

    /**
     * A problem whose bounds belong together under label 0.
     *
     * @param mean one finite number per asset, at least one asset
     * @param covariance symmetric and positive semi-definite (singular is fine), as many rows as means
     * @param lower lower bounds, -infinity for none
     * @param upper upper bounds, +infinity for none
     */
    public static QuadraticProblem of(double[] mean, Matrix covariance, double[] lower, double[] upper,
            List<LinearRow> rows) {
        int n = mean.length;
        if (n == 0) {
            throw new IllegalArgumentException("A problem needs at least one asset");
        }
        if (covariance.rows() != n || covariance.columns() != n) {
            throw new IllegalArgumentException(n + " means, but a covariance " + covariance);
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(mean[i])) {
                throw new IllegalArgumentException("Mean " + i + " is " + mean[i]);
            }
        }
        requireCovariance(covariance);
        return new QuadraticProblem(mean, covariance, lower, upper, rows, new int[n], new int[n]);
    }

    /**
     * The same problem with labels (&gt;= 0) for its bounds: bounds of one label are one constraint to the user, and
     * appear as one member of a conflict.
     */
    public QuadraticProblem withBoundGroups(int[] lowerLabels, int[] upperLabels) {
        return new QuadraticProblem(mean, covariance, lower, upper, rows, lowerLabels, upperLabels);
    }

    /** The same problem within other bounds. */
    public QuadraticProblem withBounds(double[] newLower, double[] newUpper) {
        return new QuadraticProblem(mean, covariance, newLower, newUpper, rows, lowerGroup, upperGroup);
    }

    /** The same problem under other rows. */
    public QuadraticProblem withRows(List<LinearRow> newRows) {
        return new QuadraticProblem(mean, covariance, lower, upper, newRows, lowerGroup, upperGroup);
    }

    /** The same problem with one more row, the last. */
    public QuadraticProblem plusRow(LinearRow row) {
        List<LinearRow> more = new ArrayList<>(rows);
        more.add(row);
        return withRows(more);
    }

    /** Number of assets. */
    public int size() {
        return mean.length;
    }

    /** Shared, not to be modified. */
    public double[] mean() {
        return mean;
    }

    public Matrix covariance() {
        return covariance;
    }

    /** Shared, not to be modified. */
    public double[] lower() {
        return lower;
    }

    /** Shared, not to be modified. */
    public double[] upper() {
        return upper;
    }

    public List<LinearRow> rows() {
        return rows;
    }

    /** The label of each lower bound. Shared, not to be modified. */
    public int[] lowerGroup() {
        return lowerGroup;
    }

    /** The label of each upper bound. Shared, not to be modified. */
    public int[] upperGroup() {
        return upperGroup;
    }

    static void requireLimits(String where, double min, double max) {
        if (Double.isNaN(min) || Double.isNaN(max) || min == Double.POSITIVE_INFINITY
                || max == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("Limits of " + where + " are " + min + " and " + max);
        }
    }

    private static void requireCovariance(Matrix covariance) {
        double[] values = covariance.shared();
        int n = covariance.rows();
        double sum = 0;
        for (double value : values) {
            sum += value * 0;
        }
        if (sum != 0) {
            int at = 0;
            while (Double.isFinite(values[at])) {
                at++;
            }
            throw new IllegalArgumentException(
                    "Covariance of assets " + at / n + " and " + at % n + " is " + values[at]);
        }
        for (int i = 0; i < n; i++) {
            if (values[i * n + i] < 0) {
                throw new IllegalArgumentException("Variance of asset " + i + " is " + values[i * n + i]);
            }
            for (int j = 0; j < i; j++) {
                if (values[i * n + j] != values[j * n + i]) {
                    throw new IllegalArgumentException("Covariance of assets " + i + " and " + j + " is "
                            + values[i * n + j] + " one way and " + values[j * n + i] + " the other");
                }
            }
        }
    }

    @Override
    public String toString() {
        return "Quadratic problem of " + size() + " assets and " + rows.size() + " rows "
                + Arrays.toString(rows.stream().map(LinearRow::name).toArray());
    }
}
