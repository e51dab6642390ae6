package tangency.app.diagnostics;

import java.nio.file.Path;
import java.util.Locale;

/** Where the program keeps things for this user. */
public final class UserFolders {
    private UserFolders() {}

    /** The user's own workspace: {@code $TANGENCY_HOME}, else where the system keeps such data. */
    public static Path workspace() {
        String named = System.getenv("TANGENCY_HOME");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path user = Path.of(System.getProperty("user.home", "."));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String local = System.getenv("LOCALAPPDATA");
        if (system.contains("win")) {
            return (local == null ? user.resolve("AppData").resolve("Local") : Path.of(local)).resolve("Tangency");
        }
        if (system.contains("mac")) {
            return user.resolve("Library").resolve("Application Support").resolve("Tangency");
        }
        String data = System.getenv("XDG_DATA_HOME");
        return (data == null || data.isBlank() ? user.resolve(".local").resolve("share") : Path.of(data))
                .resolve("tangency");
    }

    /** Where faults are noted. */
    public static Path diagnostics() {
        return workspace().resolve("diagnostics");
    }
}
