package tangency.app.report;

import java.time.Instant;

import tangency.core.report.Report;
import tangency.core.report.StudyReport;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.storage.document.ScenarioCodec;

/**
 * A report and the study that it tells of, solved cold: the same scenario on the same data gives the same report, the
 * run block aside.
 */
public record FreshReport(Study study, Report report) {
    /**
     * Solves {@code analysis} and reports it.
     *
     * @param analysis of a pipeline that has solved nothing before, its model not refused
     * @param engine version, as the run block states it
     */
    public static FreshReport of(Analysis analysis, String engine) {
        Instant started = Instant.now();
        long clock = System.nanoTime();
        analysis.study();
        Study study = analysis.study(engine, started, (System.nanoTime() - clock) / 1e6);
        return new FreshReport(study, StudyReport.of(analysis, study, ScenarioCodec.write(study.scenario())));
    }

    /** Solves the scenario of {@code answered} once more from the start, on the same data, and reports that. */
    public static FreshReport again(Analysis answered, String engine) {
        return of(answered.afresh(), engine);
    }
}
