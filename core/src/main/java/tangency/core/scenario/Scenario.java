package tangency.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.estimate.spec.Estimates;
import tangency.core.model.Constraint;
import tangency.core.model.Costs;
import tangency.core.model.Holdings;
import tangency.core.model.Limits;
import tangency.core.model.Model;
import tangency.core.returns.Window;

/**
 * What a what-if is: the one document that the window edits, the store keeps, the command line runs and the report
 * prints. Immutable; equal scenarios ask the same question.
 *
 * @param market null only where both moments are given
 * @param universe asset ids in the order of every array of the answer; null = every asset of the price file
 * @param constraints always with an enabled budget (see {@link #withDefaults})
 */
public record Scenario(String name, @Nullable MarketSpec market, @Nullable List<String> universe, Window window,
        Estimates estimates, Model model, List<Constraint> constraints, Costs costs, Holdings holdings, Limits limits,
        String notes, long seed) {
    /** Version of the document format. */
    public static final String FORMAT = "tangency-scenario/1";

    private static final String FULLY_INVESTED = "Fully invested";

    public Scenario {
        universe = universe == null ? null : List.copyOf(universe);
        constraints = List.copyOf(constraints);
    }

    /** Everything but what must be said at its default: fully invested, long only, no costs, all cash. */
    public static Scenario of(String name, @Nullable MarketSpec market, Model model) {
        return new Scenario(name, market, null, Window.ALL, Estimates.DEFAULT, model, defaultConstraints(), Costs.NONE,
                Holdings.CASH, Limits.NONE, "", 1);
    }

    /** What holds where a document names no constraints: "Fully invested" and "Long only". */
    public static List<Constraint> defaultConstraints() {
        return List.of(new Constraint.Budget(FULLY_INVESTED, true, 1.0, 1.0),
                new Constraint.Bounds("Long only", true, null, 0.0, 1.0));
    }

    /** The constraints with a "Fully invested" budget added where none is enabled. */
    public static List<Constraint> withDefaults(List<Constraint> constraints) {
        if (constraints.stream().anyMatch(c -> c instanceof Constraint.Budget && c.enabled())) {
            return constraints;
        }
        Set<String> taken = constraints.stream().map(Constraint::name).collect(Collectors.toSet());
        String name = FULLY_INVESTED;
        for (int i = 2; taken.contains(name); i++) {
            name = FULLY_INVESTED + " " + i;
        }
        List<Constraint> all = new ArrayList<>(List.of(new Constraint.Budget(name, true, 1.0, 1.0)));
        all.addAll(constraints);
        return all;
    }

    public Scenario withName(String value) {
        return new Scenario(value, market, universe, window, estimates, model, constraints, costs, holdings, limits,
                notes, seed);
    }

    public Scenario withMarket(@Nullable MarketSpec value) {
        return new Scenario(name, value, universe, window, estimates, model, constraints, costs, holdings, limits,
                notes, seed);
    }

    public Scenario withUniverse(@Nullable List<String> value) {
        return new Scenario(name, market, value, window, estimates, model, constraints, costs, holdings, limits, notes,
                seed);
    }

    public Scenario withWindow(Window value) {
        return new Scenario(name, market, universe, value, estimates, model, constraints, costs, holdings, limits,
                notes, seed);
    }

    public Scenario withEstimates(Estimates value) {
        return new Scenario(name, market, universe, window, value, model, constraints, costs, holdings, limits, notes,
                seed);
    }

    public Scenario withModel(Model value) {
        return new Scenario(name, market, universe, window, estimates, value, constraints, costs, holdings, limits,
                notes, seed);
    }

    public Scenario withConstraints(List<Constraint> value) {
        return new Scenario(name, market, universe, window, estimates, model, withDefaults(value), costs, holdings,
                limits, notes, seed);
    }

    /** Replaces the constraint of the same name, or adds it. */
    public Scenario withConstraint(Constraint constraint) {
        List<Constraint> changed = new ArrayList<>(constraints);
        changed.replaceAll(c -> c.name().equals(constraint.name()) ? constraint : c);
        if (!changed.contains(constraint)) {
            changed.add(constraint);
        }
        return withConstraints(changed);
    }

    public Scenario withoutConstraint(String constraintName) {
        return withConstraints(constraints.stream().filter(c -> !c.name().equals(constraintName)).toList());
    }

    public Scenario withHoldings(Holdings value) {
        return new Scenario(name, market, universe, window, estimates, model, constraints, costs, value, limits, notes,
                seed);
    }

    public Scenario withCosts(Costs value) {
        return new Scenario(name, market, universe, window, estimates, model, constraints, value, holdings, limits,
                notes, seed);
    }

    public Scenario withNotes(String value) {
        return new Scenario(name, market, universe, window, estimates, model, constraints, costs, holdings, limits,
                value, seed);
    }

    /** The constraints that are switched on. */
    public List<Constraint> enabledConstraints() {
        return constraints.stream().filter(Constraint::enabled).toList();
    }

    /** The scenario after an edit. */
    public Scenario edit(UnaryOperator<Scenario> change) {
        return change.apply(this);
    }
}
