package tangency.core.run;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.solve.hierarchical.WeightBand;

/**
 * What belongs to the answer of a hierarchical model besides its weights.
 *
 * @param clusters label 1, 2, … of each asset; null for models that do not cut the tree
 * @param band of each weight over leaf orders that are as good as the one in use
 * @param orders how many orders that is over, at least 1
 * @param complete whether these are all; else they are a sample from the scenario's seed
 * @param distance how far the limits moved the answer: Σ|w - w without them|
 */
public record Hierarchy(@Nullable List<Integer> clusters, List<WeightBand> band, int orders, boolean complete,
        double distance) {
    public Hierarchy {
        clusters = clusters == null ? null : List.copyOf(clusters);
        band = List.copyOf(band);
    }
}
