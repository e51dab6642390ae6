package tangency.app.report;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tangency.core.report.PlainText;

/** Builds document trees: text goes in as text nodes and attribute values only. Not thread-safe. */
final class Markup {
    static final String XHTML = "http://www.w3.org/1999/xhtml";
    static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";

    private final Document document;

    Markup() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            document = factory.newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The platform has no document builder", e);
        }
    }

    Document document() {
        return document;
    }

    /** The root element. */
    Element root(String name) {
        Element element = document.createElementNS(XHTML, name);
        document.appendChild(element);
        return element;
    }

    /** @param attributes names and values by turns */
    Element add(Element parent, String name, String... attributes) {
        return append(parent, XHTML, name, attributes);
    }

    /** An element of a drawing. */
    Element draw(Element parent, String name, String... attributes) {
        return append(parent, SVG, name, attributes);
    }

    private Element append(Element parent, String namespace, String name, String... attributes) {
        Element element = document.createElementNS(namespace, name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].startsWith("xlink:")) {
                element.setAttributeNS(XLINK, attributes[i], attributes[i + 1]);
            } else {
                element.setAttribute(attributes[i], clean(attributes[i + 1]));
            }
        }
        parent.appendChild(element);
        return element;
    }

    /** Appends text; returns {@code parent}. */
    Element text(Element parent, String text) {
        parent.appendChild(document.createTextNode(clean(text)));
        return parent;
    }

    /** {@code text} with everything that is not for eyes replaced, as {@link PlainText#of} does. */
    static String clean(String text) {
        return PlainText.of(text);
    }
}
