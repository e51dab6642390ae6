package tangency.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** What lies over the cells of a heat map: cluster boxes, outlines of chosen rows and columns, the keyboard cursor. */
final class HeatMapMarks {
    private final Pane pane = new Pane();
    private final Rectangle cursor = new Rectangle();
    private final Rectangle clip = new Rectangle();

    HeatMapMarks() {
        pane.setManaged(false);
        pane.setMouseTransparent(true);
        pane.setClip(clip);
        cursor.setFill(Color.TRANSPARENT);
        cursor.setStrokeWidth(2);
        cursor.setVisible(false);
    }

    Node node() {
        return pane;
    }

    void place(Rectangle2D area, HeatMapView.Window window, int[] order, List<HeatMapView.Box> boxes,
            Set<Integer> selection, Function<ChartColor, Color> colors) {
        clip.setX(area.getMinX() - 2);
        clip.setY(area.getMinY() - 2);
        clip.setWidth(area.getWidth() + 4);
        clip.setHeight(area.getHeight() + 4);
        List<Node> marks = new ArrayList<>();
        for (HeatMapView.Box box : boxes) {
            int size = box.to() - box.from();
            marks.add(mark(area, window, box.from(), box.from(), size, size,
                    colors.apply(Palette.group(box.group())), 2));
        }
        int place = 0;
        while (place < order.length) {
            int from = place;
            while (place < order.length && selection.contains(order[place])) {
                place++;
            }
            if (place > from) {
                Color color = colors.apply(ChartColor.SELECT);
                // Around a row of a pixel or two a full stroke would hide what it marks.
                double stroke = (place - from) * area.getWidth() / window.span() < 4 ? 0.7 : 1.5;
                marks.add(mark(area, window, from, 0, place - from, order.length, color, stroke));
                marks.add(mark(area, window, 0, from, order.length, place - from, color, stroke));
            }
            place = Math.max(place, from + 1);
        }
        marks.add(cursor);
        pane.getChildren().setAll(marks);
    }

    void placeCursor(Rectangle2D area, HeatMapView.Window window, int row, int column, boolean wanted, Color color) {
        boolean inside = row >= window.firstRow() && row < window.firstRow() + window.span()
                && column >= window.firstColumn() && column < window.firstColumn() + window.span();
        cursor.setVisible(wanted && inside);
        if (cursor.isVisible()) {
            setBounds(cursor, area, window, row, column, 1, 1);
            cursor.setStroke(color);
        }
    }

    private static Rectangle mark(Rectangle2D area, HeatMapView.Window window, int row, int column, int rows,
            int columns, Color stroke, double width) {
        Rectangle rectangle = new Rectangle();
        setBounds(rectangle, area, window, row, column, rows, columns);
        rectangle.setFill(Color.TRANSPARENT);
        rectangle.setStroke(stroke);
        rectangle.setStrokeWidth(width);
        return rectangle;
    }

    private static void setBounds(Rectangle rectangle, Rectangle2D area, HeatMapView.Window window, int row, int column,
            int rows, int columns) {
        double cell = area.getWidth() / window.span();
        rectangle.setX(area.getMinX() + (column - window.firstColumn()) * cell);
        rectangle.setY(area.getMinY() + (row - window.firstRow()) * cell);
        rectangle.setWidth(columns * cell);
        rectangle.setHeight(rows * cell);
    }
}
