package tangency.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tangency.core.run.Analysis;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.convex.ConvexFrontier;
import tangency.storage.document.ResultCodec;

/** {@code tangency frontier SCENARIO}. */
@Command(name = "frontier", description = "Write the efficient frontier of a scenario: every distinct corner portfolio, or N points.", mixinStandardHelpOptions = true)
final class FrontierCommand extends Verb {
    private static final int MOST_POINTS = 100_000;

    @Mixin
    ScenarioInput input = new ScenarioInput();

    @Mixin
    Output output = new Output();

    @Option(names = "--points", paramLabel = "N", description = "N portfolios equally spaced in mean instead of the corner portfolios.")
    @Nullable
    Integer points;

    @Override
    int carryOut() {
        if (points != null && (points < 2 || points > MOST_POINTS)) {
            throw new BadInputException("--points " + points + ": expected a whole number from 2 to " + MOST_POINTS);
        }
        Analysis analysis = input.prepare();
        if (points != null && !analysis.frontierRefusals().isEmpty()) {
            ScenarioRun.require(input.file, analysis.frontierPointRefusals());
            return onItsMeasure(analysis, points);
        }
        ScenarioRun.require(input.file, analysis.frontierRefusals());
        FrontierResult result = analysis.frontierAsAsked();
        output.notOver(input.file).write(ResultCodec.frontier(analysis, result, points));
        if (result instanceof FrontierResult.None none) {
            say(none.status() + ": " + none.reason());
            return ExitCode.ofStatus(none.status());
        }
        return ExitCode.DONE;
    }

    /** Where there are no corner portfolios: each point is solved for. */
    private int onItsMeasure(Analysis analysis, int count) {
        ConvexFrontier result = analysis.frontier(count);
        output.notOver(input.file).write(ResultCodec.frontier(analysis, result));
        return switch (result) {
            case ConvexFrontier.None none -> {
                say(none.status() + ": " + none.message());
                yield ExitCode.ofStatus(none.status());
            }
            case ConvexFrontier.Traced _ -> ExitCode.DONE;
        };
    }
}
