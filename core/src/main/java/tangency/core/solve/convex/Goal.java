package tangency.core.solve.convex;

import tangency.core.math.Vector;

/** What a model optimises, as the objective of a program and as the user knows it. */
interface Goal {
    /** Whether it is stated of y and &tau; with w = y/&tau;. */
    boolean homogeneous();

    /** Adds the objective, to be minimised, and whatever rows it needs. */
    void state(Statement statement, Measured measured, PortfolioLimits limits);

    /** The user's objective at {@code weights}, by definition. */
    double objective(Vector weights);

    /** The size of what is added up to the objective, against which a gap is small or not. */
    double size(Vector weights);

    /** The user's objective where the program's is {@code value}. */
    double user(double value);

    /** The change of the user's objective per unit of the program's, at weights that are optimal. */
    double slope(Vector weights, double value);
}
