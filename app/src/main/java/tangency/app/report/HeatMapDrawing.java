package tangency.app.report;

import java.util.Base64;
import java.util.List;

import org.w3c.dom.Element;
import tangency.app.report.Drawing.Anchor;
import tangency.core.report.Figure.HeatMap;

/** Draws correlations on a fixed scale from −1 to 1: as squares where there are few, as an embedded picture otherwise. */
final class HeatMapDrawing {
    private static final double LARGEST = 560;
    private static final double CELL = 44;
    /** Up to so many assets each cell is a square that names its pair. */
    private static final int SQUARES = 60;
    /** Up to so many assets the squares show their numbers. */
    private static final int NUMBERED = 16;
    private static final double LABEL = 10.5;
    private static final int LONGEST = 14;
    private static final double TOP = 6;

    private final Drawing drawing;
    private final HeatMap figure;
    private final int n;
    private final double cell;
    private final int every;
    private final double left;

    private HeatMapDrawing(Drawing drawing, HeatMap figure) {
        this.drawing = drawing;
        this.figure = figure;
        this.n = figure.labels().size();
        this.cell = Math.min(CELL, LARGEST / n);
        this.every = (int) Math.ceil(LABEL / cell);
        this.left = 12 + shown().stream().mapToDouble(Drawing::width).max().orElse(0);
    }

    static void draw(Drawing drawing, HeatMap figure) {
        new HeatMapDrawing(drawing, figure).draw();
    }

    private List<String> shown() {
        return figure.labels().stream().map(label -> Drawing.shortened(label, LONGEST)).toList();
    }

    private void draw() {
        double side = n * cell;
        if (n <= SQUARES) {
            squares();
        } else {
            byte[] png = CorrelationPicture.png(figure.values(), figure.labels());
            drawing.add(drawing.root(), "image", "x", Drawing.number(left), "y", Drawing.number(TOP), "width",
                    Drawing.number(side), "height", Drawing.number(side), "preserveAspectRatio", "none", "style",
                    "image-rendering:pixelated", "xlink:href",
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        }
        List<String> labels = shown();
        for (int i = 0; i < n; i += every) {
            double at = (i + 0.5) * cell;
            drawing.hint(drawing.text(left - 5, TOP + at, Anchor.END, Ink.TEXT, labels.get(i)), figure.labels().get(i));
            drawing.hint(drawing.upwards(left + at, TOP + side + 5, Anchor.END, Ink.TEXT, labels.get(i)),
                    figure.labels().get(i));
        }
        legend(left + side + 26);
        String few = every == 1 ? "" : "; one label in " + every + " is shown";
        drawing.size(Math.max(TOP + side + left, 190), "Correlations of " + n + (n == 1 ? " asset" : " assets") + few);
    }

    private void squares() {
        Element cells = drawing.add(drawing.root(), "g", "shape-rendering", "crispEdges");
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double value = figure.values().get(i, j);
                Element square = drawing.add(cells, "rect", "x", Drawing.number(left + j * cell), "y",
                        Drawing.number(TOP + i * cell), "width", Drawing.number(cell), "height", Drawing.number(cell),
                        "fill", CorrelationColours.hex(value));
                drawing.hint(square, figure.labels().get(i) + ", " + figure.labels().get(j) + ": "
                        + Numbers.fixed(value, 2));
                if (n <= NUMBERED) {
                    Element number = drawing.text(left + (j + 0.5) * cell, TOP + (i + 0.5) * cell, Anchor.MIDDLE,
                            Ink.TEXT, Numbers.fixed(value, 2));
                    // On a coloured square, whatever the ground of the page.
                    number.setAttribute("class", "fixed");
                    number.setAttribute("fill", Math.abs(value) > 0.65 ? "#ffffff" : "#1f2328");
                }
            }
        }
    }

    private void legend(double x) {
        double top = TOP + 10;
        double height = 150;
        Element gradient = drawing.add(drawing.add(drawing.root(), "defs"), "linearGradient", "id",
                drawing.id("scale"), "x1", "0", "y1", "1", "x2", "0", "y2", "0");
        for (int i = 0; i <= 4; i++) {
            drawing.add(gradient, "stop", "offset", Drawing.number(i / 4.0), "stop-color",
                    CorrelationColours.hex(i / 2.0 - 1));
        }
        drawing.add(drawing.root(), "rect", "x", Drawing.number(x), "y", Drawing.number(top), "width", "14", "height",
                Drawing.number(height), "fill", "url(#" + drawing.id("scale") + ")", "stroke", Ink.AXIS.colour(),
                "stroke-width", "0.5");
        Scale scale = new Scale(-1, 1, top + height, top);
        for (double tick = -1; tick <= 1; tick += 0.5) {
            double y = scale.pixel(tick);
            drawing.line(x + 14, y, x + 18, y, Ink.AXIS, 1);
            drawing.text(x + 22, y, Anchor.START, Ink.MUTED, Numbers.fixed(tick, 1));
        }
    }
}
