package tangency.core.solve.outcome;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;

/** Results with weights, called what their certificate proves. */
final class JudgedResults {
    private JudgedResults() {}

    static OutcomeResult judged(OutcomeProblem problem, OutcomeRisk risk, double[] weights, double[] outcomes,
            double[] bounds, double[] rows, boolean tied, Certificate certificate, OutcomeStart next, int iterations) {
        if (!certificate.proves()) {
            return inexact(problem, risk, weights, certificate,
                    "The answer found does not satisfy its optimality conditions");
        }
        double value = risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), weights));
        double mean = Kernels.dot(problem.mean(), weights);
        return new OutcomeResult.Optimal(Vector.wrap(weights), value, objective(problem, value, mean), mean,
                Vector.wrap(outcomes), Vector.wrap(bounds), Vector.wrap(rows), tied, certificate, next, iterations);
    }

    /** Weights of which nothing is known but how far they keep the limits. */
    static OutcomeResult unproven(OutcomeProblem problem, OutcomeRisk risk, double[] weights, String why) {
        Certificate nothing = OutcomeCertificate.of(problem, risk, weights, new double[problem.outcomes()],
                new double[problem.size()], new double[problem.rows().size()]);
        return inexact(problem, risk, weights,
                new Certificate(nothing.primalResidual(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY), why);
    }

    private static OutcomeResult inexact(OutcomeProblem problem, OutcomeRisk risk, double[] weights,
            Certificate certificate, String why) {
        double value = risk.of(OutcomeCertificate.portfolioReturns(problem.returns(), weights));
        double mean = Kernels.dot(problem.mean(), weights);
        return new OutcomeResult.Inexact(Vector.wrap(weights), value, objective(problem, value, mean), mean,
                certificate, why);
    }

    private static double objective(OutcomeProblem problem, double risk, double mean) {
        return problem.lambda() == 0 ? risk : risk - problem.lambda() * mean;
    }
}
