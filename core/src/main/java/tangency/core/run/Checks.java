package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.Moments;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.market.Asset;
import tangency.core.market.Finding;
import tangency.core.market.MarketData;
import tangency.core.market.NearestName;
import tangency.core.market.Universe;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.returns.Outcomes;
import tangency.core.scenario.MarketSpec;
import tangency.core.scenario.Scenario;
import tangency.core.solve.Allocation;
import tangency.core.solve.convex.ConvexFrontier;
import tangency.core.solve.convex.Unsupported;
import tangency.core.solve.discrete.DiscreteAllocation;

/** What can be said against a scenario on its data before anything is solved. */
final class Checks {
    static final String SCENARIO = "scenario";

    private Checks() {}

    /** Names in the document that the data does not know. */
    static List<Finding> document(Scenario scenario, Universe universe, @Nullable MarketData data) {
        List<Finding> findings = new ArrayList<>();
        Universe known = data == null ? universe : data.universe();
        MarketSpec market = scenario.market();
        for (Constraint constraint : scenario.constraints()) {
            switch (constraint) {
                case Constraint.Bounds bounds ->
                    ids(findings, constraint, bounds.assets() == null ? List.of() : bounds.assets(), universe, known);
                case Constraint.NoSell none ->
                    ids(findings, constraint, none.assets() == null ? List.of() : none.assets(), universe, known);
                case Constraint.NoBuy none ->
                    ids(findings, constraint, none.assets() == null ? List.of() : none.assets(), universe, known);
                case Constraint.Participation limit when limit.enabled() ->
                    unknown(findings, place(constraint), "adv", universe, asset -> asset.adv() == null);
                case Constraint.Linear linear ->
                    ids(findings, constraint, linear.coefficients().keySet(), universe, known);
                case Constraint.Group group -> {
                    group(findings, place(constraint), group.by(), group.value(), universe, known);
                    if (group.relativeToBenchmark() && (market == null || market.benchmark() == null)) {
                        findings.add(Finding.error(SCENARIO, null, place(constraint),
                                "is relative to the benchmark, but market.benchmark is missing"));
                    }
                }
                default -> {
                }
            }
        }
        if (scenario.model() instanceof Model.RiskBudget budget) {
            for (String key : budget.budgets().keySet()) {
                GroupKey group = GroupKey.parse(key);
                if (group != null) {
                    group(findings, "model.budgets", group.column(), group.value(), universe, known);
                } else if (universe.indexOf(key) < 0) {
                    findings.add(Finding.error(SCENARIO, null, "model.budgets", known.indexOf(key) < 0
                            ? unknownAsset(key, universe)
                            : "'" + key + "' is not in the universe; its share would be nobody's"));
                }
            }
        }
        if (scenario.costs().spread() && scenario.model() instanceof Model.MeanRisk meanRisk
                && meanRisk.goal() != Model.Goal.MINIMISE_RISK) {
            unknown(findings, "costs.spread", "spread", universe, asset -> asset.spread() == null);
        }
        if (scenario.model() instanceof Model.MarketCap) {
            for (var asset : universe.assets()) {
                if (asset.marketCap() == null || asset.marketCap() <= 0) {
                    findings.add(Finding.error(SCENARIO, null, "model.method", "market-cap needs the marketCap of '"
                            + asset.id() + "'; expected a positive number in the assets file"));
                }
            }
        }
        if (market != null && market.benchmark() != null) {
            String id = market.benchmark().id();
            Set<String> ids = id == null ? market.benchmark().weights().keySet() : Set.of(id);
            for (String name : ids) {
                if (known.indexOf(name) < 0) {
                    findings.add(Finding.error(SCENARIO, null, "market.benchmark", unknownAsset(name, known)));
                }
            }
        }
        for (String id : scenario.holdings().weights().keySet()) {
            if (known.indexOf(id) < 0) {
                findings.add(Finding.warning(SCENARIO, null, "holdings.weights",
                        "'" + id + "' is not in the price file; it counts as sold"));
            }
        }
        return findings;
    }

    /** What the assets file must say of every asset. */
    private static void unknown(List<Finding> findings, String place, String column, Universe universe,
            Predicate<Asset> missing) {
        List<String> ids = universe.assets().stream().filter(missing).map(Asset::id).toList();
        if (!ids.isEmpty()) {
            findings.add(Finding.error(SCENARIO, null, place, "needs the column '" + column
                    + "' of the assets file for every asset; it is missing for " + String.join(", ", ids)));
        }
    }

    private static String place(Constraint constraint) {
        return place(constraint.name());
    }

    static String place(String constraint) {
        return "constraint '" + constraint + "'";
    }

    private static void ids(List<Finding> findings, Constraint constraint, Iterable<String> ids, Universe universe,
            Universe known) {
        for (String id : ids) {
            if (known.indexOf(id) < 0) {
                findings.add(Finding.error(SCENARIO, null, place(constraint), unknownAsset(id, universe)));
            } else if (universe.indexOf(id) < 0) {
                findings.add(Finding.warning(SCENARIO, null, place(constraint),
                        "names '" + id + "', which is not in the universe; that part has no effect"));
            }
        }
    }

    static String unknownAsset(String id, Universe universe) {
        List<String> some = universe.ids().stream().limit(5).toList();
        return "unknown asset '" + id + "'" + NearestName.hint(id, universe.ids()) + "; expected one of "
                + universe.size() + " ids ("
                + String.join(", ", some) + (universe.size() > some.size() ? ", …)" : ")");
    }

    static void group(List<Finding> findings, String place, String column, String value, Universe universe,
            Universe known) {
        if (!known.groupings().contains(column)) {
            findings.add(Finding.error(SCENARIO, null, place, known.groupings().isEmpty()
                    ? "there is no column '" + column + "' to group by: the assets have none; expected an assets file "
                            + "(market.assets) with that column"
                    : "no column '" + column + "' to group by in the assets file"
                            + NearestName.hint(column, known.groupings()) + "; columns: "
                            + String.join(", ", known.groupings())));
        } else if (!known.members(column).containsKey(value)) {
            findings.add(Finding.error(SCENARIO, null, place, "no asset has " + column + " = '" + value + "'"
                    + NearestName.hint(value, known.members(column).keySet()) + "; values: "
                    + String.join(", ", new TreeSet<>(known.members(column).keySet()))));
        } else if (!universe.members(column).containsKey(value)) {
            findings.add(Finding.warning(SCENARIO, null, place,
                    "no asset of the universe has " + column + " = '" + value + "'"));
        }
    }

    /** Moments that no model can work with. */
    static List<Finding> moments(Moments moments) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            double variance = moments.covariance().get(i, i);
            String id = moments.ids().get(i);
            if (!Double.isFinite(moments.mean().get(i)) || !Double.isFinite(variance)) {
                findings.add(Finding.error("estimates", null, id, "mean or variance is not a finite number"));
            } else if (variance < 0) {
                findings.add(Finding.error("estimates", null, id,
                        "the variance is " + variance + ", expected a number that is not negative"));
            } else if (variance == 0) {
                findings.add(Finding.warning("estimates", null, id, "the variance is 0"));
            }
        }
        if (moments.repairDistance() != null) {
            findings.add(Finding.warning("estimates", null, null,
                    "the covariance was not positive semi-definite and was moved to the nearest that is, by "
                            + moments.repairDistance() + " (Frobenius norm)"));
        }
        return findings;
    }

    /** Whether limits are part of the question that {@code model} asks. */
    static boolean optimises(Model model) {
        return switch (model) {
            case Model.MeanRisk _,Model.Kelly _,Model.MaxDiversification _,Model.MaxDecorrelation _,Model.RiskBudget _ ->
                true;
            case Model.EqualWeight _,Model.InverseVolatility _,Model.MarketCap _,Model.Hrp _,Model.Herc _,Model.Nco _,Model.Schur _ ->
                false;
        };
    }

    /** Why the model cannot run, as far as the document alone tells: measures and constraints that it does not honour. */
    static List<Finding> model(Scenario scenario) {
        List<Finding> refusals = new ArrayList<>();
        Model model = scenario.model();
        switch (model) {
            case Model.MeanRisk _ -> unhonoured(refusals, scenario, Checks::convexOrChoice);
            case Model.Kelly _,Model.MaxDiversification _,Model.MaxDecorrelation _ ->
                unhonoured(refusals, scenario, c -> convexOrChoice(c) && !DiscreteAllocation.chooses(c));
            case Model.Nco nco -> {
                onVariance(refusals, nco.risk(), nco);
                unhonoured(refusals, scenario, MeanRiskAnswers::plain);
            }
            case Model.Schur schur -> {
                onVariance(refusals, schur.risk(), schur);
                unhonoured(refusals, scenario, MeanRiskAnswers::plain);
            }
            case Model.EqualWeight _,Model.InverseVolatility _,Model.MarketCap _,Model.RiskBudget _,Model.Hrp _,Model.Herc _ ->
                unhonoured(refusals, scenario, MeanRiskAnswers::plain);
        }
        return refusals;
    }

    /** Likewise, as data and estimates tell. */
    static List<Finding> model(Scenario scenario, Allocation setting) {
        List<Finding> refusals = model(scenario);
        if (!refusals.isEmpty()) {
            return refusals;
        }
        return switch (scenario.model()) {
            case Model.MeanRisk model -> MeanRiskAnswers.refusals(model, scenario, setting);
            case Model.Kelly _,Model.MaxDiversification _,Model.MaxDecorrelation _ ->
                MeanRiskAnswers.findings(Unsupported.of(scenario.model(), setting));
            default -> refusals;
        };
    }

    private static boolean convexOrChoice(Constraint constraint) {
        return !(constraint instanceof Constraint.RiskContribution)
                && !(constraint instanceof Constraint.Correlation correlation && correlation.average() != null);
    }

    private static void onVariance(List<Finding> refusals, Risk risk, Model model) {
        if (!risk.measure().quadratic()) {
            refusals.add(Finding.error(SCENARIO, null, "model.risk", model.method() + " minimises the variance and has "
                    + "no use for '" + name(risk.measure()) + "'; expected variance or standard-deviation"));
        }
    }

    /** A set of uncertain means whose size depends on a number of observations that is not known. */
    static List<Finding> uncertainty(Model model, Moments moments) {
        boolean uncertain = model instanceof Model.MeanRisk meanRisk && meanRisk.meanUncertainty() != null
                && meanRisk.goal() != Model.Goal.MINIMISE_RISK;
        return !uncertain || moments.observations() != null
                ? List.of()
                : List.of(Finding.error(SCENARIO, null, "estimates.observations",
                        "is missing: model.meanUncertainty needs the number of observations behind the means"));
    }

    /** Why the exact frontier does not show what {@code scenario} asks about. */
    static List<Finding> frontier(Scenario scenario, Allocation setting) {
        List<Finding> refusals = deductions(scenario, setting);
        if (scenario.model() instanceof Model.MeanRisk model && !model.risk().measure().quadratic()) {
            refusals.add(Finding.error(SCENARIO, null, "model.risk", "there are no corner portfolios on '"
                    + name(model.risk().measure()) + "'; ask for a number of points"));
        }
        refusals.addAll(uncertainty(scenario.model(), setting.moments()));
        unhonoured(refusals, "the exact frontier", scenario.enabledConstraints(), MeanRiskAnswers::plain);
        return refusals;
    }

    /** Why points on the frontier of the model's own measure cannot be found either. */
    static List<Finding> frontierPoints(Scenario scenario, Allocation setting) {
        List<Finding> refusals = deductions(scenario, setting);
        if (scenario.model() instanceof Model.MeanRisk model) {
            refusals.addAll(MeanRiskAnswers.findings(Unsupported.of(ConvexFrontier.leastRisk(model), setting)));
        } else {
            unhonoured(refusals, "the exact frontier", scenario.enabledConstraints(), MeanRiskAnswers::plain);
        }
        return refusals;
    }

    /** What is taken off the mean in ways that no frontier here shows. */
    private static List<Finding> deductions(Scenario scenario, Allocation setting) {
        List<Finding> refusals = new ArrayList<>();
        if (!(scenario.model() instanceof Model.MeanRisk model) || model.goal() == Model.Goal.MINIMISE_RISK) {
            return refusals;
        }
        if (scenario.costs().ridge() != 0) {
            refusals.add(bent("costs.ridge", "a ridge"));
        }
        if (setting.trading().impacting()) {
            refusals.add(bent("costs.impact", "impact"));
        }
        if (setting.trading().fixed() != 0) {
            refusals.add(bent("costs.fixed", "a cost per trade"));
        }
        if (MeanRiskAnswers.ellipsoid(model)) {
            refusals.add(bent("model.meanUncertainty.shape", "an ellipsoid"));
        }
        return refusals;
    }

    private static Finding bent(String place, String what) {
        return Finding.error(SCENARIO, null, place,
                "with " + what + " deducted from the mean the frontier is not one that can be traced");
    }

    private static void unhonoured(List<Finding> refusals, Scenario scenario, Predicate<Constraint> honoured) {
        unhonoured(refusals, scenario.model().method(), scenario.enabledConstraints(), honoured);
    }

    private static void unhonoured(List<Finding> refusals, String who, List<Constraint> enabled,
            Predicate<Constraint> honoured) {
        for (Constraint constraint : enabled) {
            if (!honoured.test(constraint)) {
                boolean average = constraint instanceof Constraint.Correlation limit && limit.average() != null;
                refusals.add(Finding.error(SCENARIO, null, place(constraint), who
                        + " cannot honour " + (average ? "the average of " : "") + "a constraint of type '"
                        + constraint.type() + "' in this version; switch it off (\"enabled\": false) or take it out"));
            }
        }
    }

    /** A tree whose coefficients need outcomes where there are none. */
    static List<Finding> tree(TreeSpec spec, @Nullable Outcomes outcomes) {
        if (spec.codependence() == TreeSpec.Codependence.PEARSON || outcomes != null) {
            return List.of();
        }
        return List.of(Finding.error(SCENARIO, null, "model.codependence",
                "'" + name(spec.codependence()) + "' needs joint outcomes, which given moments and pairwise data do "
                        + "not have; expected pearson, or prices without gaps"));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
