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

    /** The size of what is added up to the objective, against which a difference is small or not. */
    double size(Vector weights);

    /**
     * How far the objective at {@code weights}, by definition, is from the best there can be, relative to its size.
     *
     * @param bound what is proved to be the least value of the program's objective
     */
    default double gap(Vector weights, double bound) {
        double gap = Math.abs(objective(weights) - user(bound));
        return gap == 0 ? 0 : gap / size(weights);
    }

    /** The user's objective where the program's is {@code value}. */
    double user(double value);

    /** The change of the user's objective per unit of the program's, at weights that are optimal. */
    double slope(Vector weights, double value);
}
