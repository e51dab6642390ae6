package tangency.core.solve.discrete;

import tangency.core.solve.quadratic.LinearRow;

/** Whether weights are within all limits of a problem, from nothing but the problem's own data. */
final class Feasible {
    private static final double WITHIN = 1e-9;

    private final DiscreteProblem problem;

    Feasible(DiscreteProblem problem) {
        this.problem = problem;
    }

    /** Whether all limits hold, but for rounding. */
    boolean holds(double[] weights) {
        return residual(weights) <= WITHIN && discrete(weights);
    }

    /**
     * The largest violation: bounds and minimum positions as shares of the weight (1 at least), rows as shares of their
     * limit, terms or largest coefficient, lots as shares of the weight.
     */
    double residual(double[] weights) {
        double worst = 0;
        for (int i = 0; i < weights.length; i++) {
            double w = weights[i];
            double size = Math.max(1, Math.abs(w));
            worst = Math.max(worst, (problem.quadratic().lower()[i] - w) / size);
            worst = Math.max(worst, (w - problem.quadratic().upper()[i]) / size);
            if (w != 0 && i < problem.assets()) {
                worst = Math.max(worst, (problem.minimumPosition() - Math.abs(w)) / size);
            }
            double lot = problem.lots().get(i);
            if (lot > 0) {
                worst = Math.max(worst, Math.abs(w - Math.rint(w / lot) * lot) / size);
            }
        }
        for (LinearRow row : problem.quadratic().rows()) {
            worst = Math.max(worst, violation(row, weights));
        }
        return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
    }

    static double violation(LinearRow row, double[] weights) {
        double activity = 0;
        double size = 0;
        double[] a = row.coefficients();
        for (int i = 0; i < weights.length; i++) {
            activity += a[i] * weights[i];
            size = Math.max(size, Math.abs(a[i]));
        }
        double violation = Math.max(row.min() - activity, activity - row.max());
        if (!(violation > 0)) {
            return Double.isNaN(activity) ? Double.POSITIVE_INFINITY : 0;
        }
        double terms = 0;
        for (int i = 0; i < weights.length; i++) {
            terms += Math.abs(a[i] * weights[i]);
        }
        double limit = row.min() - activity > activity - row.max() ? row.min() : row.max();
        double scale = Math.max(Math.max(size, terms), Math.abs(limit));
        return scale == 0 ? 0 : violation / scale;
    }

    private boolean discrete(double[] weights) {
        int count = 0;
        for (int i = 0; i < problem.assets(); i++) {
            count += weights[i] != 0 ? 1 : 0;
        }
        if (count < problem.minHeld() || count > problem.maxHeld()) {
            return false;
        }
        for (DiscreteProblem.Pair pair : problem.apart()) {
            if (weights[pair.first()] != 0 && weights[pair.second()] != 0) {
                return false;
            }
        }
        return true;
    }
}
