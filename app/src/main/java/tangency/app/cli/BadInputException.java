package tangency.app.cli;

import java.util.List;

import tangency.core.market.Finding;

/** Input that a verb refuses. Its message is the one line for standard error. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }

    /** @param findings at least one of which refuses */
    BadInputException(List<Finding> findings) {
        super(line(findings));
    }

    private static String line(List<Finding> findings) {
        List<Finding> refusals = findings.stream().filter(Finding::refuses).toList();
        Finding first = refusals.getFirst();
        String line = first.where() + ": " + first.message();
        return refusals.size() == 1 ? line : line + " (and " + (refusals.size() - 1) + " more)";
    }
}
