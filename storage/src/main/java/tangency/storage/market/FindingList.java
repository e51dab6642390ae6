package tangency.storage.market;

import java.util.ArrayList;
import java.util.List;

import tangency.core.market.Finding;

/** Collects findings; of refusals only the first are kept, the rest are counted. Not thread-safe. */
final class FindingList {
    /** How many refusals are kept: a file of text would otherwise fill the memory with them. */
    static final int MOST = 1_000;

    private final List<Finding> refusals = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();
    private long more;

    void add(Finding finding) {
        if (!finding.refuses()) {
            notes.add(finding);
        } else if (refusals.size() < MOST) {
            refusals.add(finding);
        } else {
            more++;
        }
    }

    void addAll(List<Finding> findings) {
        findings.forEach(this::add);
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
        return List.copyOf(all);
    }
}
