package tangency.storage.workspace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tangency.storage.workspace.BackupRecord.Part;
import tangency.storage.workspace.WorkspaceException.Kind;

/**
 * The backups of a workspace: each a folder that is itself a whole, compact workspace, with an export as JSON and CSV beside the database (sealed where
 * the workspace is encrypted) and a record that it was read back. It gets its name when all that is on disk.
 */
final class Backups {
    static final String FOLDER = "backups";
    /** Ends the name of one that was made before the schema was changed; those are never rotated away. */
    static final String BEFORE_UPGRADE = "-before-upgrade";
    static final String EXPORT = "export.zip";
    static final int NEWEST = 10;
    static final int DAYS = 7;
    private static final Duration DUE = Duration.ofDays(1);
    private static final long DUE_CHANGES = 200;
    /** Changes until the first one. */
    private static final long FIRST = 10;
    private static final String FRESH = ".new-";
    private static final String GONE = ".old-";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'");
    private static final Pattern NAME = Pattern
            .compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ)(-\\d+)?(-before-upgrade)?");

    private Backups() {}

    static String stamp(Instant at) {
        return STAMP.format(at.atOffset(ZoneOffset.UTC));
    }

    static Path folder(Path workspace) {
        return workspace.resolve(FOLDER);
    }

    /** Newest first. */
    static List<Backup> list(Path workspace) {
        Path folder = folder(workspace);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Backup> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path each : entries.toList()) {
                Matcher name = NAME.matcher(each.getFileName().toString());
                if (name.matches() && Files.isDirectory(each)) {
                    found.add(described(each, name.group(1)));
                }
            }
        } catch (IOException e) {
            throw new WorkspaceException(Kind.DAMAGED,
                    "The backups in " + folder + " cannot be listed (" + DiskFailure.reason(e) + ").", e);
        }
        found.sort(Comparator.comparing(Backup::made).thenComparing(Backup::name).reversed());
        return List.copyOf(found);
    }

    private static Backup described(Path folder, @Nullable String stamp) throws IOException {
        String name = folder.getFileName().toString();
        BackupRecord record = BackupRecord.read(folder);
        if (record == null || !record.sizesIn(folder)) {
            return new Backup(name, instant(stamp), 0, 0, 0, 0, false);
        }
        return new Backup(name, Instant.ofEpochMilli(record.atMillis()), record.changes(), record.scenarios(),
                record.datasets(), record.database().size() + record.export().size(), true);
    }

    private static Instant instant(@Nullable String stamp) {
        try {
            return LocalDateTime.parse(String.valueOf(stamp), STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH; // digits that are no date: oldest of all
        }
    }

    /** The newest verified one. @throws WorkspaceException if there is none, or none of that name */
    static List<Backup> candidates(Path workspace, @Nullable String name) {
        List<Backup> all = list(workspace).stream()
                .filter(b -> name == null ? b.verified() : b.name().equals(name)).toList();
        if (all.isEmpty()) {
            throw new WorkspaceException(Kind.NOT_FOUND,
                    name == null
                            ? "There is no verified backup of " + workspace + "."
                            : "There is no backup \"" + name + "\" of " + workspace + ".");
        }
        return all;
    }

    /** Whether it is time for one: something changed since the last, and that is a day or many changes ago. */
    static boolean due(Path workspace, long changes, @Nullable Instant started, Instant now) {
        Backup newest = list(workspace).stream().filter(Backup::verified).findFirst().orElse(null);
        if (newest == null) {
            return started != null && (changes >= FIRST || started.plus(DUE).isBefore(now));
        }
        return changes != newest.changes()
                && (Math.abs(changes - newest.changes()) >= DUE_CHANGES || newest.made().plus(DUE).isBefore(now));
    }

    /** Makes one of what {@code records} hold, reads it back, and lets old ones go. */
    static Backup make(Records records) {
        Path workspace = records.folder();
        try {
            Path made = write(workspace, records, records.key(), records.now());
            rotate(workspace);
            return described(made, null);
        } catch (IOException e) {
            throw new WorkspaceException(Kind.WRITE_FAILED, "The backup of " + workspace + " could not be written ("
                    + DiskFailure.reason(e) + "). Earlier backups are as they were.", e);
        }
    }

    /** What {@code records} hold, as a backup of {@code workspace} under {@code key}, read back. */
    static Path write(Path workspace, Records records, @Nullable FileKey key, Instant at) throws IOException {
        Path fresh = begin(workspace, at, "");
        try {
            records.copyTo(new Database(fresh, Store.DATABASE, key), key);
            ManifestFile.write(fresh, records.mark());
            Path export = fresh.resolve(EXPORT + (key == null ? "" : Sealed.END));
            try (Workspace copy = new Workspace(records.viewOf(fresh, key, "It is a backup."))) {
                readBack(copy, records);
                Disk.write(export, out -> {
                    if (key == null) {
                        exported(copy, out);
                    } else {
                        Sealed.write(key, out, plain -> exported(copy, plain));
                    }
                });
                new BackupRecord(at.toEpochMilli(), records.mark().sequence(), copy.list().size(),
                        copy.datasets().size(), Part.of(fresh.resolve(Store.FILE)), Part.of(export)).write(fresh);
            }
            return finish(fresh);
        } catch (IOException | RuntimeException e) {
            Disk.delete(fresh); // half of it would only take space, of which there may be too little
            throw e;
        }
    }

    private static void exported(Workspace copy, OutputStream out) throws IOException {
        refuse(copy.folder(), Exchange.exportZip(copy, out));
    }

    private static void readBack(Workspace copy, Records records) {
        refuse(records.folder(), copy.check());
        if (!copy.mark().equals(records.mark())) {
            throw new WorkspaceException(Kind.WRITE_FAILED,
                    "The backup of " + records.folder() + " is not what was copied; it does not count.");
        }
    }

    private static void refuse(Path workspace, List<Damage> damage) {
        if (!damage.isEmpty()) {
            throw new WorkspaceException(Kind.DAMAGED, "No backup was made of " + workspace
                    + ": only what is whole is backed up. " + damage.getFirst().message()
                    + (damage.size() > 1 ? " (and " + (damage.size() - 1) + " more)" : ""));
        }
    }

    /** An empty folder for one, named when it is complete. What a crash left of earlier tries goes. */
    static Path begin(Path workspace, Instant now, String suffix) throws IOException {
        Path folder = folder(workspace);
        Files.createDirectories(folder);
        sweep(folder);
        String stamp = stamp(now);
        String name = stamp + suffix;
        for (int i = 2; Files.exists(folder.resolve(name)); i++) {
            name = stamp + "-" + i + suffix;
        }
        Path fresh = Files.createDirectory(folder.resolve(FRESH + name));
        Disk.forceFolder(workspace);
        return fresh;
    }

    static Path finish(Path fresh) throws IOException {
        Path made = fresh.resolveSibling(fresh.getFileName().toString().substring(FRESH.length()));
        Disk.forceFolder(fresh);
        Disk.move(fresh, made);
        return made;
    }

    private static void sweep(Path folder) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(folder)) {
            left = entries.filter(e -> e.getFileName().toString().startsWith(FRESH)
                    || e.getFileName().toString().startsWith(GONE)).toList();
        }
        for (Path each : left) {
            Disk.delete(each);
        }
    }

    /** Keeps the newest, and one a day for a week; and all that are not verified or were made before an upgrade. */
    static void rotate(Path workspace) throws IOException {
        Set<LocalDateTime> days = new HashSet<>();
        int kept = 0;
        for (Backup backup : list(workspace)) {
            if (!backup.verified() || backup.name().endsWith(BEFORE_UPGRADE)) {
                continue;
            }
            boolean first = days.add(backup.made().atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay());
            if (kept++ >= NEWEST && !(first && days.size() <= DAYS)) {
                remove(folder(workspace).resolve(backup.name()));
            }
        }
    }

    /** Takes the name first, so that half a backup is never seen. */
    static void remove(Path backup) throws IOException {
        Path gone = backup.resolveSibling(GONE + backup.getFileName());
        Disk.delete(gone);
        Disk.move(backup, gone);
        Disk.delete(gone);
    }
}
