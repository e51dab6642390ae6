package tangency.app.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import tangency.core.estimate.ClusterTree;
import tangency.core.report.Figure;
import tangency.core.report.PlainText;
import tangency.core.report.Report;
import tangency.core.report.Table;
import tangency.core.report.Table.Cell;
import tangency.core.report.Table.Format;

/**
 * Writes a report as a workbook: a sheet per section, tables and the data of the figures below each other. Numbers keep
 * full precision; text is text and never a formula.
 */
public final class XlsxReport {
    private static final int LONGEST_NAME = 31;
    private static final int LONGEST_TEXT = 32_000;
    /** What workbooks read as the escape of another character. */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final Worksheet sheet;
    private int row;

    private XlsxReport(Worksheet sheet) {
        this.sheet = sheet;
    }

    /** The file's bytes; the time in them differs from call to call. */
    public static byte[] write(Report report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (Workbook workbook = new Workbook(bytes, "Tangency", null)) {
            Set<String> names = new HashSet<>();
            for (Report.Section section : report.sections()) {
                XlsxReport sheet = new XlsxReport(workbook.newWorksheet(name(section.title(), names)));
                if (section == report.sections().getFirst()) {
                    sheet.head(report);
                }
                section.blocks().forEach(sheet::block);
            }
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("A workbook in memory", e);
        }
        return bytes.toByteArray();
    }

    /** A name that workbooks allow, unlike those before it. */
    private static String name(String title, Set<String> taken) {
        String plain = Markup.clean(title).replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        String name = plain.isEmpty() ? "Sheet" : PlainText.beginning(plain, LONGEST_NAME - 4);
        String free = name;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + " " + i;
        }
        return free;
    }

    private void head(Report report) {
        text(0, report.title());
        sheet.style(row, 0).bold().fontSize(14).set();
        row++;
        text(0, report.subtitle());
        row++;
        for (String notice : report.notices()) {
            text(0, notice);
            sheet.style(row, 0).bold().set();
            row++;
        }
        row++;
    }

    private void block(Report.Block block) {
        switch (block) {
            case Report.Text text -> line(text.text());
            case Report.Code code -> code.text().lines().forEach(this::line);
            case Report.KeyFigures key -> key.figures().forEach(figure -> {
                text(0, figure.label());
                number(1, figure.value(), figure.format());
                row++;
            });
            case Table table -> table(table);
            case Figure figure -> figure(figure);
        }
        row++;
    }

    private void line(String text) {
        text(0, text);
        row++;
    }

    private void table(Table table) {
        caption(table.caption());
        header(table.columns().stream().map(Table.Column::title).toList());
        for (List<Cell> cells : table.rows()) {
            for (int i = 0; i < cells.size(); i++) {
                switch (cells.get(i)) {
                    case Cell.Word word -> text(i, word.text());
                    case Cell.Value value -> number(i, value.value(),
                            value.format() == null ? table.columns().get(i).format() : value.format());
                }
            }
            row++;
        }
    }

    private void figure(Figure figure) {
        caption(figure.caption());
        switch (figure) {
            case Figure.FrontierCurve frontier -> frontier(frontier);
            case Figure.HeatMap map -> matrix(map);
            case Figure.Dendrogram tree -> tree(tree);
            case Figure.WeightBars bars -> {
                header(List.of("Asset", "Weight", "Risk share"));
                for (Figure.Bar bar : bars.bars()) {
                    text(0, bar.label());
                    number(1, bar.weight(), Format.WEIGHT);
                    number(2, bar.risk(), Format.WEIGHT);
                    row++;
                }
            }
        }
    }

    private void frontier(Figure.FrontierCurve figure) {
        header(List.of("Point", "Annual volatility", "Annual return"));
        figure.marks().forEach(mark -> point(mark.label(), mark.volatility(), mark.mean()));
        figure.curve().forEach(point -> point("Frontier", point.volatility(), point.mean()));
        figure.assets().forEach(asset -> point(asset.label(), asset.volatility(), asset.mean()));
    }

    private void point(String label, double volatility, double mean) {
        text(0, label);
        number(1, volatility, Format.PERCENT);
        number(2, mean, Format.PERCENT);
        row++;
    }

    private void matrix(Figure.HeatMap map) {
        int n = map.labels().size();
        for (int j = 0; j < n; j++) {
            text(j + 1, map.labels().get(j));
        }
        row++;
        for (int i = 0; i < n; i++) {
            text(0, map.labels().get(i));
            for (int j = 0; j < n; j++) {
                number(j + 1, map.values().get(i, j), Format.NUMBER);
            }
            row++;
        }
    }

    private void tree(Figure.Dendrogram figure) {
        header(List.of("Left", "Right", "Height", "Size"));
        for (ClusterTree.Row merge : figure.tree().merges()) {
            node(0, merge.left(), figure);
            node(1, merge.right(), figure);
            number(2, merge.height(), Format.NUMBER);
            number(3, (double) merge.size(), Format.COUNT);
            row++;
        }
    }

    private void node(int column, int node, Figure.Dendrogram figure) {
        int leaves = figure.tree().leaves();
        text(column, node < leaves ? figure.labels().get(node) : "merge " + (node - leaves + 1));
    }

    private void caption(String caption) {
        text(0, caption);
        sheet.style(row, 0).italic().set();
        row++;
    }

    private void header(List<String> titles) {
        for (int i = 0; i < titles.size(); i++) {
            text(i, titles.get(i));
            sheet.style(row, i).bold().set();
        }
        row++;
    }

    private void text(int column, String text) {
        String clean = Markup.clean(text);
        String shown = clean.length() > LONGEST_TEXT ? PlainText.beginning(clean, LONGEST_TEXT) + "…" : clean;
        sheet.value(row, column, ESCAPE.matcher(shown).replaceAll("_x005F_"));
    }

    private void number(int column, @Nullable Double value, Format format) {
        if (value == null || !Double.isFinite(value)) {
            text(column, Numbers.text(value, format));
            return;
        }
        sheet.value(row, column, value);
        String shown = switch (format) {
            case WEIGHT -> "0.0%";
            case PERCENT -> "0.00%";
            case NUMBER, TEXT -> "0.0000";
            case SCIENTIFIC -> "0.000E+00";
            case COUNT -> "0";
        };
        sheet.style(row, column).format(shown).set();
    }
}
