package tangency.app.shell;

import java.io.IOException;
import java.nio.file.Path;

import tangency.app.session.Snapshot;

/** Writes the report of an answer; the file's name says the format. Runs off the FX thread. */
@FunctionalInterface
public interface ReportExport {
    void write(Snapshot answer, Path file) throws IOException;
}
