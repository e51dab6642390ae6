package tangency.storage.document;

import java.util.List;

import tangency.core.market.Finding;

/** A document that cannot be read, with everything that is wrong with it. */
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public DocumentException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the document; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("A document error needs at least one problem");
        }
        String first = problems.getFirst().toString();
        return problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
    }

    /**
     * One thing that is wrong.
     *
     * @param file the document's name as the caller gave it
     * @param place a JSON path such as {@code $.constraints[2].max}; {@code line:column} where the text is not JSON
     * @param message the cause and what was expected
     */
    public record Problem(String file, String place, String message) {
        /** The problem as an error among other findings. */
        public Finding finding() {
            return Finding.error(file, null, place, message);
        }

        @Override
        public String toString() {
            return file + ": " + place + ": " + message;
        }
    }
}
