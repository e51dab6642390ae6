package tangency.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tangency.core.run.Analysis;
import tangency.storage.document.ResultCodec;

/** {@code tangency cluster SCENARIO}. */
@Command(name = "cluster", description = "Write the cluster tree of a scenario.", mixinStandardHelpOptions = true)
final class ClusterCommand extends Verb {
    @Mixin
    ScenarioInput input = new ScenarioInput();

    @Mixin
    Output output = new Output();

    @Override
    int carryOut() {
        Analysis analysis = input.prepare();
        ScenarioRun.require(input.file, analysis.treeRefusals());
        output.notOver(input.file).write(ResultCodec.cluster(analysis));
        return ExitCode.DONE;
    }
}
