package tangency.app.cli;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tangency.app.report.FreshReport;
import tangency.app.report.ReportFiles;
import tangency.app.report.ReportFormat;
import tangency.core.run.Analysis;
import tangency.core.run.Study;

/** {@code tangency report SCENARIO --format html|pdf|xlsx --out F}. */
@Command(name = "report", description = "Solve a scenario and write the report.", mixinStandardHelpOptions = true)
final class ReportCommand extends Verb {
    @Mixin
    ScenarioInput input = new ScenarioInput();

    @Option(names = "--format", paramLabel = "html|pdf|xlsx", description = "What to write; by default what the ending of the file says.")
    @Nullable
    ReportFormat format;

    @Option(names = "--out", required = true, paramLabel = "F", description = "The file to write.")
    Path out = Path.of("");

    @Override
    int carryOut() {
        ReportFormat asked = format == null ? byEnding() : format;
        if (ScenarioRun.same(input.file, out)) {
            throw new BadInputException("--out " + out + ": is the input; expected another file");
        }
        Analysis analysis = input.prepare();
        ScenarioRun.require(input.file, analysis.modelRefusals());
        FreshReport fresh = FreshReport.of(analysis);
        Output.save(out, ReportFiles.bytes(fresh.report(), asked));
        Study study = fresh.study();
        sayStatus(study);
        return ExitCode.ofStatus(study.status());
    }

    private ReportFormat byEnding() {
        return ReportFormat.of(out)
                .orElseThrow(() -> new BadInputException(
                        "--out " + out + ": the ending names no format; expected --format html, pdf or xlsx"));
    }
}
