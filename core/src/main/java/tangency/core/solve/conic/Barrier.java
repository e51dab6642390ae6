package tangency.core.solve.conic;

/**
 * The barrier of a three-dimensional cone that is not symmetric, known by its conjugate f*(z) = -log &psi;(z) - logs on the
 * dual cone. Of degree 3.
 */
interface Barrier {
    /** The point that is its own central dual. */
    double[] centre();

    boolean insidePrimal(double a, double b, double c);

    boolean insideDual(double a, double b, double c);

    /** Writes -&nabla;f(s): the point of the dual cone that s belongs to at &mu; = 1. */
    void shadow(double[] s, double[] out);

    /** Prepares gradient, hessian and third derivatives of f* at z. */
    void at(double[] z);

    /** &nabla;f*. Valid until the next {@link #at}. */
    double[] gradient();

    /** &nabla;&sup2;f*, row by row. Valid until the next {@link #at}. */
    double[] hessian();

    /**
     * Writes at most seven vectors orthogonal to z, but for rounding, whose outer products add up to &nabla;&sup2;f* -
     * &nabla;f*&nabla;f*'/3, three numbers each, and returns how many.
     */
    int spread(double[] out);

    /** Writes &nabla;&sup3;f*[u, v]. */
    void third(double[] u, double[] v, double[] out);

    /** How far a point is from the cone, 0 inside: what one coordinate must change. */
    double outsidePrimal(double a, double b, double c);

    /** The same for the dual cone. */
    double outsideDual(double a, double b, double c);
}
