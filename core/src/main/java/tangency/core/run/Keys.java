package tangency.core.run;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.Estimates;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.MarketData;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Model;
import tangency.core.returns.Window;
import tangency.core.scenario.Scenario;
import tangency.core.solve.AbsoluteLimit;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.meanrisk.MeanVariance;

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

    /** @param benchmark weights by id where the mean may need them, else empty */
    record Moments(Returns returns, Estimates estimates, Map<String, Double> benchmark) {}

    record Exposures(Returns returns, List<String> factors) {}

    record Trading(Moments moments, Holdings holdings, Costs costs) {}

    record Correlation(Moments moments) {}

    record Diagnostics(Moments moments) {}

    record Tree(Moments moments, TreeSpec spec) {}

    /**
     * @param trading null where neither a limit nor the mean that is traced depends on what is held
     * @param deducting the model whose goal takes something off the mean, else null
     */
    record Frontier(Moments moments, List<Constraint> limits, Map<String, Double> benchmark, double riskFree,
            tangency.core.solve.@Nullable Trading trading, Map<String, Vector> exposures,
            @Nullable Model deducting) {}

    record Solution(@Nullable String data, Scenario scenario) {}

    record Study(@Nullable String data, Scenario scenario) {}

    static Returns returns(Scenario scenario, @Nullable MarketData data) {
        return new Returns(data == null ? null : data.fingerprint(), scenario.universe(), scenario.window());
    }

    static Moments moments(Scenario scenario, @Nullable MarketData data, Map<String, Double> benchmark) {
        return new Moments(returns(scenario, data), scenario.estimates(),
                MarketWeights.neededBy(scenario.estimates().mean()) ? benchmark : Map.of());
    }

    static Keys of(Scenario scenario, @Nullable MarketData data, Allocation setting) {
        Moments moments = moments(scenario, data, setting.benchmark());
        TreeSpec tree = scenario.model().clustering();
        return new Keys(moments, new Correlation(moments), new Diagnostics(moments),
                new Tree(moments, tree == null ? TreeSpec.DEFAULT : tree),
                frontier(moments, scenario.model(), setting),
                new Solution(data == null ? null : data.fingerprint(), scenario),
                new Study(data == null ? null : data.fingerprint(), scenario));
    }

    private static Frontier frontier(Moments moments, Model model, Allocation setting) {
        boolean deducting = MeanVariance.deducts(model, setting);
        List<Constraint> limits = frontierLimits(model, setting);
        boolean trading = deducting || limits.stream().anyMatch(LinearLimits::tradingLimit);
        return new Frontier(moments, limits, setting.benchmark(), setting.riskFree(),
                trading ? setting.trading() : null, setting.exposures(), deducting ? model : null);
    }

    /**
     * The limits that shape the frontier: linear ones and those on absolute values, but for floors on the return, which
     * only cut a frontier of the means that they are on.
     */
    static List<Constraint> frontierLimits(Model model, Allocation setting) {
        boolean deducting = MeanVariance.deducts(model, setting);
        return setting.constraints().stream()
                .filter(c -> (LinearLimits.covers(c) || AbsoluteLimit.covers(c))
                        && (deducting || !(c instanceof Constraint.Return)))
                .toList();
    }
}
