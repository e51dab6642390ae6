package tangency.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tangency.core.report.PlainText;
import tangency.core.run.Study;

/** A verb of the command line: what it does, and what the process then says. */
abstract class Verb implements Runnable, IExitCodeGenerator {
    @Spec
    @Nullable
    CommandSpec spec;

    private int exitCode;

    @Override
    public final void run() {
        exitCode = carryOut();
    }

    @Override
    public final int getExitCode() {
        return exitCode;
    }

    /** Does it. @return a value of {@link ExitCode} */
    abstract int carryOut();

    CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("The verb is not part of a command line");
        }
        return spec.commandLine();
    }

    /** Says something in one line on standard error. */
    void say(String message) {
        say(commandLine(), message);
    }

    /** Says why a study is not optimal, if it is not. */
    void sayStatus(Study study) {
        if (!study.status().equals("optimal")) {
            say((study.answered() ? "warning: " : "") + study.status() + ": " + study.message());
        }
    }

    static void say(CommandLine commandLine, String message) {
        commandLine.getErr().println("tangency: " + PlainText.line(oneLine(message)));
        commandLine.getErr().flush();
    }

    /** Names may hold anything; a line stays one line. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+\\s*", " ");
    }
}
