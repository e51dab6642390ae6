package tangency.core.solve.quadratic;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int MOST_TRIES = 12;

    private final QuadraticProblem problem;
    private final double scale;

    /** Where the contradiction was found, null for unknown: the whole problem's limits nearly hold there. */
    private final Optimum.@Nullable Walk end;

    private Conflicts(QuadraticProblem problem, Optimum.@Nullable Walk end) {
        this.problem = problem;
        scale = ScaledSystem.weightScale(problem);
        this.end = end;
    }

    /** Whether some lower limit lies above its upper limit. */
    static boolean crossing(QuadraticProblem problem) {
        return !new Conflicts(problem, null).crossed().isEmpty();
    }

    /** The conflict in {@code problem}; {@code end} is where its proof was found, null where limits cross. */
    static Conflict find(QuadraticProblem problem, Optimum.@Nullable Walk end) {
        Conflicts conflicts = new Conflicts(problem, end);
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
        int place = position(member, everything());
        if (end != null && end.stands() != null
                && (problem.pieces() == null || member instanceof Conflict.Member.Row)) {
            double all = amountForAll(member, place, amount, end.set().copy(), end.stands());
            return new Conflict.Relaxation(member, Double.isNaN(all) ? amount : all, !Double.isNaN(all));
        }
        QuadraticProblem eased = relaxed(problem, member, place, amount * (1 + EASE));
        if (!crossing(eased) && holds(eased)) {
            return new Conflict.Relaxation(member, amount, true);
        }
        double more = amount(member, everything());
        return new Conflict.Relaxation(member, Double.isNaN(more) ? amount : more, !Double.isNaN(more));
    }

    /** Whether {@code eased}, the whole problem with some limits moved out, has a portfolio. */
    private boolean holds(QuadraticProblem eased) {
        return Feasibility.find(system(eased), end == null ? null : end.set().hold)
                .outcome() == PathWalk.Outcome.REACHED;
    }

    /**
     * @param at share of the way that was gone
     * @param there where it leads
     * @param stopped where it ended
     */
    private record Step(PathWalk.Outcome outcome, double at, double[] ray, Path there, Path stopped) {}

    /** Takes {@code set}, optimal for {@code from}, to the limits of {@code target}. */
    private static Step walk(ActiveSet set, Path from, QuadraticProblem target) {
        double[] lower = set.system.lowerLimits(target);
        double[] upper = set.system.upperLimits(target);
        Path moving = from.toLimits(lower, upper);
        set.release(moving);
        PathWalk walk = new PathWalk(set, moving);
        PathWalk.Outcome outcome = walk.follow(0, 1, null);
        Path there = new Path(from.gradient(), from.gradientRate(), lower, from.lowerRate(), upper, from.upperRate());
        return new Step(outcome, walk.parameter(), walk.ray(), there, moving.standing(walk.parameter()));
    }

    /**
     * The least amount, at least {@code least}, that lets the whole problem hold; NaN if none does. Each contradiction that
     * is still met says how much more it takes to get past it, and no less will do, so that the first amount at which none
     * is met is the least.
     *
     * @param place of the member among the rows
     * @param set where the first contradiction was found, modified
     */
    private double amountForAll(Conflict.Member member, int place, double least, ActiveSet set, Path stands) {
        double amount = least;
        Path from = stands;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            QuadraticProblem target = relaxed(problem, member, place, amount * (1 + EASE));
            if (crossing(target)) {
                return Double.NaN;
            }
            Step step = walk(set, from, target);
            switch (step.outcome()) {
                case REACHED -> {
                    return amount;
                }
                // What was granted on top counts: the contradiction was met in spite of it.
                case INFEASIBLE -> amount = amount * (1 + EASE) + more(member, set.system, step);
                case UNBOUNDED, STALLED -> {
                    return Double.NaN;
                }
            }
            if (!Double.isFinite(amount)) {
                return Double.NaN;
            }
            from = step.stopped();
        }
        return Double.NaN;
    }

    /** By how much more the limits of {@code member} must move for the contradiction met to vanish; infinite if it stays. */
    private double more(Conflict.Member member, ScaledSystem system, Step step) {
        double violation = 0;
        double gain = 0;
        double[] ray = step.ray();
        for (int i = 0; i < ray.length; i++) {
            if (ray[i] == 0) {
                continue;
            }
            boolean low = ray[i] > 0;
            violation += ray[i] * (low ? step.there().lower()[i] : step.there().upper()[i]);
            gain += Math.abs(ray[i]) * rate(member, system, i, low);
        }
        return gain > 0 && violation > 0 ? violation / gain : Double.POSITIVE_INFINITY;
    }

    /** By how much a limit of an item moves outward, in units of the system, when those of {@code member} do by one. */
    private double rate(Conflict.Member member, ScaledSystem system, int item, boolean low) {
        if (item >= system.assets) {
            int row = item - system.assets;
            return member.equals(new Conflict.Member.Row(row)) ? system.rowScale[row] / system.weightScale : 0;
        }
        BoundOwners owners = problem.owners();
        int label = low ? owners.lowerGroup()[item] : owners.upperGroup()[item];
        double rate = low ? owners.lowerRate()[item] : owners.upperRate()[item];
        return member.equals(new Conflict.Member.Bounds(label)) ? rate / system.weightScale : 0;
    }

    /** From the limits of {@code member} moved out by {@code most}, at which {@code set} stands, back until they contradict. */
    private static double back(ActiveSet set, Path stands, QuadraticProblem strict, Conflict.Member member, int place,
            double most) {
        double[] stops = stops(strict, member, most);
        Path from = stands;
        for (int s = 0; s + 1 < stops.length; s++) {
            Step step = walk(set, from, relaxed(strict, member, place, stops[s + 1]));
            if (step.outcome() == PathWalk.Outcome.INFEASIBLE) {
                return stops[s] + (stops[s + 1] - stops[s]) * step.at();
            }
            if (step.outcome() != PathWalk.Outcome.REACHED) {
                return Double.NaN;
            }
            from = step.there();
        }
        return 0;
    }

    /** The least move of the limits of {@code member} so that {@code members} can hold; NaN if none is enough. */
    private double amount(Conflict.Member member, Set<Conflict.Member> members) {
        Set<Conflict.Member> others = new LinkedHashSet<>(members);
        others.remove(member);
        double[] weights = vertex(only(others));
        if (weights == null || !Double.isFinite(Arrays.stream(weights).sum())) {
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
        return apart + back(vertex.set(), vertex.path(), strict, member, place, most);
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
