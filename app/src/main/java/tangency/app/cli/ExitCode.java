package tangency.app.cli;

/** What the process says on leaving. */
final class ExitCode {
    /** Done: optimal, or inexact with a warning. */
    static final int DONE = 0;
    /** The answer is no: infeasible, unbounded, damage found. */
    static final int NO = 1;
    /** Bad input. */
    static final int BAD_INPUT = 2;
    /** Internal fault, or a solver that failed. */
    static final int FAULT = 3;

    private ExitCode() {}

    /** The code for a study's status. */
    static int ofStatus(String status) {
        return switch (status) {
            case "optimal", "inexact" -> DONE;
            case "infeasible", "unbounded" -> NO;
            default -> FAULT;
        };
    }
}
