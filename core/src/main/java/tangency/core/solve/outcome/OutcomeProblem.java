package tangency.core.solve.outcome;

import java.util.ArrayList;
import java.util.List;

import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;

/**
 * The data of: minimise risk(Rw) - lambda mean'w subject to lower &lt;= w &lt;= upper and min &lt;= a'w &lt;= max for every row.
 *
 * @param returns R: one row per outcome, all equally likely, one column per asset; finite, at least one of each
 * @param mean one finite number per asset; not copied, must not be modified
 * @param lambda risk tolerance, finite and not negative
 * @param lower lower bounds, -infinity for none
 * @param upper upper bounds, +infinity for none
 * @param rows the other limits
 * @param lowerGroup labels (&gt;= 0) of lower bounds: bounds of one label are one member of a conflict
 * @param upperGroup labels of upper bounds
 */
public record OutcomeProblem(Matrix returns, double[] mean, double lambda, double[] lower, double[] upper,
        List<LinearRow> rows, int[] lowerGroup, int[] upperGroup) {
    public OutcomeProblem {
        int n = returns.columns();
        if (n == 0 || returns.rows() == 0) {
            throw new IllegalArgumentException("Outcomes are a " + returns);
        }
        rows = List.copyOf(rows);
        double[] values = returns.shared();
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
                    "The return of asset " + at % n + " in outcome " + at / n + " is " + values[at]);
        }
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("Risk tolerance " + lambda);
        }
        // The limits are checked by the problem that stands for them.
        limits(mean, Matrix.wrap(n, n, new double[n * n]), lower, upper, rows, lowerGroup, upperGroup);
    }

    /** The least risk alone; all bounds are one constraint. */
    public static OutcomeProblem of(Matrix returns, double[] lower, double[] upper, List<LinearRow> rows) {
        int n = returns.columns();
        return new OutcomeProblem(returns, new double[n], 0, lower, upper, rows, new int[n], new int[n]);
    }

    /** The same limits, with a reward of {@code lambda} times the mean. */
    public OutcomeProblem withReward(double[] newMean, double newLambda) {
        return new OutcomeProblem(returns, newMean, newLambda, lower, upper, rows, lowerGroup, upperGroup);
    }

    /** The same problem with one more row, the last. */
    public OutcomeProblem plusRow(LinearRow row) {
        List<LinearRow> more = new ArrayList<>(rows);
        more.add(row);
        return new OutcomeProblem(returns, mean, lambda, lower, upper, more, lowerGroup, upperGroup);
    }

    /** Number of assets. */
    public int size() {
        return returns.columns();
    }

    /** Number of outcomes. */
    public int outcomes() {
        return returns.rows();
    }

    /** The same limits around another objective. */
    QuadraticProblem limits(Matrix covariance) {
        return limits(mean, covariance, lower, upper, rows, lowerGroup, upperGroup);
    }

    private static QuadraticProblem limits(double[] mean, Matrix covariance, double[] lower, double[] upper,
            List<LinearRow> rows, int[] lowerGroup, int[] upperGroup) {
        return QuadraticProblem.of(mean, covariance, lower, upper, rows).withBoundGroups(lowerGroup, upperGroup);
    }

    @Override
    public String toString() {
        return "Outcome problem: " + returns.rows() + " outcomes of " + size() + " assets, " + rows.size() + " rows";
    }
}
