package tangency.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tangency.core.run.Analysis;
import tangency.core.solve.FrontierResult;
import tangency.storage.document.ResultCodec;

/** {@code tangency frontier SCENARIO}. */
@Command(name = "frontier", description = "Write the efficient frontier of a scenario: every distinct corner portfolio, or N points.", mixinStandardHelpOptions = true)
final class FrontierCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario document (JSON).")
    Path scenario = Path.of("");

    @Mixin
    Output output = new Output();

    @Option(names = "--points", paramLabel = "N", description = "N portfolios equally spaced in mean instead of the corner portfolios.")
    @Nullable
    Integer points;

    @Override
    public Integer call() {
        if (points != null && points < 2) {
            throw new BadInputException("--points " + points + ": expected 2 or more");
        }
        Analysis analysis = ScenarioRun.prepare(scenario);
        ScenarioRun.requireFrontier(analysis);
        FrontierResult result = analysis.frontierAsAsked();
        output.write(ResultCodec.frontier(analysis, result, points));
        if (result instanceof FrontierResult.None none) {
            System.err.println("tangency: " + none.reason());
            return ExitCode.NO;
        }
        return ExitCode.DONE;
    }
}
