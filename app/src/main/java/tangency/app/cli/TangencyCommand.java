package tangency.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tangency.storage.workspace.WorkspaceException;

/** The program: a verb, or without one the window. */
@Command(name = "tangency", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "A workstation for portfolio what-ifs. Without a verb it opens the window.", subcommands = {
        SolveCommand.class, EstimateCommand.class, FrontierCommand.class, ClusterCommand.class, CheckCommand.class,
        ReportCommand.class, WorkspaceCommand.class})
public final class TangencyCommand implements Callable<Integer> {
    /** What opens the window. */
    @FunctionalInterface
    public interface Window {
        /**
         * @param workspace folder to open, null for the user's own
         * @return an exit code, once the window is closed
         */
        int open(@Nullable Path workspace);
    }

    private final Window window;

    @Option(names = "--workspace", paramLabel = "DIR", description = "The workspace folder; made if it does not exist.")
    @Nullable
    Path workspace;

    TangencyCommand(Window window) {
        this.window = window;
    }

    @Override
    public Integer call() {
        return window.open(workspace);
    }

    /**
     * The command line over {@code window}.
     *
     * @param drawing verbs that draw, which need a toolkit
     */
    public static CommandLine commandLine(Window window, Object... drawing) {
        CommandLine line = new CommandLine(new TangencyCommand(window));
        for (Object verb : drawing) {
            line.addSubcommand(verb);
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((e, args) -> {
            e.getCommandLine().getErr().println("tangency: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof BadInputException || e instanceof WorkspaceException) {
                command.getErr().println("tangency: " + e.getMessage());
                return ExitCode.BAD_INPUT;
            }
            command.getErr().println("tangency: internal fault: " + e);
            e.printStackTrace(command.getErr());
            return ExitCode.FAULT;
        });
        return line;
    }
}
