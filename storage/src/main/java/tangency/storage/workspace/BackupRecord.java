package tangency.storage.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What is written beside a backup when it was read back whole: what is in it, and the size and hash of its files. */
record BackupRecord(long atMillis, long changes, int scenarios, int datasets, Part database, Part export) {
    static final String NAME = "backup.record";
    private static final Pattern LINE = Pattern
            .compile("tangency-backup/1 (\\d{1,18}) (\\d{1,18}) (\\d{1,9}) (\\d{1,9})"
                    + " ([a-z.]+) (\\d{1,18}) ([0-9a-f]{64}) ([a-z.]+) (\\d{1,18}) ([0-9a-f]{64})\n");

    record Part(String name, long size, String sha256) {
        static Part of(Path file) throws IOException {
            return new Part(file.getFileName().toString(), Files.size(file), Disk.sha256(file));
        }

        boolean sizeIn(Path folder) throws IOException {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) && Files.size(file) == size;
        }
    }

    /** Null where there is none, or one that is not what this program writes. */
    static @Nullable BackupRecord read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file) || Files.size(file) > 1000) {
            return null;
        }
        Matcher m = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        return !m.matches()
                ? null
                : new BackupRecord(number(m, 1), number(m, 2), (int) number(m, 3), (int) number(m, 4), part(m, 5),
                        part(m, 8));
    }

    private static long number(Matcher m, int group) {
        return Long.parseLong(text(m, group));
    }

    private static Part part(Matcher m, int group) {
        return new Part(text(m, group), number(m, group + 1), text(m, group + 2));
    }

    private static String text(Matcher m, int group) {
        String text = m.group(group);
        if (text == null) {
            throw new IllegalStateException("every group of the line has a text");
        }
        return text;
    }

    void write(Path folder) throws IOException {
        String line = "tangency-backup/1 " + atMillis + " " + changes + " " + scenarios + " " + datasets
                + words(database)
                + words(export) + "\n";
        Disk.write(folder.resolve(NAME), line.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String words(Part part) {
        return " " + part.name() + " " + part.size() + " " + part.sha256();
    }

    /** Whether the files still are there with the sizes they had. */
    boolean sizesIn(Path folder) throws IOException {
        return database.sizeIn(folder) && export.sizeIn(folder);
    }
}
