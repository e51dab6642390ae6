package tangency.core.solve.convex;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.solve.Stop;
import tangency.core.solve.conic.ConicProgram;
import tangency.core.solve.conic.ConicResult;
import tangency.core.solve.conic.ConicSolver;

/**
 * A goal under some of the setting's constraints as a program.
 *
 * @param planes whether a measure is stated by planes of {@link GiniPlanes}, of which more may be needed
 * @param enough planes that lie this little below what they bound, as a share of it, are enough
 */
record Posed(Data data, Statement statement, PortfolioLimits limits, ConicProgram program, boolean planes,
        double enough) {
    private static final double ENOUGH = 1e-10;
    /** What limits must give shows with less. */
    private static final double ENOUGH_FOR_LIMITS = 1e-7;
    private static final int MOST_ROUNDS = 400;

    /** A program and its answer. */
    record Answered(Posed posed, ConicResult result) {}

    /** The answer to what {@code question} poses; planes are added, and it is posed again, until they are enough. */
    static Answered solve(Supplier<Posed> question, Stop stop) {
        return solve(question, weights -> false, stop);
    }

    /** @param suffices whether weights are answer enough whatever planes are missing */
    static Answered solve(Supplier<Posed> question, Predicate<Vector> suffices, Stop stop) {
        for (int round = 0;; round++) {
            Posed posed = question.get();
            ConicResult result = ConicSolver.solve(posed.program, stop);
            double[] x = switch (result) {
                case ConicResult.Optimal r -> r.x().shared();
                case ConicResult.Inexact r -> r.x().shared();
                // A way without end may lead past planes that are still missing.
                case ConicResult.DualInfeasible r -> r.x().shared();
                default -> new double[0];
            };
            if (!posed.planes || x.length == 0 || round == MOST_ROUNDS || stop.requested()
                    || (result instanceof ConicResult.Optimal && suffices.test(posed.weights(x)))
                    || posed.data.gini().touch(Arrays.copyOf(x, posed.data.assets)) <= posed.enough) {
                return new Answered(posed, result);
            }
        }
    }

    private Vector weights(double[] x) {
        return Vector.wrap(Arrays.stream(x, 0, data.assets).map(weight -> weight * data.weightUnit).toArray());
    }

    /** The model's own question. */
    static Posed of(Data data, Goal goal, List<Constraint> included) {
        Statement statement = new Statement(data.assets, goal.homogeneous());
        Measured measured = new Measured(data, statement);
        PortfolioLimits limits = PortfolioLimits.state(data, statement, measured, included, null);
        goal.state(statement, measured, limits);
        return new Posed(data, statement, limits, statement.program(), measured.planes(), ENOUGH);
    }

    /** Whether {@code included} can hold together: a program without objective. */
    static Posed feasibility(Data data, List<Constraint> included) {
        Statement statement = new Statement(data.assets, false);
        Measured measured = new Measured(data, statement);
        PortfolioLimits limits = PortfolioLimits.state(data, statement, measured, included, null);
        statement.atMost(new Affine().plus(-1));
        return new Posed(data, statement, limits, statement.program(), measured.planes(), ENOUGH_FOR_LIMITS);
    }

    /** By how little {@code relaxed} must be overstepped for {@code included} to hold, in its unit. */
    static Posed relaxation(Data data, List<Constraint> included, Constraint relaxed) {
        Statement statement = new Statement(data.assets, false);
        int by = statement.variable();
        statement.atMost(new Affine().plus(-1, by));
        statement.minimise(Affine.of(by));
        Measured measured = new Measured(data, statement);
        PortfolioLimits limits = PortfolioLimits.state(data, statement, measured, included,
                new PortfolioLimits.Relaxed(relaxed, by));
        return new Posed(data, statement, limits, statement.program(), measured.planes(), ENOUGH_FOR_LIMITS);
    }
}
