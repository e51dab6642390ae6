package tangency.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tangency.storage.document.ResultCodec;

/** {@code tangency estimate SCENARIO}. */
@Command(name = "estimate", description = "Write the estimates of a scenario: mean, covariance, correlation, diagnostics.", mixinStandardHelpOptions = true)
final class EstimateCommand extends Verb {
    @Mixin
    ScenarioInput input = new ScenarioInput();

    @Mixin
    Output output = new Output();

    @Override
    int carryOut() {
        output.notOver(input.file).write(ResultCodec.estimate(input.prepare()));
        return ExitCode.DONE;
    }
}
