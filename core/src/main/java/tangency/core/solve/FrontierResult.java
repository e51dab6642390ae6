package tangency.core.solve;

import org.jspecify.annotations.Nullable;

/** A frontier, or why there is none. */
public sealed interface FrontierResult {
    /** @param maximumRatio null where no portfolio earns more than the risk-free rate */
    record Traced(Frontier frontier, Frontier.@Nullable Corner maximumRatio) implements FrontierResult {}

    /**
     * @param status {@code infeasible, unbounded} or {@code failed}
     * @param reason in words for the user
     * @param below where the mean has no end, the corner portfolios that there are, the first of them where the last limit
     *        is left behind; else null
     */
    record None(String status, String reason, @Nullable Traced below) implements FrontierResult {
        public None(String status, String reason) {
            this(status, reason, null);
        }
    }
}
