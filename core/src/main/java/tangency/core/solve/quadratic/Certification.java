package tangency.core.solve.quadratic;

import tangency.core.solve.Certificate;

/**
 * Residuals of the Karush-Kuhn-Tucker conditions, from nothing but the problem's own data, the weights and the multipliers.
 * Residuals are shares: the primal ones of the limit, of the row's terms or of what a weight of one adds to it, the dual ones of the largest
 * number added up in the gradient (the largest variance at least), the gap of the objective's terms.
 */
final class Certification {
    /** Of a portfolio whose objective is all but zero, in units of the largest variance. */
    private static final double LEAST_OBJECTIVE = 1e-6;

    private Certification() {}

    /** {@code tolerance} is &lambda;; infinite for the linear program whose objective is -mean'w. */
    static Certificate of(QuadraticProblem problem, double tolerance, double[] weights, double[] boundMultipliers,
            double[] rowMultipliers) {
        boolean linear = Double.isInfinite(tolerance);
        int n = problem.size();
        double[] mean = problem.mean();
        double meanFactor = linear ? 1 : tolerance;
        double primal = 0;
        double dualObjective = 0;
        double wrongSign = 0;
        double[] terms = new double[problem.covariance().size()];
        double[] gradient = linear ? new double[n] : problem.risk(weights, terms);
        double[] size = new double[n];
        double objective = 0;
        double objectiveSize = 0;
        for (int i = 0; i < n; i++) {
            double sum = gradient[i];
            double magnitude = terms[problem.asset(i)];
            double reward = meanFactor == 0 ? 0 : meanFactor * mean[i];
            gradient[i] = sum - reward;
            size[i] = magnitude + Math.abs(reward);
            objective += weights[i] * (sum / 2 - reward);
            objectiveSize += Math.abs(weights[i]) * (magnitude / 2 + Math.abs(reward));
            dualObjective -= weights[i] * sum / 2;
        }
        for (int i = 0; i < n; i++) {
            double low = problem.lower()[i];
            double high = problem.upper()[i];
            double violation = Math.max(low - weights[i], weights[i] - high);
            primal = Math.max(primal, violation / Math.max(1, Math.abs(weights[i])));
            double multiplier = boundMultipliers[i];
            gradient[i] -= multiplier;
            double at = multiplier > 0 ? low : high;
            if (multiplier != 0) {
                size[i] = Math.max(size[i], Math.abs(multiplier));
                if (Double.isInfinite(at)) {
                    wrongSign = Math.max(wrongSign, Math.abs(multiplier));
                } else {
                    dualObjective += multiplier * at;
                }
            }
        }
        for (int k = 0; k < rowMultipliers.length; k++) {
            LinearRow row = problem.rows().get(k);
            double[] a = row.coefficients();
            double multiplier = rowMultipliers[k];
            double activity = 0;
            double magnitude = 0;
            double largest = 0;
            for (int i = 0; i < n; i++) {
                largest = Math.max(largest, Math.abs(a[i]));
                activity += a[i] * weights[i];
                magnitude += Math.abs(a[i] * weights[i]);
                if (multiplier != 0) {
                    gradient[i] -= a[i] * multiplier;
                    size[i] = Math.max(size[i], Math.abs(a[i] * multiplier));
                }
            }
            double violation = Math.max(row.min() - activity, activity - row.max());
            double limit = row.min() - activity > activity - row.max() ? row.min() : row.max();
            double scale = Math.max(Math.max(largest, magnitude), Double.isInfinite(limit) ? 0 : Math.abs(limit));
            primal = Math.max(primal, scale == 0 ? 0 : violation / scale);
            double at = multiplier > 0 ? row.min() : row.max();
            if (multiplier != 0) {
                if (Double.isInfinite(at)) {
                    wrongSign = Math.max(wrongSign, Math.abs(multiplier));
                } else {
                    dualObjective += multiplier * at;
                }
            }
        }
        double dual = 0;
        // A riskless optimum adds up nothing: a unit of the riskiest asset is the least that residuals are measured by.
        double unit = largestVariance(problem);
        if (linear) {
            unit = 0;
            for (double reward : mean) {
                unit = Math.max(unit, Math.abs(reward));
            }
        }
        double dualScale = unit;
        for (int i = 0; i < n; i++) {
            dual = Math.max(dual, Math.abs(gradient[i]));
            dualScale = Math.max(dualScale, size[i]);
        }
        dual = Math.max(dual, wrongSign);
        double gap = Math.abs(objective - dualObjective);
        return new Certificate(Math.max(0, primal), dualScale == 0 ? 0 : dual / dualScale,
                gap == 0 ? 0 : gap / Math.max(objectiveSize, LEAST_OBJECTIVE * unit));
    }

    private static double largestVariance(QuadraticProblem problem) {
        double largest = 0;
        for (int i = 0; i < problem.size(); i++) {
            largest = Math.max(largest, problem.variance(i));
        }
        return largest;
    }
}
