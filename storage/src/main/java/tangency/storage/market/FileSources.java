package tangency.storage.market;

import java.io.IOException;
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

/** Files and folders on disk, relative to a folder. */
final class FileSources implements Sources {
    private final Path base;

    FileSources(Path base) {
        this.base = base;
    }

    @Override
    public Source open(String path) throws IOException {
        Path file = resolve(path);
        if (Files.isDirectory(file)) {
            return folder(path, file);
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(path, null, "sought at " + file.toAbsolutePath().normalize()
                    + NearestName.hint(String.valueOf(file.getFileName()), neighbours(file)));
        }
        return Source.file(path, Files.readAllBytes(file));
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
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.sorted().toList()) {
                String fileName = String.valueOf(file.getFileName());
                if (fileName.toLowerCase(Locale.ROOT).endsWith(".csv") && Files.isRegularFile(file)) {
                    files.put(fileName, Files.readAllBytes(file));
                }
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
            return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
        }
    }
}
