package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;

/**
 * Finds an irreducible conflicting set and what would resolve it. The multipliers that prove the contradiction name the
 * first suspects; a deletion filter (Chinneck 2008) drops those without which the rest still contradict each other; then
 * each member's limits are moved out until a portfolio exists and back in until the last one vanishes.
 */
final class Conflicts {
    /** Room for rounding when a relaxation is tried out. */
    private static final double EASE = 1e-9;

    private final QuadraticProblem problem;
    private final double scale;

    /** Where the contradiction was found, null for unknown: the whole problem's limits nearly hold there. */
    private final Hold @Nullable [] near;

    private Conflicts(QuadraticProblem problem, Hold @Nullable [] near) {
        this.problem = problem;
        scale = ScaledSystem.weightScale(problem);
        this.near = near;
    }

    /** Whether some lower limit lies above its upper limit. */
    static boolean crossing(QuadraticProblem problem) {
        return !new Conflicts(problem, null).crossed().isEmpty();
    }

    /** The conflict in {@code problem}; {@code end} is where its proof was found, null where limits cross. */
    static Conflict find(QuadraticProblem problem, Optimum.@Nullable Walk end) {
        Conflicts conflicts = new Conflicts(problem, end == null ? null : end.set().hold);
        Set<Conflict.Member> suspects = end == null ? conflicts.crossed() : conflicts.suspects(end.ray());
        Set<Conflict.Member> members = conflicts.irreducible(suspects);
        List<Conflict.Relaxation> relaxations = new ArrayList<>();
        for (Conflict.Member member : members) {
            relaxations.add(conflicts.relaxation(member, members));
        }
        return new Conflict(relaxations);
    }

    /** The members of the first pair of limits that cross. */
    private Set<Conflict.Member> crossed() {
        Set<Conflict.Member> members = new LinkedHashSet<>();
        for (int k = 0; k < problem.rows().size() && members.isEmpty(); k++) {
            LinearRow row = problem.rows().get(k);
            if (row.min() > row.max()) {
                members.add(new Conflict.Member.Row(k));
            }
        }
        for (int i = 0; i < problem.size() && members.isEmpty(); i++) {
            if (problem.lower()[i] > problem.upper()[i]) {
                members.add(new Conflict.Member.Bounds(problem.lowerGroup()[i]));
                members.add(new Conflict.Member.Bounds(problem.upperGroup()[i]));
            }
        }
        return members;
    }

    private Set<Conflict.Member> suspects(double[] ray) {
        int n = problem.size();
        Set<Conflict.Member> members = new LinkedHashSet<>();
        for (int k = n; k < ray.length; k++) {
            if (ray[k] != 0) {
                members.add(new Conflict.Member.Row(k - n));
            }
        }
        for (int i = 0; i < n; i++) {
            // The ends of a piece are nobody's.
            if (ray[i] > 0 && !ends(problem.lower()[i], i)) {
                members.add(new Conflict.Member.Bounds(problem.lowerGroup()[i]));
            } else if (ray[i] < 0 && !ends(problem.upper()[i], i)) {
                members.add(new Conflict.Member.Bounds(problem.upperGroup()[i]));
            }
        }
        return members;
    }

    private boolean ends(double limit, int piece) {
        PieceBounds pieces = problem.pieces();
        return pieces != null && (limit == pieces.floor()[piece] || limit == pieces.ceiling()[piece]);
    }

    private Set<Conflict.Member> irreducible(Set<Conflict.Member> suspects) {
        Set<Conflict.Member> members = suspects;
        if (vertex(only(members)) != null) {
            // The proof rests on rounding: begin with everything.
            members = everything();
        }
        for (Conflict.Member member : List.copyOf(members)) {
            Set<Conflict.Member> rest = new LinkedHashSet<>(members);
            if (rest.remove(member) && !rest.isEmpty() && vertex(only(rest)) == null) {
                members = rest;
            }
        }
        return members;
    }

    private Set<Conflict.Member> everything() {
        Set<Conflict.Member> members = new LinkedHashSet<>();
        for (int k = 0; k < problem.rows().size(); k++) {
            members.add(new Conflict.Member.Row(k));
        }
        for (int i = 0; i < problem.size(); i++) {
            members.add(new Conflict.Member.Bounds(problem.lowerGroup()[i]));
            members.add(new Conflict.Member.Bounds(problem.upperGroup()[i]));
        }
        return members;
    }

    /** The problem with the limits of {@code members} alone. */
    private QuadraticProblem only(Set<Conflict.Member> members) {
        double[] lower = new double[problem.size()];
        double[] upper = new double[problem.size()];
        for (int i = 0; i < lower.length; i++) {
            boolean low = members.contains(new Conflict.Member.Bounds(problem.lowerGroup()[i]));
            boolean high = members.contains(new Conflict.Member.Bounds(problem.upperGroup()[i]));
            lower[i] = low ? problem.lowerGiven()[i] : Double.NEGATIVE_INFINITY;
            upper[i] = high ? problem.upperGiven()[i] : Double.POSITIVE_INFINITY;
        }
        List<LinearRow> rows = new ArrayList<>();
        for (int k = 0; k < problem.rows().size(); k++) {
            if (members.contains(new Conflict.Member.Row(k))) {
                rows.add(problem.rows().get(k));
            }
        }
        return problem.withBounds(lower, upper).withRows(rows);
    }

    /** All in the same units, so that limits can be walked from one system to another. */
    private ScaledSystem system(QuadraticProblem candidate) {
        return new ScaledSystem(candidate, true, scale);
    }

    /** Weights within the limits of {@code candidate}, null if there are none. */
    private double @Nullable [] vertex(QuadraticProblem candidate) {
        if (crossing(candidate)) {
            return null;
        }
        Feasibility.Vertex vertex = Feasibility.find(system(candidate), null);
        return vertex.outcome() == PathWalk.Outcome.INFEASIBLE
                ? null
                : vertex.set().weights();
    }

    private Conflict.Relaxation relaxation(Conflict.Member member, Set<Conflict.Member> members) {
        double amount = amount(member, members);
        if (Double.isNaN(amount)) {
            return new Conflict.Relaxation(member, amount, false);
        }
        // What resolves this conflict is the least; often it resolves everything.
        QuadraticProblem eased = relaxed(problem, member, position(member, everything()), amount * (1 + EASE));
        if (!crossing(eased) && Feasibility.find(system(eased), near)
                .outcome() == PathWalk.Outcome.REACHED) {
            return new Conflict.Relaxation(member, amount, true);
        }
        double more = amount(member, everything());
        return new Conflict.Relaxation(member, Double.isNaN(more) ? amount : more, !Double.isNaN(more));
    }

    /** The least move of the limits of {@code member} so that {@code members} can hold; NaN if none is enough. */
    private double amount(Conflict.Member member, Set<Conflict.Member> members) {
        Set<Conflict.Member> others = new LinkedHashSet<>(members);
        others.remove(member);
        double[] weights = vertex(only(others));
        if (weights == null) {
            return Double.NaN;
        }
        others.add(member);
        // Enough for these weights, and a little room for the walk back.
        int place = position(member, others);
        double apart = uncrossing(member, others);
        double most = 1.25 * Math.max(0, violation(member, weights) - apart);
        QuadraticProblem strict = relaxed(only(others), member, place, apart);
        if (crossing(strict)) {
            return Double.NaN;
        }
        Feasibility.Vertex vertex = Feasibility.find(system(relaxed(strict, member, place, most)),
                null);
        if (vertex.outcome() != PathWalk.Outcome.REACHED) {
            return Double.NaN;
        }
        double[] stops = stops(strict, member, most);
        ActiveSet set = vertex.set();
        Path from = vertex.path();
        for (int s = 0; s + 1 < stops.length; s++) {
            ScaledSystem to = system(relaxed(strict, member, place, stops[s + 1]));
            Path moving = new Path(from.gradient(), from.gradientRate(), from.lower(),
                    difference(to.lower, from.lower()), from.upper(), difference(to.upper, from.upper()));
            PathWalk walk = new PathWalk(set, moving);
            if (walk.follow(0, 1, null) == PathWalk.Outcome.INFEASIBLE) {
                return apart + stops[s] + (stops[s + 1] - stops[s]) * walk.parameter();
            }
            from = new Path(from.gradient(), from.gradientRate(), to.lower, from.lowerRate(), to.upper,
                    from.upperRate());
        }
        return apart;
    }

    /**
     * From {@code most} down to nothing, the amounts at which a bound that moves with {@code member} passes an end of its
     * piece: between them all limits move linearly.
     */
    private static double[] stops(QuadraticProblem strict, Conflict.Member member, double most) {
        PieceBounds pieces = strict.pieces();
        TreeSet<Double> stops = new TreeSet<>(Comparator.reverseOrder());
        stops.add(most);
        stops.add(0.0);
        if (pieces != null && member instanceof Conflict.Member.Bounds(int label)) {
            BoundOwners owners = strict.owners();
            for (int p = 0; p < strict.size(); p++) {
                for (double end : new double[]{pieces.floor()[p], pieces.ceiling()[p]}) {
                    double at = pieces.origin()[p] + end;
                    double down = (pieces.lower()[p] - at) / owners.lowerRate()[p];
                    double up = (at - pieces.upper()[p]) / owners.upperRate()[p];
                    if (owners.lowerGroup()[p] == label && down > 0 && down < most) {
                        stops.add(down);
                    }
                    if (owners.upperGroup()[p] == label && up > 0 && up < most) {
                        stops.add(up);
                    }
                }
            }
        }
        return stops.stream().mapToDouble(stop -> stop).toArray();
    }

    /** How far the limits of {@code member} must move so that none of them lies beyond its opposite in {@code members}. */
    private double uncrossing(Conflict.Member member, Set<Conflict.Member> members) {
        double worst = 0;
        if (member instanceof Conflict.Member.Row(int index)) {
            LinearRow row = problem.rows().get(index);
            return Math.max(0, (row.min() - row.max()) / 2);
        }
        QuadraticProblem limits = only(members);
        for (int i = 0; i < problem.size(); i++) {
            double crossed = limits.lowerGiven()[i] - limits.upperGiven()[i];
            boolean low = member.equals(new Conflict.Member.Bounds(problem.lowerGroup()[i]));
            boolean high = member.equals(new Conflict.Member.Bounds(problem.upperGroup()[i]));
            double rate = (low ? problem.owners().lowerRate()[i] : 0) + (high ? problem.owners().upperRate()[i] : 0);
            if (crossed > 0 && rate > 0) {
                worst = Math.max(worst, crossed / rate);
            }
        }
        return worst;
    }

    private static double[] difference(double[] to, double[] from) {
        double[] out = new double[to.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = to[i] == from[i] ? 0 : to[i] - from[i];
        }
        return out;
    }

    /** How far {@code weights} are outside the limits of {@code member}. */
    private double violation(Conflict.Member member, double[] weights) {
        return switch (member) {
            case Conflict.Member.Row(int index) -> {
                LinearRow row = problem.rows().get(index);
                double activity = Kernels.dot(row.coefficients(), weights);
                yield Math.max(row.min() - activity, activity - row.max());
            }
            case Conflict.Member.Bounds(int label) -> {
                double worst = 0;
                double[] whole = problem.byAsset(weights);
                for (int i = 0; i < weights.length; i++) {
                    double weight = whole[problem.asset(i)];
                    if (problem.lowerGroup()[i] == label && weight < problem.lowerGiven()[i]) {
                        worst = Math.max(worst, (problem.lowerGiven()[i] - weight) / problem.owners().lowerRate()[i]);
                    }
                    if (problem.upperGroup()[i] == label && weight > problem.upperGiven()[i]) {
                        worst = Math.max(worst, (weight - problem.upperGiven()[i]) / problem.owners().upperRate()[i]);
                    }
                }
                yield worst;
            }
        };
    }

    /** {@code candidate} with the limits of {@code member} moved outward; a row is its {@code position}th. */
    private static QuadraticProblem relaxed(QuadraticProblem candidate, Conflict.Member member, int position,
            double amount) {
        return switch (member) {
            case Conflict.Member.Row row -> {
                List<LinearRow> rows = new ArrayList<>(candidate.rows());
                LinearRow old = rows.get(position);
                rows.set(position,
                        new LinearRow(old.name(), old.coefficients(), old.min() - amount, old.max() + amount));
                yield candidate.withRows(rows);
            }
            case Conflict.Member.Bounds(int label) -> {
                double[] lower = candidate.lowerGiven().clone();
                double[] upper = candidate.upperGiven().clone();
                BoundOwners owners = candidate.owners();
                for (int i = 0; i < lower.length; i++) {
                    if (candidate.lowerGroup()[i] == label) {
                        lower[i] -= owners.lowerRate()[i] * amount;
                    }
                    if (candidate.upperGroup()[i] == label) {
                        upper[i] += owners.upperRate()[i] * amount;
                    }
                }
                yield candidate.withBounds(lower, upper);
            }
        };
    }

    /** The place of {@code member} among the rows of {@code members}. */
    private static int position(Conflict.Member member, Set<Conflict.Member> members) {
        int before = 0;
        for (Conflict.Member other : members) {
            if (other instanceof Conflict.Member.Row(int index) && member instanceof Conflict.Member.Row(int own)
                    && index < own) {
                before++;
            }
        }
        return before;
    }
}
