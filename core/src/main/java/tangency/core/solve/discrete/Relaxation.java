package tangency.core.solve.discrete;

import org.jspecify.annotations.Nullable;

/**
 * A convex problem that admits every portfolio of a {@link Domain}: what is minimised there is a lower bound. Where the
 * domain is decided (no asset open, no trade open) it must be the problem itself, but for lots.
 */
interface Relaxation {
    /**
     * Solves the relaxation.
     *
     * @param start from the answer on a domain nearby, null to start cold
     * @param cutoff bounds that reach it need not be improved any further
     */
    Relaxed solve(Domain domain, @Nullable Object start, double cutoff);
}
