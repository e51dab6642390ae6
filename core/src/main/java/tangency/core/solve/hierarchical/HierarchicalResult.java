package tangency.core.solve.hierarchical;

import tangency.core.math.Vector;
import tangency.core.solve.Certificate;

/** The answer of a hierarchical model. */
public sealed interface HierarchicalResult {
    /**
     * Weights within all limits.
     *
     * @param weights N; those at a bound are that bound, bit for bit
     * @param free N, the same model's answer under nothing but the budget
     * @param certificate recomputed from the weights: primal, how far they are from the limits; dual, the residual of the
     *        model's defining equations and of the optimality conditions of every quadratic problem on the way
     * @param iterations pivots of these problems
     */
    record Allocated(Vector weights, Vector free, Certificate certificate,
            int iterations) implements HierarchicalResult {
        /** How far the limits moved the answer: the sum of absolute differences from the free one. */
        public double distance() {
            double distance = 0;
            for (int i = 0; i < weights.size(); i++) {
                distance += Math.abs(weights.get(i) - free.get(i));
            }
            return distance;
        }
    }

    /** No weights satisfy the limits. */
    record Infeasible() implements HierarchicalResult {}

    /**
     * The model is not defined on these numbers, or its answer was not found; nothing is claimed.
     *
     * @param asset the one that stands in the way, -1 where it is none alone
     */
    record Failed(String message, int asset) implements HierarchicalResult {}
}
