package tangency.core.math;

import java.util.function.IntConsumer;

/**
 * What heavy arithmetic runs on. Whoever has threads gives some; results never depend on how many there are, because
 * work is divided by what it writes.
 */
@FunctionalInterface
public interface Workers {
    /** The calling thread alone. */
    Workers NONE = (count, task) -> {
        for (int i = 0; i < count; i++) {
            task.accept(i);
        }
    };

    /**
     * Calls {@code task} once for each of 0 … {@code count} - 1, in any order and perhaps at the same time, and returns when
     * all calls have; what one of them throws is thrown here.
     */
    void run(int count, IntConsumer task);
}
