package tangency.core.solve;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Moments;
import tangency.core.market.Asset;
import tangency.core.market.Universe;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Holdings;
import tangency.core.returns.Outcomes;

/**
 * The setting in which a model allocates.
 *
 * @param universe N assets, in the order of every array
 * @param moments of those assets
 * @param constraints enabled ones only
 * @param benchmark weights by id, empty where the scenario has none
 * @param benchmarkOnly assets of the benchmark that are not in the universe
 * @param riskFree rate per period
 * @param trading from the holdings
 * @param outcomes T x N, null where there are none (given moments, returns with gaps)
 * @param exposures N betas by name of factor, of those that constraints name
 */
public record Allocation(Universe universe, Moments moments, List<Constraint> constraints, Holdings holdings,
        Map<String, Double> benchmark, List<Asset> benchmarkOnly, double riskFree, Trading trading,
        @Nullable Outcomes outcomes, Map<String, Vector> exposures) {
    public Allocation {
        constraints = List.copyOf(constraints);
        benchmark = Map.copyOf(benchmark);
        benchmarkOnly = List.copyOf(benchmarkOnly);
        exposures = Map.copyOf(exposures);
        if (universe.size() != moments.size()) {
            throw new IllegalArgumentException(
                    universe.size() + " assets with moments of " + moments.size());
        }
    }

    public int size() {
        return universe.size();
    }

    public Allocation withConstraints(List<Constraint> value) {
        return new Allocation(universe, moments, value, holdings, benchmark, benchmarkOnly, riskFree, trading,
                outcomes, exposures);
    }

    public Allocation withTrading(Trading value) {
        return new Allocation(universe, moments, constraints, holdings, benchmark, benchmarkOnly, riskFree, value,
                outcomes, exposures);
    }
}
