package tangency.app.session;

import java.io.UncheckedIOException;
import java.util.Locale;

import tangency.storage.workspace.WorkspaceException;

/**
 * Why an answer was not computed, where the scenario is not to blame: what happened, and what to do about it.
 *
 * @param headline a few words
 * @param detail what happened, that nothing is lost, what to do
 */
public record Fault(String headline, String detail) {
    private static final String SAFE = " The scenario is as you left it, and the last good picture stays.";

    /** Of what a computation threw. */
    static Fault of(Throwable cause) {
        return switch (cause) {
            case OutOfMemoryError _ -> new Fault("Not enough memory",
                    "This scenario needs more memory than the " + limit() + " the program may use." + SAFE
                            + " Take fewer assets or dates, or start with more memory"
                            + " (TANGENCY_JVM_OPTIONS=-Xmx8g).");
            case StackOverflowError _ -> new Fault("The computation went too deep",
                    "That is a fault of the program." + SAFE
                            + " Undo the last edit or change it; Help, Save diagnostics says where it happened.");
            case UncheckedIOException _,WorkspaceException _ -> new Fault("The data cannot be read",
                    inWords(cause) + SAFE + " F5 reads it again.");
            default -> new Fault("The computation failed",
                    "That is a fault of the program (" + inWords(cause) + ")." + SAFE
                            + " Undo the last edit or change it; Help, Save diagnostics says where it happened.");
        };
    }

    /** Of a computation that was stopped by hand. */
    static Fault stopped() {
        return new Fault("Stopped",
                "This scenario was not solved." + SAFE + " The next edit is solved again; so is this one by F5.");
    }

    private static String inWords(Throwable cause) {
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return kind;
        }
        return cause instanceof WorkspaceException ? message : kind + ": " + message;
    }

    private static String limit() {
        return String.format(Locale.ROOT, "%,d MB", Runtime.getRuntime().maxMemory() / (1024 * 1024));
    }
}
