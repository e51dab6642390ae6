package tangency.core.solve.outcome;

/** A piecewise linear risk of z, smoothed over zones of a given reach around its kinks. */
interface Smoothing {
    /** How many kinks the first zone should hold. */
    long firstZone(int free);

    /** By how much the number of kinks in the zone falls from one zone to the next. */
    int shrinkage();

    /** The reach at which a zone around the kinks of z holds that many. */
    double reach(double[] z, long kinks);

    /** The number of kinks in a zone around those of z. */
    long inside(double[] z, double reach);

    /** The smoothed risk's derivative by each z. */
    double[] slopes(double[] z, double reach);

    /** Adds the second derivative by the variables to the upper triangle. */
    void addCurvature(double[] z, double reach, double[] sum);
}
