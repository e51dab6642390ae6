package tangency.core.report;

import static tangency.core.report.Table.value;
import static tangency.core.report.Table.word;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.OrderedTree;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.Measures;
import tangency.core.report.Table.Column;
import tangency.core.report.Table.Format;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.core.solve.Certificate;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;

/** Composes the report of a study: answer, weights, limits, risk, frontier, correlation, tree, data and scenario. */
public final class StudyReport {
    private static final int BARS = 30;
    private static final int CURVE = 120;

    private final Analysis analysis;
    private final Study study;
    private final double periods;

    private StudyReport(Analysis analysis, Study study) {
        this.analysis = analysis;
        this.study = study;
        this.periods = study.scenario().window().periodsPerYear();
    }

    /**
     * The report of {@code study}.
     *
     * @param scenarioText the scenario document as it is to be printed
     */
    public static Report of(Analysis analysis, Study study, String scenarioText) {
        StudyReport report = new StudyReport(analysis, study);
        List<Report.Section> sections = new ArrayList<>();
        sections.add(report.answer());
        if (study.weights() != null) {
            sections.add(report.weights(study.weights()));
        }
        if (!study.constraints().isEmpty()) {
            sections.add(report.limits());
        }
        sections.add(report.frontier());
        sections.add(report.structure());
        sections.add(report.data());
        sections.add(new Report.Section("Scenario", List.of(new Report.Text(scenarioText))));
        return new Report(study.scenario().name(), report.subtitle(), report.notice(), sections);
    }

    private String subtitle() {
        String assets = study.assets().size() + (study.assets().size() == 1 ? " asset" : " assets");
        if (analysis.returns() == null) {
            return assets + ", given moments";
        }
        List<LocalDate> dates = analysis.returns().dates();
        return assets + ", " + dates.size() + " "
                + study.scenario().window().frequency().name().toLowerCase(Locale.ROOT) + " returns from "
                + dates.getFirst() + " to " + dates.getLast();
    }

    private String notice() {
        boolean simulated = study.findings().stream().anyMatch(f -> f.message().contains("simulated"));
        return simulated ? "Simulated data: no real market, asset or return." : "";
    }

    private Report.Section answer() {
        List<Report.Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder("Status: " + study.status() + ".");
        if (study.message() != null) {
            text.append(' ').append(study.message()).append('.');
        }
        if (study.conflict() != null && study.relaxation() != null) {
            for (Map.Entry<String, Double> member : study.relaxation().entrySet()) {
                text.append(" Moving the limit of '").append(member.getKey()).append("' outward by ")
                        .append(member.getValue()).append(" alone would do.");
            }
        }
        blocks.add(new Report.Text(text.toString()));
        Certificate certificate = study.certificate();
        if (certificate != null) {
            blocks.add(new Table("Certificate",
                    List.of(new Column("Objective", Format.SCIENTIFIC),
                            new Column("Primal residual", Format.SCIENTIFIC),
                            new Column("Dual residual", Format.SCIENTIFIC),
                            new Column("Relative gap", Format.SCIENTIFIC)),
                    List.of(List.of(value(study.objective()), value(certificate.primalResidual()),
                            value(certificate.dualResidual()), value(certificate.relativeGap())))));
        }
        if (study.measures() != null) {
            blocks.add(measures(study.measures()));
        }
        return new Report.Section("Answer", blocks);
    }

    private static Table measures(Measures m) {
        List<List<Table.Cell>> rows = new ArrayList<>();
        measure(rows, "Annual return", m.annualReturn(), Format.PERCENT, "mean x periods per year, gross of costs");
        measure(rows, "Annual volatility", m.annualVolatility(), Format.PERCENT,
                "volatility x root of periods per year");
        measure(rows, "Annual Sharpe ratio", m.annualSharpe(), Format.NUMBER, "excess mean over volatility");
        measure(rows, "Compound return", m.compoundReturn(), Format.PERCENT, "annual growth over the outcomes");
        measure(rows, "VaR 95", m.var95(), Format.PERCENT, "per period, from the outcomes");
        measure(rows, "CVaR 95", m.cvar95(), Format.PERCENT, "per period, from the outcomes");
        measure(rows, "VaR 99", m.var99(), Format.PERCENT, "per period, from the outcomes");
        measure(rows, "CVaR 99", m.cvar99(), Format.PERCENT, "per period, from the outcomes");
        measure(rows, "Maximum drawdown", m.maxDrawdown(), Format.PERCENT, "of compounded wealth");
        measure(rows, "Effective assets", m.effectiveAssets(), Format.NUMBER, "1 / sum of squared weights");
        measure(rows, "Diversification ratio", m.diversificationRatio(), Format.NUMBER,
                "average volatility over portfolio volatility");
        measure(rows, "Average correlation", m.averageCorrelation(), Format.NUMBER, "weighted by both weights");
        measure(rows, "Turnover", m.turnover(), Format.PERCENT, "sum of |w - w0|");
        measure(rows, "Cost of the trade", m.cost(), Format.PERCENT, "of capital, once");
        return new Table("Measures", List.of(new Column("Measure", Format.TEXT), new Column("Value", Format.NUMBER),
                new Column("What it is", Format.TEXT)), rows);
    }

    private static void measure(List<List<Table.Cell>> rows, String name, @Nullable Double x, Format format,
            String what) {
        rows.add(List.of(word(name), value(x, format), word(what)));
    }

    private Report.Section weights(Vector weights) {
        Vector risk = study.riskContributions();
        Matrix covariance = analysis.moments().covariance();
        List<Integer> held = IntStream.range(0, weights.size()).filter(i -> weights.get(i) != 0).boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(weights.get(i)))).toList();
        List<String> groupings = analysis.universe().groupings();
        @Nullable
        String grouping = groupings.contains("sector") ? "sector" : groupings.isEmpty() ? null : groupings.getFirst();
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (int i : held) {
            Asset asset = analysis.universe().assets().get(i);
            String group = grouping == null ? null : asset.group(grouping);
            rows.add(List.of(word(asset.id()), word(asset.name().equals(asset.id()) ? "" : asset.name()),
                    word(group == null ? "" : group), value(weights.get(i)), value(risk == null ? null : risk.get(i)),
                    value(analysis.moments().mean().get(i) * periods),
                    value(Math.sqrt(covariance.get(i, i) * periods))));
        }
        Table table = new Table(held.size() + " of " + weights.size() + " assets held",
                List.of(new Column("Asset", Format.TEXT), new Column("Name", Format.TEXT),
                        new Column(grouping == null ? "Group" : capital(grouping), Format.TEXT),
                        new Column("Weight", Format.PERCENT), new Column("Risk share", Format.PERCENT),
                        new Column("Annual mean", Format.PERCENT), new Column("Annual volatility", Format.PERCENT)),
                rows);
        List<Figure.Bar> bars = held.stream().limit(BARS).map(i -> new Figure.Bar(analysis.universe().assets().get(i)
                .id(), weights.get(i), risk == null ? 0 : risk.get(i))).toList();
        String caption = held.size() > BARS
                ? "Weight and share of risk, the " + BARS + " largest positions"
                : "Weight and share of risk";
        return new Report.Section("Weights", List.of(new Figure.WeightBars(caption, bars), table));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private Report.Section limits() {
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (ConstraintState state : study.constraints()) {
            rows.add(List.of(word(state.name()), value(state.value()), value(state.min()), value(state.max()),
                    value(state.slack()), word(state.binding() ? "binding" : ""), value(state.multiplier())));
        }
        return new Report.Section("Limits",
                List.of(new Table("Where the answer stands, and what each limit costs",
                        List.of(new Column("Constraint", Format.TEXT), new Column("Value", Format.NUMBER),
                                new Column("Minimum", Format.NUMBER), new Column("Maximum", Format.NUMBER),
                                new Column("Slack", Format.NUMBER), new Column("", Format.TEXT),
                                new Column("Multiplier", Format.SCIENTIFIC)),
                        rows),
                        new Report.Text("The multiplier is the change of the objective when the limit moves outward by "
                                + "one unit.")));
    }

    private Report.Section frontier() {
        List<Report.Block> blocks = new ArrayList<>();
        switch (analysis.frontier()) {
            case FrontierResult.None none -> blocks.add(new Report.Text("There is no frontier: " + none.reason()
                    + "."));
            case FrontierResult.Traced traced -> {
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
                marks.add(marker("Minimum risk", frontier.minimumRisk()));
                if (traced.maximumRatio() != null) {
                    marks.add(marker("Maximum ratio", traced.maximumRatio()));
                }
                Measures measures = study.measures();
                if (measures != null && measures.annualVolatility() != null && measures.annualReturn() != null) {
                    marks.add(new Figure.Marker("This portfolio", measures.annualVolatility(),
                            measures.annualReturn()));
                }
                blocks.add(new Figure.FrontierCurve("Efficient frontier on variance under the linear limits, exact",
                        curve, assets, marks));
                blocks.add(new Report.Text(frontier.corners().size() + " corner portfolios; between neighbours every "
                        + "efficient portfolio is a mixture of the two."));
            }
        }
        return new Report.Section("Efficient frontier", blocks);
    }

    private Figure.Marker marker(String label, Frontier.Corner corner) {
        return new Figure.Marker(label, corner.volatility() * Math.sqrt(periods), corner.mean() * periods);
    }

    private Report.Section structure() {
        OrderedTree tree = analysis.tree();
        int[] order = tree.orderArray();
        Matrix correlation = analysis.correlation();
        int n = order.length;
        double[] ordered = new double[n * n];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add(analysis.moments().ids().get(order[i]));
            for (int j = 0; j < n; j++) {
                ordered[i * n + j] = correlation.get(order[i], order[j]);
            }
        }
        return new Report.Section("Correlation and clusters", List.of(
                new Figure.Dendrogram("Cluster tree", analysis.moments().ids(), tree.tree(), tree.order()),
                new Figure.HeatMap("Correlation, in the order of the tree", labels, Matrix.wrap(n, n, ordered))));
    }

    private Report.Section data() {
        List<Report.Block> blocks = new ArrayList<>();
        if (analysis.data() != null) {
            blocks.add(new Table("Files", List.of(new Column("File", Format.TEXT), new Column("SHA-256", Format.TEXT)),
                    analysis.data().inputs().entrySet().stream()
                            .map(e -> List.of(word(e.getKey()), word(e.getValue()))).toList()));
        }
        List<Finding> findings = study.findings();
        if (findings.isEmpty()) {
            blocks.add(new Report.Text("Nothing was found wrong with the data."));
        } else {
            blocks.add(new Table("Findings",
                    List.of(new Column("Severity", Format.TEXT), new Column("Where", Format.TEXT),
                            new Column("What", Format.TEXT)),
                    findings.stream().map(f -> List.of(word(f.severity().name().toLowerCase(Locale.ROOT)),
                            word(f.where()), word(f.message()))).toList()));
        }
        return new Report.Section("Data", blocks);
    }
}
