package tangency.core.run;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.Stop;

/** How long who asks is willing to wait. The engine reads no clock: who runs it says when time is up. */
@FunctionalInterface
public interface Patience {
    /** Waits for ever, whatever the scenario's limit. */
    Patience ENDLESS = seconds -> Stop.NEVER;

    /**
     * Begins to wait for a solve.
     *
     * @param seconds the scenario's limit, null where it has none
     */
    Stop wait(@Nullable Double seconds);
}
