package tangency.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.storage.document.StudyAgreement;
import tangency.storage.document.StudyCodec;

/** {@code tangency verify STUDY}. */
@Command(name = "verify", description = "Run the scenario of a study again and compare the answers number by number.", mixinStandardHelpOptions = true)
final class VerifyCommand extends Verb {
    @Parameters(paramLabel = "STUDY", description = "A study as `solve` writes it; its data is sought relative to it.")
    Path file = Path.of("");

    @Mixin
    WorkspaceData workspace = new WorkspaceData();

    @Mixin
    Output output = new Output();

    @Override
    int carryOut() {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (List.of(".html", ".pdf", ".xlsx").stream().anyMatch(name::endsWith)) {
            throw new BadInputException(file + ": reports cannot be verified in this version; expected a study");
        }
        Study study = StudyCodec.read(file);
        Analysis analysis = ScenarioRun.prepare(study.scenario(), file, workspace);
        ScenarioRun.require(file, analysis.modelRefusals());
        StudyAgreement agreement = StudyAgreement.of(study, analysis.study(InstantSource.system()));
        output.notOver(file).write(agreement.json());
        if (agreement.agrees()) {
            return ExitCode.DONE;
        }
        say(file + ": " + agreement.differences().getFirst() + (agreement.differences().size() == 1
                ? ""
                : " (and " + (agreement.differences().size() - 1) + " more)"));
        return ExitCode.NO;
    }
}
