package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Limits;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;

/**
 * Mean-risk models on variance or its square root under limits that only whole choices meet: translates the user's
 * constraints into a {@link DiscreteProblem} and its answer back. Nothing here is convex, so that limits have no prices.
 */
public final class DiscreteAllocation {
    private DiscreteAllocation() {}

    /** Whether a constraint is a choice that this solver makes. */
    public static boolean chooses(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Cardinality _,Constraint.MinimumPosition _,Constraint.Lots _ -> true;
            case Constraint.Correlation correlation -> correlation.average() == null;
            default -> false;
        };
    }

    /** Whether a constraint can be honoured beside choices. */
    public static boolean covers(Constraint constraint) {
        return chooses(constraint) || LinearTerms.covers(constraint);
    }

    /** Whether {@code setting} asks for choices under {@code model}: by a constraint, or by fixed costs that are deducted. */
    public static boolean needed(Model.MeanRisk model, Allocation setting) {
        return setting.constraints().stream().anyMatch(DiscreteAllocation::chooses)
                || (setting.trading().fixed() > 0 && model.goal() != Model.Goal.MINIMISE_RISK);
    }

    /**
     * Solves {@code model} on {@code setting}, whose constraints this class {@link #covers} and which has no costs but
     * fixed and linear ones. Stopped early the answer is {@code Inexact} and says by how much at most a portfolio can be better.
     *
     * @param limits whose nodes bound the search; its seconds must be part of {@code stop}
     */
    public static Solution solve(Model.MeanRisk model, Allocation setting, Limits limits, Stop stop) {
        for (Constraint constraint : setting.constraints()) {
            if (!covers(constraint)) {
                throw new IllegalArgumentException("Constraint of type " + constraint.type());
            }
        }
        boolean costs = model.goal() != Model.Goal.MINIMISE_RISK;
        String missing = unknownLots(setting).entrySet().stream().findFirst()
                .map(unknown -> "constraint '" + unknown.getKey() + "' " + unknown.getValue())
                .orElseGet(() -> LinearTerms.missing(setting, costs));
        if (missing != null) {
            return new Solution.Failed(missing);
        }
        long nodes = limits.nodes() == null ? Long.MAX_VALUE : limits.nodes();
        DiscreteProblem problem = problem(setting, goal(model, setting), costs).withNodes(nodes);
        DiscreteResult result = DiscreteSolver.solve(problem, stop);
        double always = costs && model.goal() != Model.Goal.MAXIMISE_RATIO ? LinearTerms.of(setting, true).cost() : 0;
        return switch (result) {
            case DiscreteResult.Optimal optimal -> {
                Vector weights = weights(setting, optimal);
                double objective = objective(model, optimal.objective()) - always;
                yield Solution.certified(weights, objective, optimal.certificate(), states(setting, weights),
                        count(optimal.nodes()),
                        "the search did not close its gap");
            }
            case DiscreteResult.Inexact inexact -> {
                Vector weights = weights(setting, inexact);
                yield new Solution.Inexact(weights, objective(model, inexact.objective()) - always,
                        inexact.certificate(), states(setting, weights), count(inexact.nodes()),
                        inexact.message() + bound(model, inexact.bound(), always));
            }
            case DiscreteResult.Infeasible infeasible -> infeasible(model, setting, infeasible, stop);
            case DiscreteResult.Unbounded unbounded -> new Solution.Unbounded(unbounded.why());
            case DiscreteResult.Failed failed -> new Solution.Failed(failed.why()
                    + WholeBudget.hint(setting, problem, stop));
        };
    }

    private static int count(long nodes) {
        return (int) Math.min(Integer.MAX_VALUE, nodes);
    }

    private static DiscreteProblem.Goal goal(Model.MeanRisk model, Allocation setting) {
        return switch (model.goal()) {
            case MINIMISE_RISK -> new DiscreteProblem.Goal.Tolerance(0);
            case MAXIMISE_RETURN -> new DiscreteProblem.Goal.Return();
            case MAXIMISE_RATIO -> new DiscreteProblem.Goal.Ratio(setting.riskFree());
            case MAXIMISE_UTILITY -> {
                double aversion = aversion(model);
                yield aversion == 0
                        ? new DiscreteProblem.Goal.Return()
                        : new DiscreteProblem.Goal.Tolerance(1 / aversion);
            }
        };
    }

    private static double aversion(Model.MeanRisk model) {
        Double aversion = model.riskAversion();
        if (aversion == null || !(aversion >= 0)) {
            throw new IllegalArgumentException("maximise-utility needs a riskAversion of 0 or more, not " + aversion);
        }
        return aversion;
    }

    /** The model's objective where the problem's is {@code value}. */
    private static double objective(Model.MeanRisk model, double value) {
        return switch (model.goal()) {
            case MINIMISE_RISK -> {
                double variance = Math.max(0, 2 * value);
                yield model.risk().measure() == RiskMeasure.STANDARD_DEVIATION ? Math.sqrt(variance) : variance;
            }
            case MAXIMISE_RETURN, MAXIMISE_RATIO -> -value;
            case MAXIMISE_UTILITY -> aversion(model) == 0 ? -value : -aversion(model) * value;
        };
    }

    private static Vector weights(Allocation setting, DiscreteResult.Found found) {
        return padded(found.weights(), setting.size());
    }

    private static String bound(Model.MeanRisk model, double bound, double always) {
        return Double.isInfinite(bound)
                ? ""
                : "; the best there is lies no further than " + (objective(model, bound) - always);
    }

    static DiscreteProblem problem(Allocation setting, DiscreteProblem.Goal goal, boolean costs) {
        LinearTerms.Problem terms = LinearTerms.of(setting, costs);
        DiscreteProblem.Goal net = goal instanceof DiscreteProblem.Goal.Ratio ratio
                ? new DiscreteProblem.Goal.Ratio(ratio.riskFree() + terms.cost())
                : goal;
        int all = terms.quadratic().size();
        DiscreteProblem problem = DiscreteProblem.of(terms.quadratic(), net).withAssets(setting.size());
        for (Constraint constraint : setting.constraints()) {
            problem = switch (constraint) {
                case Constraint.Cardinality c -> problem.withHeld(
                        Math.max(problem.minHeld(), c.min() == null ? 0 : c.min()),
                        Math.min(problem.maxHeld(), c.max() == null ? Integer.MAX_VALUE : c.max()));
                case Constraint.MinimumPosition c ->
                    problem.withMinimumPosition(Math.max(problem.minimumPosition(), c.min()));
                case Constraint.Lots c -> problem.withLots(padded(lots(setting, c), all));
                case Constraint.Correlation c when c.max() != null ->
                    problem.withApart(Correlations.above(setting.moments().covariance(), c.max()));
                default -> problem;
            };
        }
        double fixed = setting.trading().fixed() / setting.trading().horizon();
        if (costs && fixed > 0) {
            double[] each = new double[setting.size()];
            Arrays.fill(each, fixed);
            problem = problem.withFixedCosts(padded(Vector.wrap(each), all), padded(setting.trading().held(), all));
        }
        return problem;
    }

    private static Vector padded(Vector weights, int all) {
        return weights.size() == all ? weights : Vector.wrap(Arrays.copyOf(weights.shared(), all));
    }

    private static Allocation linearOnly(Allocation setting) {
        return setting.withConstraints(setting.constraints().stream().filter(LinearTerms::plain).toList());
    }

    /** The weight of one lot of each asset. */
    private static Vector lots(Allocation setting, Constraint.Lots constraint) {
        double[] lots = new double[setting.size()];
        Double given = constraint.size();
        for (int i = 0; i < lots.length; i++) {
            double units = given == null ? setting.trading().lot().get(i) : given;
            lots[i] = units * setting.trading().price().get(i) / setting.trading().capital();
        }
        return Vector.wrap(lots);
    }

    /** What a limit to whole lots would have to know and does not, by the limit's name. */
    public static Map<String, String> unknownLots(Allocation setting) {
        Map<String, String> unknown = new LinkedHashMap<>();
        for (Constraint constraint : setting.constraints()) {
            if (constraint instanceof Constraint.Lots limit) {
                Vector lots = lots(setting, limit);
                for (int i = 0; i < lots.size(); i++) {
                    if (!(lots.get(i) > 0) || Double.isInfinite(lots.get(i))) {
                        unknown.putIfAbsent(limit.name(), "needs to know what a lot of '"
                                + setting.universe().ids().get(i)
                                + "' is worth: its price, the lot's size (in the constraint or the assets file) and the"
                                + " capital must be positive");
                    }
                }
            }
        }
        return unknown;
    }

    private static Solution infeasible(Model.MeanRisk model, Allocation setting, DiscreteResult.Infeasible result,
            Stop stop) {
        boolean ratio = model.goal() == Model.Goal.MAXIMISE_RATIO;
        if (ratio && DiscreteSolver.anyPortfolio(
                problem(setting, goal(model, setting), false).withNodes(Contradiction.NODES),
                stop) instanceof DiscreteResult.Found) {
            return new Solution.Infeasible("no portfolio within the limits earns more than the risk-free rate of "
                    + setting.riskFree() + " per period and its costs", List.of(), Map.of());
        }
        Contradiction contradiction = Contradiction.of(setting, stop);
        String quoted = contradiction.names().stream().map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        String message = contradiction.names().size() == 1
                ? "no portfolio satisfies " + quoted
                : "no portfolio satisfies all of " + quoted + (contradiction.irreducible()
                        ? "; without any one of them the others can hold"
                        : "; perhaps not all of them are to blame");
        DiscreteProblem problem = problem(setting, new DiscreteProblem.Goal.Tolerance(0), false);
        return new Solution.Infeasible(message + WholeBudget.hint(setting, problem, stop), contradiction.names(),
                contradiction.relaxation());
    }

    /** In the order of the setting's constraints. */
    private static List<ConstraintState> states(Allocation setting, Vector weights) {
        Allocation linear = linearOnly(setting);
        Map<String, ConstraintState> byName = new LinkedHashMap<>();
        for (ConstraintState state : LinearLimits.of(linear).states(linear, weights, null)) {
            byName.put(state.name(), state);
        }
        List<ConstraintState> states = new ArrayList<>();
        for (Constraint constraint : setting.constraints()) {
            ConstraintState state = switch (constraint) {
                case Constraint.Cardinality c -> held(c, weights);
                case Constraint.MinimumPosition c -> smallest(c, weights);
                case Constraint.Lots c -> state(c, broken(lots(setting, c), weights), null, null);
                case Constraint.Correlation c ->
                    state(c, Correlations.highest(setting.moments().covariance(), weights), null, c.max());
                case Constraint.Gross c -> state(c, distance(weights, null), null, c.max());
                case Constraint.ShortSide c -> state(c, (distance(weights, null) - weights.sum()) / 2, null, c.max());
                case Constraint.Turnover c ->
                    state(c, distance(weights, setting.trading().held()) + setting.trading().outside(), null, c.max());
                case Constraint.Factor c ->
                    state(c, exposure(setting, c, weights), c.min(), c.max());
                case Constraint.NoSell c -> trade(c, setting, weights, c.assets(), 0, Double.POSITIVE_INFINITY);
                case Constraint.NoBuy c -> trade(c, setting, weights, c.assets(), Double.NEGATIVE_INFINITY, 0);
                case Constraint.Participation c -> participation(c, setting, weights);
                default -> byName.get(constraint.name());
            };
            if (state != null) {
                states.add(state);
            }
        }
        return states;
    }

    /** Sum of |w - from|. */
    private static double distance(Vector weights, @Nullable Vector from) {
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += Math.abs(weights.get(i) - (from == null ? 0 : from.get(i)));
        }
        return sum;
    }

    private static double exposure(Allocation setting, Constraint.Factor constraint, Vector weights) {
        Vector exposures = setting.exposures().get(constraint.factor());
        return exposures == null ? 0 : Kernels.dot(exposures.shared(), weights.shared());
    }

    /** The slack of trades that must lie between two limits, the least over the assets. */
    private static ConstraintState trade(Constraint constraint, Allocation setting, Vector weights,
            @Nullable List<String> assets, double min, double max) {
        double slack = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.size(); i++) {
            if (assets == null || assets.contains(setting.universe().ids().get(i))) {
                double trade = weights.get(i) - setting.trading().held().get(i);
                slack = Math.min(slack, Math.min(trade - min, max - trade));
            }
        }
        return new ConstraintState(constraint.name(), null, null, null, Double.isInfinite(slack) ? null : slack, null,
                slack <= LinearLimits.BINDING, Map.of());
    }

    /** The largest share of what is traded in the days given. */
    private static ConstraintState participation(Constraint.Participation constraint, Allocation setting,
            Vector weights) {
        double most = 0;
        for (int i = 0; i < weights.size(); i++) {
            double value = Math.abs(weights.get(i) - setting.trading().held().get(i)) * setting.trading().capital();
            double traded = setting.trading().adv().get(i) * constraint.days();
            most = value == 0 ? most : Math.max(most, value / traded);
        }
        return state(constraint, most, null, constraint.maxShareOfAdv());
    }

    private static ConstraintState held(Constraint.Cardinality c, Vector weights) {
        long count = Arrays.stream(weights.shared()).filter(w -> w != 0).count();
        return state(c, (double) count, c.min() == null ? null : Double.valueOf(c.min()),
                c.max() == null ? null : Double.valueOf(c.max()));
    }

    private static ConstraintState smallest(Constraint.MinimumPosition c, Vector weights) {
        double least = Arrays.stream(weights.shared()).filter(w -> w != 0).map(Math::abs).min()
                .orElse(Double.POSITIVE_INFINITY);
        return state(c, Double.isInfinite(least) ? null : Double.valueOf(least), c.min(), null);
    }

    /** How far from a whole number of lots the worst position is. */
    private static double broken(Vector lots, Vector weights) {
        double worst = 0;
        for (int i = 0; i < weights.size(); i++) {
            double count = weights.get(i) / lots.get(i);
            worst = Math.max(worst, Math.abs(count - Math.rint(count)));
        }
        return worst;
    }

    private static ConstraintState state(Constraint constraint, @Nullable Double value, @Nullable Double min,
            @Nullable Double max) {
        Double slack = null;
        if (value != null && (min != null || max != null)) {
            slack = Math.min(min == null ? Double.POSITIVE_INFINITY : value - min,
                    max == null ? Double.POSITIVE_INFINITY : max - value);
        }
        boolean binding = slack != null && slack <= LinearLimits.BINDING;
        return new ConstraintState(constraint.name(), value, min, max, slack, null, binding, Map.of());
    }
}
