package tangency.core.solve;

import java.util.Locale;

/**
 * How far an answer is from its optimality conditions, on scaled data; for closed-form and hierarchical models, from
 * their defining equations.
 */
public record Certificate(double primalResidual, double dualResidual, double relativeGap) {
    /** Largest primal and dual residual of an answer that is called optimal. */
    public static final double RESIDUAL_TOLERANCE = 1e-9;
    /** Largest relative gap of an answer that is called optimal. */
    public static final double GAP_TOLERANCE = 1e-8;

    /** Whether an answer with this certificate may be called optimal. NaN never passes. */
    public boolean proves() {
        return primalResidual <= RESIDUAL_TOLERANCE && dualResidual <= RESIDUAL_TOLERANCE
                && relativeGap <= GAP_TOLERANCE;
    }

    /** In words, as an explanation of what could not be proved. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "primal residual %.1e, dual residual %.1e, relative gap %.1e",
                primalResidual, dualResidual, relativeGap);
    }
}
