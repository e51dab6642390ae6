package tangency.core.solve.outcome;

import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.quadratic.Conflict;

/** The answer to an {@link OutcomeProblem}. */
public sealed interface OutcomeResult {

    /**
     * The optimum, a vertex.
     *
     * @param weights one per asset; those at a bound are that bound, bit for bit
     * @param risk of the weights, from the risk's definition
     * @param objective risk - lambda mean'w
     * @param mean mean'w
     * @param outcomeMultipliers q, the subgradient of the risk by each outcome's return that proves the optimum
     * @param boundMultipliers derivative of the optimal objective by the bound each asset is held at: positive at a lower
     *        bound, negative at an upper one, else zero
     * @param rowMultipliers the same by the limit each row is held at. Together: R'q - lambda mean = A'rowMultipliers +
     *        boundMultipliers
     * @param tied whether outcomes meet at a kink that does not need them all: then other multipliers would do as well
     * @param certificate residuals of the optimality conditions on the problem's own data
     * @param start where to start on a problem nearby
     * @param iterations number of steps
     */
    record Optimal(Vector weights, double risk, double objective, double mean, Vector outcomeMultipliers,
            Vector boundMultipliers, Vector rowMultipliers, boolean tied, Certificate certificate, OutcomeStart start,
            int iterations) implements OutcomeResult {}

    /**
     * Weights that are not proven to be the best.
     *
     * @param certificate how far from optimal; infinite where nothing is known
     * @param why in words
     */
    record Inexact(Vector weights, double risk, double objective, double mean, Certificate certificate,
            String why) implements OutcomeResult {}

    /** No weights satisfy all limits; {@code conflict} says which contradict each other. */
    record Infeasible(Conflict conflict) implements OutcomeResult {}

    /**
     * The objective falls without end.
     *
     * @param why in words
     * @param direction of weights that may be followed for ever
     */
    record Unbounded(String why, Vector direction) implements OutcomeResult {}

    /** The method gave up; nothing is claimed. */
    record Failed(String why) implements OutcomeResult {}
}
