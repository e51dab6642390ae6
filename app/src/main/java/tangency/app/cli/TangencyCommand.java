package tangency.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tangency.core.market.NearestName;
import tangency.storage.document.DocumentException;
import tangency.storage.workspace.WorkspaceException;

/** The program: a verb, or without one the window. */
@Command(name = "tangency", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "A workstation for portfolio what-ifs. Without a verb it opens the window.", subcommands = {
        SolveCommand.class, EstimateCommand.class, FrontierCommand.class, ClusterCommand.class, CheckCommand.class,
        ReportCommand.class, VerifyCommand.class})
public final class TangencyCommand extends Verb {
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
    int carryOut() {
        return window.open(workspace);
    }

    /**
     * The command line over {@code window}. Results go to standard output in UTF-8 whatever the locale.
     *
     * @param drawing verbs that draw, which need a toolkit
     */
    public static CommandLine commandLine(Window window, Object... drawing) {
        CommandLine line = new CommandLine(new TangencyCommand(window));
        for (Object verb : drawing) {
            line.addSubcommand(verb);
        }
        for (String name : ReservedCommand.VERBS) {
            line.addSubcommand(name, new ReservedCommand());
        }
        line.addSubcommand(new CommandLine(new WorkspaceCommand()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(utf8(FileDescriptor.out));
        line.setErr(utf8(FileDescriptor.err));
        line.setParameterExceptionHandler((e, args) -> {
            Verb.say(e.getCommandLine(), explained(e, line));
            return ExitCode.BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> refused(e, command));
        line.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (OutOfMemoryError e) {
                Verb.say(line, "internal fault: not enough memory for this input (" + e.getMessage() + ")");
                return ExitCode.FAULT;
            } catch (StackOverflowError e) {
                Verb.say(line, "internal fault: this input is nested too deeply");
                return ExitCode.FAULT;
            }
        });
        return line;
    }

    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }

    private static int refused(Exception e, CommandLine command) {
        if (e instanceof BadInputException || e instanceof DocumentException) {
            Verb.say(command, String.valueOf(e.getMessage()));
            return ExitCode.BAD_INPUT;
        }
        if (e instanceof WorkspaceException failure) {
            Verb.say(command, String.valueOf(e.getMessage()));
            return switch (failure.kind()) {
                case DAMAGED -> ExitCode.NO;
                case WRITE_FAILED -> ExitCode.FAULT;
                default -> ExitCode.BAD_INPUT;
            };
        }
        Verb.say(command, "internal fault: " + e);
        e.printStackTrace(command.getErr());
        return ExitCode.FAULT;
    }

    /** What is wrong with the arguments, verbs by their names. */
    private static String explained(ParameterException e, CommandLine root) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched && !command.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            String verb = unmatched.getUnmatched().getFirst();
            List<String> verbs = command.getSubcommands().entrySet().stream()
                    .filter(sub -> !sub.getValue().getCommandSpec().usageMessage().hidden()).map(sub -> sub.getKey())
                    .toList();
            return "unknown verb '" + verb + "'" + NearestName.hint(verb, verbs) + "; expected one of "
                    + String.join(", ", verbs);
        }
        return (command == root ? "" : command.getCommandName() + ": ") + e.getMessage();
    }
}
