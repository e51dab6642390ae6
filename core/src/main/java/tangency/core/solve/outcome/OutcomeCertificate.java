package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.math.Matrix;
import tangency.core.solve.Certificate;
import tangency.core.solve.quadratic.LinearRow;

/**
 * Residuals of the optimality conditions, from nothing but the problem's own data, the weights and the multipliers. With Q
 * the set of subgradients of the risk, risk(x) = max over q in Q of q'x (less (T-1)/4 &Sigma;q&sup2; over the losses' part for the
 * semi-variance): q in Q and R'q - lambda mean = A'rows + bounds prove the lower bound rows'limits + bounds'limits.
 * Residuals are shares: the primal ones of the row's terms, the dual ones of the largest number added up in the gradient, the
 * gap of the objective's terms.
 */
final class OutcomeCertificate {
    /** Of a portfolio whose objective is all but zero, in units of the riskiest asset or of all its positions together. */
    private static final double LEAST_OBJECTIVE = 1e-6;

    private OutcomeCertificate() {}

    static Certificate of(OutcomeProblem problem, OutcomeRisk risk, double[] weights, double[] y,
            double[] boundMultipliers, double[] rowMultipliers) {
        int n = problem.size();
        int outcomes = problem.outcomes();
        double[] returns = problem.returns().shared();
        double[] x = portfolioReturns(problem.returns(), weights);
        double[] gradient = new double[n];
        double[] size = new double[n];
        double[] spread = new double[n];
        for (int t = 0; t < outcomes; t++) {
            int base = t * n;
            if (y[t] != 0) {
                for (int j = 0; j < n; j++) {
                    double term = y[t] * returns[base + j];
                    gradient[j] += term;
                    size[j] += Math.abs(term);
                }
            }
            for (int j = 0; j < n; j++) {
                spread[j] += Math.abs(returns[base + j]);
            }
        }
        double terms = 0;
        for (int j = 0; j < n; j++) {
            terms += Math.abs(weights[j]) * spread[j] / outcomes;
        }
        double unit = Math.max(Arrays.stream(spread).max().orElse(0) / outcomes, terms);
        if (risk instanceof OutcomeRisk.SemiVariance) {
            unit *= unit;
        }
        double value = risk.of(x);
        double objective = value;
        double objectiveSize = Math.abs(value);
        double primal = 0;
        double wrong = 0;
        double dualObjective = conjugatePart(problem, risk, y);
        for (int j = 0; j < n; j++) {
            double reward = problem.lambda() == 0 ? 0 : problem.lambda() * problem.mean()[j];
            gradient[j] -= reward;
            size[j] = Math.max(size[j], Math.abs(reward));
            objective -= reward * weights[j];
            objectiveSize += Math.abs(reward * weights[j]);
            double violation = Math.max(problem.lower()[j] - weights[j], weights[j] - problem.upper()[j]);
            primal = Math.max(primal, violation / Math.max(1, Math.abs(weights[j])));
            double multiplier = boundMultipliers[j];
            if (multiplier != 0) {
                gradient[j] -= multiplier;
                size[j] = Math.max(size[j], Math.abs(multiplier));
                double at = multiplier > 0 ? problem.lower()[j] : problem.upper()[j];
                if (Double.isInfinite(at)) {
                    wrong = Math.max(wrong, Math.abs(multiplier));
                } else {
                    dualObjective += multiplier * at;
                    objectiveSize += Math.abs(multiplier * at);
                }
            }
        }
        for (int k = 0; k < rowMultipliers.length; k++) {
            LinearRow row = problem.rows().get(k);
            double[] a = row.coefficients();
            double multiplier = rowMultipliers[k];
            double activity = 0;
            double magnitude = 0;
            for (int j = 0; j < n; j++) {
                activity += a[j] * weights[j];
                magnitude = Math.max(magnitude + Math.abs(a[j] * weights[j]), Math.abs(a[j]));
                gradient[j] -= a[j] * multiplier;
                size[j] = Math.max(size[j], Math.abs(a[j] * multiplier));
            }
            double violation = Math.max(row.min() - activity, activity - row.max());
            primal = Math.max(primal, violation <= 0 ? 0 : violation / magnitude);
            if (multiplier != 0) {
                double at = multiplier > 0 ? row.min() : row.max();
                if (Double.isInfinite(at)) {
                    wrong = Math.max(wrong, Math.abs(multiplier));
                } else {
                    dualObjective += multiplier * at;
                    objectiveSize += Math.abs(multiplier * at);
                }
            }
        }
        double dual = wrong;
        double scale = unit;
        for (int j = 0; j < n; j++) {
            dual = Math.max(dual, Math.abs(gradient[j]));
            scale = Math.max(scale, size[j]);
        }
        double gap = Math.abs(objective - dualObjective);
        return new Certificate(primal, Math.max(dual == 0 ? 0 : dual / scale, outside(risk, y)),
                gap == 0 ? 0 : gap / Math.max(objectiveSize, LEAST_OBJECTIVE * unit));
    }

    /** Rw. */
    static double[] portfolioReturns(Matrix returns, double[] weights) {
        int n = weights.length;
        double[] values = returns.shared();
        int[] held = new int[n];
        int count = 0;
        for (int j = 0; j < n; j++) {
            if (weights[j] != 0) {
                held[count++] = j;
            }
        }
        double[] x = new double[returns.rows()];
        for (int t = 0; t < x.length; t++) {
            int base = t * n;
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += values[base + held[k]] * weights[held[k]];
            }
            x[t] = sum;
        }
        return x;
    }

    private static double conjugatePart(OutcomeProblem problem, OutcomeRisk risk, double[] q) {
        if (!(risk instanceof OutcomeRisk.SemiVariance)) {
            return 0;
        }
        double largest = Arrays.stream(q).max().orElse(0);
        double sum = 0;
        for (double value : q) {
            sum += (value - largest) * (value - largest);
        }
        return -sum * Math.max(1, problem.outcomes() - 1) / 4;
    }

    /** How far {@code q} is outside the subgradients of {@code risk}, as a share of all of it. */
    private static double outside(OutcomeRisk risk, double[] q) {
        int count = q.length;
        double sum = Arrays.stream(q).sum();
        double least = Arrays.stream(q).min().orElse(0);
        double most = Arrays.stream(q).max().orElse(0);
        return switch (risk) {
            case OutcomeRisk.Cvar(double level) -> Math.max(Math.abs(sum + 1),
                    count * Math.max(most, -least - OutcomeRisk.Cvar.weight(level, count)));
            case OutcomeRisk.WorstCase() -> Math.max(Math.abs(sum + 1), count * most);
            // q = y - E y with |y| <= 1/T: the spread of q is at most 2/T.
            case OutcomeRisk.MeanAbsoluteDeviation() -> Math.max(Math.abs(sum), count * (most - least) - 2);
            case OutcomeRisk.Gini() -> Math.max(Math.abs(sum), majorised(q));
            case OutcomeRisk.SemiVariance() -> {
                double size = Arrays.stream(q).map(Math::abs).sum();
                yield size == 0 ? 0 : Math.abs(sum) / size;
            }
            case OutcomeRisk.SemiDeviation() -> {
                double square = 0;
                for (double value : q) {
                    square += (value - most) * (value - most);
                }
                yield Math.max(Math.abs(sum), Math.sqrt(square) - 1 / Math.sqrt(Math.max(1, count - 1)));
            }
        };
    }

    /** How far sums of the largest entries exceed those of (2i - T - 1)/T&sup2;. */
    private static double majorised(double[] q) {
        double[] ascending = q.clone();
        Arrays.sort(ascending);
        double count = q.length;
        double sum = 0;
        double worst = 0;
        for (int i = q.length; i >= 1; i--) {
            sum += ascending[i - 1] - (2 * i - count - 1) / count / count;
            worst = Math.max(worst, sum);
        }
        return worst;
    }
}
