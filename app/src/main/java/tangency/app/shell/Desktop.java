package tangency.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javafx.application.Platform;

import org.jspecify.annotations.Nullable;
import tangency.app.diagnostics.FaultLog;
import tangency.app.session.MemoryShelf;
import tangency.app.session.ScenarioShelf;
import tangency.storage.workspace.Password;

/** The program where it draws: the window, or without a display what can be done without one. */
public final class Desktop {
    private static final Path OUTPUT = Path.of("tangency-output");

    private Desktop() {}

    /**
     * Opens the window, or works through the sample where there is no display. Returns when it is over.
     *
     * @param workspace folder, null for the user's own (without a display: one beside the output)
     * @param password of the workspace, null where none was given
     * @param reports writes reports, null where none can be written
     * @param faults where faults are noted
     * @return exit code
     * @throws tangency.storage.workspace.WorkspaceException without a display, if the workspace cannot be opened
     */
    public static int open(@Nullable Path workspace, @Nullable Password password, @Nullable ReportExport reports,
            FaultLog faults) {
        if (Toolkit.hasDisplay()) {
            return Window.open(workspace, password, reports, faults);
        }
        Start start = Start.in(workspace == null ? OUTPUT.resolve("workspace") : workspace, password);
        if (start.refusal() != null) {
            // Nobody is there to choose another way.
            throw start.refusal();
        }
        Toolkit.startHeadless();
        try {
            new Tour(OUTPUT, reports, System.out).run(start);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + OUTPUT.toAbsolutePath(), e);
        } finally {
            Platform.exit();
        }
    }

    /**
     * Draws every panel without a display.
     *
     * @param scenario a scenario file, null for the shipped sample
     * @return the pictures
     */
    public static List<Path> draw(Path folder, @Nullable Path scenario) {
        Toolkit.startHeadless();
        try {
            ScenarioShelf shelf = new MemoryShelf(InstantSource.system());
            return (scenario == null ? Gallery.ofSample() : Gallery.of(shelf.read(scenario), shelf)).draw(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + scenario, e);
        } finally {
            Platform.exit();
        }
    }
}
