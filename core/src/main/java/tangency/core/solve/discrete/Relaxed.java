package tangency.core.solve.discrete;

/** The answer of a {@link Relaxation}. */
sealed interface Relaxed {
    /**
     * A minimum.
     *
     * @param bound no portfolio of the domain has a lower objective
     * @param weights of the relaxation, exact zeros included
     * @param gradient N, how the objective changes with each weight when the rows are kept; 0 where unknown
     * @param held N, by how much the bound rises at least if the asset must be held; 0 where unknown
     * @param out N, likewise if it must not
     * @param kept N, likewise if the holding must stay
     * @param traded N, likewise if it must change
     * @param residual the largest of its optimality conditions
     * @param start for domains nearby
     */
    record Minimum(double bound, double[] weights, double[] gradient, double[] held, double[] out,
            double[] kept, double[] traded, double residual,
            Object start) implements Relaxed {}

    /** No portfolio, or none that matters. */
    record Empty(String why) implements Relaxed {}

    /** No lower bound. */
    record Unbounded(String why) implements Relaxed {}

    /** Nothing is known. */
    record Failed(String why) implements Relaxed {}
}
