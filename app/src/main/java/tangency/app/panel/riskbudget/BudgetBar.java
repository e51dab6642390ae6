package tangency.app.panel.riskbudget;

import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

import tangency.app.chart.Palette;

/** Actual risk as a bar, the budget as a tick, the equal share as a dashed line. Setting values moves shapes, no layout. */
final class BudgetBar extends Region {
    private static final double HEIGHT = 20;
    private static final double THICKNESS = 10;

    private final Rectangle ground = new Rectangle(0, THICKNESS);
    private final Rectangle actual = new Rectangle(0, THICKNESS);
    private final Line budget = new Line();
    private final Line equal = new Line();
    private double actualPart;
    private double budgetPart;
    private double equalPart;
    private int colour = Integer.MIN_VALUE;

    BudgetBar() {
        getStyleClass().add("budget-bar");
        ground.setStyle("-fx-fill: -color-neutral-subtle;");
        budget.setStyle("-fx-stroke: -color-fg-default;");
        budget.setStrokeWidth(2);
        equal.setStyle("-fx-stroke: -color-fg-muted;");
        equal.getStrokeDashArray().setAll(2.0, 3.0);
        getChildren().addAll(ground, actual, equal, budget);
        getChildren().forEach(node -> node.setManaged(false));
        setMinSize(36, HEIGHT);
        setPrefSize(140, HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /** Shares of the full width; NaN for none. */
    void show(double actualShare, double budgetShare, double equalShare, double scale, int colourNumber) {
        actualPart = Double.isNaN(actualShare) ? 0 : Math.clamp(actualShare / scale, 0, 1);
        budgetPart = Math.clamp(budgetShare / scale, 0, 1);
        equalPart = Math.clamp(equalShare / scale, 0, 1);
        if (colour != colourNumber) {
            colour = colourNumber;
            actual.setStyle("-fx-fill: " + Palette.variable(colourNumber) + ";");
        }
        place();
    }

    @Override
    protected void layoutChildren() {
        place();
    }

    private void place() {
        double width = getWidth();
        double middle = getHeight() / 2;
        ground.setWidth(width);
        ground.setY(middle - THICKNESS / 2);
        actual.setWidth(actualPart * width);
        actual.setY(middle - THICKNESS / 2);
        vertical(budget, budgetPart * width, middle, THICKNESS / 2 + 3);
        vertical(equal, equalPart * width, middle, THICKNESS / 2 + 1);
    }

    private static void vertical(Line line, double x, double middle, double half) {
        line.setStartX(x);
        line.setEndX(x);
        line.setStartY(middle - half);
        line.setEndY(middle + half);
    }
}
