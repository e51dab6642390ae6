package tangency.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.storage.document.StudyCodec;

/** {@code tangency solve SCENARIO}. */
@Command(name = "solve", description = "Solve a scenario and write the study.", mixinStandardHelpOptions = true)
final class SolveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario document (JSON).")
    Path scenario = Path.of("");

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        Instant started = Instant.now();
        long clock = System.nanoTime();
        Analysis analysis = ScenarioRun.prepare(scenario);
        ScenarioRun.requireModel(analysis);
        analysis.study();
        Study study = analysis.study(Version.ENGINE, started, (System.nanoTime() - clock) / 1e6);
        output.write(StudyCodec.write(study));
        if (study.status().equals("inexact")) {
            System.err.println("tangency: warning: " + study.message());
        }
        return ExitCode.ofStatus(study.status());
    }
}
