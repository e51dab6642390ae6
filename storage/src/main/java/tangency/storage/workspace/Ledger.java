package tangency.storage.workspace;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The journal as read, held against what it must add up to: its own chain, the manifest row written in the same transactions, and the mark beside the
 * database. {@code damage} is empty when all agree.
 */
record Ledger(List<Entry> entries, List<Damage> damage) {

    /** The manifest row: how many entries, the last sequence and its chain. */
    record Manifest(long entries, long sequence, String chain) {}

    static Ledger check(List<Entry> entries, List<Damage> unreadable, @Nullable Manifest manifest,
            ManifestFile.@Nullable Mark mark) {
        List<Damage> damage = new ArrayList<>(unreadable);
        String chain = Entry.GENESIS;
        long expected = 1;
        String chainAtMark = Entry.GENESIS;
        for (Entry entry : entries) {
            if (entry.sequence() != expected) {
                damage.add(new Damage("changes " + expected + " to " + (entry.sequence() - 1),
                        "Changes " + expected + " to " + (entry.sequence() - 1) + " are missing from the journal."));
            } else if (!entry.chainAfter(chain).equals(entry.chain())) {
                String name = entry.name() == null ? entry.subject() : entry.name();
                damage.add(new Damage("change " + entry.sequence(),
                        "Change " + entry.sequence() + " (" + name
                                + ") is not what was written: its hash does not match."));
            }
            chain = entry.chain();
            expected = entry.sequence() + 1;
            if (mark != null && entry.sequence() == mark.sequence()) {
                chainAtMark = chain;
            }
        }
        long last = expected - 1;
        if (manifest == null) {
            damage.add(new Damage("manifest", "The manifest is missing from the database."));
        } else if (manifest.entries() != entries.size() || manifest.sequence() != last
                || !manifest.chain().equals(chain)) {
            damage.add(new Damage("manifest",
                    "The manifest counts " + manifest.entries() + " changes up to number " + manifest.sequence()
                            + ", but " + entries.size() + " up to number " + last + " can be read"
                            + (manifest.sequence() == last ? ", or not the same ones." : ".")));
        }
        ManifestFile.Mark instead = mark == null ? null : mark.instead();
        if (instead != null && instead.sequence() == last && instead.chain().equals(chain)) {
            return new Ledger(List.copyOf(entries), List.copyOf(damage)); // the restore was cut off after it had swapped the databases
        }
        if (mark != null && mark.sequence() > last) {
            damage.add(new Damage(ManifestFile.NAME,
                    (last == 0 ? "The database is unexpectedly empty: " : "The database ends at change " + last + ": ")
                            + mark.sequence() + " changes were acknowledged."));
        } else if (mark != null && !mark.chain().equals(chainAtMark)) {
            damage.add(new Damage(ManifestFile.NAME,
                    "The database is not the one that was last open here: change " + mark.sequence() + " differs."));
        }
        return new Ledger(List.copyOf(entries), List.copyOf(damage));
    }
}
