package tangency.core.solve.outcome;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.quadratic.WarmStart;

/**
 * Where an optimum was found: where to start on a problem of the same shape whose limits, means or outcomes have moved a
 * little. Any start gives an optimum; a near one gives it sooner.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class OutcomeStart {
    final double[] weights;
    /** Assets between their bounds. */
    final int[] free;
    /** Rows held at a limit. */
    final int[] rows;
    /** Of the quadratic program, where there was one. */
    final @Nullable WarmStart quadratic;
    private final int rowCount;

    OutcomeStart(double[] weights, int[] free, int[] rows, int rowCount, @Nullable WarmStart quadratic) {
        this.weights = weights;
        this.free = free;
        this.rows = rows;
        this.rowCount = rowCount;
        this.quadratic = quadratic;
    }

    /** Whether it has as many assets and rows as {@code problem}. */
    boolean fits(OutcomeProblem problem) {
        return weights.length == problem.size() && rowCount == problem.rows().size();
    }
}
