package tangency.storage.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * Brings a workspace and its backups under another password, or none. The backups come first, so that at any time the workspace opens with one of the
 * two; a backup's successor is there before it goes.
 */
final class Rekey {
    private final Path workspace;
    private final InstantSource clock;
    private final @Nullable Password old;
    private final @Nullable Password fresh;
    private final @Nullable FileKey key;

    private Rekey(Path workspace, InstantSource clock, @Nullable Password old, @Nullable Password fresh,
            @Nullable FileKey key) {
        this.workspace = workspace;
        this.clock = clock;
        this.old = old;
        this.fresh = fresh;
        this.key = key;
    }

    /** @return what was left as it was */
    static List<Path> carryOut(Path folder, @Nullable Password old, @Nullable Password fresh, InstantSource clock) {
        try (Records records = Records.open(folder, clock, old, Schema.CURRENT);
                FileKey key = fresh == null ? null : FileKey.fresh(fresh)) {
            List<Damage> damage = records.check();
            if (!damage.isEmpty()) {
                throw new WorkspaceException(Kind.DAMAGED, "The password of " + records.folder()
                        + " was not changed, because something in it is damaged: " + damage.getFirst().message());
            }
            Rekey rekey = new Rekey(records.folder(), clock, old, fresh, key);
            List<Path> left = rekey.backups();
            records.rewrite(key);
            return left;
        } catch (IOException e) {
            throw new WorkspaceException(Kind.WRITE_FAILED, "The password of " + folder + " was not changed ("
                    + DiskFailure.reason(e) + "). Make sure that the disk has space, then ask for the same again.", e);
        }
    }

    private List<Path> backups() throws IOException {
        List<Path> left = new ArrayList<>();
        for (Backup backup : Backups.list(workspace)) {
            Path folder = Backups.folder(workspace).resolve(backup.name());
            if (!done(folder) && (backup.name().endsWith(Backups.BEFORE_UPGRADE) || !rewritten(folder, backup))) {
                left.add(folder);
            }
        }
        Path replaced = workspace.resolve(Restore.REPLACED);
        if (Files.isDirectory(replaced)) {
            try (Stream<Path> entries = Files.list(replaced)) {
                entries.sorted().forEach(left::add);
            }
        }
        return List.copyOf(left);
    }

    /** Whether an earlier try, cut off, came as far as this one. */
    private boolean done(Path backup) throws IOException {
        Path file = backup.resolve(Store.FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileKey _ = CipherHeader.unlock(backup, file, fresh)) {
            return true;
        } catch (WorkspaceException e) {
            return false; // it has another password, or none, or is damaged: tried next with the old one
        }
    }

    private boolean rewritten(Path folder, Backup backup) throws IOException {
        try (Records records = Records.view(folder, Store.DATABASE, clock,
                (in, file) -> CipherHeader.unlock(in, file, old), Schema.CURRENT, "It is a backup.")) {
            Backups.write(workspace, records, key, backup.made());
        } catch (WorkspaceException e) {
            if (e.kind() == Kind.WRITE_FAILED) {
                throw e;
            }
            return false; // and named to whoever asked
        }
        Backups.remove(folder);
        return true;
    }
}
