package tangency.core.solve.conic;

/**
 * Solves [P A'; A -H](dx, dz) = (rx, rz) for the H that the cone blocks hold, up to what regularisation and rounding leave:
 * {@link Refinement} makes it exact.
 */
interface KktSolver {
    /** Factors for the blocks' present H; false if numbers ran out of range. */
    boolean factor();

    /** Writes an approximate solution. The right-hand sides are not modified. */
    void solve(double[] rx, double[] rz, double[] dx, double[] dz);
}
