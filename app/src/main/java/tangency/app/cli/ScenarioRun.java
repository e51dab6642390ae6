package tangency.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Deadline;
import tangency.app.session.Processors;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.run.Analysis;
import tangency.core.run.Pipeline;
import tangency.core.run.Refusal;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.market.MarketLoader;
import tangency.storage.market.Source;
import tangency.storage.market.Sources;
import tangency.storage.workspace.Workspace;
import tangency.storage.workspace.WorkspaceException;

/** From a scenario file to an analysis, always solved cold. */
final class ScenarioRun {
    private ScenarioRun() {}

    /**
     * The scenario in {@code file}.
     *
     * @throws DocumentException with every problem of the document, a missing file included
     */
    static Scenario read(Path file) {
        return ScenarioCodec.read(file);
    }

    /**
     * The market data that {@code scenario} names; null where it names none.
     *
     * @param file whose folder relative paths start from
     * @param data leads to the workspace that holds {@code workspace:NAME}
     */
    static @Nullable MarketData load(Scenario scenario, Path file, WorkspaceData data) {
        MarketSpec market = scenario.market();
        if (market == null) {
            return null;
        }
        Path folder = file.toAbsolutePath().getParent();
        Sources files = Sources.files(folder == null ? Path.of("") : folder);
        Path workspace = data.folder;
        if (workspace == null) {
            return MarketLoader.load(market, files.withWorkspace(path -> {
                throw new NoSuchFileException(path, null,
                        "it is a dataset of a workspace; say which with --workspace DIR");
            }));
        }
        if (!Workspace.isIn(workspace)) {
            throw new BadInputException("--workspace " + workspace + ": there is no workspace");
        }
        try (Workspace open = data.open(workspace)) {
            return MarketLoader.load(market, files.withWorkspace(path -> dataset(open, path)));
        }
    }

    private static Source dataset(Workspace workspace, String path) throws IOException {
        try {
            return Source.file(path, workspace.dataset(path.substring(Sources.WORKSPACE.length())));
        } catch (WorkspaceException e) {
            NoSuchFileException missing = new NoSuchFileException(path, null, e.getMessage());
            missing.initCause(e);
            throw missing;
        }
    }

    /** The analysis of the scenario in {@code file}, not yet solved. */
    static Analysis prepare(Path file) {
        return prepare(read(file), file, new WorkspaceData());
    }

    /** The analysis of {@code scenario}, whose paths are relative to {@code file}. */
    static Analysis prepare(Scenario scenario, Path file, WorkspaceData data) {
        return switch (new Pipeline(Processors.ALL).prepare(scenario, load(scenario, file, data),
                Deadline.asTheScenarioSays())) {
            case Refusal refusal -> throw new BadInputException(file, refusal.findings());
            case Analysis analysis -> analysis;
        };
    }

    /** Refuses what {@code findings} refuse about the scenario in {@code file}; goes on where there are none. */
    static void require(Path file, List<Finding> findings) {
        if (findings.stream().anyMatch(Finding::refuses)) {
            throw new BadInputException(file, findings);
        }
    }

    /** Whether two paths are one file that exists. */
    static boolean same(Path a, Path b) {
        try {
            return Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
        } catch (IOException e) {
            throw new BadInputException(b + ": cannot be read: " + e.getMessage());
        }
    }
}
