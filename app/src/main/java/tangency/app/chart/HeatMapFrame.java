package tangency.app.chart;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** What stands around the cells of a heat map: ids on both axes, thinned when they would touch, and the colour bar. */
final class HeatMapFrame {
    private static final double BAR = 12;
    private static final double BAR_GAP = 12;
    private static final double BAR_LABELS = 34;
    private static final double LABEL_GAP = 4;
    private static final double MAX_LABEL = 96;
    private static final double EDGE = 6;
    private static final double[] TICKS = {-1, -0.5, 0, 0.5, 1};

    private final Canvas canvas = new Canvas();
    private final Labels labels = new Labels();

    Canvas canvas() {
        return canvas;
    }

    /** Where the cells go in an area of {@code width} × {@code height}: a square as large as the labels leave room for. */
    Rectangle2D place(double width, double height, List<String> ids, boolean showIds, boolean showBar) {
        double bar = showBar ? BAR_GAP + BAR + BAR_LABELS : EDGE;
        double label = showIds ? Math.min(MAX_LABEL, labels.widest(ids, ChartRegion.NORMAL)) + 2 * LABEL_GAP : EDGE;
        label = Math.min(label, Math.min(width, height) / 3.5);
        double side = Math.floor(Math.max(2, Math.min(width - label - bar - EDGE, height - label - EDGE)));
        double left = Math.floor(label + Math.max(0, (width - label - bar - EDGE - side) / 2));
        return new Rectangle2D(left, EDGE, side, side);
    }

    void draw(double width, double height, Rectangle2D cells, HeatMapView.Window window, List<String> shownIds,
            boolean showIds, boolean showBar, DivergingScale scale, Color ink, Color muted, Color line) {
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        g.setStroke(line);
        g.setLineWidth(1);
        g.strokeRect(cells.getMinX() - 0.5, cells.getMinY() - 0.5, cells.getWidth() + 1, cells.getHeight() + 1);
        if (showIds) {
            drawIds(g, height, cells, window, shownIds, ink);
        }
        if (showBar) {
            drawBar(g, cells, scale, muted, line);
        }
    }

    private void drawIds(GraphicsContext g, double height, Rectangle2D cells, HeatMapView.Window window,
            List<String> ids, Color ink) {
        double cell = cells.getWidth() / window.span();
        Font font = cell >= 12 ? ChartRegion.NORMAL : ChartRegion.SMALL;
        int every = Labels.every(cell, font.getSize() + 1.5);
        double room = Math.max(0, cells.getMinX() - LABEL_GAP);
        room = Math.min(room, MAX_LABEL + LABEL_GAP);
        double below = height - cells.getMaxY() - LABEL_GAP - 1;
        g.setFill(ink);
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (int i = 0; i < window.span(); i += every) {
            String id = labels.fit(ids.get(window.firstRow() + i), font, room);
            g.fillText(id, cells.getMinX() - LABEL_GAP, cells.getMinY() + (i + 0.5) * cell);
        }
        boolean upright = labels.widest(ids.subList(window.firstColumn(), window.firstColumn() + window.span()),
                font) <= cell - 4;
        for (int j = 0; j < window.span(); j += upright ? 1 : every) {
            double x = cells.getMinX() + (j + 0.5) * cell;
            String id = labels.fit(ids.get(window.firstColumn() + j), font, upright ? cell : below);
            if (upright) {
                g.setTextAlign(TextAlignment.CENTER);
                g.fillText(id, x, cells.getMaxY() + LABEL_GAP + font.getSize() / 2 + 1);
            } else {
                g.save();
                g.translate(x, cells.getMaxY() + LABEL_GAP);
                g.rotate(-90);
                g.fillText(id, 0, 0);
                g.restore();
            }
        }
    }

    private void drawBar(GraphicsContext g, Rectangle2D cells, DivergingScale scale, Color muted, Color line) {
        double left = cells.getMaxX() + BAR_GAP;
        double top = cells.getMinY();
        double height = cells.getHeight();
        for (int y = 0; y < height; y++) {
            int argb = scale.pixel(1 - 2 * (y + 0.5) / height);
            g.setFill(Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255));
            g.fillRect(left, top + y, BAR, 1);
        }
        g.setStroke(line);
        g.strokeRect(left - 0.5, top - 0.5, BAR + 1, height + 1);
        g.setFill(muted);
        g.setFont(ChartRegion.SMALL);
        g.setTextAlign(TextAlignment.LEFT);
        for (double tick : TICKS) {
            double y = top + (1 - tick) / 2 * height;
            g.setTextBaseline(tick == 1 ? VPos.TOP : tick == -1 ? VPos.BOTTOM : VPos.CENTER);
            g.strokeLine(left + BAR, Math.round(y) + 0.5, left + BAR + 3, Math.round(y) + 0.5);
            g.fillText(NumberText.number(tick, 1), left + BAR + 6, y);
        }
    }
}
