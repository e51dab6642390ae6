package tangency.core.solve.outcome;

import tangency.core.math.Kernels;
import tangency.core.solve.quadratic.LinearRow;

/** Directions that weights may be followed in for ever. */
final class Rays {
    private static final double ROUNDING = 1e-9;

    private Rays() {}

    /** Whether {@code direction} keeps every limit and lowers the objective without end. */
    static boolean endless(OutcomeProblem problem, OutcomeRisk risk, double[] direction) {
        double size = OutcomeSystem.largest(direction);
        for (int j = 0; j < direction.length; j++) {
            // Limits that exist are not approached, not even by rounding.
            if (direction[j] < 0 && problem.lower()[j] != Double.NEGATIVE_INFINITY
                    || direction[j] > 0 && problem.upper()[j] != Double.POSITIVE_INFINITY) {
                if (Math.abs(direction[j]) > ROUNDING * size) {
                    return false;
                }
                direction[j] = 0;
            }
        }
        for (LinearRow row : problem.rows()) {
            double change = Kernels.dot(row.coefficients(), direction);
            double room = ROUNDING * size * OutcomeSystem.largest(row.coefficients());
            if (change < -room && row.min() != Double.NEGATIVE_INFINITY
                    || change > room && row.max() != Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        double reward = problem.lambda() == 0 ? 0 : problem.lambda() * Kernels.dot(problem.mean(), direction);
        double value = risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), direction));
        if (risk instanceof OutcomeRisk.SemiVariance) {
            // Of second degree: it must vanish along the way.
            double unit = OutcomeSystem.largest(problem.returns().shared()) * size;
            return value <= ROUNDING * ROUNDING * unit * unit && reward > 0;
        }
        return value - reward < 0;
    }
}
