package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.LeafOrders;
import tangency.core.estimate.OrderedTree;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.Finding;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.hierarchical.ClusterRisk;
import tangency.core.solve.hierarchical.EqualRiskContribution;
import tangency.core.solve.hierarchical.HierarchicalResult;
import tangency.core.solve.hierarchical.HierarchicalRiskParity;
import tangency.core.solve.hierarchical.NestedClusters;
import tangency.core.solve.hierarchical.Region;
import tangency.core.solve.hierarchical.SchurAllocation;
import tangency.core.solve.hierarchical.WeightBand;
import tangency.core.solve.meanrisk.MeanVariance;

/** Carries out the hierarchical models: hrp, herc, nco, schur. */
final class HierarchicalAnswers {
    /** Steps that a band may take: it is a matter of milliseconds, whatever the number of assets. */
    private static final double BAND_STEPS = 2e7;
    private static final int MOST_ORDERS = 4096;
    /** Steps of a measure for each outcome, most of them for putting the outcomes in order. */
    private static final double ORDERED = 20;
    /** The same for measures that are the least of something over a number. */
    private static final double SEARCHED = 400;
    /** A sum of differences below is rounding. */
    private static final double MOVED = 1e-12;

    private HierarchicalAnswers() {}

    /** The model's weights and certificate. */
    static Solution solution(Analysis analysis, Stop stop) {
        Model model = analysis.scenario().model();
        return switch (result(analysis, analysis.tree().orderArray(), stop)) {
            case HierarchicalResult.Allocated allocated -> {
                Risk risk = RiskShares.riskOf(model);
                LinearLimits limits = LinearLimits.of(analysis.setting());
                yield Solution.certified(allocated.weights(), risk(analysis, risk, allocated.weights()),
                        allocated.certificate(), limits.states(analysis.setting(), allocated.weights(), null),
                        allocated.iterations(), "the defining equations hold only to " + allocated.certificate());
            }
            case HierarchicalResult.Infeasible _ -> infeasible(analysis);
            case HierarchicalResult.Failed failed -> new Solution.Failed(stop.requested()
                    ? "stopped before all risks were measured: there is no answer yet"
                    : message(analysis, failed));
        };
    }

    /** The risk of the portfolio by the model's measure. */
    private static double risk(Analysis analysis, Risk risk, Vector weights) {
        double variance = Math.max(0, Kernels.quadratic(analysis.moments().covariance(), weights.shared()));
        return switch (risk.measure()) {
            case VARIANCE -> variance;
            case STANDARD_DEVIATION -> Math.sqrt(variance);
            default -> RiskMeasures.of(risk, outcomes(analysis).of(weights));
        };
    }

    private static Outcomes outcomes(Analysis analysis) {
        Outcomes outcomes = analysis.outcomes();
        if (outcomes == null) {
            throw new IllegalArgumentException("The model's risk needs outcomes");
        }
        return outcomes;
    }

    /** Which limits contradict each other depends on the limits alone: minimum variance under them says. */
    private static Solution infeasible(Analysis analysis) {
        Solution said = MeanVariance.solve(Model.MeanRisk.MINIMUM_VARIANCE, analysis.setting(),
                new MeanVariance.Starts(), analysis::frontier);
        return said instanceof Solution.Infeasible
                ? said
                : new Solution.Failed("No weights within the limits were found, nor what contradicts them");
    }

    private static String message(Analysis analysis, HierarchicalResult.Failed failed) {
        Model model = analysis.scenario().model();
        if (failed.asset() < 0) {
            return failed.message();
        }
        String id = analysis.moments().ids().get(failed.asset());
        RiskMeasure measure = RiskShares.riskOf(model).measure();
        return model.method() + " is not defined: '" + id + (measure.quadratic()
                ? "' has no volatility; leave it out of the universe"
                : "' has no positive " + measure.name().toLowerCase(Locale.ROOT).replace('_', '-')
                        + ", and shares are inverse to it; leave it out of the universe");
    }

    /** The model on the tree as it is, its leaves in {@code order}. */
    private static HierarchicalResult result(Analysis analysis, int[] order, Stop stop) {
        OrderedTree tree = analysis.tree();
        Matrix covariance = analysis.moments().covariance();
        Vector mean = analysis.moments().mean();
        Region region = Region.of(analysis.setting());
        ClusterRisk risk = clusterRisk(analysis, stop);
        return switch (analysis.scenario().model()) {
            case Model.Hrp model -> switch (model.split()) {
                case HALVES -> HierarchicalRiskParity.byHalves(risk, order, region);
                case TREE -> HierarchicalRiskParity.byTree(risk, tree.tree(), region);
            };
            case Model.Herc model ->
                EqualRiskContribution.allocate(risk, tree.tree(), Clustering.count(model, tree), region);
            case Model.Nco model -> NestedClusters.allocate(covariance, mean,
                    tree.tree().cut(Clustering.count(model, tree)), region);
            case Model.Schur model -> switch (model.split()) {
                case HALVES ->
                    SchurAllocation.byHalves(risk, order, covariance, mean, model.gamma(), region);
                case TREE ->
                    SchurAllocation.byTree(risk, tree.tree(), covariance, mean, model.gamma(), region);
            };
            default -> throw new IllegalArgumentException(
                    "'" + analysis.scenario().model().method() + "' is no hierarchical model");
        };
    }

    /** Once stopped no risk is a number, and so no answer is one. */
    private static ClusterRisk clusterRisk(Analysis analysis, Stop stop) {
        Risk risk = RiskShares.riskOf(analysis.scenario().model());
        return switch (risk.measure()) {
            case VARIANCE -> ClusterRisk.variance(analysis.moments().covariance());
            case STANDARD_DEVIATION -> ClusterRisk.standardDeviation(analysis.moments().covariance());
            default -> ClusterRisk.of(outcomes(analysis).returns(),
                    returns -> stop.requested() ? Double.NaN : RiskMeasures.of(risk, returns));
        };
    }

    /** Clusters, band and distance of {@code solution}; null where the model has no tree or the answer no weights. */
    static @Nullable Hierarchy hierarchy(Analysis analysis, Solution solution) {
        Model model = analysis.scenario().model();
        TreeSpec spec = model.clustering();
        if (spec == null || !(solution instanceof Solution.Weighted answer)) {
            return null;
        }
        OrderedTree tree = analysis.tree();
        List<Vector> answers = new ArrayList<>(List.of(answer.weights()));
        int orders = 1;
        boolean complete = true;
        if (orderCounts(model)) {
            LeafOrders equal = LeafOrders.equivalent(tree.tree(), tree.distance(), spec.leafOrder(),
                    mostOrders(analysis), analysis.scenario().seed());
            for (int[] order : equal.orders().subList(1, equal.orders().size())) {
                if (result(analysis, order, Stop.NEVER) instanceof HierarchicalResult.Allocated other) {
                    answers.add(other.weights());
                }
            }
            orders = answers.size();
            complete = equal.complete() && orders == equal.orders().size();
        }
        double distance = result(analysis, tree.orderArray(), Stop.NEVER) instanceof HierarchicalResult.Allocated again
                ? again.distance()
                : Double.NaN;
        return new Hierarchy(Clustering.labels(model, tree), WeightBand.of(answers), orders, complete, distance);
    }

    /** Whether the model's answer depends on how the leaves are laid out. */
    private static boolean orderCounts(Model model) {
        return switch (model) {
            case Model.Hrp hrp -> hrp.split() == Model.Split.HALVES;
            case Model.Schur schur -> schur.split() == Model.Split.HALVES && schur.gamma() < 1;
            default -> false;
        };
    }

    private static int mostOrders(Analysis analysis) {
        double n = analysis.moments().size();
        double steps = n * n;
        Outcomes outcomes = analysis.outcomes();
        RiskMeasure measure = RiskShares.riskOf(analysis.scenario().model()).measure();
        if (!measure.quadratic() && outcomes != null) {
            boolean searched = measure == RiskMeasure.EVAR || measure == RiskMeasure.EDAR;
            steps += 2 * n * outcomes.returns().rows() * (searched ? SEARCHED : ORDERED);
        }
        if (analysis.scenario().model() instanceof Model.Schur) {
            steps += n * n * n / 4;
        }
        return (int) Math.clamp(BAND_STEPS / steps, 2, MOST_ORDERS);
    }

    /** What the hierarchy has to tell besides its numbers. */
    static List<Finding> findings(@Nullable Hierarchy hierarchy) {
        return hierarchy == null || !(hierarchy.distance() > MOVED)
                ? List.of()
                : List.of(Finding.info("scenario", null, "constraints", "the limits moved the weights by "
                        + hierarchy.distance() + " in all (the sum of absolute differences from the answer without "
                        + "them)"));
    }

    /** Measures that the model cannot divide by, on these data. */
    static List<Finding> refusals(Analysis analysis) {
        Model model = analysis.scenario().model();
        RiskMeasure measure = RiskShares.riskOf(model).measure();
        boolean needed = (model instanceof Model.Hrp || model instanceof Model.Herc) && !measure.quadratic();
        return needed && analysis.outcomes() == null
                ? List.of(Finding.error("scenario", null, "model.risk", "'"
                        + measure.name().toLowerCase(Locale.ROOT).replace('_', '-')
                        + "' needs joint outcomes, which given moments and pairwise data do not have; expected "
                        + "variance or standard-deviation, or prices without gaps"))
                : List.of();
    }
}
