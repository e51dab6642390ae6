package tangency.storage.market;

import java.util.ArrayList;
import java.util.List;

import tangency.core.market.Finding;

/** Collects findings; of refusals, and of all others, only the first are kept and the rest counted. Not thread-safe. */
final class FindingList {
    /** How many of either are kept: a file of text, or of jumps, would otherwise fill the memory with them. */
    static final int MOST = 1_000;

    private final List<Finding> refusals = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();
    private long more;
    private long moreNotes;
    private String lastFile = "";

    void add(Finding finding) {
        if (!finding.refuses()) {
            if (notes.size() < MOST) {
                notes.add(finding);
            } else {
                moreNotes++;
                lastFile = finding.file();
            }
        } else if (refusals.size() < MOST) {
            refusals.add(finding);
        } else {
            more++;
        }
    }

    void addAll(List<Finding> findings) {
        findings.forEach(this::add);
    }

    /** Whether a warning or note more would only be counted. */
    boolean isFull() {
        return notes.size() >= MOST;
    }

    /** Counts a warning or note that was not even worded. */
    void addUnworded(String file) {
        moreNotes++;
        lastFile = file;
    }

    /** Counts refusals that were found but not kept. */
    void addUncounted(long count) {
        more += count;
    }

    boolean refuses() {
        return !refusals.isEmpty();
    }

    /** How many refusals there are, kept or counted. */
    long refusals() {
        return refusals.size() + more;
    }

    /** Refusals in the order found, then the rest in the order found. */
    List<Finding> toList() {
        List<Finding> all = new ArrayList<>(refusals);
        if (more > 0) {
            all.add(Finding.error(refusals.getLast().file(), null, null, "and " + more + " more refusals"));
        }
        all.addAll(notes);
        if (moreNotes > 0) {
            all.add(Finding.warning(lastFile, null, null, "and " + moreNotes + " more warnings and notes"));
        }
        return List.copyOf(all);
    }
}
