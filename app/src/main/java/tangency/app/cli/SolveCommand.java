package tangency.app.cli;

import java.time.Instant;

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
        long clock = System.nanoTime();
        Analysis analysis = input.prepare();
        ScenarioRun.require(input.file, analysis.modelRefusals());
        analysis.study();
        Study study = analysis.study(Version.ENGINE, started, (System.nanoTime() - clock) / 1e6);
        output.notOver(input.file).write(StudyCodec.write(study));
        sayStatus(study);
        return ExitCode.ofStatus(study.status());
    }
}
