/**
 * From a report as data ({@link tangency.core.report.Report}) to files. Entry point: {@link tangency.app.report.FreshReport}, then {@link
 * tangency.app.report.ReportFiles};
 * {@link tangency.app.report.HtmlReport} and {@link tangency.app.report.PdfReport} print the same page, which {@link
 * tangency.app.report.ReportPage} builds as a document tree so that every text is escaped by construction; the classes named
 * {@code …Drawing} draw its figures as SVG. {@link tangency.app.report.XlsxReport} writes the same numbers as a workbook. No
 * window, no clock, no script, nothing fetched. Style sheets and fonts lie in {@code resources}, under {@code
 * tangency/report}.
 */
@NullMarked
package tangency.app.report;

import org.jspecify.annotations.NullMarked;
