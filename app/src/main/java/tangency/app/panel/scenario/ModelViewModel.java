package tangency.app.panel.scenario;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import tangency.app.session.Session;
import tangency.core.estimate.spec.TreeSpec;
import tangency.core.model.Model;
import tangency.core.model.Model.Goal;
import tangency.core.model.Model.Hrp;
import tangency.core.model.Model.MeanRisk;
import tangency.core.model.Model.Split;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;

/** The allocation model and its options. */
final class ModelViewModel {
    private static final double RISK_AVERSION = 5;
    private static final double GAMMA = 0.5;
    private static final Risk VARIANCE = Risk.of(RiskMeasure.VARIANCE);

    /** The models offered, by their name in the document. */
    static final List<Choice<String>> MODELS = List.of(new Choice<>("mean-risk", "Mean–risk"),
            new Choice<>("risk-budget", "Risk budgets"), new Choice<>("hrp", "Hierarchical risk parity"),
            new Choice<>("herc", "Hierarchical equal risk"), new Choice<>("nco", "Nested clusters"),
            new Choice<>("schur", "Schur complementary"),
            new Choice<>("max-diversification", "Maximum diversification"),
            new Choice<>("max-decorrelation", "Maximum decorrelation"), new Choice<>("kelly", "Kelly"),
            new Choice<>("equal-weight", "Equal weight"), new Choice<>("inverse-volatility", "Inverse volatility"),
            new Choice<>("market-cap", "Market capitalisation"));
    static final List<Choice<Goal>> GOALS = List.of(new Choice<>(Goal.MINIMISE_RISK, "Minimise risk"),
            new Choice<>(Goal.MAXIMISE_RETURN, "Maximise return"),
            new Choice<>(Goal.MAXIMISE_UTILITY, "Maximise utility"),
            new Choice<>(Goal.MAXIMISE_RATIO, "Maximise return/risk"));
    static final List<Choice<TreeSpec.Codependence>> CODEPENDENCES = List.of(
            new Choice<>(TreeSpec.Codependence.PEARSON, "Pearson"),
            new Choice<>(TreeSpec.Codependence.SPEARMAN, "Spearman"),
            new Choice<>(TreeSpec.Codependence.KENDALL, "Kendall"),
            new Choice<>(TreeSpec.Codependence.GERBER, "Gerber"),
            new Choice<>(TreeSpec.Codependence.DISTANCE_CORRELATION, "Distance correlation"),
            new Choice<>(TreeSpec.Codependence.LOWER_TAIL, "Lower tail"));
    static final List<Choice<TreeSpec.Distance>> DISTANCES = List.of(
            new Choice<>(TreeSpec.Distance.CORRELATION, "Correlation"),
            new Choice<>(TreeSpec.Distance.CORRELATION_OF_DISTANCES, "Between columns"));
    static final List<Choice<TreeSpec.Linkage>> LINKAGES = List.of(new Choice<>(TreeSpec.Linkage.WARD, "Ward"),
            new Choice<>(TreeSpec.Linkage.SINGLE, "Single"), new Choice<>(TreeSpec.Linkage.AVERAGE, "Average"),
            new Choice<>(TreeSpec.Linkage.COMPLETE, "Complete"));
    static final List<Choice<TreeSpec.LeafOrder>> LEAF_ORDERS = List.of(
            new Choice<>(TreeSpec.LeafOrder.OPTIMAL, "Optimal"), new Choice<>(TreeSpec.LeafOrder.TREE, "As merged"));
    static final List<Choice<Split>> SPLITS = List.of(new Choice<>(Split.HALVES, "In halves"),
            new Choice<>(Split.TREE, "At the tree's nodes"));

    private final Session session;
    private final ReadOnlyObjectWrapper<Model> model;

    ModelViewModel(Session session) {
        this.session = session;
        this.model = new ReadOnlyObjectWrapper<>(session.scenario().model());
        session.scenarioProperty().subscribe(s -> model.set(s.model()));
    }

    /** Changes whenever anything here does. */
    ReadOnlyObjectProperty<Model> modelProperty() {
        return model.getReadOnlyProperty();
    }

    /** The model in force among those offered, or as it is called in the document. */
    Choice<String> method() {
        return EstimatesViewModel.chosen(MODELS, model.get().method());
    }

    /** The goal in force, null where the model has none. */
    @Nullable
    Choice<Goal> goal() {
        return model.get() instanceof MeanRisk m ? EstimatesViewModel.chosen(GOALS, m.goal()) : null;
    }

    /** The risk aversion as text, null where the model has none. */
    @Nullable
    String riskAversion() {
        return model.get() instanceof MeanRisk m && m.riskAversion() != null ? Numbers.number(m.riskAversion()) : null;
    }

    /** Whether the model has risk budgets. */
    boolean budgeted() {
        return model.get() instanceof Model.RiskBudget;
    }

    /** Whether the model has a cluster tree. */
    boolean hierarchical() {
        return model.get().clustering() != null;
    }

    /** The risk measure in force, null where the model has none to choose. */
    @Nullable
    Choice<RiskMeasure> risk() {
        Risk risk = riskOf(model.get());
        return risk == null ? null : EstimatesViewModel.chosen(RiskChoices.ALL, risk.measure());
    }

    /** The confidence of the risk measure in per cent, null where it has none. */
    @Nullable
    String level() {
        Risk risk = riskOf(model.get());
        return risk == null || !RiskChoices.hasLevel(risk.measure()) ? null : Numbers.percent(risk.level());
    }

    private static @Nullable Risk riskOf(Model model) {
        return switch (model) {
            case MeanRisk m -> m.risk();
            case Model.RiskBudget m -> m.risk();
            case Hrp m -> m.risk();
            case Model.Herc m -> m.risk();
            default -> null;
        };
    }

    void risk(Choice<RiskMeasure> choice) {
        session.edit("Risk: " + choice.label(), s -> {
            Risk now = riskOf(s.model());
            return now == null || now.measure() == choice.value()
                    ? s
                    : s.withModel(on(s.model(), new Risk(choice.value(), now.level(), false)));
        });
    }

    /** Sets the confidence of the risk measure; returns what is wrong with the text, or empty. */
    String level(String typed) {
        Double level = Numbers.parsePercent(typed);
        if (level == null || level <= 0 || level >= 1) {
            return "Between 0 and 100 per cent.";
        }
        session.edit("Confidence " + typed.strip() + " %", s -> {
            Risk now = riskOf(s.model());
            return now == null ? s : s.withModel(on(s.model(), new Risk(now.measure(), level, now.compounded())));
        });
        return "";
    }

    /** The same model on another risk measure. */
    private static Model on(Model model, Risk risk) {
        return switch (model) {
            case MeanRisk m -> new MeanRisk(m.goal(), risk, m.riskAversion(), m.meanUncertainty());
            case Model.RiskBudget m -> new Model.RiskBudget(risk, m.budgets());
            case Hrp m -> new Hrp(m.tree(), m.split(), risk);
            case Model.Herc m -> new Model.Herc(m.tree(), m.split(), risk, m.clusters());
            default -> model;
        };
    }

    /** The number of clusters as text, blank where the gap statistic finds it, null where the model has none. */
    @Nullable
    String clusters() {
        Integer clusters = switch (model.get()) {
            case Model.Herc m -> m.clusters();
            case Model.Nco m -> m.clusters();
            case Model.Schur m -> m.clusters();
            default -> null;
        };
        boolean clustered = hierarchical() && !(model.get() instanceof Hrp);
        return !clustered ? null : clusters == null ? "" : clusters.toString();
    }

    /** Sets the number of clusters, blank for the gap statistic; returns what is wrong with the text, or empty. */
    String clusters(String typed) {
        Double number = typed.isBlank() ? null : Numbers.parse(typed);
        if (!typed.isBlank() && (number == null || number < 1 || number != Math.rint(number) || number > 10_000)) {
            return "A whole number, or nothing to let the gap statistic find it.";
        }
        Integer clusters = number == null ? null : (Integer) number.intValue();
        session.edit(clusters == null ? "Clusters by gap statistic" : "Clusters: " + clusters,
                s -> s.withModel(switch (s.model()) {
                    case Model.Herc m -> new Model.Herc(m.tree(), m.split(), m.risk(), clusters);
                    case Model.Nco m -> new Model.Nco(m.tree(), m.split(), m.risk(), clusters);
                    case Model.Schur m -> new Model.Schur(m.tree(), m.split(), m.risk(), clusters, m.gamma());
                    default -> s.model();
                }));
        return "";
    }

    /** How far the Schur model goes from hierarchy to minimum variance, as text; null for other models. */
    @Nullable
    String gamma() {
        return model.get() instanceof Model.Schur m ? Numbers.number(m.gamma()) : null;
    }

    /** Sets gamma; returns what is wrong with the text, or empty. */
    String gamma(String typed) {
        Double gamma = Numbers.parse(typed);
        if (gamma == null || gamma < 0 || gamma > 1) {
            return "Between 0 (hierarchy) and 1 (minimum variance).";
        }
        session.edit("Gamma " + typed.strip(),
                s -> s.model() instanceof Model.Schur m
                        ? s.withModel(new Model.Schur(m.tree(), m.split(), m.risk(), m.clusters(), gamma))
                        : s);
        return "";
    }

    /** The part of the full Kelly answer that is held, in per cent; null for other models. */
    @Nullable
    String fraction() {
        return model.get() instanceof Model.Kelly kelly ? Numbers.percent(kelly.fraction()) : null;
    }

    /** Sets the Kelly fraction; returns what is wrong with the text, or empty. */
    String fraction(String typed) {
        Double fraction = Numbers.parsePercent(typed);
        if (fraction == null || fraction <= 0 || fraction > 1) {
            return "Above 0, at most 100 per cent.";
        }
        session.edit("Kelly fraction " + typed.strip() + " %",
                s -> s.model() instanceof Model.Kelly kelly
                        ? s.withModel(new Model.Kelly(fraction, kelly.drawdown()))
                        : s);
        return "";
    }

    Choice<TreeSpec.Codependence> codependence() {
        return EstimatesViewModel.chosen(CODEPENDENCES, tree().codependence());
    }

    Choice<TreeSpec.Distance> distance() {
        return EstimatesViewModel.chosen(DISTANCES, tree().distance());
    }

    Choice<TreeSpec.Linkage> linkage() {
        return EstimatesViewModel.chosen(LINKAGES, tree().linkage());
    }

    Choice<TreeSpec.LeafOrder> leafOrder() {
        return EstimatesViewModel.chosen(LEAF_ORDERS, tree().leafOrder());
    }

    Choice<Split> split() {
        return EstimatesViewModel.chosen(SPLITS, switch (model.get()) {
            case Hrp m -> m.split();
            case Model.Herc m -> m.split();
            case Model.Nco m -> m.split();
            case Model.Schur m -> m.split();
            default -> Split.HALVES;
        });
    }

    private TreeSpec tree() {
        TreeSpec tree = model.get().clustering();
        return tree == null ? TreeSpec.DEFAULT : tree;
    }

    /** What the model does, in a sentence. */
    String explanation() {
        return switch (model.get()) {
            case MeanRisk m -> switch (m.goal()) {
                case MINIMISE_RISK -> "The least risk that the limits allow.";
                case MAXIMISE_RETURN -> "The highest expected return that the limits allow.";
                case MAXIMISE_UTILITY -> m.risk().measure() == RiskMeasure.VARIANCE
                        ? "Mean less half the risk aversion times variance."
                        : "Mean less the risk aversion times the risk.";
                case MAXIMISE_RATIO -> "The most expected return over cash per unit of risk.";
            };
            case Model.RiskBudget _ -> "Each asset contributes its budgeted share of risk.";
            case Hrp _ -> "Splits along the cluster tree, more to the calmer side.";
            case Model.Herc _ -> "Clusters share in inverse proportion to their risk.";
            case Model.Nco _ -> "Least variance inside each cluster, then across them.";
            case Model.Schur _ -> "Between hierarchical risk parity and minimum variance.";
            case Model.MaxDiversification _ -> "The most average volatility per unit of volatility.";
            case Model.MaxDecorrelation _ -> "The least variance if all were equally volatile.";
            case Model.Kelly _ -> "The highest expected growth of wealth.";
            case Model.EqualWeight _ -> "The same weight for every asset.";
            case Model.InverseVolatility _ -> "Weights in proportion to one over volatility.";
            case Model.MarketCap _ -> "Weights in proportion to market capitalisation.";
        };
    }

    void method(Choice<String> choice) {
        if (choice.equals(method())) {
            return;
        }
        Model chosen = switch (choice.value()) {
            case "risk-budget" -> Model.RiskBudget.equal();
            case "hrp" -> new Hrp(tree(), split().value(), VARIANCE);
            case "herc" -> new Model.Herc(tree(), split().value(), VARIANCE, null);
            case "nco" -> new Model.Nco(tree(), split().value(), VARIANCE, null);
            case "schur" -> new Model.Schur(tree(), split().value(), VARIANCE, null, GAMMA);
            case "max-diversification" -> new Model.MaxDiversification();
            case "max-decorrelation" -> new Model.MaxDecorrelation();
            case "kelly" -> new Model.Kelly(1, null);
            case "equal-weight" -> new Model.EqualWeight();
            case "inverse-volatility" -> new Model.InverseVolatility();
            case "market-cap" -> new Model.MarketCap();
            default -> MeanRisk.MINIMUM_VARIANCE;
        };
        session.edit("Model: " + choice.label(), s -> s.withModel(chosen));
    }

    void goal(Choice<Goal> choice) {
        Goal goal = choice.value();
        session.edit(choice.label(),
                s -> s.model() instanceof MeanRisk now && now.goal() != goal
                        ? s.withModel(new MeanRisk(goal, now.risk(),
                                goal == Goal.MAXIMISE_UTILITY ? (Double) RISK_AVERSION : null, now.meanUncertainty()))
                        : s);
    }

    /** Sets the risk aversion; returns what is wrong with the text, or empty. */
    String riskAversion(String typed) {
        Double aversion = Numbers.parse(typed);
        if (aversion == null || aversion <= 0) {
            return "A number above 0.";
        }
        session.edit("Risk aversion " + typed.strip(),
                s -> s.model() instanceof MeanRisk m
                        ? s.withModel(new MeanRisk(m.goal(), m.risk(), aversion, m.meanUncertainty()))
                        : s);
        return "";
    }

    /** How the risk budgets stand, in words. */
    String budgets() {
        return model.get() instanceof Model.RiskBudget budget
                ? budget.budgets().isEmpty()
                        ? "equal budgets"
                        : budget.budgets().size() == 1 ? "one budget set" : budget.budgets().size() + " budgets set"
                : "";
    }

    void equalBudgets() {
        session.edit("Equal risk budgets",
                s -> s.model() instanceof Model.RiskBudget b
                        ? s.withModel(new Model.RiskBudget(b.risk(), Map.of()))
                        : s);
    }

    void codependence(Choice<TreeSpec.Codependence> choice) {
        tree("Codependence: " + choice.label(),
                t -> new TreeSpec(choice.value(), t.distance(), t.linkage(), t.leafOrder()));
    }

    void distance(Choice<TreeSpec.Distance> choice) {
        tree("Distance: " + choice.label(),
                t -> new TreeSpec(t.codependence(), choice.value(), t.linkage(), t.leafOrder()));
    }

    void linkage(Choice<TreeSpec.Linkage> choice) {
        tree("Linkage: " + choice.label(),
                t -> new TreeSpec(t.codependence(), t.distance(), choice.value(), t.leafOrder()));
    }

    void leafOrder(Choice<TreeSpec.LeafOrder> choice) {
        tree("Leaf order: " + choice.label(),
                t -> new TreeSpec(t.codependence(), t.distance(), t.linkage(), choice.value()));
    }

    void split(Choice<Split> choice) {
        session.edit("Split: " + choice.label(), s -> s.withModel(switch (s.model()) {
            case Hrp m -> new Hrp(m.tree(), choice.value(), m.risk());
            case Model.Herc m -> new Model.Herc(m.tree(), choice.value(), m.risk(), m.clusters());
            case Model.Nco m -> new Model.Nco(m.tree(), choice.value(), m.risk(), m.clusters());
            case Model.Schur m -> new Model.Schur(m.tree(), choice.value(), m.risk(), m.clusters(), m.gamma());
            default -> s.model();
        }));
    }

    private void tree(String label, UnaryOperator<TreeSpec> change) {
        session.edit(label, s -> s.withModel(switch (s.model()) {
            case Hrp m -> new Hrp(change.apply(m.tree()), m.split(), m.risk());
            case Model.Herc m -> new Model.Herc(change.apply(m.tree()), m.split(), m.risk(), m.clusters());
            case Model.Nco m -> new Model.Nco(change.apply(m.tree()), m.split(), m.risk(), m.clusters());
            case Model.Schur m -> new Model.Schur(change.apply(m.tree()), m.split(), m.risk(), m.clusters(), m.gamma());
            default -> s.model();
        }));
    }
}
