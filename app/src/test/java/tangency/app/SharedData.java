package tangency.app;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.NullMarked;

/**
 * Where the reference data and answers lie: beside the repository in a folder {@code shared}, or where {@code -Dtangency.shared} or
 * the variable {@code TANGENCY_SHARED} points. Tests that need them are skipped where they are absent.
 */
@NullMarked
public final class SharedData {
    private SharedData() {}

    /** The file or folder {@code relative} to the shared folder; skips the calling test if it is not there. */
    public static Path require(String relative) {
        String given = System.getProperty("tangency.shared", System.getenv("TANGENCY_SHARED"));
        if (given != null) {
            return existing(Path.of(given).resolve(relative), relative);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared"))) {
                return existing(folder.resolve("shared").resolve(relative), relative);
            }
        }
        return abort("No folder 'shared' above " + Path.of("").toAbsolutePath() + ": " + relative + " is not at hand");
    }

    private static Path existing(Path path, String relative) {
        return Files.exists(path) ? path : abort("Not at hand: " + relative + " (" + path + ")");
    }
}
