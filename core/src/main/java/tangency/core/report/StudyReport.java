package tangency.core.report;

import static tangency.core.report.Table.value;
import static tangency.core.report.Table.word;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.Measures;
import tangency.core.report.Report.KeyFigure;
import tangency.core.report.Report.KeyFigures;
import tangency.core.report.Table.Column;
import tangency.core.report.Table.Format;
import tangency.core.run.Analysis;
import tangency.core.run.Study;
import tangency.core.solve.Certificate;
import tangency.core.solve.ConstraintState;

/**
 * Composes the report of a study: answer, weights, limits, reasons, frontier, correlation, findings, data and scenario. What the
 * study does not have (weights of an infeasible scenario, returns behind given moments) is left out or said in words.
 */
public final class StudyReport {
    private static final int BARS = 30;

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
        AnalysisSections background = new AnalysisSections(analysis, study);
        List<Report.Section> sections = new ArrayList<>();
        sections.add(report.answer());
        if (study.weights() != null) {
            sections.add(report.weights(study.weights()));
        }
        if (!study.constraints().isEmpty()) {
            sections.add(report.limits());
        }
        Report.Section reasons = ReasonsSection.of(study);
        if (reasons != null) {
            sections.add(reasons);
        }
        sections.add(background.frontier());
        sections.add(background.correlation());
        sections.add(background.findings());
        sections.add(background.data());
        sections.add(new Report.Section("Scenario", List.of(new Report.Code(scenarioText))));
        return new Report(study.scenario().name(), report.subtitle(), report.notices(), sections);
    }

    private String subtitle() {
        String assets = study.assets().size() + (study.assets().size() == 1 ? " asset" : " assets");
        if (analysis.returns() == null || analysis.returns().dates().isEmpty()) {
            return assets + ", given moments";
        }
        List<LocalDate> dates = analysis.returns().dates();
        return assets + ", " + dates.size() + " "
                + study.scenario().window().frequency().name().toLowerCase(Locale.ROOT)
                + " returns from " + dates.getFirst() + " to " + dates.getLast();
    }

    private List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (study.findings().stream().anyMatch(f -> f.message().contains("simulated"))) {
            notices.add("Simulated data: no real market, asset or return.");
        }
        if (!study.answered()) {
            notices.add("No answer: the scenario is " + study.status() + ".");
        } else if (study.status().equals("inexact")) {
            notices.add("The answer is inexact: the certificate says how far it may be off.");
        }
        return notices;
    }

    private Report.Section answer() {
        List<Report.Block> blocks = new ArrayList<>();
        Measures measures = study.measures();
        if (measures != null) {
            blocks.add(keyFigures(measures));
        }
        String message = study.message() == null ? "" : " " + sentence(study.message());
        blocks.add(new Report.Text("Status: " + study.status() + "." + message));
        if (study.conflict() != null) {
            blocks.add(conflict(study.conflict(), study.relaxation() == null ? Map.of() : study.relaxation()));
        }
        if (measures != null) {
            blocks.add(measures(measures));
        }
        Certificate certificate = study.certificate();
        if (certificate != null) {
            blocks.add(new Table("Certificate: residuals of the optimality conditions or defining equations",
                    List.of(new Column("Objective", Format.SCIENTIFIC),
                            new Column("Primal residual", Format.SCIENTIFIC),
                            new Column("Dual residual", Format.SCIENTIFIC),
                            new Column("Relative gap", Format.SCIENTIFIC)),
                    List.of(List.of(value(study.objective()), value(certificate.primalResidual()),
                            value(certificate.dualResidual()), value(certificate.relativeGap())))));
        }
        return new Report.Section("Answer", blocks);
    }

    private static String sentence(String message) {
        String text = message.isEmpty()
                ? message
                : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    private static KeyFigures keyFigures(Measures m) {
        List<KeyFigure> figures = new ArrayList<>();
        key(figures, "Annual return", m.annualReturn(), Format.PERCENT);
        key(figures, "Annual volatility", m.annualVolatility(), Format.PERCENT);
        key(figures, "Sharpe ratio", m.annualSharpe(), Format.NUMBER);
        key(figures, "Maximum drawdown", m.maxDrawdown(), Format.PERCENT);
        key(figures, "Effective assets", m.effectiveAssets(), Format.NUMBER);
        return new KeyFigures(figures);
    }

    private static void key(List<KeyFigure> figures, String label, @Nullable Double x, Format format) {
        if (x != null) {
            figures.add(new KeyFigure(label, x, format));
        }
    }

    private static Table conflict(List<String> conflict, Map<String, Double> relaxation) {
        return new Table("Conflict: these cannot hold together; without any one of them the rest can",
                List.of(new Column("Constraint", Format.TEXT),
                        new Column("Moving it outward by this would do", Format.NUMBER)),
                conflict.stream().map(name -> List.of(word(name), value(relaxation.get(name)))).toList());
    }

    private static Table measures(Measures m) {
        List<List<Table.Cell>> rows = new ArrayList<>();
        measure(rows, "Annual return", m.annualReturn(), Format.PERCENT, "mean × periods per year, gross of costs");
        measure(rows, "Annual volatility", m.annualVolatility(), Format.PERCENT, "volatility × √ periods per year");
        measure(rows, "Annual Sharpe ratio", m.annualSharpe(), Format.NUMBER,
                "mean above the risk-free rate over volatility");
        measure(rows, "Compound return", m.compoundReturn(), Format.PERCENT,
                "annual growth of wealth over the outcomes");
        measure(rows, "VaR 95 %", m.var95(), Format.PERCENT, "loss per period, from the outcomes");
        measure(rows, "CVaR 95 %", m.cvar95(), Format.PERCENT, "mean loss of the worst 5 %, per period");
        measure(rows, "VaR 99 %", m.var99(), Format.PERCENT, "loss per period, from the outcomes");
        measure(rows, "CVaR 99 %", m.cvar99(), Format.PERCENT, "mean loss of the worst 1 %, per period");
        measure(rows, "Maximum drawdown", m.maxDrawdown(), Format.PERCENT, "of compounded wealth");
        measure(rows, "Effective assets", m.effectiveAssets(), Format.NUMBER, "1 / Σ w²");
        measure(rows, "Diversification ratio", m.diversificationRatio(), Format.NUMBER,
                "weighted mean of the volatilities over that of the portfolio");
        measure(rows, "Average correlation", m.averageCorrelation(), Format.NUMBER, "weighted by both weights");
        measure(rows, "Turnover", m.turnover(), Format.PERCENT, "Σ |w − w₀|");
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
        List<Integer> held = IntStream.range(0, weights.size()).filter(i -> weights.get(i) != 0).boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(weights.get(i)))).toList();
        List<Asset> assets = analysis.universe().assets();
        List<String> groupings = analysis.universe().groupings();
        String grouping = groupings.contains("sector") ? "sector" : groupings.isEmpty() ? null : groupings.getFirst();
        List<Report.Block> blocks = new ArrayList<>();
        if (!held.isEmpty()) {
            String caption = held.size() > BARS
                    ? "Weight and share of risk: the " + BARS + " largest positions"
                    : "Weight and share of risk";
            blocks.add(new Figure.WeightBars(caption, held.stream().limit(BARS).map(i -> new Figure.Bar(
                    assets.get(i).id(), weights.get(i), risk == null ? null : risk.get(i))).toList()));
        }
        if (grouping != null) {
            blocks.add(byGroup(grouping, weights, risk));
        }
        blocks.add(byAsset(held, grouping, weights, risk));
        return new Report.Section("Weights", blocks);
    }

    private Table byGroup(String grouping, Vector weights, @Nullable Vector risk) {
        Comparator<Map.Entry<String, List<Integer>>> byWeight = Comparator
                .comparingDouble(e -> -Math.abs(sum(e.getValue(), weights::get)));
        List<List<Table.Cell>> rows = analysis.universe().members(grouping).entrySet().stream().sorted(byWeight)
                .map(e -> List.of(word(e.getKey()), value((double) e.getValue().size(), Format.COUNT),
                        value(sum(e.getValue(), weights::get)),
                        value(risk == null ? null : sum(e.getValue(), risk::get))))
                .toList();
        return new Table("By " + grouping, List.of(new Column(capital(grouping), Format.TEXT),
                new Column("Assets", Format.COUNT), new Column("Weight", Format.WEIGHT),
                new Column("Risk share", Format.WEIGHT)), rows);
    }

    private static double sum(List<Integer> members, IntToDoubleFunction of) {
        return members.stream().mapToDouble(of::applyAsDouble).sum();
    }

    private Table byAsset(List<Integer> held, @Nullable String grouping, Vector weights, @Nullable Vector risk) {
        Matrix covariance = analysis.moments().covariance();
        List<Asset> assets = analysis.universe().assets();
        boolean named = held.stream().map(assets::get).anyMatch(a -> !a.name().equals(a.id()));
        List<Column> columns = new ArrayList<>(List.of(new Column("Asset", Format.TEXT)));
        if (named) {
            columns.add(new Column("Name", Format.TEXT));
        }
        if (grouping != null) {
            columns.add(new Column(capital(grouping), Format.TEXT));
        }
        columns.addAll(List.of(new Column("Weight", Format.WEIGHT), new Column("Risk share", Format.WEIGHT),
                new Column("Annual mean", Format.PERCENT), new Column("Annual volatility", Format.PERCENT)));
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (int i : held) {
            Asset asset = assets.get(i);
            List<Table.Cell> row = new ArrayList<>(List.of(word(asset.id())));
            if (named) {
                row.add(word(asset.name().equals(asset.id()) ? "" : asset.name()));
            }
            if (grouping != null) {
                String group = asset.group(grouping);
                row.add(word(group == null ? "" : group));
            }
            row.addAll(List.of(value(weights.get(i)), value(risk == null ? null : risk.get(i)),
                    value(analysis.moments().mean().get(i) * periods),
                    value(Math.sqrt(covariance.get(i, i) * periods))));
            rows.add(row);
        }
        return new Table("By asset: " + held.size() + " of " + weights.size() + " held", columns, rows);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private Report.Section limits() {
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (ConstraintState state : study.constraints()) {
            rows.add(List.of(word(state.name()), value(state.value()), value(state.min()), value(state.max()),
                    value(state.slack()), word(state.binding() ? "binding" : ""), value(state.multiplier())));
        }
        return new Report.Section("Limits", List.of(new Table("Where the answer stands, and the price of each limit",
                List.of(new Column("Constraint", Format.TEXT), new Column("Value", Format.NUMBER),
                        new Column("Minimum", Format.NUMBER), new Column("Maximum", Format.NUMBER),
                        new Column("Slack", Format.NUMBER), new Column("State", Format.TEXT),
                        new Column("Multiplier", Format.SCIENTIFIC)),
                rows),
                new Report.Text("The multiplier is the change of the objective per unit by which the limit moves "
                        + "outward; for an equality, upward.")));
    }
}
