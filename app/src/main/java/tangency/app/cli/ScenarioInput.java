package tangency.app.cli;

import java.nio.file.Path;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tangency.core.run.Analysis;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;

/** The scenario that a verb is about: the argument, and where {@code workspace:NAME} leads. */
final class ScenarioInput {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario document (JSON).")
    Path file = Path.of("");

    @Mixin
    WorkspaceData workspace = new WorkspaceData();

    /**
     * The scenario.
     *
     * @throws DocumentException with every problem of the document
     */
    Scenario read() {
        return ScenarioRun.read(file);
    }

    /** The analysis, not yet solved. */
    Analysis prepare() {
        return ScenarioRun.prepare(read(), file, workspace);
    }
}
