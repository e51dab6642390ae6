package tangency.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

import tangency.app.cli.GalleryCommand;
import tangency.app.cli.TangencyCommand;
import tangency.app.diagnostics.FaultLog;
import tangency.app.diagnostics.UserFolders;
import tangency.app.report.FreshReport;
import tangency.app.report.ReportFiles;
import tangency.app.report.ReportFormat;
import tangency.app.session.Deadline;
import tangency.app.session.Snapshot;
import tangency.app.shell.Desktop;

/** Starts the program: a verb of the command line, or the window. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        FaultLog faults = new FaultLog(UserFolders.diagnostics(), InstantSource.system());
        System.exit(TangencyCommand
                .commandLine((workspace, password) -> Desktop.open(workspace, password, Main::report, faults), faults,
                        new GalleryCommand(Desktop::draw))
                .execute(args));
    }

    private static void report(Snapshot answer, Path file) throws IOException {
        ReportFormat format = ReportFormat.of(file).orElse(ReportFormat.HTML);
        ReportFiles.save(FreshReport.of(answer.analysis().afresh(Deadline.asTheScenarioSays())).report(), format, file);
    }
}
