package tangency.app.cli;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;

/** Where {@code workspace:NAME} in a scenario leads. */
final class WorkspaceData {
    @Option(names = "--workspace", paramLabel = "DIR", description = "The workspace that holds the datasets the scenario calls workspace:NAME.")
    @Nullable
    Path folder;

    @Mixin
    PasswordSource password = new PasswordSource();

    Workspace open(Path workspace) {
        try (Password given = password.of(workspace)) {
            return Workspace.open(workspace, given);
        }
    }
}
