package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.Conflict;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/**
 * Which of the user's constraints no portfolio satisfies together, by leaving out one after the other for good where the
 * rest still contradicts itself (Chinneck and Dravnieks 1991, deletion filter).
 *
 * @param irreducible whether it is proven that without any one of them the others can hold
 * @param relaxation the least changes that would do, of linear limits that contradict each other without any choice
 */
record Contradiction(List<String> names, boolean irreducible, Map<String, Double> relaxation) {
    /** Of each search for a portfolio without some constraint. */
    static final long NODES = 2000;

    /** Of a setting of which it is known that no portfolio satisfies all constraints. */
    static Contradiction of(Allocation setting, Stop stop) {
        DiscreteProblem whole = problem(setting);
        if (QuadraticSolver.minimise(whole.quadratic(), 0) instanceof QuadraticResult.Infeasible linear) {
            return linear(setting, whole.quadratic(), linear.conflict());
        }
        List<Constraint> kept = new ArrayList<>(setting.constraints());
        boolean irreducible = true;
        for (Constraint candidate : setting.constraints()) {
            List<Constraint> rest = new ArrayList<>(kept);
            rest.remove(candidate);
            DiscreteResult without = DiscreteSolver
                    .anyPortfolio(problem(setting.withConstraints(rest)).withNodes(NODES), stop);
            if (without instanceof DiscreteResult.Infeasible) {
                kept = rest;
            } else {
                irreducible &= without instanceof DiscreteResult.Found;
            }
        }
        return new Contradiction(kept.stream().map(Constraint::name).toList(), irreducible, Map.of());
    }

    private static DiscreteProblem problem(Allocation setting) {
        return DiscreteAllocation.problem(setting, new DiscreteProblem.Goal.Tolerance(0), false);
    }

    private static Contradiction linear(Allocation setting, QuadraticProblem problem, Conflict conflict) {
        List<Constraint> owners = LinearTerms.of(setting, false).owners();
        Map<String, Double> relaxation = new LinkedHashMap<>();
        for (Conflict.Relaxation member : conflict.members()) {
            String name = switch (member.member()) {
                case Conflict.Member.Row row -> problem.rows().get(row.index()).name();
                case Conflict.Member.Bounds bounds ->
                    bounds.label() < owners.size() ? owners.get(bounds.label()).name() : "";
            };
            // What only defines a helping variable is nobody's constraint.
            if (!name.isEmpty()) {
                relaxation.merge(name, member.amount(), Math::max);
            }
        }
        return new Contradiction(List.copyOf(relaxation.keySet()), true, relaxation);
    }
}
