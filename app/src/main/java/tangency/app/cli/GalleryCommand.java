package tangency.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tangency gallery --out DIR}. */
@Command(name = "gallery", description = "Draw every panel, light and dark, without a display.", mixinStandardHelpOptions = true)
public final class GalleryCommand implements Callable<Integer> {
    /** Draws the pictures; needs a toolkit. */
    @FunctionalInterface
    public interface Drawing {
        /** @return the files, in {@code folder} */
        List<Path> draw(Path folder, @Nullable Path scenario);
    }

    private final Drawing drawing;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", arity = "0..1", description = "A scenario document; the shipped sample by default.")
    @Nullable
    Path scenario;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the pictures; made if it does not exist.")
    Path out = Path.of("");

    public GalleryCommand(Drawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public Integer call() {
        if (scenario != null) {
            // Refused here with file and place; drawing reads it again.
            ScenarioRun.read(scenario);
        }
        List<Path> files = drawing.draw(out, scenario);
        if (spec != null) {
            files.forEach(file -> spec.commandLine().getOut().println(file));
            spec.commandLine().getOut().flush();
        }
        return ExitCode.DONE;
    }
}
