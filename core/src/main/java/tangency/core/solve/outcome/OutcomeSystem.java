package tangency.core.solve.outcome;

import java.util.Arrays;
import java.util.List;

import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.LinearRow;

/**
 * The data of a problem whose risk is piecewise linear, in units in which returns, weights, coefficients and rewards are about
 * one. Scales are powers of two, so that nothing is rounded. Variables are the weights and, with a threshold, that.
 */
final class OutcomeSystem {
    final OutcomeProblem problem;
    /** Whether z = -x - threshold, the threshold the last variable; else z = x. */
    final boolean threshold;
    final int assets;
    final int variables;
    final int outcomes;
    /** A weight of the problem is this times one of the system. */
    final double weightScale;
    /** A return of the problem is this times one of the system. */
    final double returnScale;
    /** A multiplier of an outcome of the problem is this times one of the system. */
    final double rewardScale;
    final double[] rowScale;
    final double[] lower;
    final double[] upper;
    final double[] min;
    final double[] max;
    final double[] cost;
    /** Coefficients of the problem's rows. */
    final double[][] rows;
    private final double sign;
    private final double[] centre;

    /** @param centred whether returns are taken from each asset's mean over the outcomes */
    OutcomeSystem(OutcomeProblem problem, boolean threshold, boolean centred) {
        this.problem = problem;
        this.threshold = threshold;
        assets = problem.size();
        outcomes = problem.outcomes();
        variables = assets + (threshold ? 1 : 0);
        sign = threshold ? -1 : 1;
        centre = centred ? columnMeans(problem.returns()) : new double[assets];
        double square = 0;
        double[] values = problem.returns().shared();
        double largest = largest(values);
        for (double value : values) {
            double share = largest == 0 ? 0 : value / largest;
            square += share * share;
        }
        returnScale = 1 / inverseScale(largest * Math.sqrt(square / values.length));
        double reward = problem.lambda() == 0 ? 0 : problem.lambda() * largest(problem.mean()) / returnScale;
        rewardScale = reward <= 1 ? 1 : 1 / inverseScale(reward);
        weightScale = weightScale(problem.rows());
        cost = new double[variables];
        lower = new double[variables];
        upper = new double[variables];
        for (int j = 0; j < assets; j++) {
            cost[j] = problem.lambda() == 0
                    ? 0
                    : -problem.lambda() * problem.mean()[j] / returnScale / rewardScale;
            lower[j] = problem.lower()[j] / weightScale;
            upper[j] = problem.upper()[j] / weightScale;
        }
        if (threshold) {
            cost[assets] = 1 / rewardScale;
            lower[assets] = Double.NEGATIVE_INFINITY;
            upper[assets] = Double.POSITIVE_INFINITY;
        }
        int count = problem.rows().size();
        rows = new double[count][variables];
        rowScale = new double[count];
        min = new double[count];
        max = new double[count];
        for (int k = 0; k < count; k++) {
            LinearRow row = problem.rows().get(k);
            rowScale[k] = inverseScale(largest(row.coefficients()));
            for (int j = 0; j < assets; j++) {
                rows[k][j] = row.coefficients()[j] * rowScale[k];
            }
            min[k] = row.min() * rowScale[k] / weightScale;
            max[k] = row.max() * rowScale[k] / weightScale;
        }
    }

    /** The mean of every column. */
    static double[] columnMeans(Matrix returns) {
        int n = returns.columns();
        double[] values = returns.shared();
        double[] mean = new double[n];
        for (int t = 0; t < returns.rows(); t++) {
            for (int j = 0; j < n; j++) {
                mean[j] += values[t * n + j];
            }
        }
        double[] rest = new double[n];
        for (int j = 0; j < n; j++) {
            mean[j] /= returns.rows();
        }
        for (int t = 0; t < returns.rows(); t++) {
            for (int j = 0; j < n; j++) {
                rest[j] += values[t * n + j] - mean[j];
            }
        }
        for (int j = 0; j < n; j++) {
            mean[j] += rest[j] / returns.rows();
        }
        return mean;
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static double inverseScale(double largest) {
        return largest == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
    }

    /** The size that weights are likely to have: what equalities ask for, 1 where they ask for nothing. */
    private static double weightScale(List<LinearRow> rows) {
        double size = 0;
        for (LinearRow row : rows) {
            double each = largest(row.coefficients());
            if (row.min() == row.max() && each > 0) {
                size = Math.max(size, Math.abs(row.min()) / each);
            }
        }
        return 1 / inverseScale(size);
    }

    /** The coefficients of an outcome's z. */
    double[] outcome(int t) {
        double[] values = problem.returns().shared();
        double[] row = new double[variables];
        int base = t * assets;
        for (int j = 0; j < assets; j++) {
            row[j] = sign * (values[base + j] - centre[j]) / returnScale;
        }
        if (threshold) {
            row[assets] = -1;
        }
        return row;
    }

    /** z of every outcome. */
    double[] activities(double[] u) {
        double[] values = problem.returns().shared();
        int[] held = new int[assets];
        double[] weights = new double[assets];
        int count = 0;
        double shift = threshold ? u[assets] : 0;
        for (int j = 0; j < assets; j++) {
            if (u[j] != 0) {
                held[count] = j;
                weights[count] = sign * u[j] / returnScale;
                shift += weights[count++] * centre[j];
            }
        }
        double[] z = new double[outcomes];
        for (int t = 0; t < outcomes; t++) {
            int base = t * assets;
            double sum = -shift;
            for (int k = 0; k < count; k++) {
                sum += values[base + held[k]] * weights[k];
            }
            z[t] = sum;
        }
        return z;
    }

    /** Adds the outcomes' coefficients times {@code y} to {@code to}. */
    void addOutcomes(double[] y, double[] to) {
        double[] values = problem.returns().shared();
        double sum = 0;
        double[] part = new double[assets];
        for (int t = 0; t < outcomes; t++) {
            double factor = y[t];
            if (factor != 0) {
                sum += factor;
                int base = t * assets;
                for (int j = 0; j < assets; j++) {
                    part[j] += factor * values[base + j];
                }
            }
        }
        for (int j = 0; j < assets; j++) {
            to[j] += sign * (part[j] - sum * centre[j]) / returnScale;
        }
        if (threshold) {
            to[assets] -= sum;
        }
    }

    /** A column mean, in the problem's units, that is taken from returns. */
    double[] centre() {
        return centre;
    }

    /** The threshold that is best for weights {@code u}, set in its place; a tail weighs an outcome by {@code weight} at most. */
    void settleThreshold(double[] u, double weight) {
        if (threshold) {
            u[assets] = 0;
            double[] losses = activities(u);
            Arrays.sort(losses);
            int at = (int) Math.ceil(outcomes - 1 / weight - 1e-9 * outcomes) - 1;
            u[assets] = losses[Math.max(0, Math.min(outcomes - 1, at))];
        }
    }
}
