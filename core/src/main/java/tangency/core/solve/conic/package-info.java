/**
 * Convex programs over cones: linear, second-order, exponential and power cones under quadratic objectives. Entry points:
 * {@link tangency.core.solve.conic.ConicProgram} says what is asked, {@link tangency.core.solve.conic.ConicSolver} answers
 * with a certificate. It knows {@code tangency.core.math} and the certificate of {@code tangency.core.solve}, and nothing
 * of portfolios: whoever carries out a model states it as a program.
 */
@NullMarked
package tangency.core.solve.conic;

import org.jspecify.annotations.NullMarked;
