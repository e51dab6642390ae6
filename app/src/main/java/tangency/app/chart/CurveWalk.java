package tangency.app.chart;

import java.util.List;

/**
 * Walks along a polyline in the plane by its second coordinate (the mean), which rises along it: the point of a given mean, and
 * the mean of the point nearest to the mouse.
 */
final class CurveWalk {
    private final double[] x;
    private final double[] y;

    CurveWalk(List<FrontierPicture.Point> curve) {
        x = curve.stream().mapToDouble(FrontierPicture.Point::volatility).toArray();
        y = curve.stream().mapToDouble(FrontierPicture.Point::mean).toArray();
    }

    boolean isEmpty() {
        return x.length == 0;
    }

    double lowest() {
        return y[0];
    }

    double highest() {
        return y[y.length - 1];
    }

    /** The volatility at {@code mean}, which is clamped to the curve. */
    double volatilityAt(double mean) {
        int last = y.length - 1;
        if (mean <= y[0]) {
            return x[0];
        }
        for (int i = 1; i <= last; i++) {
            if (mean <= y[i]) {
                double part = y[i] > y[i - 1] ? (mean - y[i - 1]) / (y[i] - y[i - 1]) : 1;
                return x[i - 1] + part * (x[i] - x[i - 1]);
            }
        }
        return x[last];
    }

    double clamp(double mean) {
        return Math.clamp(mean, lowest(), highest());
    }

    /** Where on the curve the point nearest to ({@code px}, {@code py}) lies, in pixels of the given scales. */
    Nearest nearest(double px, double py, double xScale, double yScale) {
        double best = Double.POSITIVE_INFINITY;
        double mean = y[0];
        for (int i = 0; i < x.length; i++) {
            int j = Math.min(i + 1, x.length - 1);
            double dx = (x[j] - x[i]) * xScale;
            double dy = (y[j] - y[i]) * yScale;
            double length = dx * dx + dy * dy;
            double ex = (px - x[i]) * xScale;
            double ey = (py - y[i]) * yScale;
            double part = length == 0 ? 0 : Math.clamp((ex * dx + ey * dy) / length, 0, 1);
            double distance = Math.hypot(ex - part * dx, ey - part * dy);
            if (distance < best) {
                best = distance;
                mean = y[i] + part * (y[j] - y[i]);
            }
        }
        return new Nearest(mean, best);
    }

    /** A place on the curve and its distance from the mouse in pixels. */
    record Nearest(double mean, double distance) {}
}
