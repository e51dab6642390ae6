package tangency.app.report;

import java.time.InstantSource;

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
     * @param analysis of a pipeline that has solved nothing before ({@link Analysis#afresh}), its model not refused
     */
    public static FreshReport of(Analysis analysis) {
        Study study = analysis.study(InstantSource.system());
        return new FreshReport(study, StudyReport.of(analysis, study, ScenarioCodec.write(study.scenario())));
    }
}
