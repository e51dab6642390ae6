package tangency.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.paint.Color;

import tangency.app.chart.FrontierPicture.Point;

/** The lines of a frontier chart, back to front, and the ranges that hold all of a picture. */
final class FrontierLines {
    private FrontierLines() {}

    /** The baseline's frontier, the capital market line as far as {@code end} (a volatility), the frontier. */
    static List<PlotFrame.Line> lines(FrontierPicture picture, double end, Function<ChartColor, Color> colors) {
        List<PlotFrame.Line> lines = new ArrayList<>();
        if (!picture.ghost().isEmpty()) {
            lines.add(line("baseline", picture.ghost(), colors.apply(ChartColor.GHOST),
                    "1.5; -fx-line-dash-array: 5 4"));
        }
        Point best = picture.maximumRatio();
        Double riskFree = picture.riskFree();
        if (best != null && riskFree != null && best.volatility() > 0) {
            double slope = (best.mean() - riskFree) / best.volatility();
            lines.add(line("capital market line",
                    List.of(new Point(0, riskFree), new Point(end, riskFree + slope * end)),
                    colors.apply(ChartColor.BEST), "1.2; -fx-line-dash-array: 8 4"));
        }
        if (!picture.curve().isEmpty()) {
            lines.add(line("frontier", picture.curve(), colors.apply(ChartColor.ACCENT), "2.2"));
        }
        return lines;
    }

    /** Lowest and highest volatility, lowest and highest mean to show, in per cent. */
    static double[] ranges(FrontierPicture picture) {
        List<Point> all = new ArrayList<>(picture.curve());
        all.addAll(picture.ghost());
        picture.assets().forEach(a -> all.add(new Point(a.volatility(), a.mean())));
        if (picture.riskFree() != null) {
            all.add(new Point(0, picture.riskFree()));
        }
        if (all.isEmpty()) {
            return new double[]{0, 30, 0, 20};
        }
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Point p : all) {
            left = Math.min(left, p.volatility() * 100);
            right = Math.max(right, p.volatility() * 100);
            low = Math.min(low, p.mean() * 100);
            high = Math.max(high, p.mean() * 100);
        }
        boolean fromZero = left < right / 3;
        double[] x = PlotFrame.range(fromZero ? 0 : left, right, 0.06);
        double[] y = PlotFrame.range(low, high, 0.08);
        return new double[]{fromZero ? 0 : Math.max(0, x[0]), x[1], y[0], y[1]};
    }

    private static PlotFrame.Line line(String name, List<Point> points, Color color, String width) {
        double[] x = points.stream().mapToDouble(p -> p.volatility() * 100).toArray();
        double[] y = points.stream().mapToDouble(p -> p.mean() * 100).toArray();
        String web = color.toString().replace("0x", "#");
        return new PlotFrame.Line(name, x, y, "-fx-line-color: " + web + "; -fx-line-width: " + width + ";");
    }
}
