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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tangency.app.diagnostics.FaultLog;
import tangency.core.market.NearestName;
import tangency.storage.document.DocumentException;
import tangency.storage.workspace.Password;
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
         * @param password of the workspace, null where neither a file nor the environment gives one
         * @return an exit code, once the window is closed
         */
        int open(@Nullable Path workspace, @Nullable Password password);
    }

    private final Window window;

    @Option(names = "--workspace", paramLabel = "DIR", description = "The workspace folder; made if it does not exist.")
    @Nullable
    Path workspace;

    @Mixin
    PasswordSource password = new PasswordSource();

    TangencyCommand(Window window) {
        this.window = window;
    }

    @Override
    int carryOut() {
        try (Password given = password.given()) {
            return window.open(workspace, given);
        }
    }

    /**
     * The command line over {@code window}. Results go to standard output in UTF-8 whatever the locale.
     *
     * @param faults where an internal fault is noted
     * @param drawing verbs that draw, which need a toolkit
     */
    public static CommandLine commandLine(Window window, FaultLog faults, Object... drawing) {
        CommandLine line = new CommandLine(new TangencyCommand(window));
        for (Object verb : drawing) {
            line.addSubcommand(verb);
        }
        for (String name : ReservedCommand.VERBS) {
            line.addSubcommand(name, new ReservedCommand());
        }
        line.addSubcommand(new DiagnosticsCommand(faults));
        line.addSubcommand(new CommandLine(new WorkspaceCommand()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(utf8(FileDescriptor.out));
        line.setErr(utf8(FileDescriptor.err));
        line.setParameterExceptionHandler((e, args) -> {
            Verb.say(e.getCommandLine(), explained(e, line));
            return ExitCode.BAD_INPUT;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> refused(e, command, faults));
        line.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (OutOfMemoryError e) {
                return fault(line, faults, "not enough memory for this input (" + e.getMessage()
                        + "); use fewer assets or dates, or TANGENCY_JVM_OPTIONS=-Xmx8g", e);
            } catch (StackOverflowError e) {
                return fault(line, faults, "this input is nested too deeply", e);
            } catch (Error e) {
                return fault(line, faults, e.toString(), e);
            }
        });
        return line;
    }

    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }

    private static int refused(Exception e, CommandLine command, FaultLog faults) {
        if (e instanceof BadInputException || e instanceof DocumentException) {
            Verb.say(command, String.valueOf(e.getMessage()));
            return ExitCode.BAD_INPUT;
        }
        if (e instanceof NotWrittenException) {
            Verb.say(command, String.valueOf(e.getMessage()));
            return ExitCode.FAULT;
        }
        if (e instanceof WorkspaceException failure) {
            Verb.say(command, String.valueOf(e.getMessage()));
            return switch (failure.kind()) {
                case DAMAGED -> ExitCode.NO;
                case WRITE_FAILED -> ExitCode.FAULT;
                default -> ExitCode.BAD_INPUT;
            };
        }
        return fault(command, faults, e.toString(), e);
    }

    private static int fault(CommandLine command, FaultLog faults, String what, Throwable e) {
        Path noted = faults.note("command line", e);
        Verb.say(command, "internal fault: " + what
                + (noted == null ? "" : "; noted, without data, in " + noted.toAbsolutePath()));
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
