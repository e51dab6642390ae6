package tangency.core.solve.budget;

import org.jspecify.annotations.Nullable;

/**
 * A risk measure of degree 1 in the terms of a {@link BudgetProgram}. Positions are in units of a first guess, risk in units of
 * the risk of that guess, so that the program's numbers are of the size of 1 whatever the scales.
 */
sealed interface RiskForm permits QuadraticForm, OutcomeForm {
    /** Number of positions. */
    int assets();

    /** The risk of the guess. */
    double unit();

    /** Whether the program minimises half the square of the risk. */
    boolean squared();

    /** The quadratic part of the program, n x n. */
    double @Nullable [] hessian();

    /** The part of the program that is the risk, null where it is quadratic or made of cuts. */
    @Nullable
    ExcessPart part();

    /** Whether one more variable follows the positions: the edge of the tail, or the risk above all cuts. */
    boolean edged();

    /** Where the edge starts. */
    double edge();

    /** Whether the program holds the measure itself; else cuts are added until they do. */
    boolean whole();

    /** The risk of {@code positions}. */
    double risk(double[] positions);

    /** A subgradient of the risk at {@code positions}. */
    double[] gradient(double[] positions);

    /**
     * After the program has run: derivatives by each position that belong to a member of the measure's dual set, so that their
     * product with any portfolio is no more than its risk.
     *
     * @param positions the answer
     */
    double[] proof(double[] positions);
}
