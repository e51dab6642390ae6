package tangency.app;

import tangency.app.cli.TangencyCommand;
import tangency.app.shell.DesktopWindow;
import tangency.app.shell.GalleryCommand;

/** Starts the program: a verb of the command line, or the window. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        System.exit(TangencyCommand.commandLine(DesktopWindow::open, new GalleryCommand()).execute(args));
    }
}
