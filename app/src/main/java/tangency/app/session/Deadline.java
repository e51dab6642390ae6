package tangency.app.session;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import tangency.core.run.Patience;
import tangency.core.solve.Stop;

/** Patience by the clock: a scenario's limit of seconds counts from when its solve begins. */
public final class Deadline {
    private Deadline() {}

    /** As long as the scenario allows. */
    public static Patience asTheScenarioSays() {
        return Deadline::in;
    }

    /** As long as the scenario allows, and not beyond the moment when the answer is not wanted any more. */
    static Patience orWhen(BooleanSupplier overtaken) {
        return seconds -> {
            Stop late = in(seconds);
            return () -> overtaken.getAsBoolean() || late.requested();
        };
    }

    private static Stop in(@Nullable Double seconds) {
        if (seconds == null) {
            return Stop.NEVER;
        }
        long start = System.nanoTime();
        double allowed = seconds * TimeUnit.SECONDS.toNanos(1);
        return () -> System.nanoTime() - start >= allowed;
    }
}
