package tangency.app.diagnostics;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A fault in words that cannot hold anything of the user's: kinds of exceptions and places in the code. Messages are left
 * out, since they may name files, scenarios, assets and numbers; kept are those that the virtual machine itself words.
 */
final class Redaction {
    private static final int FRAMES = 80;
    private static final int CAUSES = 6;
    /** How the virtual machine words its own messages: sizes, and names from the code. */
    private static final Pattern OWN = Pattern.compile("Index -?\\d+ out of bounds for length \\d+"
            + "|Cannot (invoke|read|load|store|assign|enter|throw) [^\\n]{0,300}"
            + "|(Java heap space|Metaspace|GC overhead limit exceeded|Requested array size exceeds VM limit"
            + "|unable to create native thread[^\\n]{0,80})");

    private Redaction() {}

    static String of(Throwable fault) {
        StringBuilder text = new StringBuilder();
        Map<Throwable, Boolean> seen = new IdentityHashMap<>();
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < CAUSES && seen.put(cause, true) == null; depth++) {
            text.append(depth == 0 ? "" : "caused by ").append(kind(cause)).append('\n');
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("    at ").append(place(frames[i])).append('\n');
            }
            if (frames.length > FRAMES) {
                text.append("    and ").append(frames.length - FRAMES).append(" more\n");
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** What tells one fault from another: the kind of the first cause, and where it was thrown. */
    static String signature(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return fault.getClass().getName() + (frames.length == 0 ? "" : " at " + place(frames[0]));
    }

    private static String kind(Throwable fault) {
        String message = ofTheMachine(fault) ? fault.getMessage() : null;
        return fault.getClass().getName()
                + (message == null ? fault.getMessage() == null ? "" : ": (message left out)" : ": " + message);
    }

    private static boolean ofTheMachine(Throwable fault) {
        boolean kind = fault instanceof VirtualMachineError || fault.getClass() == NullPointerException.class
                || fault instanceof IndexOutOfBoundsException;
        @Nullable
        String message = fault.getMessage();
        return kind && message != null && OWN.matcher(message).matches();
    }

    private static String place(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "("
                + (frame.getFileName() == null ? "" : frame.getFileName())
                + (frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "") + ")";
    }
}
