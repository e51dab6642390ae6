package tangency.core.run;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.MarketData;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.returns.Window;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;

/**
 * What each stage of one analysis is computed from: equal keys, equal results.
 *
 * @param correlation of the covariance
 * @param diagnostics of the covariance
 * @param tree of the clustering
 * @param frontier under the linear limits
 * @param solution weights and certificate
 * @param study the answer in full
 */
record Keys(Moments moments, Correlation correlation, Diagnostics diagnostics, Tree tree, Frontier frontier,
        Solution solution, Study study) {
    record Returns(@Nullable String data, @Nullable List<String> universe, Window window) {}

    record Moments(Returns returns, Estimates estimates) {}

    record Exposures(Returns returns, List<String> factors) {}

    record Trading(Moments moments, Holdings holdings, Costs costs) {}

    record Correlation(Moments moments) {}

    record Diagnostics(Moments moments) {}

    record Tree(Moments moments, TreeSpec spec) {}

    record Frontier(Moments moments, List<Constraint> limits, Map<String, Double> benchmark, double riskFree) {}

    record Solution(@Nullable String data, Scenario scenario) {}

    record Study(@Nullable String data, Scenario scenario) {}

    static Returns returns(Scenario scenario, @Nullable MarketData data) {
        return new Returns(data == null ? null : data.fingerprint(), scenario.universe(), scenario.window());
    }

    static Keys of(Scenario scenario, @Nullable MarketData data, Allocation setting) {
        Moments moments = new Moments(returns(scenario, data), scenario.estimates());
        TreeSpec tree = scenario.model().clustering();
        return new Keys(moments, new Correlation(moments), new Diagnostics(moments),
                new Tree(moments, tree == null ? TreeSpec.DEFAULT : tree),
                new Frontier(moments, frontierLimits(setting.constraints()), setting.benchmark(),
                        setting.riskFree()),
                new Solution(data == null ? null : data.fingerprint(), scenario),
                new Study(data == null ? null : data.fingerprint(), scenario));
    }

    /** The limits that shape the frontier: linear ones, but for floors on the return, which only cut it. */
    static List<Constraint> frontierLimits(List<Constraint> constraints) {
        return constraints.stream().filter(c -> LinearLimits.covers(c)
                && !(c instanceof Constraint.Return)).toList();
    }
}
