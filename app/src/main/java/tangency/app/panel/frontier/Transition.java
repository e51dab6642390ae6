package tangency.app.panel.frontier;

import java.util.ArrayList;
import java.util.List;
import tangency.app.chart.FrontierPicture.Point;
import tangency.core.market.Universe;
import tangency.core.solve.Frontier;

/**
 * How the weights change along the frontier.
 *
 * @param points of the curve, from the lowest mean up, annual
 * @param bands one per asset that is held somewhere on the curve, in the order of the leaves of the cluster tree
 */
record Transition(List<Point> points, List<Band> bands) {
    /**
     * The weights of one asset.
     *
     * @param asset position in the universe
     * @param group number of its cluster, -1 for none
     * @param weights one per point
     */
    record Band(int asset, String id, int group, double[] weights) {}

    static final Transition EMPTY = new Transition(List.of(), List.of());
    private static final double HELD = 1e-9;

    Transition {
        points = List.copyOf(points);
        bands = List.copyOf(bands);
    }

    /**
     * @param periods per year
     * @param leaves positions in the universe in the order of the bands
     */
    static Transition of(Frontier frontier, List<Point> curve, double periods, Universe universe, int[] leaves,
            int[] groups) {
        double[][] weights = new double[curve.size()][];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = frontier.weightsAt(curve.get(k).mean() / periods).shared();
        }
        List<Band> bands = new ArrayList<>();
        for (int asset : leaves) {
            boolean held = frontier.corners().stream().anyMatch(c -> Math.abs(c.weights().get(asset)) > HELD);
            if (held) {
                double[] along = new double[weights.length];
                for (int k = 0; k < along.length; k++) {
                    along[k] = weights[k][asset];
                }
                bands.add(new Band(asset, universe.assets().get(asset).id(), groups[asset], along));
            }
        }
        return new Transition(curve, bands);
    }
}
