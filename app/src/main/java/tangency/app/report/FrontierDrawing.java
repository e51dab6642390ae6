package tangency.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import org.w3c.dom.Element;
import tangency.app.report.Drawing.Anchor;
import tangency.core.report.Figure.FrontierCurve;
import tangency.core.report.Figure.Marker;
import tangency.core.report.Figure.Point;

/** Draws an efficient frontier: volatility across, return up, both in per cent per year. */
final class FrontierDrawing {
    private static final double HEIGHT = 470;
    private static final double LEFT = 62;
    private static final double RIGHT = Drawing.WIDTH - 14;
    private static final double TOP = 12;
    private static final double BOTTOM = HEIGHT - 46;
    private static final int TICKS = 8;
    private static final double DOT = 3;
    private static final double MARK = 6;
    /** More assets than this: the few far from the rest do not squeeze the picture. */
    private static final int CROWD = 20;
    private static final int LABELS = 60;

    private final Drawing drawing;
    private final FrontierCurve figure;
    private final Scale across;
    private final Scale up;
    private final LabelSpace space = new LabelSpace(
            new LabelSpace.Box(LEFT + 2, TOP, RIGHT - LEFT - 2, BOTTOM - TOP - 2));

    private FrontierDrawing(Drawing drawing, FrontierCurve figure) {
        this.drawing = drawing;
        this.figure = figure;
        this.across = axis(Point::volatility, Marker::volatility, LEFT, RIGHT);
        this.up = axis(Point::mean, Marker::mean, BOTTOM, TOP);
    }

    static void draw(Drawing drawing, FrontierCurve figure) {
        new FrontierDrawing(drawing, figure).draw();
    }

    private Scale axis(ToDoubleFunction<Point> ofPoint, ToDoubleFunction<Marker> ofMarker, double start, double end) {
        double[] must = DoubleStream.concat(figure.curve().stream().mapToDouble(ofPoint),
                figure.marks().stream().mapToDouble(ofMarker)).toArray();
        double[] assets = figure.assets().stream().mapToDouble(ofMarker).sorted().toArray();
        double low = Arrays.stream(must).min().orElse(0);
        double high = Arrays.stream(must).max().orElse(0);
        if (assets.length > 0) {
            int cut = assets.length > CROWD ? assets.length / 50 + 1 : 0;
            double inner = assets[assets.length - 1 - cut] - assets[cut];
            double reach = cut == 0 ? 0 : 0.4 * inner;
            low = Math.min(low, Math.max(assets[0], assets[cut] - reach));
            high = Math.max(high, Math.min(assets[assets.length - 1], assets[assets.length - 1 - cut] + reach));
        }
        return Scale.around(low, high, start, end);
    }

    private void draw() {
        axes();
        StringBuilder steps = new StringBuilder();
        for (Point point : figure.curve()) {
            steps.append(steps.isEmpty() ? "M" : "L").append(Drawing.number(across.pixel(point.volatility())))
                    .append(' ').append(Drawing.number(up.pixel(point.mean())));
        }
        drawing.path(steps.toString(), Ink.ACCENT, 2.2);
        blockCurve();
        List<Marker> inside = figure.assets().stream().filter(this::visible).toList();
        for (Marker asset : inside) {
            double x = across.pixel(asset.volatility());
            double y = up.pixel(asset.mean());
            Element dot = drawing.dot(x, y, DOT, Ink.DOT);
            drawing.hint(dot, hint(asset));
            space.block(x, y, DOT);
        }
        marks();
        inside.stream().sorted(Comparator.comparingDouble(asset -> -fromMiddle(asset))).limit(LABELS)
                .forEach(this::label);
        String outside = outside();
        if (!outside.isEmpty()) {
            drawing.text(RIGHT, HEIGHT - 8, Anchor.END, Ink.MUTED, outside);
        }
        drawing.size(HEIGHT, summary());
    }

    private void axes() {
        int decimals = across.decimals(TICKS, 100);
        for (double tick : across.ticks(TICKS)) {
            double x = across.pixel(tick);
            drawing.line(x, TOP, x, BOTTOM, Ink.GRID, 1);
            drawing.text(x, BOTTOM + 12, Anchor.MIDDLE, Ink.MUTED, Numbers.fixed(tick * 100, decimals));
        }
        decimals = up.decimals(TICKS, 100);
        for (double tick : up.ticks(TICKS)) {
            double y = up.pixel(tick);
            drawing.line(LEFT, y, RIGHT, y, Ink.GRID, 1);
            drawing.text(LEFT - 6, y, Anchor.END, Ink.MUTED, Numbers.fixed(tick * 100, decimals));
        }
        if (up.holds(0)) {
            drawing.line(LEFT, up.pixel(0), RIGHT, up.pixel(0), Ink.AXIS, 1);
        }
        drawing.line(LEFT, TOP, LEFT, BOTTOM, Ink.AXIS, 1);
        drawing.line(LEFT, BOTTOM, RIGHT, BOTTOM, Ink.AXIS, 1);
        drawing.text((LEFT + RIGHT) / 2, BOTTOM + 31, Anchor.MIDDLE, Ink.TEXT, "Volatility, % per year");
        drawing.upwards(14, (TOP + BOTTOM) / 2, Anchor.MIDDLE, Ink.TEXT, "Return, % per year");
    }

    private void blockCurve() {
        for (int i = 0; i + 1 < figure.curve().size(); i++) {
            double x = across.pixel(figure.curve().get(i).volatility());
            double y = up.pixel(figure.curve().get(i).mean());
            double dx = across.pixel(figure.curve().get(i + 1).volatility()) - x;
            double dy = up.pixel(figure.curve().get(i + 1).mean()) - y;
            int pieces = 1 + (int) (Math.hypot(dx, dy) / 5);
            for (int k = 0; k < pieces; k++) {
                space.block(x + dx * k / pieces, y + dy * k / pieces, 1.5);
            }
        }
    }

    /** Marks at the same place share a label; the first gives the sign. */
    private void marks() {
        List<Marker> left = new ArrayList<>(figure.marks());
        int sign = 0;
        List<Runnable> labels = new ArrayList<>();
        while (!left.isEmpty()) {
            Marker first = left.getFirst();
            double x = across.pixel(first.volatility());
            double y = up.pixel(first.mean());
            List<Marker> together = left.stream().filter(m -> Math.hypot(across.pixel(m.volatility()) - x,
                    up.pixel(m.mean()) - y) < 2).toList();
            left.removeAll(together);
            int number = sign++;
            Element shape = drawing.shape(outline(number, x, y), number == 0 ? Ink.BEST : Ink.ACCENT);
            String names = String.join(" = ", together.stream().map(Marker::label).toList());
            drawing.hint(shape, hint(new Marker(names, first.volatility(), first.mean())));
            space.block(x, y, MARK);
            labels.add(() -> name(names, x, y));
        }
        labels.forEach(Runnable::run);
    }

    private static String outline(int sign, double x, double y) {
        double r = MARK;
        double[][] corners = switch (sign % 3) {
            case 0 ->
                new double[][]{{-r * 0.9, -r * 0.9}, {r * 0.9, -r * 0.9}, {r * 0.9, r * 0.9}, {-r * 0.9, r * 0.9}};
            case 1 -> new double[][]{{0, -r * 1.2}, {r * 1.2, 0}, {0, r * 1.2}, {-r * 1.2, 0}};
            default -> new double[][]{{0, -r * 1.2}, {r * 1.1, r * 0.8}, {-r * 1.1, r * 0.8}};
        };
        StringBuilder steps = new StringBuilder();
        for (double[] corner : corners) {
            steps.append(steps.isEmpty() ? "M" : "L").append(Drawing.number(x + corner[0])).append(' ')
                    .append(Drawing.number(y + corner[1]));
        }
        return steps.append('Z').toString();
    }

    /** A mark is always named, if need be at the end of a line that leads to it. */
    private void name(String names, double x, double y) {
        LabelSpace.Box box = space.placeNear(x, y, MARK, names);
        if (box == null) {
            return;
        }
        double nearestX = Math.clamp(x, box.x(), box.x() + box.width());
        double nearestY = Math.clamp(y, box.y(), box.y() + box.height());
        double distance = Math.hypot(nearestX - x, nearestY - y);
        if (distance > 2 * MARK) {
            double start = MARK / distance;
            drawing.line(x + (nearestX - x) * start, y + (nearestY - y) * start, nearestX, nearestY, Ink.AXIS, 1);
        }
        drawing.text(box.x() + box.width() / 2, box.middle(), Anchor.MIDDLE, Ink.TEXT, names);
    }

    /** How far out an asset lies: those at the rim get their names first. */
    private double fromMiddle(Marker asset) {
        return Math.hypot(across.pixel(asset.volatility()) - (LEFT + RIGHT) / 2,
                up.pixel(asset.mean()) - (TOP + BOTTOM) / 2);
    }

    private void label(Marker asset) {
        String shown = Drawing.shortened(asset.label(), 16);
        LabelSpace.Box box = space.place(across.pixel(asset.volatility()), up.pixel(asset.mean()), DOT, shown);
        if (box != null) {
            drawing.text(box.x() + box.width() / 2, box.middle(), Anchor.MIDDLE, Ink.MUTED, shown);
        }
    }

    private boolean visible(Marker asset) {
        return across.holds(asset.volatility()) && up.holds(asset.mean());
    }

    private static String hint(Marker marker) {
        return marker.label() + ": volatility " + Numbers.percent(marker.volatility(), 2) + ", return "
                + Numbers.percent(marker.mean(), 2);
    }

    private String outside() {
        List<String> names = figure.assets().stream().filter(a -> !visible(a)).map(Marker::label).toList();
        if (names.isEmpty()) {
            return "";
        }
        String list = String.join(", ", names.stream().limit(6).map(n -> Drawing.shortened(n, 16)).toList());
        return "Outside the picture: " + list + (names.size() > 6 ? " and " + (names.size() - 6) + " more" : "");
    }

    private String summary() {
        Point top = figure.curve().getFirst();
        Point end = figure.curve().getLast();
        return "Efficient frontier from volatility " + Numbers.percent(end.volatility(), 2) + " and return "
                + Numbers.percent(end.mean(), 2) + " to volatility " + Numbers.percent(top.volatility(), 2)
                + " and return " + Numbers.percent(top.mean(), 2) + ", with " + figure.assets().size() + " assets";
    }
}
