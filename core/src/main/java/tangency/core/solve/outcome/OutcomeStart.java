package tangency.core.solve.outcome;

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
    /** Outcomes (for pairs of them: two numbers each) held at a kink. */
    final int[] kinks;

    OutcomeStart(double[] weights, int[] free, int[] rows, int[] kinks) {
        this.weights = weights;
        this.free = free;
        this.rows = rows;
        this.kinks = kinks;
    }

    /** Number of assets. */
    public int size() {
        return weights.length;
    }
}
