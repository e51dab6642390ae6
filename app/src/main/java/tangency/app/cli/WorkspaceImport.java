package tangency.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import picocli.CommandLine;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.workspace.Exchange;
import tangency.storage.workspace.Saved;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/** Brings documents into a workspace: all that can be read are saved, the others named. */
final class WorkspaceImport {
    private final Workspace workspace;
    private final CommandLine commandLine;
    private final Output output;
    private final List<String> refused = new ArrayList<>();
    private final StringBuilder lines = new StringBuilder();

    WorkspaceImport(Workspace workspace, CommandLine commandLine, Output output) {
        this.workspace = workspace;
        this.commandLine = commandLine;
        this.output = output;
    }

    /** Imports files, folders of {@code .json} files, and zips. @return an exit code */
    int of(List<Path> paths) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                folder(path);
            } else {
                file(path);
            }
        }
        if (output.out != null) {
            output.write(lines.toString());
        }
        if (!refused.isEmpty()) {
            throw new BadInputException(
                    refused.getFirst() + (refused.size() == 1 ? "" : " (and " + (refused.size() - 1) + " more)"));
        }
        return ExitCode.DONE;
    }

    private void folder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> documents = entries.filter(f -> endsWith(f, ".json") && Files.isRegularFile(f)).sorted()
                    .toList();
            if (documents.isEmpty()) {
                refused.add(folder + ": no scenario in this folder; expected files that end with .json");
            }
            documents.forEach(this::file);
        } catch (IOException e) {
            refused.add(folder + ": cannot be listed: " + e.getMessage());
        }
    }

    private void file(Path path) {
        if (endsWith(path, ".zip")) {
            zip(path);
        } else {
            scenario(() -> ScenarioCodec.read(path));
        }
    }

    private static boolean endsWith(Path path, String end) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(end);
    }

    private void zip(Path zip) {
        if (!Files.exists(zip)) {
            refused.add(zip + ": no such file");
            return;
        }
        try {
            Exchange.Archive archive = Exchange.readZip(zip);
            for (Exchange.Document document : archive.documents()) {
                switch (document.sort()) {
                    case SCENARIO -> scenario(
                            () -> ScenarioCodec.read(document.text(), zip + "!" + document.name() + ".json"));
                    case DATASET -> workspace.putDataset(document.name(), document.bytes());
                }
            }
            if (archive.documents().isEmpty()) {
                refused.add(zip + ": neither a scenario nor a dataset in it");
            }
        } catch (WorkspaceException e) {
            collect(e);
        } catch (IOException e) {
            refused.add(zip + ": cannot be read: " + e.getMessage());
        }
    }

    private void scenario(Supplier<Scenario> document) {
        try {
            Scenario scenario = document.get();
            Saved saved = workspace.save(scenario.name(), ScenarioCodec.canonical(scenario), "Import");
            say("saved " + saved.id() + " " + saved.sha256() + " " + Verb.oneLine(saved.name()));
        } catch (DocumentException e) {
            refused.add(String.valueOf(e.getMessage()));
        } catch (WorkspaceException e) {
            collect(e);
        }
    }

    /** What one document is refused for is told at the end; what stops the workspace stops the import. */
    private void collect(WorkspaceException e) {
        if (e.kind() != WorkspaceException.Kind.REFUSED) {
            throw e;
        }
        refused.add(String.valueOf(e.getMessage()));
    }

    /** Says that a document is safely on disk, at once. */
    private void say(String line) {
        if (output.out != null) {
            lines.append(line).append('\n');
            return;
        }
        PrintWriter out = commandLine.getOut();
        out.println(line);
        out.flush();
    }
}
