package tangency.app.cli;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tangency.app.session.Processors;
import tangency.core.market.Finding;
import tangency.core.run.Analysis;
import tangency.core.run.Pipeline;
import tangency.core.run.Refusal;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ResultCodec;

/** {@code tangency check SCENARIO}. */
@Command(name = "check", description = "List every finding about a scenario and its data, without solving.", mixinStandardHelpOptions = true)
final class CheckCommand extends Verb {
    @Mixin
    ScenarioInput input = new ScenarioInput();

    @Mixin
    Output output = new Output();

    @Override
    int carryOut() {
        List<Finding> findings = findings();
        output.notOver(input.file).write(ResultCodec.findings(findings));
        ScenarioRun.require(input.file, findings);
        return ExitCode.DONE;
    }

    private List<Finding> findings() {
        Scenario document;
        try {
            document = input.read();
        } catch (DocumentException e) {
            return e.problems().stream().map(DocumentException.Problem::finding).toList();
        }
        return switch (new Pipeline(Processors.ALL).prepare(document,
                ScenarioRun.load(document, input.file, input.workspace))) {
            case Refusal refusal -> refusal.findings();
            case Analysis analysis -> {
                List<Finding> all = new ArrayList<>(analysis.findings());
                all.addAll(analysis.specificationRefusals());
                yield all;
            }
        };
    }
}
