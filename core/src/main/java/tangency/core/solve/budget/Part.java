package tangency.core.solve.budget;

/**
 * Inequalities of a {@link BudgetProgram}, or risk in terms of its outcomes: something with slacks and prices of its own that
 * follows the positions x. It keeps its state and, between {@link #aim} and {@link #move}, its step.
 */
interface Part {
    /** How many products of a slack and its price are to vanish. */
    int pairs();

    /** The sum of those products. */
    double complementarity();

    /** A first state, at products of the size {@code mu}. */
    void start(double[] x, double mu);

    /** Takes the slacks' residuals at x. */
    void evaluate(double[] x);

    /** The largest distance of a slack from what it is the slack of. */
    double residual();

    /** Adds the derivative of the Lagrangian at the present prices. */
    void addGradient(double[] gradient);

    /** Adds to the lower triangle of {@code matrix}, n x n. */
    void addCurvature(double[] matrix);

    /**
     * Adds to the right-hand side of the system for the step.
     *
     * @param mu what the products should become
     * @param second whether to correct by the products of the last step
     */
    void aim(double mu, boolean second, double[] right);

    /** Its own step, from that of the positions. */
    void follow(double[] step);

    /** The largest multiple of the step that leaves all slacks and prices positive, infinite where any does. */
    double room();

    void move(double length);

    /** Remembers the present prices as the best so far. */
    void keep();

    /** Returns to the prices last kept. */
    void recall();
}
