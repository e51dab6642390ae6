package tangency.app.chart;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What stands still on a frontier chart while a point is dragged along it. All values are fractions a year (0.12 for 12 per cent).
 *
 * @param curve the frontier from the lowest mean to the highest, dense enough to be joined by straight lines; empty when there is
 *     none
 * @param assets the single assets, each a dot
 * @param minimumVariance the portfolio of least variance
 * @param maximumRatio the portfolio of the best ratio of excess return to volatility
 * @param riskFree the riskless return the ratio is measured against; with it and {@code maximumRatio} the capital market line is
 *     drawn
 * @param ghost the frontier of the pinned baseline, drawn behind; empty when none is pinned
 */
public record FrontierPicture(List<Point> curve, List<Asset> assets, @Nullable Point minimumVariance,
        @Nullable Point maximumRatio, @Nullable Double riskFree, List<Point> ghost) {
    /** A portfolio in the plane of the chart. */
    public record Point(double volatility, double mean) {}

    /** A single asset; {@code group} chooses its colour, below zero is grey. */
    public record Asset(String id, double volatility, double mean, int group) {}

    public static final FrontierPicture EMPTY = new FrontierPicture(List.of(), List.of(), null, null, null, List.of());

    public FrontierPicture {
        curve = List.copyOf(curve);
        assets = List.copyOf(assets);
        ghost = List.copyOf(ghost);
    }
}
