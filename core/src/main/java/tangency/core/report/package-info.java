/** What a report says, as data: HTML, PDF and the like are drawn from it elsewhere. Entry points: {@link tangency.core.report.Report}, {@link tangency.core.report.StudyReport}. */
@NullMarked
package tangency.core.report;

import org.jspecify.annotations.NullMarked;
