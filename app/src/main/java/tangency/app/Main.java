package tangency.app;

import tangency.app.cli.GalleryCommand;
import tangency.app.cli.TangencyCommand;
import tangency.app.shell.Desktop;

/** Starts the program: a verb of the command line, or the window. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(TangencyCommand
                .commandLine(workspace -> Desktop.open(workspace, null), new GalleryCommand(Desktop::draw))
                .execute(args));
    }
}
