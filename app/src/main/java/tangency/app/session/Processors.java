package tangency.app.session;

import java.util.stream.IntStream;

import tangency.core.math.Workers;

/** What the engine's heavy arithmetic runs on: all processors of the machine. */
public final class Processors {
    /** The calling thread and the common pool's. */
    public static final Workers ALL = (count, task) -> IntStream.range(0, count).parallel().forEach(task);

    private Processors() {}
}
