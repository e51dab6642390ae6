package tangency.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tangency.app.report.ReportFiles;
import tangency.app.report.ReportFormat;
import tangency.core.report.StudyReport;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.storage.document.ScenarioCodec;

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
        Instant started = Instant.now();
        long clock = System.nanoTime();
        Analysis analysis = ScenarioRun.prepare(scenario);
        ScenarioRun.requireModel(analysis);
        analysis.study();
        Study study = analysis.study(Version.ENGINE, started, (System.nanoTime() - clock) / 1e6);
        Output.save(out, ReportFiles.bytes(StudyReport.of(analysis, study, ScenarioCodec.write(study.scenario())),
                asked));
        if (study.status().equals("inexact")) {
            System.err.println("tangency: warning: " + study.message());
        }
        return ExitCode.ofStatus(study.status());
    }

    private ReportFormat byEnding() {
        String name = out.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(ReportFormat.values()).filter(f -> name.endsWith("." + f.extension())).findFirst()
                .orElseThrow(() -> new BadInputException(
                        "--out " + out + ": the ending names no format; expected --format html, pdf or xlsx"));
    }
}
