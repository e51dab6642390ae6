package tangency.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tangency.core.run.Analysis;
import tangency.storage.document.ResultCodec;

/** {@code tangency cluster SCENARIO}. */
@Command(name = "cluster", description = "Write the cluster tree of a scenario.", mixinStandardHelpOptions = true)
final class ClusterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario document (JSON).")
    Path scenario = Path.of("");

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        Analysis analysis = ScenarioRun.prepare(scenario);
        ScenarioRun.requireTree(analysis);
        output.write(ResultCodec.cluster(analysis));
        return ExitCode.DONE;
    }
}
