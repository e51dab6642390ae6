package tangency.core.solve.convex;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.solve.conic.ConicProgram;

/** A goal under some of the setting's constraints as a program. */
record Posed(Data data, @Nullable Goal goal, Statement statement, PortfolioLimits limits, ConicProgram program) {

    /** The model's own question. */
    static Posed of(Data data, Goal goal, List<Constraint> included) {
        Statement statement = new Statement(data.assets, goal.homogeneous());
        Measured measured = new Measured(data, statement);
        PortfolioLimits limits = PortfolioLimits.state(data, statement, measured, included, null);
        goal.state(statement, measured, limits);
        return new Posed(data, goal, statement, limits, statement.program());
    }

    /** Whether {@code included} can hold together: a program without objective. */
    static Posed feasibility(Data data, List<Constraint> included) {
        Statement statement = new Statement(data.assets, false);
        Measured measured = new Measured(data, statement);
        PortfolioLimits limits = PortfolioLimits.state(data, statement, measured, included, null);
        statement.atMost(new Affine().plus(-1));
        return new Posed(data, null, statement, limits, statement.program());
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
        return new Posed(data, null, statement, limits, statement.program());
    }
}
