package tangency.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tangency.app.report.FreshReport;
import tangency.app.report.ReportFiles;
import tangency.app.report.ReportFormat;
import tangency.core.run.Analysis;
import tangency.core.run.Study;

/** {@code tangency report SCENARIO --format html|pdf|xlsx --out F}. */
@Command(name = "report", description = "Solve a scenario and write the report.", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "A scenario document (JSON).")
    Path scenario = Path.of("");

    @Option(names = "--format", paramLabel = "html|pdf|xlsx", description = "What to write; by default what the ending of the file says.")
    @Nullable
    ReportFormat format;

    @Option(names = "--out", required = true, paramLabel = "F", description = "The file to write.")
    Path out = Path.of("");

    @Override
    public Integer call() {
        ReportFormat asked = format == null ? byEnding() : format;
        Analysis analysis = ScenarioRun.prepare(scenario);
        ScenarioRun.requireModel(analysis);
        FreshReport fresh = FreshReport.of(analysis, Version.ENGINE);
        try {
            ReportFiles.save(fresh.report(), asked, out);
        } catch (IOException e) {
            throw new BadInputException("--out " + out + ": cannot be written: " + e.getMessage());
        }
        Study study = fresh.study();
        if (study.status().equals("inexact")) {
            System.err.println("tangency: warning: " + study.message());
        }
        return ExitCode.ofStatus(study.status());
    }

    private ReportFormat byEnding() {
        return ReportFormat.of(out)
                .orElseThrow(() -> new BadInputException(
                        "--out " + out + ": the ending names no format; expected --format html, pdf or xlsx"));
    }
}
