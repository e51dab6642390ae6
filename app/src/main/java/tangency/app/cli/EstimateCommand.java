package tangency.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tangency.storage.document.ResultCodec;

/** {@code tangency estimate SCENARIO}. */
@Command(name = "estimate", description = "Write the estimates of a scenario: mean, covariance, correlation, diagnostics.", mixinStandardHelpOptions = true)
final class EstimateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario document (JSON).")
    Path scenario = Path.of("");

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        output.write(ResultCodec.estimate(ScenarioRun.prepare(scenario)));
        return ExitCode.DONE;
    }
}
