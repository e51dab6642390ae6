package tangency.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tangency.core.report.Figure;
import tangency.core.report.Report;
import tangency.core.report.Table;
import tangency.core.report.Table.Cell;
import tangency.core.report.Table.Format;

/** A report as an XHTML document tree: what {@link HtmlReport} and {@link PdfReport} print. */
final class ReportPage {
    /** What the page is made for. */
    enum Medium {
        SCREEN("screen.css", Drawing.WIDTH), PAPER("paper.css", 655);

        private final String style;
        private final double figureWidth;

        Medium(String style, double figureWidth) {
            this.style = style;
            this.figureWidth = figureWidth;
        }
    }

    /** Lines of a document that paper still carries; the HTML report has them all. */
    private static final int PAPER_LINES = 300;
    /** Words up to here are not broken. */
    private static final int SHORT = 26;
    /** Words from here are set small and may be broken anywhere. */
    private static final int LONG = 36;
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final Medium medium;
    private final Markup markup = new Markup();
    private int tables;
    private int figures;

    private ReportPage(Medium medium) {
        this.medium = medium;
    }

    static Document of(Report report, Medium medium) {
        ReportPage page = new ReportPage(medium);
        page.build(report);
        return page.markup.document();
    }

    private void build(Report report) {
        Element html = markup.root("html");
        html.setAttribute("lang", "en");
        head(html, report);
        Element body = markup.add(html, "body");
        if (medium == Medium.PAPER) {
            markup.text(markup.add(body, "div", "class", "running"), report.title());
        }
        Element header = markup.add(body, "header", "class", "title");
        markup.text(markup.add(header, "p", "class", "kind"), "Portfolio study");
        markup.text(markup.add(header, "h1", "dir", "auto"), report.title());
        markup.text(markup.add(header, "p", "class", "subtitle"), report.subtitle());
        for (String notice : report.notices()) {
            markup.text(markup.add(header, "p", "class", "notice", "role", "note"), notice);
        }
        contents(body, report.sections());
        Element main = markup.add(body, "main");
        for (int i = 0; i < report.sections().size(); i++) {
            section(main, report.sections().get(i), id(i));
        }
    }

    private static String id(int section) {
        return "section-" + (section + 1);
    }

    private void head(Element html, Report report) {
        Element head = markup.add(html, "head");
        if (medium == Medium.SCREEN) {
            markup.add(head, "meta", "charset", "utf-8");
            markup.add(head, "meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
            markup.add(head, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
            markup.add(head, "meta", "name", "color-scheme", "content", "light dark");
        }
        markup.text(markup.add(head, "title"), report.title());
        markup.text(markup.add(head, "style"), resource(medium.style));
        if (medium == Medium.PAPER) {
            Element bookmarks = markup.add(head, "bookmarks");
            for (int i = 0; i < report.sections().size(); i++) {
                markup.add(bookmarks, "bookmark", "name", report.sections().get(i).title(), "href", "#" + id(i));
            }
        }
    }

    private static String resource(String name) {
        String path = "/tangency/report/" + name;
        try (InputStream stream = ReportPage.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("The class path has no " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private void contents(Element body, List<Report.Section> sections) {
        Element list = markup.add(markup.add(body, "nav", "aria-label", "Contents"), "ol");
        for (int i = 0; i < sections.size(); i++) {
            markup.text(markup.add(markup.add(list, "li"), "a", "href", "#" + id(i)), sections.get(i).title());
        }
    }

    private void section(Element main, Report.Section section, String id) {
        Element element = markup.add(main, "section", "id", id);
        markup.text(markup.add(element, "h2"), section.title());
        for (Report.Block block : section.blocks()) {
            switch (block) {
                case Report.Text text -> markup.text(markup.add(element, "p", "class", "text"), text.text());
                case Report.Code code -> code(element, code.text());
                case Report.KeyFigures key -> keyFigures(element, key);
                case Table table -> table(element, table);
                case Figure figure -> figure(element, figure);
            }
        }
    }

    private void code(Element section, String text) {
        List<String> lines = text.lines().toList();
        boolean cut = medium == Medium.PAPER && lines.size() > PAPER_LINES;
        List<String> shown = cut ? lines.subList(0, PAPER_LINES) : lines;
        // A preformatted block loses a first line break.
        markup.text(markup.add(section, "pre", "tabindex", "0"), String.join("\n", shown));
        if (cut) {
            markup.text(markup.add(section, "p", "class", "text"), "… and " + (lines.size() - PAPER_LINES)
                    + " more lines, which the HTML report shows.");
        }
    }

    private void keyFigures(Element section, Report.KeyFigures key) {
        Element list = markup.add(section, "dl", "class", "key");
        for (Report.KeyFigure figure : key.figures()) {
            Element item = markup.add(list, "div");
            markup.text(markup.add(item, "dt"), figure.label());
            markup.text(markup.add(item, "dd"), Numbers.text(figure.value(), figure.format()));
        }
    }

    private void table(Element section, Table table) {
        // The block around a table lets it scroll by itself on a narrow screen.
        Element element = markup.add(markup.add(section, "div", "class", "scroll"), "table");
        markup.text(markup.add(element, "caption"), "Table " + ++tables + ". " + table.caption());
        Element header = markup.add(markup.add(element, "thead"), "tr");
        for (Table.Column column : table.columns()) {
            Element cell = markup.add(header, "th", "scope", "col");
            if (column.format() != Format.TEXT) {
                cell.setAttribute("class", "number");
            }
            markup.text(cell, column.title());
        }
        Element rows = markup.add(element, "tbody");
        for (List<Cell> row : table.rows()) {
            Element line = markup.add(rows, "tr");
            for (int i = 0; i < row.size(); i++) {
                cell(line, row.get(i), table.columns().get(i).format(), i == 0);
            }
        }
    }

    private void cell(Element line, Cell cell, Format column, boolean first) {
        switch (cell) {
            case Cell.Word word -> {
                Element element = first
                        ? markup.add(line, "th", "scope", "row", "dir", "auto")
                        : markup.add(line, "td", "dir", "auto");
                if (word.text().length() <= SHORT) {
                    element.setAttribute("class", "short");
                } else if (word.text().length() >= LONG && word.text().indexOf(' ') < 0) {
                    element.setAttribute("class", "long");
                }
                markup.text(element, word.text());
            }
            case Cell.Value value -> markup.text(markup.add(line, "td", "class", "number"),
                    Numbers.text(value.value(), value.format() == null ? column : value.format()));
        }
    }

    private void figure(Element section, Figure figure) {
        figures++;
        Element element = markup.add(section, "figure");
        Drawing drawing = new Drawing(markup, element, "figure-" + figures, medium.figureWidth);
        switch (figure) {
            case Figure.FrontierCurve frontier -> FrontierDrawing.draw(drawing, frontier);
            case Figure.WeightBars bars -> BarsDrawing.draw(drawing, bars);
            case Figure.HeatMap map -> HeatMapDrawing.draw(drawing, map);
            case Figure.Dendrogram tree -> DendrogramDrawing.draw(drawing, tree);
        }
        markup.text(markup.add(element, "figcaption"), "Figure " + figures + ". " + figure.caption() + ".");
    }
}
