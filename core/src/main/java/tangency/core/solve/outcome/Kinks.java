package tangency.core.solve.outcome;

/**
 * The kinks of a risk that a reduced program has; elsewhere the risk is taken to go on as it is at a base portfolio, so that
 * it is part of the cost. Every reduced program bounds the risk from below and agrees with it where nothing else crossed.
 * Kinks are only ever added, behind the others.
 */
interface Kinks {
    /** The system's cost and the part of the risk that has no kink. */
    double[] cost();

    int count();

    /** The coefficients of a kink's z. */
    double[] row(int kink);

    /** A kink's cost per unit below zero. */
    double down(int kink);

    /** A kink's cost per unit above zero. */
    double up(int kink);

    /** Adds kinks that were crossed on the way to {@code u}; false if none was. */
    boolean addCrossed(double[] u);

    /** Adds kinks that are crossed along {@code ray}; false if none is. */
    boolean addAhead(double[] u, double[] ray);

    /** The risk's derivative by z of every outcome in the system's units, given that by every kink. */
    double[] outcomeMultipliers(double[] byKink);
}
