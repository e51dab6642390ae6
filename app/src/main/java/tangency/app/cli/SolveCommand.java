package tangency.app.cli;

import java.time.Instant;
import java.time.InstantSource;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.storage.document.StudyCodec;

/** {@code tangency solve SCENARIO}. */
@Command(name = "solve", description = "Solve a scenario and write the study.", mixinStandardHelpOptions = true)
final class SolveCommand extends Verb {
    @Mixin
    ScenarioInput input = new ScenarioInput();

    @Mixin
    Output output = new Output();

    @Override
    int carryOut() {
        Instant started = Instant.now();
        Analysis analysis = input.prepare();
        ScenarioRun.require(input.file, analysis.modelRefusals());
        Study study = analysis.study(InstantSource.system(), started);
        output.notOver(input.file).write(StudyCodec.write(study));
        sayStatus(study);
        return ExitCode.ofStatus(study.status());
    }
}
