package tangency.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
import tangency.storage.workspace.Restored;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/** {@code tangency workspace VERB --workspace DIR}. */
@Command(name = "workspace", description = "Look into a workspace, bring scenarios in and out, keep it safe.", mixinStandardHelpOptions = true)
final class WorkspaceCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw new BadInputException(
                "workspace: expected one of list, show, import, export, check, backup, restore, password, unseal");
    }

    /** The folder option, shared by all verbs. */
    static final class Folder {
        @Option(names = "--workspace", required = true, paramLabel = "DIR", description = "The workspace folder.")
        Path folder = Path.of("");

        @Mixin
        PasswordSource password = new PasswordSource();

        /** Refuses a folder without a workspace. */
        void require() {
            if (!Workspace.isIn(folder)) {
                throw new BadInputException("--workspace " + folder + ": "
                        + (Files.isDirectory(folder)
                                ? "there is no workspace in this folder"
                                : "there is no such folder"));
            }
        }

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

    @Command(name = "backup", description = "Make a backup in the workspace folder and read it back; or list those there are.", mixinStandardHelpOptions = true)
    int backup(@Mixin Folder workspace,
            @Option(names = "--list", description = "List the backups, newest first.") boolean list,
            @Mixin Output output) {
        workspace.require();
        if (list) {
            output.write(ResultCodec.backups(Workspace.backups(workspace.folder)));
            return ExitCode.DONE;
        }
        try (Workspace open = workspace.open()) {
            output.write(ResultCodec.backup(open.backup()));
        }
        return ExitCode.DONE;
    }

    @Command(name = "restore", description = "Put a backup in the workspace's place; what was there is kept.", mixinStandardHelpOptions = true)
    int restore(@Mixin Folder workspace,
            @Option(names = "--backup", paramLabel = "NAME", description = "The backup as `backup --list` names it; else the newest that is whole.") @Nullable String name,
            @Mixin Output output) {
        if (!Files.isDirectory(workspace.folder)) {
            throw new BadInputException("--workspace " + workspace.folder + ": there is no such folder");
        }
        Path asked = Workspace.backups(workspace.folder).stream()
                .filter(b -> name == null ? b.verified() : b.name().equals(name)).findFirst()
                .map(b -> Workspace.backupFolder(workspace.folder, b)).orElse(workspace.folder);
        try (Password given = workspace.password.of(asked)) {
            Restored restored = Workspace.restore(workspace.folder, name, given);
            if (restored.lost().orElse(1) > 0) {
                Verb.say(commandLine(), "restored the backup of " + restored.backup().made() + "; "
                        + (restored.lost().isPresent() ? restored.lost().getAsLong() + " later" : "later")
                        + " changes are no longer there");
            }
            output.write(ResultCodec.restored(restored));
        }
        return ExitCode.DONE;
    }

    @Command(name = "password", description = "Set, change or remove the password; backups follow.", mixinStandardHelpOptions = true)
    int password(@Mixin Folder workspace,
            @Option(names = "--new-password-file", paramLabel = "F", description = "A file whose first line is the new password; else a terminal is asked.") @Nullable Path file,
            @Option(names = "--remove", description = "Leave it without a password.") boolean remove) {
        workspace.require();
        if (remove && file != null) {
            throw new BadInputException("workspace password: expected --remove or --new-password-file, not both");
        }
        try (Password given = Workspace.isEncrypted(workspace.folder) ? workspace.password.of(workspace.folder) : null;
                Password fresh = remove
                        ? null
                        : file != null ? PasswordSource.read("--new-password-file", file) : PasswordSource.askNew()) {
            if (!remove && fresh == null) {
                throw new BadInputException(
                        "workspace password: no new password; expected --new-password-file F, --remove or a terminal");
            }
            for (Path left : Workspace.setPassword(workspace.folder, given, fresh)) {
                Verb.say(commandLine(), "left as it was: " + left);
            }
        }
        return ExitCode.DONE;
    }

    @Command(name = "unseal", description = "Write the zip in a sealed export, as backups of encrypted workspaces hold it.", mixinStandardHelpOptions = true)
    int unseal(@Parameters(paramLabel = "FILE") Path file, @Mixin PasswordSource password,
            @Option(names = "--out", required = true, paramLabel = "ZIP", description = "The zip to write; it is not encrypted.") Path zip) {
        try (Password given = password.require(file)) {
            byte[] bytes = Exchange.unseal(file, given);
            Output.save(zip, bytes);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file");
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage());
        }
        return ExitCode.DONE;
    }

    /** Reads from a workspace that is there; from a damaged one what can still be read, its damage named. */
    private int reading(Folder workspace, ToIntFunction<Workspace> work) {
        workspace.require();
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
        } catch (WorkspaceException e) {
            if (!Objects.equals(e.getMessage(), damaged.getMessage())) {
                throw e;
            }
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
