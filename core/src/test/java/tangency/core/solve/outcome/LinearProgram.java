package tangency.core.solve.outcome;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.LinearRow;

/** The textbook linear program of a piecewise linear risk, solved by GLOP. */
@NullMarked
final class LinearProgram {
    /** @param objective of the problem, NaN without an answer */
    record Answer(MPSolver.ResultStatus status, double objective) {}

    private final MPSolver solver;
    private final OutcomeProblem problem;
    private final MPVariable[] weights;
    private final MPObjective objective;
    /** Returns are divided by this. */
    private final double scale;

    private LinearProgram(OutcomeProblem problem) {
        Loader.loadNativeLibraries();
        this.problem = problem;
        solver = MPSolver.createSolver("GLOP");
        int n = problem.size();
        double largest = OutcomeSystem.largest(problem.returns().shared());
        scale = largest == 0 ? 1 : largest;
        weights = new MPVariable[n];
        objective = solver.objective();
        for (int j = 0; j < n; j++) {
            weights[j] = solver.makeNumVar(problem.lower()[j], problem.upper()[j], "");
            objective.setCoefficient(weights[j],
                    problem.lambda() == 0 ? 0 : -problem.lambda() * problem.mean()[j] / scale);
        }
        for (LinearRow row : problem.rows()) {
            MPConstraint limit = solver.makeConstraint(row.min(), row.max());
            for (int j = 0; j < n; j++) {
                limit.setCoefficient(weights[j], row.coefficients()[j]);
            }
        }
    }

    /** Gives up after a second: it may cycle among ties. */
    static Answer solve(OutcomeProblem problem, OutcomeRisk risk) {
        return solve(problem, risk, 1000);
    }

    static Answer solve(OutcomeProblem problem, OutcomeRisk risk, long milliseconds) {
        LinearProgram program = new LinearProgram(problem);
        int outcomes = problem.outcomes();
        double[][] rows = problem.returns().toRows();
        switch (risk) {
            case OutcomeRisk.Cvar(double level) -> program.tail(OutcomeRisk.Cvar.weight(level, outcomes));
            case OutcomeRisk.WorstCase() -> program.tail(1);
            case OutcomeRisk.MeanAbsoluteDeviation() -> {
                double[] mean = new double[problem.size()];
                for (double[] row : rows) {
                    for (int j = 0; j < mean.length; j++) {
                        mean[j] += row[j] / outcomes;
                    }
                }
                for (double[] row : rows) {
                    program.absolute(row, mean, 1.0 / outcomes);
                }
            }
            case OutcomeRisk.Gini() -> {
                for (int s = 0; s < outcomes; s++) {
                    for (int t = 0; t < s; t++) {
                        program.absolute(rows[s], rows[t], 1.0 / outcomes / outcomes);
                    }
                }
            }
            case OutcomeRisk.SemiVariance(),OutcomeRisk.SemiDeviation() ->
                throw new IllegalArgumentException("Not linear: " + risk);
        }
        return program.answer(milliseconds);
    }

    private void tail(double weight) {
        Matrix returns = problem.returns();
        double infinity = Double.POSITIVE_INFINITY;
        MPVariable threshold = solver.makeNumVar(-infinity, infinity, "");
        objective.setCoefficient(threshold, 1);
        for (int t = 0; t < returns.rows(); t++) {
            MPVariable beyond = solver.makeNumVar(0, infinity, "");
            objective.setCoefficient(beyond, weight);
            MPConstraint row = solver.makeConstraint(0, infinity);
            row.setCoefficient(beyond, 1);
            row.setCoefficient(threshold, 1);
            for (int j = 0; j < weights.length; j++) {
                row.setCoefficient(weights[j], returns.get(t, j) / scale);
            }
        }
    }

    /** Adds {@code cost} times the absolute difference of two returns. */
    private void absolute(double[] one, double[] other, double cost) {
        MPVariable size = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
        objective.setCoefficient(size, cost);
        for (int sign = -1; sign <= 1; sign += 2) {
            MPConstraint row = solver.makeConstraint(0, Double.POSITIVE_INFINITY);
            row.setCoefficient(size, 1);
            for (int j = 0; j < weights.length; j++) {
                row.setCoefficient(weights[j], sign * (one[j] - other[j]) / scale);
            }
        }
    }

    private Answer answer(long milliseconds) {
        objective.setMinimization();
        solver.setTimeLimit(milliseconds);
        MPSolver.ResultStatus status = solver.solve();
        double value = status == MPSolver.ResultStatus.OPTIMAL ? objective.value() * scale : Double.NaN;
        solver.delete();
        return new Answer(status, value);
    }
}
