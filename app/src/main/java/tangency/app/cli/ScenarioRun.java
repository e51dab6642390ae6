package tangency.app.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.run.Analysis;
import tangency.core.run.Pipeline;
import tangency.core.run.Preparation;
import tangency.core.run.Refusal;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ScenarioCodec;
import tangency.storage.market.MarketLoader;
import tangency.storage.market.Sources;

/** From a scenario file to an analysis, always solved cold. */
final class ScenarioRun {
    private ScenarioRun() {}

    /** The scenario in {@code file}. */
    static Scenario read(Path file) {
        try {
            return parse(file);
        } catch (DocumentException e) {
            throw new BadInputException(e.getMessage() == null ? file.toString() : e.getMessage());
        }
    }

    /**
     * The scenario in {@code file}.
     *
     * @throws DocumentException with every problem of the document
     */
    static Scenario parse(Path file) {
        return ScenarioCodec.read(text(file), file.toString());
    }

    /** The text of a document. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": there is no such file; expected a scenario document");
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": not UTF-8 text; expected a scenario document");
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /** The market data that {@code scenario} names, relative to {@code file}; null where it names none. */
    static @Nullable MarketData load(Scenario scenario, Path file) {
        if (scenario.market() == null) {
            return null;
        }
        Path folder = file.toAbsolutePath().getParent();
        return MarketLoader.load(scenario.market(), Sources.files(folder == null ? Path.of("") : folder));
    }

    /** The analysis of the scenario in {@code file}, not yet solved. */
    static Analysis prepare(Path file) {
        return prepare(read(file), file);
    }

    /** The analysis of {@code scenario}, whose paths are relative to {@code file}. */
    static Analysis prepare(Scenario scenario, Path file) {
        Preparation preparation = new Pipeline().prepare(scenario, load(scenario, file));
        return switch (preparation) {
            case Refusal refusal -> throw new BadInputException(refusal.findings());
            case Analysis analysis -> analysis;
        };
    }

    /** Refuses an analysis whose model cannot run. */
    static void requireModel(Analysis analysis) {
        refuse(analysis.modelRefusals());
    }

    /** Refuses constraints that shape no frontier. */
    static void requireFrontier(Analysis analysis) {
        refuse(analysis.frontierRefusals());
    }

    /** Refuses a tree that needs outcomes where there are none. */
    static void requireTree(Analysis analysis) {
        refuse(analysis.treeRefusals());
    }

    private static void refuse(List<Finding> refusals) {
        if (!refusals.isEmpty()) {
            throw new BadInputException(refusals);
        }
    }
}
