package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.Universe;
import tangency.core.math.Vector;

/**
 * What the market holds of each asset of the universe, sum 1: by market capitalisation where every asset has one, else by
 * the benchmark, as far as it is in the universe.
 *
 * @param weights null where neither will do, which the findings say
 */
record MarketWeights(@Nullable Vector weights, List<Finding> findings) {
    /** Whether {@code mean} cannot do without. */
    static boolean neededBy(MeanSpec mean) {
        return switch (mean) {
            case MeanSpec.Equilibrium _ -> true;
            case MeanSpec.BlackLitterman spec ->
                spec.prior() == null || spec.views().stream().anyMatch(MarketWeights::neededBy);
            default -> false;
        };
    }

    /** Whether {@code view} names a group, over which only market weights can spread it. */
    static boolean neededBy(MeanSpec.View view) {
        return hasGroup(view.longs()) || hasGroup(view.shorts());
    }

    private static boolean hasGroup(Map<String, Double> side) {
        return side.keySet().stream().anyMatch(key -> GroupKey.parse(key) != null);
    }

    /** @param benchmark weights by id, empty without one */
    static MarketWeights of(Universe universe, Map<String, Double> benchmark) {
        List<String> missing = universe.assets().stream().filter(asset -> !capitalised(asset)).map(Asset::id).toList();
        double[] weights = new double[universe.size()];
        if (missing.isEmpty()) {
            for (int i = 0; i < weights.length; i++) {
                Double cap = universe.assets().get(i).marketCap();
                weights[i] = cap == null ? 0 : cap;
            }
            return new MarketWeights(normalised(weights), List.of());
        }
        String caps = missing.size() == universe.size()
                ? "no asset has a marketCap"
                : "no marketCap of '" + missing.getFirst() + "'"
                        + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more");
        if (benchmark.isEmpty()) {
            return refused(
                    caps + ", and there is no benchmark to take market weights from; expected positive numbers in "
                            + "the column marketCap of the assets file, or market.benchmark");
        }
        double outside = 0;
        double inside = 0;
        for (Map.Entry<String, Double> entry : benchmark.entrySet()) {
            int i = universe.indexOf(entry.getKey());
            if (i < 0) {
                outside += entry.getValue();
            } else {
                weights[i] = entry.getValue();
                inside += entry.getValue();
            }
        }
        if (!(inside > 0)) {
            return refused(
                    caps + ", and the benchmark holds no asset of the universe; expected market capitalisations or a "
                            + "benchmark with weights in the universe");
        }
        List<Finding> findings = new ArrayList<>();
        if (outside != 0) {
            findings.add(Finding.warning("scenario", null, "market.benchmark", outside
                    + " of the benchmark is not in the universe; its weights there are scaled to sum 1 as market weights"));
        }
        return new MarketWeights(normalised(weights), findings);
    }

    private static boolean capitalised(Asset asset) {
        return asset.marketCap() != null && asset.marketCap() > 0 && Double.isFinite(asset.marketCap());
    }

    private static Vector normalised(double[] weights) {
        double largest = 0;
        for (double weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= largest;
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return Vector.wrap(weights);
    }

    private static MarketWeights refused(String message) {
        return new MarketWeights(null, List.of(Finding.error("scenario", null, "estimates.mean", message)));
    }
}
