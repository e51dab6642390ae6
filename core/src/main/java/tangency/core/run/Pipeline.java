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
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.math.Workers;
import tangency.core.model.Model;
import tangency.core.returns.Alignment;
import tangency.core.returns.MissingPolicy;
import tangency.core.returns.Outcomes;
import tangency.core.returns.ReturnTable;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Allocation;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.Trading;

/**
 * Turns scenarios into analyses. Stages (returns, moments, correlation, tree, frontier, study) are memoised by what
 * they are computed from, so that an edit recomputes only what follows from it. Pure: no clock, no files.
 *
 * <p>Thread-safe.
 */
public final class Pipeline {
    /** Version of the engine, as studies state it. */
    public static final String VERSION = "1.0.0";

    private static final String SCENARIO = "scenario";

    private final Stages stages = new Stages();
    private @Nullable Answers idle = new Answers();
    private final Workers workers;

    /** Computes on the thread that asks. */
    public Pipeline() {
        this(Workers.NONE);
    }

    /** @param workers for heavy arithmetic; they change no result */
    public Pipeline(Workers workers) {
        this.workers = workers;
    }

    /** One that has computed nothing before, on the same workers. */
    Pipeline afresh() {
        return new Pipeline(workers);
    }

    /**
     * Checks scenario and data and makes ready to answer.
     *
     * @param data what {@code scenario.market()} names, loaded; null where both moments are given
     */
    public Preparation prepare(Scenario scenario, @Nullable MarketData data) {
        return prepare(scenario, data, Patience.ENDLESS);
    }

    /**
     * As {@link #prepare(Scenario, MarketData)}.
     *
     * @param patience how long solves may take
     */
    public Preparation prepare(Scenario scenario, @Nullable MarketData data, Patience patience) {
        List<Finding> findings = new ArrayList<>();
        if (data != null) {
            findings.addAll(data.findings());
        } else if (!scenario.estimates().given()) {
            findings.add(Finding.error(SCENARIO, null, "market",
                    "market data is missing; it may be left out only where both moments are given"));
        }
        if (findings.stream().anyMatch(Finding::refuses)) {
            return refusal(scenario, findings);
        }
        ReturnTable returns = data == null
                ? null
                : stages.get(Keys.returns(scenario, data),
                        () -> Alignment.align(data, scenario.universe(), scenario.window()));
        if (returns != null) {
            findings.addAll(returns.findings());
            if (returns.findings().stream().anyMatch(Finding::refuses)) {
                return refusal(scenario, findings);
            }
        }
        List<String> ids = returns != null ? returns.ids() : givenIds(scenario);
        if (ids.isEmpty()) {
            findings.add(Finding.error(SCENARIO, null, "universe", "no asset; expected at least one"));
            return refusal(scenario, findings);
        }
        Universe universe = data == null ? new Universe(List.of()).select(ids) : data.universe().select(ids);
        Map<String, Double> benchmark = benchmark(scenario);
        Vector market = null;
        if (MarketWeights.neededBy(scenario.estimates().mean())) {
            MarketWeights weights = MarketWeights.of(universe, benchmark);
            findings.addAll(weights.findings());
            market = weights.weights();
        }
        findings.addAll(EstimateChecks.refusals(scenario.estimates(), universe,
                data == null ? universe : data.universe(), returns, scenario.window(), market));
        findings.addAll(Checks.document(scenario, universe, data));
        RiskFreeRate riskFree = RiskFreeRate.of(scenario, data, returns);
        findings.addAll(riskFree.findings());
        if (findings.stream().anyMatch(Finding::refuses)) {
            return refusal(scenario, findings);
        }
        Vector marketWeights = market;
        Estimation.Estimated estimated = stages.get(Keys.moments(scenario, data, benchmark), () -> Estimation
                .of(scenario.estimates(), universe, returns, scenario.window(), marketWeights, workers));
        findings.addAll(estimated.findings());
        Moments moments = estimated.moments();
        if (moments == null) {
            return refusal(scenario, findings);
        }
        findings.addAll(Checks.moments(moments));
        if (findings.stream().anyMatch(Finding::refuses)) {
            return refusal(scenario, findings);
        }
        List<Asset> outside = data == null
                ? List.of()
                : data.universe().assets().stream()
                        .filter(a -> benchmark.containsKey(a.id()) && universe.indexOf(a.id()) < 0).toList();
        Exposures exposures = stages.get(
                new Keys.Exposures(Keys.returns(scenario, data), Exposures.named(scenario.enabledConstraints())),
                () -> Exposures.of(scenario, data, returns));
        findings.addAll(exposures.findings());
        if (findings.stream().anyMatch(Finding::refuses)) {
            return refusal(scenario, findings);
        }
        Trading trading = stages.get(
                new Keys.Trading(Keys.moments(scenario, data, benchmark), scenario.holdings(), scenario.costs()),
                () -> TradingTerms.of(scenario, data, universe, moments));
        Allocation setting = new Allocation(universe, moments, scenario.enabledConstraints(), scenario.holdings(),
                benchmark, outside, riskFree.perPeriod(), trading, outcomes(returns, scenario), exposures.betas());
        return new Analysis(this, scenario, data, returns, setting, estimated.details(),
                Keys.of(scenario, data, setting), findings, patience);
    }

    /** Together with what is wrong with the model, so that everything is said at once. */
    private static Refusal refusal(Scenario scenario, List<Finding> findings) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(Checks.model(scenario));
        return new Refusal(scenario, all);
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

    static @Nullable Outcomes outcomes(@Nullable ReturnTable returns, Scenario scenario) {
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

    FrontierResult frontier(Keys keys, Model model, Allocation setting) {
        return stages.get(keys.frontier(),
                () -> Answers.frontier(model, setting.withConstraints(Keys.frontierLimits(model, setting))));
    }

    /** What was stopped early is not kept: it would be taken for the answer. */
    Solution solution(Keys keys, Analysis analysis, Stop stop) {
        return stages.get(keys.solution(), () -> solve(analysis, stop), solution -> !stop.requested());
    }

    /** By the solvers that answered last; who finds them at work begins with new ones. */
    private Solution solve(Analysis analysis, Stop stop) {
        Answers answers = take();
        Solution solution = answers.solution(analysis, stop);
        release(answers);
        return solution;
    }

    private synchronized Answers take() {
        Answers free = idle;
        idle = null;
        return free == null ? new Answers() : free;
    }

    private synchronized void release(Answers answers) {
        idle = answers;
    }

    Study study(Keys keys, Analysis analysis, Solution solution) {
        return stages.get(keys.study(), () -> Answers.study(analysis, solution), study -> has(keys.solution()));
    }
}
