package tangency.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import tangency.core.market.Finding;

/** Input that a verb refuses. Its message is the one line for standard error. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What findings call parts of the document itself; to a person these are places of its file. */
    private static final Set<String> PARTS = Set.of("scenario", "universe", "window", "estimates", "holdings");

    BadInputException(String message) {
        super(message);
    }

    /**
     * @param document the file of the scenario
     * @param findings at least one of which refuses
     */
    BadInputException(Path document, List<Finding> findings) {
        super(line(document, findings));
    }

    private static String line(Path document, List<Finding> findings) {
        List<Finding> refusals = findings.stream().filter(Finding::refuses).toList();
        Finding first = refusals.getFirst();
        String where = first.where();
        if (PARTS.contains(first.file())) {
            where = document + ": " + (first.file().equals("scenario") && first.column() != null
                    ? first.column()
                    : where);
        }
        String line = where + ": " + first.message();
        return refusals.size() == 1 ? line : line + " (and " + (refusals.size() - 1) + " more)";
    }
}
