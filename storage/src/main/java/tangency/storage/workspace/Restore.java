package tangency.storage.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.WorkspaceException.Kind;

/** Looks at a backup, or puts it in the workspace's place. */
final class Restore {
    static final String REPLACED = "replaced";
    private static final String FRESH = Database.NAME + ".new" + Database.END;

    private Restore() {}

    /** The newest backup that is whole, or the named one, for reading. */
    static Workspace open(Path workspace, @Nullable String name, @Nullable Password password) {
        WorkspaceException damaged = null;
        for (Backup backup : Backups.candidates(workspace, name)) {
            Path folder = Backups.folder(workspace).resolve(backup.name());
            try {
                return new Workspace(
                        Records.view(folder, Store.DATABASE, InstantSource.system(),
                                (in, file) -> CipherHeader.unlock(in, file, password), Schema.CURRENT,
                                "It is the backup of " + backup.made() + "."),
                        backup);
            } catch (WorkspaceException e) {
                if (e.kind() != Kind.DAMAGED) {
                    throw e;
                }
                damaged = damaged == null ? e : damaged;
            }
        }
        throw damaged == null ? new IllegalStateException("there are candidates") : damaged;
    }

    static Restored carryOut(Path workspace, @Nullable String name, @Nullable Password password, InstantSource clock) {
        if (!Files.isDirectory(workspace)) {
            throw new WorkspaceException(Kind.NOT_FOUND, "There is no folder " + workspace + ".");
        }
        try (FolderLock _ = FolderLock.take(workspace)) {
            Found found = whole(workspace, name, password);
            Path backup = Backups.folder(workspace).resolve(found.backup().name());
            ManifestFile.Mark old = oldMark(workspace);
            Path fresh = workspace.resolve(FRESH);
            Disk.copy(backup.resolve(Store.FILE), fresh);
            Path replaced = keepAside(workspace, clock.instant());
            // From here to the last line a mark that knows both: a crash leaves either database with a mark that fits.
            ManifestFile.write(workspace, old == null
                    ? found.mark()
                    : new ManifestFile.Mark(old.sequence(), old.chain(), found.mark()));
            Disk.move(fresh, workspace.resolve(Store.FILE));
            ManifestFile.write(workspace, found.mark());
            Disk.forceFolder(workspace);
            return new Restored(found.backup(), old == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Math.max(0, old.sequence() - found.mark().sequence())), replaced);
        } catch (IOException e) {
            throw new WorkspaceException(Kind.WRITE_FAILED,
                    "The backup could not be restored to " + workspace + " (" + DiskFailure.reason(e)
                            + "). The workspace is as it was; make sure that the disk has space, then try again.",
                    e);
        }
    }

    private record Found(Backup backup, ManifestFile.Mark mark) {}

    /** The newest backup in which every byte that matters is what was written. */
    private static Found whole(Path workspace, @Nullable String name, @Nullable Password password) {
        WorkspaceException damaged = null;
        for (Backup backup : Backups.candidates(workspace, name)) {
            try (Workspace open = open(workspace, backup.name(), password)) {
                List<Damage> damage = open.check();
                if (damage.isEmpty()) {
                    return new Found(backup, open.mark());
                }
                damaged = damaged == null ? damaged(backup, damage.getFirst().message(), null) : damaged;
            } catch (WorkspaceException e) {
                if (e.kind() != Kind.DAMAGED) {
                    throw e;
                }
                damaged = damaged == null ? damaged(backup, String.valueOf(e.getMessage()), e) : damaged;
            }
        }
        throw damaged == null ? new IllegalStateException("there are candidates") : damaged;
    }

    private static WorkspaceException damaged(Backup backup, String why, @Nullable Throwable cause) {
        return new WorkspaceException(Kind.DAMAGED,
                "The backup " + backup.name() + " is damaged and was not restored: " + why, cause);
    }

    private static ManifestFile.@Nullable Mark oldMark(Path workspace) {
        try {
            return ManifestFile.read(workspace);
        } catch (IOException | WorkspaceException e) {
            return null; // it is no mark, and is kept aside with the rest
        }
    }

    /** Under a second name, so that nothing of what may be a dying disk is read; copied where a file system has no second names. */
    private static @Nullable Path keepAside(Path workspace, Instant now) throws IOException {
        Path database = workspace.resolve(Store.FILE);
        Path mark = workspace.resolve(ManifestFile.NAME);
        if (!Files.exists(database) && !Files.exists(mark)) {
            return null;
        }
        Path folder = Files.createDirectories(workspace.resolve(REPLACED));
        String stamp = Backups.stamp(now);
        Path aside = folder.resolve(stamp);
        for (int i = 2; Files.exists(aside); i++) {
            aside = folder.resolve(stamp + "-" + i);
        }
        Path fresh = folder.resolve(".new-" + stamp);
        Disk.delete(fresh);
        Files.createDirectory(fresh);
        if (Files.exists(database)) {
            link(database, fresh.resolve(Store.FILE));
        }
        if (Files.exists(mark)) {
            Disk.copy(mark, fresh.resolve(ManifestFile.NAME));
        }
        Disk.forceFolder(fresh);
        Disk.move(fresh, aside);
        Disk.forceFolder(workspace);
        return aside;
    }

    private static void link(Path file, Path second) throws IOException {
        try {
            Files.createLink(second, file);
        } catch (IOException | UnsupportedOperationException e) {
            Disk.copy(file, second);
        }
    }
}
