package tangency.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;
import tangency.core.report.PlainText;

/** The parts of a frontier chart that stand still: asset dots, special portfolios, and as many labels as fit without touching. */
final class FrontierDots {
    private static final double RADIUS = 4;
    private static final int LABELLED = 60;

    private final Canvas canvas = new Canvas();
    private final Labels labels = new Labels();
    private final List<Rectangle2D> taken = new ArrayList<>();
    private final List<Rectangle2D> written = new ArrayList<>();
    private Color surface = Color.TRANSPARENT;

    Canvas canvas() {
        return canvas;
    }

    void draw(PlotFrame plot, FrontierPicture picture, Set<Integer> selection,
            Function<ChartColor, Color> colors) {
        canvas.setWidth(plot.width());
        canvas.setHeight(plot.height());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, plot.width(), plot.height());
        taken.clear();
        written.clear();
        g.setFont(ChartRegion.NORMAL);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        double radius = picture.assets().size() > 150 ? RADIUS - 1 : RADIUS;
        for (int i = 0; i < picture.assets().size(); i++) {
            FrontierPicture.Asset asset = picture.assets().get(i);
            double x = plot.toX(asset.volatility() * 100);
            double y = plot.toY(asset.mean() * 100);
            boolean lit = selection.isEmpty() || selection.contains(i);
            g.setGlobalAlpha(lit ? 0.9 : 0.25);
            g.setFill(colors.apply(Palette.group(asset.group())));
            g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
            if (!selection.isEmpty() && lit) {
                g.setStroke(colors.apply(ChartColor.SELECT));
                g.setLineWidth(1.5);
                g.strokeOval(x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2);
            }
            taken.add(new Rectangle2D(x - radius, y - radius, 2 * radius, 2 * radius));
        }
        g.setGlobalAlpha(1);
        keepClearOf(picture.curve(), plot);
        keepClearOf(picture.ghost(), plot);
        surface = colors.apply(ChartColor.SURFACE);
        special(g, plot, picture.minimumVariance(), "minimum variance", false, colors);
        special(g, plot, picture.maximumRatio(), "maximum ratio", true, colors);
        labelAssets(g, plot, picture, selection, colors);
    }

    /** Labels stay off the curve: small boxes along it count as taken. */
    private void keepClearOf(List<FrontierPicture.Point> curve, PlotFrame plot) {
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (FrontierPicture.Point point : curve) {
            double x = plot.toX(point.volatility() * 100);
            double y = plot.toY(point.mean() * 100);
            if (Double.isNaN(lastX) || Math.hypot(x - lastX, y - lastY) > 5) {
                taken.add(new Rectangle2D(x - 2, y - 2, 4, 4));
                lastX = x;
                lastY = y;
            }
        }
    }

    private void special(GraphicsContext g, PlotFrame plot, FrontierPicture.@Nullable Point point, String name,
            boolean best, Function<ChartColor, Color> colors) {
        if (point == null) {
            return;
        }
        double x = plot.toX(point.volatility() * 100);
        double y = plot.toY(point.mean() * 100);
        double[] xs = {x, x + 6, x, x - 6};
        double[] ys = {y - 6, y, y + 6, y};
        g.setFill(colors.apply(best ? ChartColor.BEST : ChartColor.SURFACE));
        g.setStroke(colors.apply(best ? ChartColor.BEST : ChartColor.INK));
        g.setLineWidth(1.5);
        g.fillPolygon(xs, ys, 4);
        g.strokePolygon(xs, ys, 4);
        taken.add(new Rectangle2D(x - 7, y - 7, 14, 14));
        label(g, plot, name, x, y, 9, colors.apply(best ? ChartColor.BEST : ChartColor.INK), true);
    }

    private void labelAssets(GraphicsContext g, PlotFrame plot, FrontierPicture picture,
            Set<Integer> selection, Function<ChartColor, Color> colors) {
        boolean few = picture.assets().size() <= LABELLED;
        for (int i = 0; i < picture.assets().size(); i++) {
            FrontierPicture.Asset asset = picture.assets().get(i);
            if (few ? selection.isEmpty() || selection.contains(i) : selection.contains(i) && selection.size() <= 40) {
                label(g, plot, asset.id(), plot.toX(asset.volatility() * 100), plot.toY(asset.mean() * 100), 6,
                        colors.apply(ChartColor.MUTED), false);
            }
        }
    }

    /** Puts a label beside a point where nothing else is; a label that must be seen goes where it covers least. */
    private void label(GraphicsContext g, PlotFrame plot, String text, double x, double y, double gap, Color color,
            boolean must) {
        double width = labels.width(text, ChartRegion.NORMAL);
        List<double[]> places = new ArrayList<>(List.of(new double[]{x + gap, y}, new double[]{x - gap - width, y},
                new double[]{x - width / 2, y - gap - 6}, new double[]{x - width / 2, y + gap + 6},
                new double[]{x + gap, y - gap - 4}, new double[]{x + gap, y + gap + 4},
                new double[]{x - gap - width, y - gap - 4}, new double[]{x - gap - width, y + gap + 4}));
        for (int away = 24; must && away <= 60; away += 12) {
            places.add(new double[]{x + gap, y - away});
            places.add(new double[]{x - gap - width, y - away});
            places.add(new double[]{x + gap, y + away});
            places.add(new double[]{x - gap - width, y + away});
        }
        Rectangle2D plotArea = new Rectangle2D(0, 0, Math.max(0, plot.width()), Math.max(0, plot.height()));
        Rectangle2D best = null;
        double least = must ? Double.POSITIVE_INFINITY : 1;
        for (double[] place : places) {
            Rectangle2D box = new Rectangle2D(place[0] - 1, place[1] - 7, width + 2, 14);
            if (plotArea.contains(box)) {
                // A label that stands off is as bad as one over a dot or two.
                double cost = taken.stream().filter(box::intersects).count()
                        + 10 * written.stream().filter(box::intersects).count()
                        + Math.max(0, Math.abs(place[1] - y) - 12) / 8;
                if (cost < least) {
                    best = box;
                    least = cost;
                }
            }
        }
        if (best == null && must) {
            best = new Rectangle2D(Math.clamp(x + gap, 0, Math.max(0, plot.width() - width)) - 1, y - 7, width + 2, 14);
        }
        if (best != null) {
            write(g, text, best.getMinX() + 1, best.getMinY() + 7, color);
            taken.add(best);
            written.add(best);
        }
    }

    /** A halo in the ground's colour keeps text readable over dots and lines. */
    private void write(GraphicsContext g, String text, double x, double y, Color color) {
        g.setStroke(surface);
        g.setLineWidth(3);
        g.strokeText(text, Math.round(x), Math.round(y));
        g.setFill(color);
        g.fillText(PlainText.line(text), Math.round(x), Math.round(y));
    }
}
