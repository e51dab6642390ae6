package tangency.storage.workspace.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/**
 * A process that tries to open a workspace, {@code FOLDER NAME}, each time it is told "go": says {@code writer} when it has it and has saved a scenario
 * of its name, and then keeps it until it is told "close" or killed; else says {@code refused} and why.
 */
public final class Starter {
    private Starter() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Worker.say("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try (Workspace workspace = Workspace.open(Path.of(arguments[0]))) {
                workspace.save(arguments[1], "{\"name\":\"" + arguments[1] + "\"}", "New");
                Worker.say("writer");
                in.readLine();
            } catch (WorkspaceException e) {
                Worker.say("refused " + e.kind());
            }
        }
    }
}
