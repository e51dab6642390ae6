package tangency.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tangency.app.HostileNames;
import tangency.core.report.PlainText;
import tangency.core.report.Report;
import tools.jackson.databind.json.JsonMapper;

/** Two hundred hostile names as assets, limits and titles of reports: shown as text, and nothing else. */
class HostileNamesReportTest {
    private static final Set<String> ELEMENTS = Set.of("html", "head", "meta", "title", "style", "body", "header", "h1",
            "h2",
            "p", "nav", "ol", "li", "a", "main", "section", "div", "dl", "dt", "dd", "table", "caption", "thead",
            "tbody",
            "tr", "th", "td", "figure", "figcaption", "pre", "svg", "g", "line", "rect", "path", "circle", "text",
            "image",
            "defs", "linearGradient", "stop");

    /** Names with something in them; blank ones no document may hold. */
    private static final List<String> NAMES = HostileNames.ALL;

    @TempDir
    Path temp;

    private static Report report = new Report("", "", List.of(), List.of());

    @BeforeAll
    static void solveWithAllNames() {
        assertThat(NAMES).hasSize(200).doesNotHaveDuplicates();
        report = Reports.of(scenario("<script>alert(0)</script>\u202e_=1+1"));
    }

    /** An asset and a limit of each name. */
    private static String scenario(String title) {
        Map<String, Double> means = new LinkedHashMap<>();
        List<List<Double>> covariance = new ArrayList<>();
        List<Map<String, Object>> limits = new ArrayList<>(
                List.of(Map.of("name", "All", "type", "budget", "equals", 1)));
        for (int i = 0; i < NAMES.size(); i++) {
            means.put(NAMES.get(i), 0.001 * Math.sin(i));
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < NAMES.size(); j++) {
                row.add(i == j ? 0.0002 + 1e-6 * i : 0.00005);
            }
            covariance.add(row);
            limits.add(Map.of("name", NAMES.get(i), "type", "bounds", "assets", List.of(NAMES.get(i)), "min", 0, "max",
                    1));
        }
        return JsonMapper.shared()
                .writeValueAsString(new LinkedHashMap<>(Map.of("format", "tangency-scenario/1", "name",
                        title, "notes", String.join("\n", NAMES), "universe", NAMES, "estimates",
                        Map.of("mean", Map.of("method", "given", "values", means), "covariance",
                                Map.of("method", "given", "matrix", covariance)),
                        "model", Map.of("method", "mean-risk", "goal", "minimise-risk"), "constraints", limits)));
    }

    @Test
    void html_showsThemAsText() throws Exception {
        String html = HtmlReport.write(report);
        Document page = parsed(html);
        assertOnlyOurs(page);
        Set<String> cells = new TreeSet<>();
        for (String tag : List.of("th", "td")) {
            NodeList found = page.getElementsByTagName(tag);
            for (int i = 0; i < found.getLength(); i++) {
                cells.add(found.item(i).getTextContent());
            }
        }
        for (String name : NAMES) {
            assertThat(cells).contains(parserBreaks(PlainText.of(name)));
        }
        assertInvisibleIsGone(html);
        assertThat(html).contains("default-src 'none'").doesNotContain("<script", "<iframe", "<object", "<base",
                "<link");
    }

    @Test
    void htmlTitles_areText() throws Exception {
        for (String name : NAMES) {
            Report titled = new Report(name, name, List.of(name), List.of(new Report.Section(name,
                    List.of(new Report.Text(name), new Report.Code(name)))));
            Document page = parsed(HtmlReport.write(titled));
            assertOnlyOurs(page);
            for (String tag : List.of("title", "h1", "h2")) {
                assertThat(page.getElementsByTagName(tag).item(0).getTextContent()).as(tag)
                        .isEqualTo(parserBreaks(PlainText.of(name)));
            }
        }
    }

    @Test
    void workbooks_holdThemAsStringsAndNeverAsFormulas() throws Exception {
        Map<String, Document> parts = workbook(XlsxReport.write(report));
        Set<String> strings = new TreeSet<>();
        parts.forEach((name, part) -> {
            assertThat(part.getElementsByTagName("f").getLength()).as(name + " has formulas").isZero();
            assertThat(part.getElementsByTagName("hyperlink").getLength()).as(name + " has links").isZero();
            NodeList texts = part.getElementsByTagName("t");
            for (int i = 0; i < texts.getLength(); i++) {
                strings.add(texts.item(i).getTextContent().replace("_x005F_", "_"));
            }
        });
        assertThat(parts.keySet()).noneMatch(name -> name.contains("externalLink") || name.contains("vbaProject"));
        for (String name : NAMES) {
            assertThat(strings).contains(parserBreaks(PlainText.of(name)));
        }
        for (String name : NAMES) {
            Report titled = new Report(name, name, List.of(),
                    List.of(new Report.Section(name, List.of()), new Report.Section(name + "2", List.of())));
            NodeList sheets = Objects.requireNonNull(workbook(XlsxReport.write(titled)).get("xl/workbook.xml"))
                    .getElementsByTagName("sheet");
            String first = ((Element) sheets.item(0)).getAttribute("name");
            String second = ((Element) sheets.item(1)).getAttribute("name");
            assertThat(first).isNotBlank().hasSizeLessThanOrEqualTo(31).doesNotContainPattern("[\\[\\]:*?/\\\\']");
            assertThat(second).isNotEqualToIgnoringCase(first);
        }
    }

    /** Cut in the middle of a surrogate pair, a text is no XML. */
    @Test
    void longNamesOfWidePoints_areCutBetweenCharacters() throws Exception {
        String wide = "a" + "\ud83d\ude00".repeat(20_000);
        Report titled = new Report(wide, wide, List.of(),
                List.of(new Report.Section(wide, List.of(new Report.Text(wide)))));
        assertThat(workbook(XlsxReport.write(titled))).containsKey("xl/workbook.xml");
    }

    @Test
    void pdf_showsThemAsText() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(PdfReport.write(report))) {
            String text = new PDFTextStripper().getText(pdf);
            String dense = text.replaceAll("\\s", "");
            assertThat(dense).contains("<script>alert(1)</script>", "=cmd|'/Ccalc'!A0", "../../etc/passwd",
                    "<imgsrc=xonerror=alert(3)>", "';DROPTABLEjournal;--", "&#60;script&#62;");
            assertThat(text).doesNotContain("root:x:");
            assertInvisibleIsGone(text);
            assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(pdf.getDocumentCatalog().getNames() == null
                    || pdf.getDocumentCatalog().getNames().getJavaScript() == null).isTrue();
            for (PDPage page : pdf.getPages()) {
                for (PDAnnotation annotation : page.getAnnotations()) {
                    assertThat(annotation).isInstanceOf(PDAnnotationLink.class);
                    PDAnnotationLink link = (PDAnnotationLink) annotation;
                    assertThat(link.getAction() == null || link.getAction() instanceof PDActionGoTo).isTrue();
                }
            }
        }
    }

    private static void assertInvisibleIsGone(String text) {
        assertThat(
                text.codePoints().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t').count())
                .isZero();
        assertThat(text).doesNotContainPattern("[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u061c]");
    }

    /** A parser of XML reads every line end as a line feed. */
    private static String parserBreaks(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static void assertOnlyOurs(Document page) {
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(ELEMENTS).contains(element.getTagName());
            for (int j = 0; j < element.getAttributes().getLength(); j++) {
                assertThat(element.getAttributes().item(j).getNodeName()).doesNotStartWith("on");
            }
            for (String reference : List.of("href", "xlink:href", "src")) {
                assertThat(element.getAttribute(reference)).matches("(?s)|#section-\\d+|data:image/png;base64,.*");
            }
        }
    }

    private Map<String, Document> workbook(byte[] bytes) throws Exception {
        Map<String, Document> parts = new LinkedHashMap<>();
        Path file = Files.write(Files.createTempFile(temp, "report", ".xlsx"), bytes);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(),
                        xml(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return parts;
    }

    private static Document parsed(String html) throws Exception {
        return xml(html.replace("<!DOCTYPE html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>"));
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
