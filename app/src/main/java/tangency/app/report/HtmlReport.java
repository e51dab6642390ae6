package tangency.app.report;

import java.util.Set;

import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import tangency.core.report.Report;

/** Writes a report as one HTML file: figures inline, no script, nothing fetched from elsewhere. */
public final class HtmlReport {
    private static final Set<String> VOID = Set.of("meta", "br", "hr", "img", "col");
    private static final Set<String> RAW = Set.of("style");

    private final StringBuilder out = new StringBuilder(1 << 16);

    private HtmlReport() {}

    /** The file's text; the same report gives the same bytes. */
    public static String write(Report report) {
        HtmlReport html = new HtmlReport();
        html.out.append("<!DOCTYPE html>\n");
        html.element(ReportPage.of(report, ReportPage.Medium.SCREEN).getDocumentElement());
        return html.out.append('\n').toString();
    }

    private void element(Element element) {
        boolean drawing = Markup.SVG.equals(element.getNamespaceURI());
        String name = element.getTagName();
        out.append('<').append(name);
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            out.append(' ').append(attribute.getName()).append("=\"");
            escaped(attribute.getValue(), true);
            out.append('"');
        }
        if (drawing && !element.hasChildNodes()) {
            out.append("/>");
            return;
        }
        out.append('>');
        if (!drawing && VOID.contains(name)) {
            return;
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                element(inner);
            } else if (!drawing && RAW.contains(name)) {
                // Only our own style sheet gets here.
                out.append(child.getNodeValue());
            } else {
                escaped(child.getNodeValue(), false);
            }
        }
        out.append("</").append(name).append('>');
    }

    private void escaped(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                default -> out.append(c);
            }
        }
    }
}
