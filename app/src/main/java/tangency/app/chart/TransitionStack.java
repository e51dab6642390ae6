package tangency.app.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import tangency.core.math.Matrix;

/** The layers of a transition map: the assets that matter most, group by group, and all others as one. */
final class TransitionStack {
    /** One band: its bounds at every point, as fractions; {@code asset} is −1 for all others together. */
    record Band(int asset, double[] low, double[] high) {}

    private final List<Band> bands = new ArrayList<>();
    private double lowest;
    private double highest;

    /** Stacks {@code picture}, keeping at most {@code most} assets apart. */
    TransitionStack(TransitionPicture picture, int most) {
        Matrix weights = picture.weights();
        int points = weights.rows();
        List<Integer> byPeak = IntStream.range(0, weights.columns()).filter(j -> peak(weights, j) > 1e-4).boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -peak(weights, j))).toList();
        List<Integer> kept = byPeak.stream().limit(most)
                .sorted(Comparator.comparing((Integer j) -> picture.groups().get(j)).thenComparing(j -> j)).toList();
        double[] up = new double[points];
        double[] down = new double[points];
        for (int asset : kept) {
            add(asset, column(weights, asset), up, down);
        }
        double[] plus = new double[points];
        double[] minus = new double[points];
        for (int asset : byPeak.subList(kept.size(), byPeak.size())) {
            for (int i = 0; i < points; i++) {
                double weight = weights.get(i, asset);
                plus[i] += Math.max(0, weight);
                minus[i] += Math.min(0, weight);
            }
        }
        if (byPeak.size() > kept.size()) {
            add(-1, plus, up, down);
            add(-1, minus, up, down);
        }
        for (int i = 0; i < points; i++) {
            highest = Math.max(highest, up[i]);
            lowest = Math.min(lowest, down[i]);
        }
    }

    List<Band> bands() {
        return bands;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    private void add(int asset, double[] weights, double[] up, double[] down) {
        double[] low = new double[weights.length];
        double[] high = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= 0) {
                low[i] = up[i];
                up[i] += weights[i];
                high[i] = up[i];
            } else {
                high[i] = down[i];
                down[i] += weights[i];
                low[i] = down[i];
            }
        }
        bands.add(new Band(asset, low, high));
    }

    private static double[] column(Matrix weights, int asset) {
        double[] column = new double[weights.rows()];
        for (int i = 0; i < column.length; i++) {
            column[i] = weights.get(i, asset);
        }
        return column;
    }

    private static double peak(Matrix weights, int asset) {
        double peak = 0;
        for (int i = 0; i < weights.rows(); i++) {
            peak = Math.max(peak, Math.abs(weights.get(i, asset)));
        }
        return peak;
    }
}
