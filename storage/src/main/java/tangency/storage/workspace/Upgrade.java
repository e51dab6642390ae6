package tangency.storage.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.BackupRecord.Part;
import tangency.storage.workspace.Database.Mode;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * Brings a workspace of an older schema up to date: a copy is changed, held against the original, and put in its place by one move; the original stays
 * as a backup that is never rotated away. Cut off at any point, it leaves the one or the other, and what is half-done is swept up by the next try.
 */
final class Upgrade {
    private final Path folder;
    private final @Nullable FileKey key;
    private final ManifestFile.@Nullable Mark mark;
    private final Schema schema;

    Upgrade(Path folder, @Nullable FileKey key, ManifestFile.@Nullable Mark mark, Schema schema) {
        this.folder = folder;
        this.key = key;
        this.mark = mark;
        this.schema = schema;
    }

    private record Content(List<Entry> journal, Set<String> sound) {}

    /** The database must be closed, and the folder taken. */
    void carryOut(Instant now) throws IOException {
        Path live = folder.resolve(Store.FILE);
        Path fresh = database().file();
        Disk.delete(fresh);
        Path backup = Backups.begin(folder, now, Backups.BEFORE_UPGRADE);
        try {
            Disk.copy(live, fresh);
            Content before = content(Mode.WRITE);
            try (Database database = database()) {
                schema.migrate(database.source(Mode.WRITE));
            }
            compare(before, content(Mode.READ));
            Disk.force(fresh);
            // The original is sound: its twin was, and what became of the twin still holds it all.
            Disk.copy(live, backup.resolve(Store.FILE));
            keep(backup, now, before.journal());
            Disk.move(fresh, live);
        } catch (IOException | RuntimeException e) {
            Disk.delete(backup);
            Disk.delete(fresh);
            throw e;
        }
    }

    private Database database() {
        return new Database(folder, Records.FRESH, key);
    }

    private Content content(Mode mode) {
        try (Store store = Store.open(database(), mode, true, schema)) {
            Ledger ledger = store.ledger(mark);
            if (!ledger.damage().isEmpty()) {
                throw Store.damaged(folder, ledger.damage().getFirst().message(), null);
            }
            return new Content(ledger.entries(), store.sound());
        }
    }

    /** What was damaged before may be damaged after; nothing else may. */
    private void compare(Content before, Content after) {
        if (!after.journal().equals(before.journal()) || !after.sound().containsAll(before.sound())) {
            throw new WorkspaceException(Kind.WRITE_FAILED, "The workspace " + folder
                    + " could not be brought up to date: the changed copy does not hold what the original does. The original is as it was.");
        }
    }

    private void keep(Path backup, Instant now, List<Entry> journal) throws IOException {
        Catalog catalog = new Catalog();
        journal.forEach(catalog::apply);
        ManifestFile.write(backup, new ManifestFile.Mark(catalog.sequence(), catalog.chain()));
        new BackupRecord(now.toEpochMilli(), catalog.sequence(), catalog.scenarios().size(), catalog.datasets().size(),
                Part.of(backup.resolve(Store.FILE)), Part.of(backup.resolve(ManifestFile.NAME))).write(backup);
        Backups.finish(backup);
    }
}
