package tangency.core.report;

import static tangency.core.report.Table.value;
import static tangency.core.report.Table.word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import tangency.core.estimate.Diagnostics;
import tangency.core.estimate.OrderedTree;
import tangency.core.market.Finding;
import tangency.core.math.Matrix;
import tangency.core.measure.Measures;
import tangency.core.report.Table.Column;
import tangency.core.report.Table.Format;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;

/** The sections about what lies behind an answer: frontier, correlation, findings and data. */
final class AnalysisSections {
    private static final int CURVE = 120;

    private final Analysis analysis;
    private final Study study;
    private final double periods;

    AnalysisSections(Analysis analysis, Study study) {
        this.analysis = analysis;
        this.study = study;
        this.periods = study.scenario().window().periodsPerYear();
    }

    Report.Section frontier() {
        List<Finding> refusals = analysis.frontierRefusals();
        if (!refusals.isEmpty()) {
            return section("Frontier", "There is no frontier: " + reasons(refusals));
        }
        return switch (analysis.frontier()) {
            case FrontierResult.None none -> section("Frontier", "There is no frontier: " + none.reason() + ".");
            case FrontierResult.Traced traced -> new Report.Section("Frontier", List.of(curve(traced), new Report.Text(
                    traced.frontier().corners().size() == 1
                            ? "One portfolio is efficient."
                            : traced.frontier().corners().size() + " corner portfolios; between neighbours every "
                                    + "efficient portfolio is a mixture of the two.")));
        };
    }

    private static Report.Section section(String title, String text) {
        return new Report.Section(title, List.of(new Report.Text(text)));
    }

    private static String reasons(List<Finding> refusals) {
        return String.join("; ", refusals.stream().map(f -> f.where() + ": " + f.message()).toList()) + ".";
    }

    private Figure.FrontierCurve curve(FrontierResult.Traced traced) {
        Frontier frontier = traced.frontier();
        List<Figure.Point> curve = new ArrayList<>();
        for (double[] point : frontier.curve(CURVE)) {
            curve.add(new Figure.Point(point[0] * Math.sqrt(periods), point[1] * periods));
        }
        List<Figure.Marker> assets = new ArrayList<>();
        for (int i = 0; i < analysis.moments().size(); i++) {
            assets.add(new Figure.Marker(analysis.moments().ids().get(i),
                    Math.sqrt(analysis.moments().covariance().get(i, i) * periods),
                    analysis.moments().mean().get(i) * periods));
        }
        List<Figure.Marker> marks = new ArrayList<>();
        Measures measures = study.measures();
        if (measures != null && measures.annualVolatility() != null && measures.annualReturn() != null) {
            marks.add(new Figure.Marker("This portfolio", measures.annualVolatility(), measures.annualReturn()));
        }
        marks.add(marker("Minimum risk", frontier.minimumRisk()));
        if (traced.maximumRatio() != null) {
            marks.add(marker("Maximum ratio", traced.maximumRatio()));
        }
        return new Figure.FrontierCurve(
                "Efficient frontier on variance under the linear limits, exact; the dots are the "
                        + "assets",
                curve, assets, marks);
    }

    private Figure.Marker marker(String label, Frontier.Corner corner) {
        return new Figure.Marker(label, corner.volatility() * Math.sqrt(periods), corner.mean() * periods);
    }

    Report.Section correlation() {
        List<Report.Block> blocks = new ArrayList<>();
        List<String> ids = analysis.moments().ids();
        List<Finding> refusals = analysis.treeRefusals();
        if (refusals.isEmpty()) {
            OrderedTree tree = analysis.tree();
            blocks.add(new Figure.HeatMap("Correlation, in the order of the cluster tree",
                    tree.order().stream().map(ids::get).toList(), ordered(tree.orderArray())));
            if (ids.size() > 1) {
                blocks.add(new Figure.Dendrogram("Cluster tree", ids, tree.tree(), tree.order()));
            }
        } else {
            blocks.add(new Report.Text("There is no cluster tree: " + reasons(refusals)));
            blocks.add(new Figure.HeatMap("Correlation", ids, analysis.correlation()));
        }
        blocks.add(health(analysis.diagnostics()));
        return new Report.Section("Correlation", blocks);
    }

    private Matrix ordered(int[] order) {
        Matrix correlation = analysis.correlation();
        int n = order.length;
        double[] ordered = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                ordered[i * n + j] = correlation.get(order[i], order[j]);
            }
        }
        return Matrix.wrap(n, n, ordered);
    }

    private static Table health(Diagnostics diagnostics) {
        List<List<Table.Cell>> rows = new ArrayList<>();
        rows.add(List.of(word("Condition number"), value(diagnostics.conditionNumber())));
        rows.add(List.of(word("Smallest eigenvalue"), value(diagnostics.smallestEigenvalue())));
        rows.add(List.of(word("Largest eigenvalue"), value(diagnostics.largestEigenvalue())));
        if (diagnostics.repairDistance() != null) {
            rows.add(List.of(word("Changed by the repair to positive semi-definite"),
                    value(diagnostics.repairDistance())));
        }
        return new Table("Health of the covariance matrix", List.of(new Column("Measure", Format.TEXT),
                new Column("Value", Format.SCIENTIFIC)), rows);
    }

    Report.Section findings() {
        List<Finding> findings = study.findings();
        if (findings.isEmpty()) {
            return section("Findings", "Nothing was found wrong with document or data.");
        }
        Map<String, List<Finding>> byFile = findings.stream()
                .collect(Collectors.groupingBy(Finding::file, LinkedHashMap::new, Collectors.toList()));
        List<Report.Block> tables = new ArrayList<>();
        byFile.forEach((file, list) -> tables.add(new Table(
                (list.size() == 1 ? "1 finding about " : list.size() + " findings about ") + file,
                List.of(new Column("Severity", Format.TEXT), new Column("Row", Format.COUNT),
                        new Column("Column", Format.TEXT), new Column("What", Format.TEXT)),
                list.stream().map(AnalysisSections::row).toList())));
        return new Report.Section("Findings", tables);
    }

    private static List<Table.Cell> row(Finding finding) {
        return List.of(word(finding.severity().name().toLowerCase(Locale.ROOT)),
                finding.row() == null ? word("") : value((double) finding.row()),
                word(finding.column() == null ? "" : finding.column()), word(finding.message()));
    }

    Report.Section data() {
        List<Report.Block> blocks = new ArrayList<>();
        if (!study.scenario().notes().isBlank()) {
            blocks.add(new Report.Text("Notes: " + study.scenario().notes()));
        }
        if (analysis.data() == null) {
            blocks.add(new Report.Text("Mean and covariance are given; no file was read."));
        } else {
            blocks.add(new Table("Files", List.of(new Column("File", Format.TEXT), new Column("SHA-256", Format.TEXT)),
                    analysis.data().inputs().entrySet().stream()
                            .map(e -> List.of(word(e.getKey()), word(e.getValue()))).toList()));
        }
        Study.RunInfo run = study.run();
        if (!run.engine().isEmpty()) {
            blocks.add(new Table("Run", List.of(new Column("Engine", Format.TEXT), new Column("Started", Format.TEXT),
                    new Column("Milliseconds", Format.COUNT), new Column("Iterations", Format.COUNT)),
                    List.of(List.of(word(run.engine()), word(run.started().toString()), value(run.milliseconds()),
                            value((double) run.iterations())))));
        }
        return new Report.Section("Data", blocks);
    }
}
