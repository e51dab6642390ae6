package tangency.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tangency.storage.document.ResultCodec;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.workspace.Damage;
import tangency.storage.workspace.Exchange;
import tangency.storage.workspace.Password;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/** {@code tangency workspace VERB --workspace DIR}. */
@Command(name = "workspace", description = "Look into a workspace, bring scenarios in and out.", mixinStandardHelpOptions = true)
final class WorkspaceCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw new BadInputException("workspace: expected one of list, show, import, export, check");
    }

    /** The folder option, shared by all verbs. */
    static final class Folder {
        @Option(names = "--workspace", required = true, paramLabel = "DIR", description = "The workspace folder.")
        Path folder = Path.of("");

        @Mixin
        PasswordSource password = new PasswordSource();

        /** Opens it, making it where there is none. */
        Workspace open() {
            try (Password given = password.of(folder)) {
                return Workspace.open(folder, given);
            }
        }

        Workspace salvage() {
            try (Password given = password.of(folder)) {
                return Workspace.salvage(folder, given);
            }
        }
    }

    @Command(name = "list", description = "List the scenarios as JSON.", mixinStandardHelpOptions = true)
    int list(@Mixin Folder workspace, @Mixin Output output) {
        return reading(workspace, open -> {
            output.write(ResultCodec.saved(open.list()));
            return ExitCode.DONE;
        });
    }

    @Command(name = "show", description = "Write a scenario.", mixinStandardHelpOptions = true)
    int show(@Mixin Folder workspace, @Parameters(paramLabel = "ID") String id, @Mixin Output output) {
        return reading(workspace, open -> {
            output.write(ScenarioCodec.write(ScenarioCodec.read(open.load(id), id)));
            return ExitCode.DONE;
        });
    }

    @Command(name = "import", description = "Save scenario documents; a line per document once it is safely on disk.", mixinStandardHelpOptions = true)
    int importDocuments(@Mixin Folder workspace,
            @Parameters(paramLabel = "FILE|DIR|ZIP", arity = "1..*") List<Path> paths, @Mixin Output output) {
        try (Workspace open = workspace.open()) {
            return new WorkspaceImport(open, commandLine(), output).of(paths);
        }
    }

    @Command(name = "export", description = "Write all scenarios and datasets as a zip.", mixinStandardHelpOptions = true)
    int export(@Mixin Folder workspace,
            @Option(names = "--out", required = true, paramLabel = "ZIP", description = "The zip to write.") Path zip) {
        return reading(workspace, open -> {
            int[] code = {ExitCode.DONE};
            Output.save(zip, stream -> {
                for (Damage damage : Exchange.exportZip(open, stream)) {
                    Verb.say(commandLine(), "left out " + damage.what() + ": " + damage.message());
                    code[0] = ExitCode.NO;
                }
            });
            return code[0];
        });
    }

    @Command(name = "check", description = "Check every stored document; damage is named.", mixinStandardHelpOptions = true)
    int check(@Mixin Folder workspace, @Mixin Output output) {
        return reading(workspace, open -> {
            List<Damage> damages = open.check();
            output.write(ResultCodec.damages(damages));
            return damages.isEmpty() ? ExitCode.DONE : ExitCode.NO;
        });
    }

    /** Reads from a workspace that is there; from a damaged one what can still be read, its damage named. */
    private int reading(Folder workspace, ToIntFunction<Workspace> work) {
        if (!Workspace.isIn(workspace.folder)) {
            throw new BadInputException("--workspace " + workspace.folder + ": "
                    + (Files.isDirectory(workspace.folder)
                            ? "there is no workspace in this folder"
                            : "there is no such folder"));
        }
        WorkspaceException damaged;
        try (Workspace open = workspace.open()) {
            return work.applyAsInt(open);
        } catch (WorkspaceException e) {
            if (e.kind() != WorkspaceException.Kind.DAMAGED) {
                throw e;
            }
            damaged = e;
        }
        Verb.say(commandLine(), String.valueOf(damaged.getMessage()));
        try (Workspace open = workspace.salvage()) {
            var _ = work.applyAsInt(open);
        }
        return ExitCode.NO;
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("The command is not part of a command line");
        }
        return spec.commandLine();
    }
}
