package tangency.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tangency.core.report.Report;

class HtmlReportTest {
    private static final List<String> ELEMENTS = List.of("html", "head", "meta", "title", "style", "body", "header",
            "h1", "h2", "p", "nav", "ol", "li", "a", "main", "section", "div", "dl", "dt", "dd", "table", "caption",
            "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "pre", "svg", "g", "line", "rect", "path",
            "circle", "text", "image", "defs", "linearGradient", "stop");

    @Test
    void numbersOfAKnownStudy_areShown() throws Exception {
        String text = parsed(HtmlReport.write(Reports.two())).getDocumentElement().getTextContent();
        // Weights 2/3 and 1/3; the mean of the mixture is 0 exactly, the variance 0.00035 / 1.5.
        assertThat(text).contains("66.7\u00a0%", "33.3\u00a0%").contains("25.20\u00a0%", "−50.40\u00a0%")
                .contains("2.333e−4").contains("Status: optimal.").contains("2 assets, given moments")
                .contains("Mean and covariance are given; no file was read.").doesNotContain("−0.0\u00a0%")
                .doesNotContain("NaN");
    }

    @Test
    void hostileNames_areShownAsText() throws Exception {
        String name = "<script>alert(1)</script>";
        String asset = "' onload='x\\\"--><svg/onload=alert(2)>";
        Report report = Reports
                .of(Reports.TWO.replace("NAME", name + "\\u0007\\u202e </title></style> &amp; \\ud83d\\ude00")
                        .replace("FIRST", asset).replace("SECOND", "=cmd|' /C calc'!A0"));
        String html = HtmlReport.write(report);

        Document page = parsed(html);
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo(name + "\ufffd\ufffd </title></style> &amp; \ud83d\ude00");
        assertThat(page.getDocumentElement().getTextContent()).contains(asset.replace("\\\"", "\""),
                "=cmd|' /C calc'!A0");
        assertThat(html).doesNotContain("<script", "\u202e", "\u0007");
        assertOnlyOurElements(page);
    }

    @Test
    void theFile_isSelfContained() throws Exception {
        for (Report report : List.of(Reports.two(), Reports.large(80))) {
            String html = HtmlReport.write(report);
            assertThat(html).doesNotContain("http:", "https:", "@import", "url(http", "file:");
            Document page = parsed(html);
            assertOnlyOurElements(page);
            for (Element element : elements(page)) {
                for (String attribute : List.of("href", "xlink:href", "src")) {
                    if (element.hasAttribute(attribute)) {
                        assertThat(element.getAttribute(attribute))
                                .matches("(?s)#section-\\d+|data:image/png;base64,.*");
                    }
                }
            }
        }
    }

    @Test
    void theSameReport_givesTheSameBytes() {
        Report report = Reports.two();
        assertThat(HtmlReport.write(report)).isEqualTo(HtmlReport.write(report));
    }

    @Test
    void anInfeasibleStudy_namesTheConflict() throws Exception {
        Document page = parsed(HtmlReport.write(Reports.infeasible()));
        assertThat(page.getDocumentElement().getTextContent()).contains("No answer: the scenario is infeasible.")
                .contains("All of it", "Small pieces").contains("There is no frontier");
        // The budget must fall by 0.4, or each of two caps rise by 0.2.
        assertThat(page.getDocumentElement().getTextContent()).contains("0.4", "0.2");
        assertThat(headings(page)).doesNotContain("Weights");
    }

    @Test
    void oneAsset_isEnough() throws Exception {
        Document page = parsed(HtmlReport.write(Reports.one()));
        assertThat(page.getDocumentElement().getTextContent()).contains("100.0\u00a0%").doesNotContain("NaN");
        assertThat(headings(page)).contains("Answer", "Weights", "Limits", "Frontier", "Correlation", "Scenario");
    }

    @Test
    void everySection_isInTheContents() throws Exception {
        Document page = parsed(HtmlReport.write(Reports.two()));
        NodeList links = page.getElementsByTagName("a");
        List<String> ids = elements(page).stream().filter(e -> e.getTagName().equals("section"))
                .map(e -> "#" + e.getAttribute("id")).toList();
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < links.getLength(); i++) {
            targets.add(((Element) links.item(i)).getAttribute("href"));
        }
        assertThat(targets).isEqualTo(ids).hasSizeGreaterThan(5);
    }

    @Test
    void fiveHundredAssets_stayBelowThreeMegabytes_withAPictureInsteadOfSquares() throws Exception {
        String html = HtmlReport.write(Reports.large(505));
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
        Document page = parsed(html);
        assertThat(page.getElementsByTagName("image").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("rect").getLength()).isLessThan(10);
    }

    @Test
    void names_aboveTheCutsOfFigures_areWholeInTables() throws Exception {
        String longest = "Long name ".repeat(30) + "end";
        Document page = parsed(HtmlReport.write(Reports.of(Reports.TWO.replace("FIRST", longest))));
        assertThat(page.getDocumentElement().getTextContent()).contains(longest);
    }

    private static List<String> headings(Document page) {
        return elements(page).stream().filter(e -> e.getTagName().equals("h2")).map(Element::getTextContent).toList();
    }

    private static void assertOnlyOurElements(Document page) {
        for (Element element : elements(page)) {
            assertThat(ELEMENTS).contains(element.getTagName());
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                assertThat(attributes.item(i).getNodeName()).doesNotStartWith("on");
            }
        }
    }

    private static List<Element> elements(Document page) {
        NodeList all = page.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    /** But for its void elements the page is well-formed XML, so a strict parser tells what a browser must see. */
    private static Document parsed(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
