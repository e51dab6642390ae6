package tangency.app.report;

import java.util.Locale;

import org.w3c.dom.Element;

/**
 * One SVG picture under construction, in pixels from the top left. Everything carries its colour for a light ground as an
 * attribute, since a style sheet of the page does not reach a picture in a PDF.
 */
final class Drawing {
    /** Width of every figure. */
    static final double WIDTH = 760;
    static final double FONT = 11;

    enum Anchor {
        START, MIDDLE, END
    }

    private final Markup markup;
    private final String id;
    private final double shownWidth;
    private final Element svg;

    /**
     * @param id distinct on the page
     * @param shownWidth at which the picture stands on the page
     */
    Drawing(Markup markup, Element parent, String id, double shownWidth) {
        this.markup = markup;
        this.id = id;
        this.shownWidth = shownWidth;
        this.svg = markup.draw(parent, "svg", "role", "img", "font-family", "Liberation Sans", "font-size",
                number(FONT));
    }

    /** Says how high the picture is and what it shows in words. */
    void size(double height, String summary) {
        svg.setAttribute("viewBox", "0 0 " + number(WIDTH) + " " + number(height));
        svg.setAttribute("width", number(shownWidth));
        // The PDF renderer understands whole numbers only.
        svg.setAttribute("height", Long.toString((long) Math.ceil(height * shownWidth / WIDTH)));
        svg.setAttribute("aria-label", Markup.clean(summary));
    }

    Element root() {
        return svg;
    }

    String id(String part) {
        return id + "-" + part;
    }

    Element add(Element parent, String name, String... attributes) {
        return markup.draw(parent, name, attributes);
    }

    Element line(double x1, double y1, double x2, double y2, Ink ink, double width) {
        return add(svg, "line", "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2), "class",
                ink.stroke(), "stroke", ink.colour(), "stroke-width", number(width));
    }

    Element rectangle(double x, double y, double width, double height, Ink ink) {
        return add(svg, "rect", "x", number(x), "y", number(y), "width", number(width), "height", number(height),
                "class", ink.fill(), "fill", ink.colour());
    }

    Element path(String steps, Ink ink, double width) {
        return add(svg, "path", "d", steps, "class", ink.stroke(), "fill", "none", "stroke", ink.colour(),
                "stroke-width", number(width), "stroke-linejoin", "round");
    }

    /** A filled outline with a rim in the colour of the ground. */
    Element shape(String steps, Ink ink) {
        return add(svg, "path", "d", steps, "class", ink.fill() + " " + Ink.SURFACE.stroke(), "fill", ink.colour(),
                "stroke", Ink.SURFACE.colour(), "stroke-width", "1.5");
    }

    Element dot(double x, double y, double radius, Ink ink) {
        return add(svg, "circle", "cx", number(x), "cy", number(y), "r", number(radius), "class", ink.fill(), "fill",
                ink.colour());
    }

    /** Text whose middle line runs through {@code y}. */
    Element text(double x, double y, Anchor anchor, Ink ink, String text) {
        return label(x, y + FONT * 0.35, anchor, ink, text);
    }

    /** Text that runs upwards, its middle line through {@code x}. */
    Element upwards(double x, double y, Anchor anchor, Ink ink, String text) {
        Element element = label(0, 0, anchor, ink, text);
        element.setAttribute("transform",
                "translate(" + number(x + FONT * 0.35) + " " + number(y) + ") rotate(-90)");
        return element;
    }

    private Element label(double x, double baseline, Anchor anchor, Ink ink, String text) {
        Element element = add(svg, "text", "x", number(x), "y", number(baseline), "class", ink.fill(), "fill",
                ink.colour());
        if (anchor != Anchor.START) {
            element.setAttribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
        }
        return markup.text(element, text);
    }

    /** What is shown when the pointer rests on {@code element}. */
    void hint(Element element, String text) {
        markup.text(add(element, "title"), text);
    }

    /** A coordinate: two decimals at most. */
    static String number(double value) {
        double rounded = Math.rint(value * 100) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** Roughly how wide {@code text} is at {@link #FONT}, never too small for Latin text. */
    static double width(String text) {
        double em = text.codePoints().mapToDouble(Drawing::em).sum();
        return em * FONT;
    }

    private static double em(int c) {
        if (c >= 0x2e80) {
            return 1;
        }
        if ("iljtfrI.,:;'|!()[] ".indexOf(c) >= 0) {
            return 0.34;
        }
        if ("mwMW@%&".indexOf(c) >= 0) {
            return 0.92;
        }
        return Character.isUpperCase(c) ? 0.72 : 0.58;
    }

    /** {@code text} cut to at most {@code longest} characters. */
    static String shortened(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
