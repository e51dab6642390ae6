package tangency.core.solve;

import java.util.List;
import java.util.Map;

import tangency.core.estimate.Moments;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.model.Constraint;
import tangency.core.model.Holdings;

/**
 * The setting in which a model allocates.
 *
 * @param universe N assets, in the order of every array
 * @param moments of those assets
 * @param constraints enabled ones only
 * @param benchmark weights by id, empty where the scenario has none
 * @param benchmarkOnly assets of the benchmark that are not in the universe
 * @param riskFree rate per period
 */
public record Allocation(Universe universe, Moments moments, List<Constraint> constraints, Holdings holdings,
        Map<String, Double> benchmark, List<Asset> benchmarkOnly, double riskFree) {
    public Allocation {
        constraints = List.copyOf(constraints);
        benchmark = Map.copyOf(benchmark);
        benchmarkOnly = List.copyOf(benchmarkOnly);
        if (universe.size() != moments.size()) {
            throw new IllegalArgumentException(
                    universe.size() + " assets with moments of " + moments.size());
        }
    }

    public int size() {
        return universe.size();
    }

    public Allocation withConstraints(List<Constraint> value) {
        return new Allocation(universe, moments, value, holdings, benchmark, benchmarkOnly, riskFree);
    }
}
