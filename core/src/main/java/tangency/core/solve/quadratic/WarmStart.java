package tangency.core.solve.quadratic;

/**
 * Which weights and rows an optimum holds at their limits: where to start on a problem of the same shape whose limits, means
 * or covariance have moved a little. Any start gives the same answer; a near one gives it sooner.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class WarmStart {
    private final Hold[] holds;

    WarmStart(Hold[] holds) {
        this.holds = holds.clone();
    }

    Hold[] holds() {
        return holds.clone();
    }

    /** Number of assets and rows together. */
    public int size() {
        return holds.length;
    }

    /** Whether the asset or row (rows follow the assets) is held at a limit. */
    public boolean held(int item) {
        return holds[item] != Hold.FREE;
    }
}
