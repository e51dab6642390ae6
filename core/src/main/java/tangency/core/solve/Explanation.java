package tangency.core.solve;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;

/** Why an answer's weights are what they are. */
public sealed interface Explanation {
    /**
     * The parts of each weight (Stubbs and Vandenbussche 2008): at the optimum covariance x weights = lambda mean plus, for
     * every limit, multiplier x coefficients, so that each of these terms times the inverse covariance is what it gives to
     * or takes from the weights. All parts sum to the weights.
     *
     * @param weights N
     * @param base N, the optimum without limits and costs at the answer's risk tolerance; zero where risk alone counts
     * @param parts what costs and each constraint take or give
     * @param sensitivities how the weights answer to small changes of the moments
     */
    record Parts(Vector weights, Vector base, List<Part> parts, Sensitivities sensitivities) implements Explanation {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What one constraint (or the costs) does to the weights.
     *
     * @param name the constraint's; null for what is deducted from the mean: costs, uncertainty of means
     * @param weights N
     */
    record Part(@Nullable String name, Vector weights) {}

    /** There is none, and {@code reason} says why. */
    record Unavailable(String reason) implements Explanation {}
}
