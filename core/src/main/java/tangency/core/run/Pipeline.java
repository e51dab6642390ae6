package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Correlations;
import tangency.core.estimate.Diagnostics;
import tangency.core.estimate.Moments;
import tangency.core.estimate.OrderedTree;
import tangency.core.estimate.spec.MeanSpec;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.PriceTable;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.returns.Alignment;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Outcomes;
import tangency.core.returns.ReturnTable;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Allocation;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.Solution;

/**
 * Turns scenarios into analyses. Stages (returns, moments, correlation, tree, frontier, study) are memoised by what
 * they are computed from, so that an edit recomputes only what follows from it. Pure: no clock, no files.
 *
 * <p>Thread-safe.
 */
public final class Pipeline {
    private static final String SCENARIO = "scenario";

    private final Stages stages = new Stages();
    private final Answers answers = new Answers();

    /**
     * Checks scenario and data and makes ready to answer.
     *
     * @param data what {@code scenario.market()} names, loaded; null where both moments are given
     */
    public Preparation prepare(Scenario scenario, @Nullable MarketData data) {
        List<Finding> findings = new ArrayList<>();
        if (data != null) {
            findings.addAll(data.findings());
        } else if (!scenario.estimates().given()) {
            findings.add(Finding.error(SCENARIO, null, "market",
                    "market data is missing; it may be left out only where both moments are given"));
        }
        if (findings.stream().anyMatch(Finding::refuses)) {
            return new Refusal(scenario, findings);
        }
        ReturnTable returns = data == null
                ? null
                : stages.get(Keys.returns(scenario, data),
                        () -> Alignment.align(data, scenario.universe(), scenario.window()));
        if (returns != null) {
            findings.addAll(returns.findings());
            if (returns.findings().stream().anyMatch(Finding::refuses)) {
                return new Refusal(scenario, findings);
            }
        }
        List<String> ids = returns != null ? returns.ids() : givenIds(scenario);
        Universe universe = data == null ? new Universe(List.of()).select(ids) : data.universe().select(ids);
        findings.addAll(Estimation.refusals(scenario.estimates(), ids, returns, scenario.window()));
        findings.addAll(Checks.document(scenario, universe, data));
        if (findings.stream().anyMatch(Finding::refuses)) {
            return new Refusal(scenario, findings);
        }
        Moments moments = stages.get(new Keys.Moments(Keys.returns(scenario, data), scenario.estimates()),
                () -> Estimation.moments(scenario.estimates(), ids, returns, scenario.window()));
        findings.addAll(Checks.moments(moments));
        if (findings.stream().anyMatch(Finding::refuses)) {
            return new Refusal(scenario, findings);
        }
        Allocation setting = new Allocation(universe, moments, scenario.enabledConstraints(), scenario.holdings(),
                benchmark(scenario), riskFree(scenario, data));
        return new Analysis(this, scenario, data, returns, setting, Keys.of(scenario, data, setting), findings);
    }

    private static List<String> givenIds(Scenario scenario) {
        List<String> universe = scenario.universe();
        if (universe != null) {
            return universe;
        }
        return scenario.estimates().mean() instanceof MeanSpec.Given given
                ? List.copyOf(given.values().keySet())
                : List.of();
    }

    private static Map<String, Double> benchmark(Scenario scenario) {
        MarketSpec market = scenario.market();
        if (market == null || market.benchmark() == null) {
            return Map.of();
        }
        String id = market.benchmark().id();
        return id == null ? market.benchmark().weights() : Map.of(id, 1.0);
    }

    /** The rate, or the mean of the named factor over the data. */
    private static double riskFree(Scenario scenario, @Nullable MarketData data) {
        MarketSpec market = scenario.market();
        if (market == null) {
            return 0;
        }
        String factor = market.riskFree().factor();
        PriceTable factors = data == null ? null : data.factors();
        if (factor == null || factors == null) {
            return market.riskFree().rate();
        }
        double[] series = factors.series(factors.indexOf(factor));
        double sum = 0;
        int count = 0;
        for (int t = 0; t < series.length; t++) {
            boolean inside = (scenario.window().from() == null
                    || !factors.dates().get(t).isBefore(scenario.window().from()))
                    && (scenario.window().to() == null || !factors.dates().get(t).isAfter(scenario.window().to()));
            if (inside && !Double.isNaN(series[t])) {
                sum += series[t];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    @Nullable
    Outcomes outcomes(@Nullable ReturnTable returns, Scenario scenario) {
        return returns == null || scenario.window().missing() == MissingPolicy.PAIRWISE
                ? null
                : new Outcomes(returns.returns());
    }

    boolean has(Object key) {
        return stages.has(key);
    }

    Matrix correlation(Keys keys, Moments moments) {
        return stages.get(keys.correlation(), () -> Correlations.of(moments.covariance()));
    }

    Diagnostics diagnostics(Keys keys, Moments moments) {
        return stages.get(keys.diagnostics(), () -> new Diagnostics(moments.covariance(), moments.repairDistance()));
    }

    OrderedTree tree(Keys keys, Analysis analysis) {
        return stages.get(keys.tree(),
                () -> Clustering.tree(keys.tree().spec(), analysis.moments(), analysis.outcomes()));
    }

    FrontierResult frontier(Keys keys, Allocation setting) {
        return stages.get(keys.frontier(),
                () -> Answers.frontier(setting.withConstraints(Keys.frontierLimits(setting.constraints()))));
    }

    Solution solution(Keys keys, Analysis analysis) {
        return stages.get(keys.solution(), () -> answers.solution(analysis));
    }

    List<Finding> breaches(Keys keys, Analysis analysis) {
        return Answers.breaches(analysis, solution(keys, analysis));
    }

    Study study(Keys keys, Analysis analysis) {
        return stages.get(keys.study(), () -> Answers.study(analysis, solution(keys, analysis)));
    }
}
