package tangency.core.solve;

import org.jspecify.annotations.Nullable;

/** A frontier, or why there is none. */
public sealed interface FrontierResult {
    /** @param maximumRatio null where no portfolio earns more than the risk-free rate */
    record Traced(Frontier frontier, Frontier.@Nullable Corner maximumRatio) implements FrontierResult {}

    /**
     * @param status {@code infeasible, unbounded} or {@code failed}
     * @param reason in words for the user
     */
    record None(String status, String reason) implements FrontierResult {}
}
