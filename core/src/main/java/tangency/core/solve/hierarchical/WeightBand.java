package tangency.core.solve.hierarchical;

import java.util.ArrayList;
import java.util.List;

import tangency.core.math.Vector;

/**
 * The weights that one asset has over several equally good answers.
 *
 * @param low smallest
 * @param high largest
 */
public record WeightBand(double low, double high) {
    /** One for each asset. */
    public static List<WeightBand> of(List<Vector> answers) {
        List<WeightBand> bands = new ArrayList<>();
        for (int i = 0; i < answers.getFirst().size(); i++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (Vector weights : answers) {
                low = Math.min(low, weights.get(i));
                high = Math.max(high, weights.get(i));
            }
            bands.add(new WeightBand(low, high));
        }
        return bands;
    }
}
