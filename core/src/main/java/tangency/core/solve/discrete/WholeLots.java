package tangency.core.solve.discrete;

import java.util.List;

import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.LinearRow;

/**
 * Rounds the positions of a portfolio to whole lots and then moves one or two of them by single lots for as long as less of
 * the linear limits is violated or, at the same violation, the objective is better. What is held stays held.
 */
final class WholeLots {
    private static final int MOVES = 2000;
    private static final double SMALL = 1e-12;

    private final DiscreteProblem problem;
    private final Domain domain;
    private final double[] weights;
    private final Matrix sigma;
    private final double[] image;
    private final List<LinearRow> rows;
    private final double[] activity;
    private double variance;
    private double mean;
    private double objective;
    private double violation;
    private final double cost;

    private WholeLots(DiscreteProblem problem, Domain domain, double[] weights) {
        this.problem = problem;
        this.domain = domain;
        this.weights = weights;
        rows = problem.quadratic().rows();
        sigma = problem.quadratic().covariance().dense();
        image = Kernels.times(sigma, weights);
        variance = Kernels.dot(image, weights);
        mean = Kernels.dot(problem.quadratic().mean(), weights);
        cost = problem.cost(weights);
        activity = new double[rows.size()];
        for (int k = 0; k < activity.length; k++) {
            activity[k] = Kernels.dot(rows.get(k).coefficients(), weights);
        }
        objective = objective(variance, mean);
        violation = violation(0, 0, 0, 0);
    }

    /** Whole lots near {@code relaxed}, of the decided {@code domain}; empty where none within the limits was found. */
    static double[] near(DiscreteProblem problem, Domain domain, double[] relaxed, Stop stop) {
        double[] weights = relaxed.clone();
        for (int i = 0; i < weights.length; i++) {
            double lot = problem.lots().get(i);
            if (lot > 0) {
                double count = Math.rint(weights[i] / lot);
                double low = Math.ceil(domain.lower(i) / lot - SMALL);
                double high = Math.floor(domain.upper(i) / lot + SMALL);
                weights[i] = Math.max(low, Math.min(high, count)) * lot;
            }
        }
        WholeLots search = new WholeLots(problem, domain, weights);
        for (int move = 0; move < MOVES && !stop.requested() && search.improve(); move++) {
            // Every move is to something better, of which there is a finite number.
        }
        return search.violation <= SMALL ? search.weights : new double[0];
    }

    private boolean improve() {
        int n = weights.length;
        int one = -1;
        int other = -1;
        double first = 0;
        double second = 0;
        double bestObjective = objective - SMALL * Math.abs(objective);
        double bestViolation = violation;
        for (int i = 0; i < n; i++) {
            double lot = problem.lots().get(i);
            if (lot == 0 || weights[i] == 0) {
                continue;
            }
            for (int sign = -1; sign <= 1; sign += 2) {
                double step = sign * lot;
                if (!inside(i, step)) {
                    continue;
                }
                for (int j = i; j < n; j++) {
                    double pace = problem.lots().get(j);
                    if (j > i && (pace == 0 || weights[j] == 0)) {
                        continue;
                    }
                    // One alone where j is i.
                    double back = j == i ? 0 : -sign * pace * Math.max(1, Math.rint(lot / pace));
                    if (j > i && !inside(j, back)) {
                        continue;
                    }
                    double violated = violation(i, step, j, back);
                    double reached = after(i, step, j, back);
                    boolean less = violated < bestViolation - SMALL;
                    if (less || (violated <= bestViolation && reached < bestObjective)) {
                        bestViolation = violated;
                        bestObjective = reached;
                        one = i;
                        other = j;
                        first = step;
                        second = back;
                    }
                }
            }
        }
        if (one < 0) {
            return false;
        }
        move(one, first);
        move(other, second);
        objective = objective(variance, mean);
        violation = violation(0, 0, 0, 0);
        return true;
    }

    private boolean inside(int i, double step) {
        double lot = problem.lots().get(i);
        double to = weights[i] + step;
        return to >= domain.lower(i) - SMALL * lot && to <= domain.upper(i) + SMALL * lot
                && Math.abs(to) > lot / 2;
    }

    private double after(int i, double a, int j, double b) {
        double v = variance + 2 * (a * image[i] + b * image[j]) + a * a * sigma.get(i, i) + b * b * sigma.get(j, j)
                + 2 * a * b * sigma.get(i, j);
        return objective(v, mean + a * problem.quadratic().mean()[i] + b * problem.quadratic().mean()[j]);
    }

    private double objective(double v, double m) {
        return switch (problem.goal()) {
            case DiscreteProblem.Goal.Tolerance tolerance ->
                v / 2 - (tolerance.lambda() == 0 ? 0 : tolerance.lambda() * (m - cost));
            case DiscreteProblem.Goal.Return _ -> cost - m;
            case DiscreteProblem.Goal.Ratio ratio -> -(m - cost - ratio.riskFree()) / Math.sqrt(Math.max(0, v));
        };
    }

    /** The sum over the rows, as shares of their size. */
    private double violation(int i, double a, int j, double b) {
        double sum = 0;
        for (int k = 0; k < activity.length; k++) {
            LinearRow row = rows.get(k);
            double[] c = row.coefficients();
            double value = activity[k] + a * c[i] + b * c[j];
            double limit = value < row.min() ? row.min() : row.max();
            double size = Math.max(Math.abs(limit), Math.max(Math.abs(c[i]), Math.abs(c[j])));
            double over = Math.max(row.min() - value, value - row.max());
            // Rounding is no violation.
            sum += over > 1e-10 * size ? over / size : 0;
        }
        return sum;
    }

    private void move(int i, double step) {
        if (step == 0) {
            return;
        }
        double lot = problem.lots().get(i);
        double to = Math.rint((weights[i] + step) / lot) * lot;
        double change = to - weights[i];
        variance += 2 * change * image[i] + change * change * sigma.get(i, i);
        mean += change * problem.quadratic().mean()[i];
        for (int j = 0; j < image.length; j++) {
            image[j] += change * sigma.get(i, j);
        }
        for (int k = 0; k < activity.length; k++) {
            activity[k] += change * rows.get(k).coefficients()[i];
        }
        weights[i] = to;
    }
}
