package tangency.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ResultCodec;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.workspace.Damage;
import tangency.storage.workspace.Exchange;
import tangency.storage.workspace.Saved;
import tangency.storage.workspace.Workspace;

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

        Workspace open() {
            return Workspace.open(folder);
        }

        Workspace openExisting() {
            if (!Files.isDirectory(folder)) {
                throw new BadInputException("--workspace " + folder + ": there is no such folder");
            }
            return Workspace.open(folder);
        }
    }

    @Command(name = "list", description = "List the scenarios as JSON.", mixinStandardHelpOptions = true)
    int list(@Mixin Folder workspace, @Mixin Output output) {
        try (Workspace open = workspace.openExisting()) {
            output.write(ResultCodec.saved(open.list()));
        }
        return ExitCode.DONE;
    }

    @Command(name = "show", description = "Write a scenario.", mixinStandardHelpOptions = true)
    int show(@Mixin Folder workspace, @Parameters(paramLabel = "ID") String id, @Mixin Output output) {
        try (Workspace open = workspace.openExisting()) {
            output.write(ScenarioCodec.write(ScenarioCodec.read(open.load(id), id)));
        }
        return ExitCode.DONE;
    }

    @Command(name = "import", description = "Save scenario documents; a line per document once it is safely on disk.", mixinStandardHelpOptions = true)
    int importDocuments(@Mixin Folder workspace,
            @Parameters(paramLabel = "FILE|DIR|ZIP", arity = "1..*") List<Path> paths) {
        PrintWriter out = out();
        List<String> refused = new ArrayList<>();
        try (Workspace open = workspace.open()) {
            for (Path path : files(paths)) {
                if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                    importZip(open, path, out, refused);
                } else {
                    importText(open, path.toString(), ScenarioRun.text(path), out, refused);
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new BadInputException(
                    refused.getFirst() + (refused.size() == 1 ? "" : " (and " + (refused.size() - 1) + " more)"));
        }
        return ExitCode.DONE;
    }

    private static void importZip(Workspace workspace, Path zip, PrintWriter out, List<String> refused) {
        try {
            for (Exchange.Document document : Exchange.readZip(zip).documents()) {
                switch (document.sort()) {
                    case SCENARIO -> importText(workspace, zip + "!" + document.name(), document.text(), out, refused);
                    case DATASET -> workspace.putDataset(document.name(), document.bytes());
                }
            }
        } catch (IOException e) {
            refused.add(zip + ": cannot be read as a zip of scenarios: " + e.getMessage());
        }
    }

    private static void importText(Workspace workspace, String source, String text, PrintWriter out,
            List<String> refused) {
        try {
            Scenario scenario = ScenarioCodec.read(text, source);
            Saved saved = workspace.save(scenario.name(), ScenarioCodec.canonical(scenario), "Import");
            out.println("saved " + saved.id() + " " + saved.sha256() + " " + oneLine(saved.name()));
            out.flush();
        } catch (DocumentException e) {
            refused.add(String.valueOf(e.getMessage()));
        }
    }

    /** A name may hold anything; the line must stay one line. */
    private static String oneLine(String name) {
        return name.replaceAll("\\p{Cntrl}", " ");
    }

    private static List<Path> files(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> entries = Files.list(path)) {
                    entries.filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".json")).sorted()
                            .forEach(files::add);
                } catch (IOException e) {
                    throw new BadInputException(path + ": cannot be listed: " + e.getMessage());
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    @Command(name = "export", description = "Write all scenarios and datasets as a zip.", mixinStandardHelpOptions = true)
    int export(@Mixin Folder workspace,
            @Option(names = "--out", required = true, paramLabel = "ZIP", description = "The zip to write.") Path zip)
            throws IOException {
        try (Workspace open = workspace.openExisting()) {
            return damage(Exchange.exportZip(open, zip));
        }
    }

    @Command(name = "check", description = "Check every stored document; damage is named.", mixinStandardHelpOptions = true)
    int check(@Mixin Folder workspace, @Mixin Output output) {
        try (Workspace open = workspace.openExisting()) {
            List<Damage> damages = open.check();
            output.write(ResultCodec.damages(damages));
            return damages.isEmpty() ? ExitCode.DONE : ExitCode.NO;
        }
    }

    private int damage(List<Damage> damages) {
        for (Damage damage : damages) {
            System.err.println("tangency: left out " + damage.what() + ": " + damage.message());
        }
        return damages.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("The command is not part of a command line");
        }
        return spec.commandLine().getOut();
    }
}
