package tangency.core.solve.outcome;

/**
 * A guess at a vertex.
 *
 * @param variables values, roughly
 * @param free variables between their bounds
 * @param rows held at a limit
 * @param kinks held, the surest first
 */
record WorkingSet(double[] variables, int[] free, int[] rows, int[] kinks) {}
