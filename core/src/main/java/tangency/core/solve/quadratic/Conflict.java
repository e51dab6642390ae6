package tangency.core.solve.quadratic;

import java.util.List;

/**
 * An irreducible set of constraints that cannot hold together: without any one of them the others can.
 *
 * @param members at least one
 */
public record Conflict(List<Relaxation> members) {
    public Conflict {
        members = List.copyOf(members);
    }

    /** A constraint as the user sees it. */
    public sealed interface Member {
        /** A row, by its index. */
        record Row(int index) implements Member {}

        /** The bounds of one label. */
        record Bounds(int label) implements Member {}
    }

    /**
     * A member and the least amount by which its limits must move outward, all of them together, so that the rest of the
     * problem can hold.
     *
     * @param sufficient whether that alone makes the whole problem feasible; where other conflicts remain, the amount is
     *        what this conflict needs
     */
    public record Relaxation(Member member, double amount, boolean sufficient) {}
}
