package tangency.core.solve;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;

/** Why an answer's weights are what they are. */
public sealed interface Explanation {
    /** How the parts of weights were told apart. */
    enum Way {
        /** Each limit's multiplier x its coefficients x the inverse covariance (Stubbs and Vandenbussche 2008). */
        MULTIPLIERS,
        /** By solving again with one limit more at a time, in the order of the parts: each is what its limit changed. */
        ORDERED_RESOLVE
    }

    /**
     * The parts of each weight, which sum to the weights. By multipliers (quadratic objectives): at the optimum covariance x
     * weights = lambda mean plus, for every limit, multiplier x coefficients, so that each of these terms times the inverse
     * covariance is what it gives to or takes from the weights.
     *
     * @param kept names of the limits that the base was solved with: none by multipliers, else the budget and what is
     *        needed for an answer to exist
     * @param weights N
     * @param base N, what the weights would be under the limits {@code kept} alone; by multipliers without any limit or
     *        cost, at the answer's risk tolerance: zero where risk alone counts
     * @param parts what costs and each constraint that is not kept give or take
     * @param sensitivities how the weights answer to small changes of the moments; null where the objective is not
     *        quadratic or too many weights move to tell them all
     */
    record Parts(Way way, List<String> kept, Vector weights, Vector base, List<Part> parts,
            @Nullable Sensitivities sensitivities) implements Explanation {
        public Parts {
            kept = List.copyOf(kept);
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
