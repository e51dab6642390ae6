/**
 * Exact quadratic programs on plain numbers: minimum variance, any risk tolerance, every corner portfolio, the maximum
 * ratio and the reasons why there is no answer. Entry points: {@link tangency.core.solve.quadratic.QuadraticSolver} and
 * {@link tangency.core.solve.quadratic.CriticalLine}. It knows {@code tangency.core.math} and the certificate and frontier
 * of {@code tangency.core.solve}, and nothing of scenarios: whoever carries out a model builds a
 * {@link tangency.core.solve.quadratic.QuadraticProblem} from it.
 */
@NullMarked
package tangency.core.solve.quadratic;

import org.jspecify.annotations.NullMarked;
