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

/** The allocation model and its options. */
final class ModelViewModel {
    private static final double RISK_AVERSION = 5;

    /** The models offered, by their name in the document. */
    static final List<Choice<String>> MODELS = List.of(new Choice<>("mean-risk", "Mean–variance"),
            new Choice<>("risk-budget", "Risk budgets"), new Choice<>("hrp", "Hierarchical risk parity"),
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
        return model.get() instanceof Hrp;
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
        return EstimatesViewModel.chosen(SPLITS, model.get() instanceof Hrp hrp ? hrp.split() : Split.HALVES);
    }

    private TreeSpec tree() {
        TreeSpec tree = model.get().clustering();
        return tree == null ? TreeSpec.DEFAULT : tree;
    }

    /** What the model does, in a sentence. */
    String explanation() {
        return switch (model.get()) {
            case MeanRisk m -> switch (m.goal()) {
                case MINIMISE_RISK -> "The least variance that the limits allow.";
                case MAXIMISE_RETURN -> "The highest expected return that the limits allow.";
                case MAXIMISE_UTILITY -> "Mean less half the risk aversion times variance.";
                case MAXIMISE_RATIO -> "The most expected return over cash per unit of volatility.";
            };
            case Model.RiskBudget _ -> "Each asset contributes its budgeted share of risk.";
            case Hrp _ -> "Splits along the cluster tree, more to the calmer side.";
            case Model.EqualWeight _ -> "The same weight for every asset.";
            case Model.InverseVolatility _ -> "Weights in proportion to one over volatility.";
            case Model.MarketCap _ -> "Weights in proportion to market capitalisation.";
            default -> "";
        };
    }

    void method(Choice<String> choice) {
        if (choice.equals(method())) {
            return;
        }
        Model chosen = switch (choice.value()) {
            case "risk-budget" -> Model.RiskBudget.equal();
            case "hrp" -> Hrp.DEFAULT;
            case "equal-weight" -> new Model.EqualWeight();
            case "inverse-volatility" -> new Model.InverseVolatility();
            case "market-cap" -> new Model.MarketCap();
            default -> MeanRisk.MINIMUM_VARIANCE;
        };
        session.edit("Model: " + choice.label(), s -> s.withModel(chosen));
    }

    void goal(Choice<Goal> choice) {
        Goal goal = choice.value();
        Model chosen = goal == Goal.MAXIMISE_UTILITY ? MeanRisk.utility(RISK_AVERSION) : MeanRisk.of(goal);
        session.edit(choice.label(),
                s -> s.model() instanceof MeanRisk now && now.goal() == goal ? s : s.withModel(chosen));
    }

    /** Sets the risk aversion; returns what is wrong with the text, or empty. */
    String riskAversion(String typed) {
        Double aversion = Numbers.parse(typed);
        if (aversion == null || aversion <= 0) {
            return "A number above 0.";
        }
        session.edit("Risk aversion " + typed.strip(), s -> s.withModel(MeanRisk.utility(aversion)));
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
        session.edit("Split: " + choice.label(),
                s -> s.model() instanceof Hrp h ? s.withModel(new Hrp(h.tree(), choice.value(), h.risk())) : s);
    }

    private void tree(String label, UnaryOperator<TreeSpec> change) {
        session.edit(label,
                s -> s.model() instanceof Hrp h
                        ? s.withModel(new Hrp(change.apply(h.tree()), h.split(), h.risk()))
                        : s);
    }
}
