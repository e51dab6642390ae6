package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/** Correlations of pairs; an asset without risk correlates with none. */
final class Correlations {
    /** Beyond a limit by less than this is rounding. */
    private static final double ROUNDING = 1e-12;

    private Correlations() {}

    /** The pairs that correlate above {@code limit}. */
    static List<DiscreteProblem.Pair> above(Matrix covariance, double limit) {
        List<DiscreteProblem.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < covariance.rows(); i++) {
            for (int j = 0; j < i; j++) {
                if (of(covariance, i, j) > limit + ROUNDING) {
                    pairs.add(new DiscreteProblem.Pair(j, i));
                }
            }
        }
        return pairs;
    }

    /** The highest among the pairs held, null where fewer than two assets are. */
    static @Nullable Double highest(Matrix covariance, Vector weights) {
        Double highest = null;
        for (int i = 0; i < weights.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (weights.get(i) != 0 && weights.get(j) != 0) {
                    double correlation = of(covariance, i, j);
                    highest = highest == null ? correlation : Math.max(highest, correlation);
                }
            }
        }
        return highest;
    }

    private static double of(Matrix covariance, int i, int j) {
        double scale = Math.sqrt(covariance.get(i, i)) * Math.sqrt(covariance.get(j, j));
        return scale > 0 ? covariance.get(i, j) / scale : 0;
    }
}
