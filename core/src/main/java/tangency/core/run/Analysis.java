package tangency.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Diagnostics;
import tangency.core.estimate.EstimateDetails;
import tangency.core.estimate.Moments;
import tangency.core.estimate.OrderedTree;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.Universe;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.returns.Outcomes;
import tangency.core.returns.ReturnTable;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Allocation;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.convex.ConvexFrontier;

/**
 * A scenario on its data: the study and everything else that follows, each computed when first asked for and then
 * kept. Made by {@link Pipeline#prepare}. Thread-safe; anything may take long on first call.
 */
public final class Analysis implements Preparation {
    private final Pipeline pipeline;
    private final Scenario scenario;
    private final @Nullable MarketData data;
    private final @Nullable ReturnTable returns;
    private final Allocation setting;
    private final EstimateDetails details;
    private final Keys keys;
    private final List<Finding> findings;
    private final Patience patience;
    private @Nullable Solution solution;
    private @Nullable Study study;
    private @Nullable StudyExplanation explanation;

    Analysis(Pipeline pipeline, Scenario scenario, @Nullable MarketData data, @Nullable ReturnTable returns,
            Allocation setting, EstimateDetails details, Keys keys, List<Finding> findings, Patience patience) {
        this.pipeline = pipeline;
        this.scenario = scenario;
        this.data = data;
        this.returns = returns;
        this.setting = setting;
        this.details = details;
        this.keys = keys;
        this.findings = List.copyOf(findings);
        this.patience = patience;
    }

    /** The scenario as run. */
    public Scenario scenario() {
        return scenario;
    }

    /** The market data, null where both moments are given. */
    public @Nullable MarketData data() {
        return data;
    }

    /** The N assets, in the order of every array here. */
    public Universe universe() {
        return setting.universe();
    }

    /** Aligned returns, null where both moments are given without data. */
    public @Nullable ReturnTable returns() {
        return returns;
    }

    /** Joint outcomes, null without returns or with gaps in them. */
    public @Nullable Outcomes outcomes() {
        return setting.outcomes();
    }

    /** Mean and covariance per period. */
    public Moments moments() {
        return setting.moments();
    }

    /** How the moments came about: intensities, noise, and what each view did. */
    public EstimateDetails estimateDetails() {
        return details;
    }

    /** What the model allocates in: universe, moments, enabled constraints, holdings. */
    public Allocation setting() {
        return setting;
    }

    /** Findings on document and data so far, none of which refuses. */
    public List<Finding> findings() {
        return findings;
    }

    /** N x N correlations of the covariance estimate. */
    public Matrix correlation() {
        return pipeline.correlation(keys, setting.moments());
    }

    /** Health of the covariance matrix. */
    public Diagnostics diagnostics() {
        return pipeline.diagnostics(keys, setting.moments());
    }

    /** {@link #diagnostics} if they are already there, else null. */
    public @Nullable Diagnostics diagnosticsIfReady() {
        return pipeline.has(keys.diagnostics()) ? diagnostics() : null;
    }

    /** {@link #correlation} if it is already there, else null. */
    public @Nullable Matrix correlationIfReady() {
        return pipeline.has(keys.correlation()) ? correlation() : null;
    }

    /** The cluster tree of the model; for models without one, hrp's defaults. */
    public OrderedTree tree() {
        return pipeline.tree(keys, this);
    }

    /** The cluster 1, 2, … of each asset where the model cuts its tree, else null. */
    public @Nullable List<Integer> clusters() {
        return Clustering.labels(scenario.model(), tree());
    }

    /** {@link #tree} if it is already there, else null. */
    public @Nullable OrderedTree treeIfReady() {
        return pipeline.has(keys.tree()) ? tree() : null;
    }

    /** {@link #frontier} if it is already there, else null. */
    public @Nullable FrontierResult frontierIfReady() {
        return pipeline.has(keys.frontier()) ? frontier() : null;
    }

    /**
     * The exact frontier on variance under all linear constraints but return limits, which only cut it. Where the model's
     * goal deducts costs, its means are net of them, and return limits, on means before costs, are limits like others.
     *
     * @return a frontier, or why there is none
     */
    public FrontierResult frontier() {
        return pipeline.frontier(keys, scenario.model(), setting);
    }

    /** {@link #frontier} as cut by the scenario's floors on the return. */
    public FrontierResult frontierAsAsked() {
        return keys.frontier().deducting() == null ? Answers.cut(frontier(), setting) : frontier();
    }

    /** Measures, costs and constraints that the exact frontier cannot honour, by name; empty when it can be traced. */
    public List<Finding> frontierRefusals() {
        return Checks.frontier(scenario, setting);
    }

    /** Likewise for {@link #frontier(int)}. */
    public List<Finding> frontierPointRefusals() {
        return Checks.frontierPoints(scenario, setting);
    }

    /**
     * Portfolios of least risk, on the mean-risk model's own measure and under every convex limit, equally spaced in mean;
     * means are before costs. Not kept: each call solves anew.
     *
     * @param points two or more
     */
    public ConvexFrontier frontier(int points) {
        if (!(scenario.model() instanceof Model.MeanRisk model)) {
            throw new IllegalArgumentException("No measure to trace a frontier on: " + scenario.model().method());
        }
        Stop stop = patience.wait(scenario.limits().seconds());
        MeanRiskAnswers answers = new MeanRiskAnswers();
        return ConvexFrontier.trace(model, setting, points, (asked, on) -> answers.convex(asked, on, stop), stop);
    }

    /** Why there can be no cluster tree; empty when there can. */
    public List<Finding> treeRefusals() {
        return Checks.tree(keys.tree().spec(), outcomes());
    }

    /** Methods, measures and constraints that the model does not honour, known without solving. */
    public List<Finding> specificationRefusals() {
        List<Finding> refusals = new ArrayList<>(Checks.model(scenario, setting));
        if (scenario.model() instanceof Model.RiskBudget budget) {
            refusals.addAll(Budgets.refusals(budget, universe()));
            refusals.addAll(BudgetAnswers.refusals(budget, outcomes()));
        }
        if (scenario.model().clustering() != null) {
            refusals.addAll(treeRefusals());
            refusals.addAll(HierarchicalAnswers.refusals(this));
        }
        return refusals;
    }

    /**
     * Why the model cannot answer, as findings that name field or constraint; empty when it can. Models that are not
     * optimisations are solved for this: a limit that their answer breaks is one they cannot honour.
     */
    public List<Finding> modelRefusals() {
        List<Finding> refusals = specificationRefusals();
        return refusals.isEmpty() ? Answers.breaches(this, solution()) : refusals;
    }

    private synchronized Solution solution() {
        Solution known = solution;
        if (known == null) {
            known = pipeline.solution(keys, this, patience.wait(scenario.limits().seconds()));
            solution = known;
        }
        return known;
    }

    /** The answer; ask {@link #modelRefusals} first. What is refused there fails here. */
    public synchronized Study study() {
        Study known = study;
        if (known == null) {
            known = pipeline.study(keys, this, solution());
            study = known;
        }
        return known;
    }

    /**
     * Why the weights of {@link #study} are what they are. Not part of what an edit waits for: it may take several times as
     * long as the answer.
     */
    public synchronized StudyExplanation explanation() {
        StudyExplanation known = explanation;
        if (known == null) {
            known = StudyExplanation.of(
                    Reasons.of(this, solution(), patience.wait(scenario.limits().seconds())), universe().ids());
            explanation = known;
        }
        return known;
    }

    /** The same on {@code constraints}, enabled ones, instead. */
    Analysis under(List<Constraint> constraints) {
        Scenario other = scenario.withConstraints(constraints);
        Allocation limited = setting.withConstraints(constraints);
        return new Analysis(pipeline, other, data, returns, limited, details, Keys.of(other, data, limited), findings,
                patience);
    }

    /**
     * The same scenario on the same data by a pipeline that has solved nothing before.
     *
     * @param longer how long its solves may take
     */
    public Analysis afresh(Patience longer) {
        return switch (pipeline.afresh().prepare(scenario, data, longer)) {
            case Analysis analysis -> analysis;
            case Refusal refusal -> throw new IllegalStateException(
                    "A scenario that was accepted is refused: " + refusal.findings());
        };
    }

    /**
     * {@link #study} with its explanation, and its run block filled in.
     *
     * @param clock tells when it is done, the explanation aside
     * @param started when the work began; the run counts from there
     */
    public Study study(InstantSource clock, Instant started) {
        Study study = study();
        Map<String, String> inputs = data == null ? Map.of() : data.inputs();
        double milliseconds = Duration.between(started, clock.instant()).toNanos() / 1e6;
        return study.withExplanation(study.answered() ? explanation() : null).withRun(
                new Study.RunInfo(Pipeline.VERSION, inputs, started, milliseconds, study.run().iterations()));
    }

    /** {@link #study(InstantSource, Instant)}, begun now. */
    public Study study(InstantSource clock) {
        return study(clock, clock.instant());
    }
}
