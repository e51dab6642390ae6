package tangency.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.report.PlainText;

/**
 * A correlation matrix as a heat map: fixed range −1…1, a diverging scale of the theme, ids on both axes, colour bar, cluster
 * boxes, selection, hover and a keyboard cursor, zoom.
 *
 * <p>Rows and columns are named by their index in the matrix throughout (callbacks, selection, table); the order says where they
 * stand. Wheel zooms about the mouse, dragging moves a zoomed map, double click or Home shows all. Arrow keys move the cursor,
 * Enter chooses its cell, + and − zoom. FX thread only.
 */
public final class HeatMapView extends ChartRegion {
    /** A cell under the mouse or the cursor: indices into the matrix, and the value there. */
    public record Cell(int row, int column, double value) {}

    /** A frame around places {@code from} to {@code to} (exclusive) of the order, in the colour of {@code group}. */
    public record Box(int from, int to, int group) {
        public Box {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("A box from " + from + " to " + to);
            }
        }
    }

    /** The part that is shown: places of the order. */
    record Window(int firstRow, int firstColumn, int span) {
        Window {
            if (span < 1 || firstRow < 0 || firstColumn < 0) {
                throw new IllegalArgumentException("A window of " + span + " at " + firstRow + ", " + firstColumn);
            }
        }
    }

    private final HeatMapRaster raster = new HeatMapRaster();
    private final HeatMapFrame frame = new HeatMapFrame();
    private final ImageView cells = new ImageView();
    private final HeatMapMarks marks = new HeatMapMarks();
    private final ReadOnlyObjectWrapper<Rectangle2D> plotArea = new ReadOnlyObjectWrapper<>(Rectangle2D.EMPTY);

    private Matrix values = Matrix.wrap(0, 0, new double[0]);
    private List<String> ids = List.of();
    private int[] order = {};
    private List<Box> boxes = List.of();
    private Set<Integer> selection = Set.of();
    private double threshold;
    private boolean showIds = true;
    private boolean showBar = true;
    private boolean zoomable = true;
    private Window window = new Window(0, 0, 1);
    private Consumer<@Nullable Cell> onHover = cell -> {};
    private Consumer<Cell> onSelect = cell -> {};
    private boolean frameStale = true;
    private int cursorRow = -1;
    private int cursorColumn = -1;
    private double pressX;
    private double pressY;
    private @Nullable Window pressWindow;

    public HeatMapView() {
        super("heat-map");
        cells.setSmooth(false);
        frame.canvas().setMouseTransparent(true);
        getChildren().addAll(frame.canvas(), cells, marks.node());
        addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> onHover.accept(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().addListener((o, was, is) -> showCursor());
        setAccessibleText(PlainText.line(describe()));
    }

    /**
     * Shows {@code values}, N × N with entries in −1…1 (NaN for missing), under {@code ids}; place k of both axes shows index {@code
     * order[k]}. The zoom stays if N is the same.
     */
    public void show(Matrix values, List<String> ids, int[] order) {
        int n = values.rows();
        if (values.columns() != n || ids.size() != n || order.length != n) {
            throw new IllegalArgumentException(values + " with " + ids.size() + " ids and an order of " + order.length);
        }
        for (int index : order) {
            if (index < 0 || index >= n) {
                throw new IllegalArgumentException("The order names index " + index + " of " + n);
            }
        }
        boolean sameFrame = ids.equals(this.ids) && Arrays.equals(order, this.order);
        if (sameFrame && values == this.values) {
            return;
        }
        if (n != this.order.length) {
            window = new Window(0, 0, Math.max(1, n));
            cursorRow = -1;
            cursorColumn = -1;
            boxes = List.of();
        }
        frameStale |= !sameFrame;
        this.values = values;
        this.ids = List.copyOf(ids);
        this.order = order.clone();
        contentChanged();
    }

    /** Frames for clusters, in places of the order; shown until the next call or until N changes. */
    public void setBoxes(List<Box> boxes) {
        if (!boxes.equals(this.boxes)) {
            this.boxes = List.copyOf(boxes);
            requestMarks();
        }
    }

    /** The chosen assets, as indices into the matrix: their rows and columns are outlined. */
    public void setSelection(Set<Integer> selection) {
        if (!selection.equals(this.selection)) {
            this.selection = Set.copyOf(selection);
            requestMarks();
        }
    }

    /** Values of smaller magnitude fade; 0 shows all. */
    public void setThreshold(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("A threshold of " + threshold);
        }
        if (threshold != this.threshold) {
            this.threshold = threshold;
            frameStale = true;
            contentChanged();
        }
    }

    /** Whether ids and colour bar are shown, and whether wheel and drag zoom. All are at first. */
    public void setParts(boolean ids, boolean bar, boolean zoom) {
        showIds = ids;
        showBar = bar;
        zoomable = zoom;
        frameStale = true;
        repaint();
    }

    /** Called with the cell under the mouse or the cursor, and with null when there is none. */
    public void setOnHover(Consumer<@Nullable Cell> onHover) {
        this.onHover = onHover;
    }

    /** Called when a cell is clicked or chosen with Enter. */
    public void setOnSelect(Consumer<Cell> onSelect) {
        this.onSelect = onSelect;
    }

    /** Where the cells are, in this node's coordinates: what a dendrogram beside it aligns with. */
    public ReadOnlyObjectProperty<Rectangle2D> plotAreaProperty() {
        return plotArea.getReadOnlyProperty();
    }

    /** Shows the whole matrix again. */
    public void resetZoom() {
        zoomTo(new Window(0, 0, Math.max(1, order.length)));
    }

    @Override
    public String describe() {
        int n = order.length;
        if (n == 0) {
            return "Correlation heat map, empty.";
        }
        double sum = 0;
        int count = 0;
        int row = -1;
        int column = -1;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double value = values.get(i, j);
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                    if (row < 0 || Math.abs(value) > Math.abs(values.get(row, column))) {
                        row = i;
                        column = j;
                    }
                }
            }
        }
        String text = "Correlation heat map of " + n + (n == 1 ? " asset" : " assets");
        if (count > 0) {
            text += ", " + NumberText.correlation(sum / count) + " on average; strongest " + ids.get(column) + " and "
                    + ids.get(row) + " with " + NumberText.correlation(values.get(row, column));
        }
        return text + (threshold > 0 ? "; below " + NumberText.correlation(threshold) + " faded." : ".");
    }

    @Override
    public ChartTable asTable() {
        List<String> headers = new ArrayList<>(List.of("id"));
        List<List<Object>> rows = new ArrayList<>();
        for (int i : order) {
            headers.add(ids.get(i));
            List<Object> row = new ArrayList<>(List.of(ids.get(i)));
            for (int j : order) {
                row.add(values.get(i, j));
            }
            rows.add(row);
        }
        return new ChartTable("Correlation", headers, rows);
    }

    /** The cell at a point of this node, or null outside the map. */
    public @Nullable Cell cellAt(double x, double y) {
        int place = placeAt(x, y);
        if (place < 0) {
            return null;
        }
        return cell(window.firstRow() + place / window.span(), window.firstColumn() + place % window.span());
    }

    @Override
    protected void paint(double width, double height) {
        if (order.length == 0) {
            cells.setImage(null);
            frame.canvas().setWidth(0);
            plotArea.set(Rectangle2D.EMPTY);
            placeMarks();
            return;
        }
        Rectangle2D area = frame.place(width, height, ids, showIds, showBar);
        DivergingScale scale = new DivergingScale(color(ChartColor.LOW), color(ChartColor.MID_LOW),
                color(ChartColor.MIDDLE), color(ChartColor.MID_HIGH), color(ChartColor.HIGH), color(ChartColor.MISSING),
                threshold);
        cells.setImage(raster.draw(values, order, window.firstRow(), window.firstColumn(), window.span(),
                (int) area.getWidth(), scale, DivergingScale.argb(color(ChartColor.SURFACE))));
        cells.relocate(area.getMinX(), area.getMinY());
        if (frameStale || !area.equals(plotArea.get())) {
            frameStale = false;
            List<String> ordered = new ArrayList<>(order.length);
            for (int index : order) {
                ordered.add(ids.get(index));
            }
            frame.draw(width, height, area, window, ordered, showIds, showBar, scale, color(ChartColor.INK),
                    color(ChartColor.MUTED), color(ChartColor.LINE));
        }
        plotArea.set(area);
        placeMarks();
    }

    @Override
    protected void colorsChanged() {
        frameStale = true;
    }

    private void requestMarks() {
        if (plotArea.get() != Rectangle2D.EMPTY) {
            placeMarks();
        }
    }

    private void placeMarks() {
        marks.place(plotArea.get(), window, order, boxes, selection, this::color);
        showCursor();
    }

    private void showCursor() {
        marks.placeCursor(plotArea.get(), window, cursorRow, cursorColumn, isFocused() && order.length > 0,
                color(ChartColor.ACCENT));
    }

    private Cell cell(int rowPlace, int columnPlace) {
        int row = order[rowPlace];
        int column = order[columnPlace];
        return new Cell(row, column, values.get(row, column));
    }

    private int placeAt(double x, double y) {
        Rectangle2D area = plotArea.get();
        if (order.length == 0 || !area.contains(x, y) || x >= area.getMaxX() || y >= area.getMaxY()) {
            return -1;
        }
        int column = (int) ((x - area.getMinX()) / area.getWidth() * window.span());
        int row = (int) ((y - area.getMinY()) / area.getHeight() * window.span());
        return row * window.span() + column;
    }

    private void hover(MouseEvent e) {
        onHover.accept(cellAt(e.getX(), e.getY()));
    }

    private void press(MouseEvent e) {
        requestFocus();
        pressX = e.getX();
        pressY = e.getY();
        pressWindow = window;
    }

    private void drag(MouseEvent e) {
        Window start = pressWindow;
        double cell = plotArea.get().getWidth() / window.span();
        if (zoomable && start != null && window.span() < order.length && cell > 0) {
            zoomTo(clamped((int) Math.round(start.firstRow() - (e.getY() - pressY) / cell),
                    (int) Math.round(start.firstColumn() - (e.getX() - pressX) / cell), start.span()));
        }
    }

    private void click(MouseEvent e) {
        Cell cell = cellAt(e.getX(), e.getY());
        if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress() || cell == null) {
            return;
        }
        if (e.getClickCount() == 2 && window.span() < order.length) {
            resetZoom();
            return;
        }
        int place = placeAt(e.getX(), e.getY());
        cursorRow = window.firstRow() + place / window.span();
        cursorColumn = window.firstColumn() + place % window.span();
        showCursor();
        onSelect.accept(cell);
    }

    private void scroll(ScrollEvent e) {
        int place = placeAt(e.getX(), e.getY());
        if (zoomable && place >= 0 && e.getDeltaY() != 0) {
            zoomAbout(window.firstRow() + place / window.span(), window.firstColumn() + place % window.span(),
                    e.getDeltaY() > 0);
            e.consume();
        }
    }

    private void zoomAbout(int row, int column, boolean in) {
        int span = in
                ? Math.min(window.span() - 1, (int) (window.span() * 0.8))
                : Math.max(window.span() + 1, (int) (window.span() * 1.25));
        span = Math.clamp(span, Math.min(4, order.length), order.length);
        double keepRow = (row - window.firstRow() + 0.5) / window.span();
        double keepColumn = (column - window.firstColumn() + 0.5) / window.span();
        zoomTo(clamped((int) Math.round(row + 0.5 - keepRow * span), (int) Math.round(column + 0.5 - keepColumn * span),
                span));
    }

    private Window clamped(int firstRow, int firstColumn, int span) {
        int last = order.length - span;
        return new Window(Math.clamp(firstRow, 0, last), Math.clamp(firstColumn, 0, last), span);
    }

    private void zoomTo(Window next) {
        if (!next.equals(window)) {
            window = next;
            frameStale = true;
            repaint();
        }
    }

    private void key(KeyEvent e) {
        if (order.length == 0) {
            return;
        }
        int row = Math.max(0, cursorRow);
        int column = Math.max(0, cursorColumn);
        int step = e.isShiftDown() ? 10 : 1;
        switch (e.getCode()) {
            case UP -> moveCursor(row - step, column);
            case DOWN -> moveCursor(row + step, column);
            case LEFT -> moveCursor(row, column - step);
            case RIGHT -> moveCursor(row, column + step);
            case HOME -> resetZoom();
            case PLUS, ADD, EQUALS -> zoomAbout(row, column, true);
            case MINUS, SUBTRACT -> zoomAbout(row, column, false);
            case ENTER, SPACE -> onSelect.accept(cell(row, column));
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void moveCursor(int row, int column) {
        cursorRow = Math.clamp(row, 0, order.length - 1);
        cursorColumn = Math.clamp(column, 0, order.length - 1);
        int span = window.span();
        zoomTo(clamped(Math.clamp(window.firstRow(), cursorRow - span + 1, cursorRow),
                Math.clamp(window.firstColumn(), cursorColumn - span + 1, cursorColumn), span));
        showCursor();
        Cell cell = cell(cursorRow, cursorColumn);
        setAccessibleText(ids.get(cell.row()) + " and " + ids.get(cell.column()) + ": "
                + NumberText.correlation(cell.value()));
        onHover.accept(cell);
    }
}
