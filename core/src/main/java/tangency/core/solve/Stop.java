package tangency.core.solve;

/** Asked now and then by long work: whether it should end early with what it has. The engine reads no clock itself. */
@FunctionalInterface
public interface Stop {
    /** Runs to the end. */
    Stop NEVER = () -> false;

    /** Whether to end now; once true, always true. */
    boolean requested();
}
