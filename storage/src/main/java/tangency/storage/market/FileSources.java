package tangency.storage.market;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import tangency.core.market.NearestName;
import tangency.storage.file.BoundedFile;

/**
 * Files and folders on disk, relative to a folder. A scenario may come from a stranger, and its paths with it: they may lead anywhere on this machine,
 * since an analyst's own do, but only to ordinary files and folders of a bounded size, never to a device, a pipe or another machine.
 */
final class FileSources implements Sources {
    /** Files in a folder, and names in one that are looked at for the one that was meant. */
    private static final int MOST_FILES = 20_000;
    private static final int NEIGHBOURS = 2_000;

    private final Path base;

    FileSources(Path base) {
        this.base = base;
    }

    @Override
    public Source open(String path) throws IOException {
        if (path.startsWith("\\\\") || path.startsWith("//")) {
            throw new FileSystemException(path, null,
                    "it leads to another machine, which would learn who reads it; expected a file on this one");
        }
        Path file = resolve(path);
        if (Files.isDirectory(file)) {
            return folder(path, file);
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(path, null, "sought at " + file.toAbsolutePath().normalize()
                    + NearestName.hint(String.valueOf(file.getFileName()), neighbours(file)));
        }
        return Source.file(path, BoundedFile.bytes(file, LARGEST));
    }

    private Path resolve(String path) throws NoSuchFileException {
        try {
            return base.resolve(path);
        } catch (InvalidPathException e) {
            NoSuchFileException missing = new NoSuchFileException(path, null, e.getMessage());
            missing.initCause(e);
            throw missing;
        }
    }

    private static Source folder(String name, Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<Path> found;
        try (Stream<Path> entries = Files.list(folder)) {
            found = entries.limit(MOST_FILES + 1).sorted().toList();
        }
        if (found.size() > MOST_FILES) {
            throw new FileSystemException(name, null, "a folder of more than " + MOST_FILES + " files");
        }
        long left = LARGEST;
        for (Path file : found) {
            String fileName = String.valueOf(file.getFileName());
            if (fileName.toLowerCase(Locale.ROOT).endsWith(".csv") && Files.isRegularFile(file)) {
                byte[] bytes = BoundedFile.bytes(file, left);
                left -= bytes.length;
                files.put(fileName, bytes);
            }
        }
        return Source.folder(name, files);
    }

    private static List<String> neighbours(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(NEIGHBOURS).map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
        }
    }
}
