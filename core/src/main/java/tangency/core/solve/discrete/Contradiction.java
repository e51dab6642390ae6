package tangency.core.solve.discrete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tangency.core.model.Constraint;
import tangency.core.solve.Allocation;
import tangency.core.solve.Relaxation;
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
 * @param relaxation by name of those limits of which one alone would do if it were moved, by how much at least
 */
record Contradiction(List<String> names, boolean irreducible, Map<String, Double> relaxation) {
    /** Of each search for a portfolio without some constraint. */
    static final long NODES = 2000;
    /** Likewise of each for one with some limit moved. */
    private static final long RELAXED_NODES = 500;
    /** What a limit is moved by at most; as a weight it is no limit any more. */
    private static final double FAR = 1024;
    /** To this the least move is found, relative to itself or to 1. */
    private static final double PRECISION = 1e-10;

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
        Map<String, Double> relaxation = new LinkedHashMap<>();
        for (Constraint member : kept) {
            double least = leastMove(setting, kept, member, stop);
            if (!Double.isNaN(least)) {
                relaxation.put(member.name(), least);
            }
        }
        return new Contradiction(kept.stream().map(Constraint::name).toList(), irreducible, relaxation);
    }

    /** By how little {@code member} must be moved outward for {@code all} to hold, NaN where that is not found. */
    private static double leastMove(Allocation setting, List<Constraint> all, Constraint member, Stop stop) {
        boolean whole = member instanceof Constraint.Cardinality;
        double step = whole ? 1 : PRECISION;
        double low = 0;
        double high = whole ? setting.size() : FAR;
        if (!holds(setting, all, member, high, stop)) {
            return Double.NaN;
        }
        // Moves that matter are small: halving from above would be slow, and its problems badly scaled.
        for (double by = whole ? 1 : 1.0 / FAR; by < high; by *= 2) {
            if (holds(setting, all, member, by, stop)) {
                high = by;
            } else {
                low = by;
            }
        }
        while (high - low > step * Math.max(1, high) && !stop.requested()) {
            double middle = whole ? Math.floor((low + high) / 2) : (low + high) / 2;
            if (holds(setting, all, member, middle, stop)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return stop.requested() ? Double.NaN : high;
    }

    private static boolean holds(Allocation setting, List<Constraint> all, Constraint member, double by, Stop stop) {
        Constraint moved = Relaxation.outward(member, by);
        if (moved == null || stop.requested()) {
            return false;
        }
        List<Constraint> relaxed = new ArrayList<>(all);
        relaxed.replaceAll(c -> c == member ? moved : c);
        DiscreteProblem problem = problem(setting.withConstraints(relaxed)).withNodes(RELAXED_NODES);
        return DiscreteSolver.anyPortfolio(problem, stop) instanceof DiscreteResult.Found;
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
