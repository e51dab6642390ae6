package tangency.core.solve.discrete;

import tangency.core.math.Vector;
import tangency.core.solve.Certificate;

/** The answer to a {@link DiscreteProblem}; objectives are those that its goal minimises. */
public sealed interface DiscreteResult {
    /** Nodes of the tree whose relaxation was solved. */
    long nodes();

    /** An answer with weights. */
    sealed interface Found extends DiscreteResult {
        Vector weights();

        double objective();

        Certificate certificate();
    }

    /**
     * No portfolio is better: the tree is searched to its end.
     *
     * @param bound below which no objective lies
     * @param certificate the primal residual is of the limits, discrete ones included; the dual one of the problem on the
     *        assets held; the gap is between objective and bound
     */
    record Optimal(Vector weights, double objective, double bound, Certificate certificate,
            long nodes) implements Found {}

    /**
     * The search ended early: within the limits, and no portfolio's objective is below {@code bound}.
     *
     * @param bound -infinity where nothing is known
     * @param gap objective less bound, as a share of the objective's terms
     */
    record Inexact(Vector weights, double objective, double bound, double gap, Certificate certificate, String message,
            long nodes) implements Found {}

    /**
     * No portfolio is within the limits.
     *
     * @param linear whether the bounds and rows alone contradict each other
     */
    record Infeasible(String why, boolean linear, long nodes) implements DiscreteResult {}

    /** The objective falls without end. */
    record Unbounded(String why, long nodes) implements DiscreteResult {}

    /** The search ended early without a portfolio, or numbers failed; nothing is claimed. */
    record Failed(String why, long nodes) implements DiscreteResult {}
}
