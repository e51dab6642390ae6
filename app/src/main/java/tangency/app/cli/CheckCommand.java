package tangency.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tangency.core.market.Finding;
import tangency.core.run.Analysis;
import tangency.core.run.Pipeline;
import tangency.core.run.Refusal;
import tangency.core.scenario.Scenario;
import tangency.storage.document.DocumentException;
import tangency.storage.document.ResultCodec;

/** {@code tangency check SCENARIO}. */
@Command(name = "check", description = "List every finding about a scenario and its data, without solving.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario document (JSON).")
    Path scenario = Path.of("");

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        output.write(ResultCodec.findings(findings));
        return findings.stream().anyMatch(Finding::refuses) ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }

    private List<Finding> findings() {
        Scenario document;
        try {
            document = ScenarioRun.parse(scenario);
        } catch (DocumentException e) {
            return e.problems().stream().map(DocumentException.Problem::finding).toList();
        }
        return switch (new Pipeline().prepare(document, ScenarioRun.load(document, scenario))) {
            case Refusal refusal -> refusal.findings();
            case Analysis analysis -> {
                List<Finding> all = new ArrayList<>(analysis.findings());
                all.addAll(analysis.specificationRefusals());
                yield all;
            }
        };
    }
}
