package tangency.app;

import tangency.app.cli.TangencyCommand;

/** Starts the program: a verb of the command line, or the window. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(TangencyCommand.commandLine(workspace -> {
            System.err.println("tangency: this build has no window; see --help for the verbs");
            return 3;
        }).execute(args));
    }
}
