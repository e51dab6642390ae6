package tangency.core.solve.quadratic;

import tangency.core.math.Vector;
import tangency.core.solve.Certificate;

/** The answer to a quadratic problem. */
public sealed interface QuadraticResult {

    /**
     * The optimum.
     *
     * @param weights one per asset; those at a bound are that bound, bit for bit
     * @param lambda the risk tolerance it is optimal at; infinite where only the mean counted
     * @param mean mean'w
     * @param variance w'&Sigma;w
     * @param boundMultipliers derivative of the optimal objective (w'&Sigma;w/2 - lambda mean'w, or -mean'w where lambda is
     *        infinite) by the bound each asset is held at: positive at a lower bound, negative at an upper one, else zero
     * @param rowMultipliers the same by the limit each row is held at: positive at min, negative at max, either sign for an
     *        equality. Together: gradient = A'rowMultipliers + boundMultipliers
     * @param certificate residuals of the optimality conditions on the problem's own data
     * @param warmStart where to start on a problem nearby
     * @param iterations number of pivots
     */
    record Optimal(Vector weights, double lambda, double mean, double variance, Vector boundMultipliers,
            Vector rowMultipliers, Certificate certificate, WarmStart warmStart,
            int iterations) implements QuadraticResult {}

    /** No weights satisfy all limits; {@code conflict} says which contradict each other. */
    record Infeasible(Conflict conflict) implements QuadraticResult, Trace {}

    /**
     * The objective falls without end.
     *
     * @param why in words
     * @param direction of weights that may be followed for ever
     */
    record Unbounded(String why, Vector direction) implements QuadraticResult, Trace {}

    /** The method gave up; nothing is claimed. */
    record Failed(String why) implements QuadraticResult, Trace {}
}
