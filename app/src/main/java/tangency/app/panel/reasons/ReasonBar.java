package tangency.app.panel.reasons;

import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

import tangency.app.chart.Palette;

/** A step of a staircase: a bar from where it begins to where it ends, and where zero is. */
final class ReasonBar extends Region {
    private static final double HEIGHT = 20;
    private static final double THICKNESS = 12;
    /** What is there is seen, however small. */
    private static final double LEAST = 1.5;
    private static final int GIVES = 0;
    private static final int TAKES = 1;

    private final Rectangle bar = new Rectangle(0, THICKNESS);
    private final Line zero = new Line();
    private Reason shown = Reason.heading("");

    ReasonBar() {
        zero.setStyle("-fx-stroke: -color-border-default;");
        getChildren().addAll(zero, bar);
        getChildren().forEach(node -> node.setManaged(false));
        setMinSize(60, HEIGHT);
        setPrefSize(200, HEIGHT);
        setMaxHeight(HEIGHT);
    }

    void show(Reason reason) {
        shown = reason;
        boolean any = !Double.isNaN(reason.from());
        bar.setVisible(any);
        zero.setVisible(any);
        bar.setStyle("-fx-fill: " + switch (reason.kind()) {
            case BASE, WEIGHT, HEADING -> "-color-fg-muted";
            case PART, EFFECT -> Palette.variable(reason.to() < reason.from() ? TAKES : GIVES);
        } + ";");
        place();
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    private void place() {
        if (Double.isNaN(shown.from())) {
            return;
        }
        double width = getWidth();
        double middle = getHeight() / 2;
        double left = Math.min(shown.from(), shown.to()) * width;
        bar.setWidth(Math.max(LEAST, Math.abs(shown.to() - shown.from()) * width));
        bar.setX(Math.clamp(left, 0, Math.max(0, width - bar.getWidth())));
        bar.setY(middle - THICKNESS / 2);
        double x = Math.clamp(shown.zero() * width, 0.5, Math.max(0.5, width - 0.5));
        zero.setStartX(x);
        zero.setEndX(x);
        zero.setStartY(0);
        zero.setEndY(getHeight());
    }
}
