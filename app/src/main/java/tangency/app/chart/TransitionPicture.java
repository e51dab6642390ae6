package tangency.app.chart;

import java.util.List;

import tangency.core.math.Matrix;

/**
 * The weights along a frontier.
 *
 * @param x one value per point, rising: the volatility or mean there, a fraction a year
 * @param ids one per asset
 * @param groups one per asset: its colour in the {@link Palette}
 * @param weights points × assets, fractions; negative ones are stacked below zero
 */
public record TransitionPicture(List<Double> x, List<String> ids, List<Integer> groups, Matrix weights) {
    public static final TransitionPicture EMPTY = new TransitionPicture(List.of(), List.of(), List.of(),
            Matrix.wrap(0, 0, new double[0]));

    public TransitionPicture {
        x = List.copyOf(x);
        ids = List.copyOf(ids);
        groups = List.copyOf(groups);
        if (weights.rows() != x.size() || weights.columns() != ids.size() || groups.size() != ids.size()) {
            throw new IllegalArgumentException(weights + " for " + x.size() + " points, " + ids.size() + " ids and "
                    + groups.size() + " groups");
        }
    }
}
