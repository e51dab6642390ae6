package tangency.storage.document;

import java.util.ArrayList;
import java.util.List;

import tangency.storage.document.DocumentException.Problem;

/** Collects what is wrong with one document, so that a reader can go on to the end. */
final class Problems {
    /** A hostile document can be wrong in millions of places; nobody reads more than this. */
    static final int MOST = 200;

    private final String file;
    private final List<Problem> list = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String place, String message) {
        if (list.size() < MOST) {
            list.add(new Problem(file, place, message));
        }
    }

    /** How many there are: a place to which {@link #insert} can come back. */
    int mark() {
        return list.size();
    }

    /** Adds before what was noted after {@code mark}. */
    void insert(int mark, String place, String message) {
        if (list.size() < MOST) {
            list.add(mark, new Problem(file, place, message));
        }
    }

    /** Whether another one would not be kept: nothing need be worded, or sought, any more. */
    boolean full() {
        return list.size() >= MOST;
    }

    boolean none() {
        return list.isEmpty();
    }

    void throwIfAny() {
        if (!list.isEmpty()) {
            throw exception();
        }
    }

    DocumentException exception() {
        return new DocumentException(list);
    }
}
