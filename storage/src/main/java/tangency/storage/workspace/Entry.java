package tangency.storage.workspace;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One change in the journal. {@code subject} is the id of a scenario or dataset, {@code sha256} the content it now stands for, {@code detail} a
 * dataset's media type or the SHA-256 of the scenario version a study answers. {@code chain} binds the entry to all before it.
 */
record Entry(long sequence, Action action, String subject, @Nullable String name, @Nullable String label, long atMillis,
        @Nullable String sha256,
        @Nullable String detail, String chain) {

    /** The chain before the first entry. */
    static final String GENESIS = "0".repeat(64);

    /** An entry that follows {@code previousChain}, with its own chain computed. */
    static Entry after(String previousChain, long sequence, Change change) {
        Entry open = new Entry(sequence, change.action(), change.subject(), change.name(), change.label(),
                change.atMillis(), change.sha256(),
                change.detail(), "");
        return new Entry(sequence, change.action(), change.subject(), change.name(), change.label(), change.atMillis(),
                change.sha256(),
                change.detail(), open.chainAfter(previousChain));
    }

    String chainAfter(String previousChain) {
        return Sha256.ofFields(previousChain, sequence, action, subject, name, label, atMillis, sha256, detail);
    }

    Instant at() {
        return Instant.ofEpochMilli(atMillis);
    }

    /** What is to be written, before it has its place in the journal. */
    record Change(Action action, String subject, @Nullable String name, @Nullable String label, long atMillis,
            @Nullable String sha256,
            @Nullable String detail) {}
}
