package tangency.core.solve.quadratic;

import java.util.Arrays;

import tangency.core.math.Kernels;

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

    /** The start at weights thought to be near the optimum of {@code problem}: what is at a limit there is held. */
    public static WarmStart near(QuadraticProblem problem, double[] weights) {
        int n = problem.size();
        Hold[] holds = new Hold[n + problem.rows().size()];
        Arrays.setAll(holds, item -> {
            LinearRow row = item < n ? null : problem.rows().get(item - n);
            double min = row == null ? problem.lower()[item] : row.min();
            double max = row == null ? problem.upper()[item] : row.max();
            double value = row == null ? weights[item] : Kernels.dot(row.coefficients(), weights);
            return min == max ? Hold.FIXED : value <= min ? Hold.LOWER : value >= max ? Hold.UPPER : Hold.FREE;
        });
        return new WarmStart(holds);
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
