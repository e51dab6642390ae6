package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Constraint;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.BoundRange;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.conic.ConicResult;
import tangency.core.solve.quadratic.Conflict;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/**
 * Which constraints contradict each other, by the user's names: an irreducible set, linear and convex limits mixed. The
 * multipliers that prove the contradiction name the suspects; a deletion filter (Chinneck 2008) asks of each by how little
 * it must give way for the others to hold, and drops it where they cannot hold even so.
 */
final class Contradiction {
    /** Multipliers below this share of the largest do not name a suspect. */
    private static final double SUSPECT = 1e-7;
    /** Overstepping of this size, in units of weights or returns, is none. */
    private static final double NONE = 1e-8;

    private final Data data;
    private final Stop stop;

    private Contradiction(Data data, Stop stop) {
        this.data = data;
        this.stop = stop;
    }

    /**
     * The contradiction among the setting's constraints; null where none is found.
     *
     * @param proved a program under these constraints whose answer may be a proof that there are no weights; else null
     */
    static Solution.@Nullable Infeasible in(Data data, Posed.@Nullable Answered proved, Stop stop) {
        Contradiction search = new Contradiction(data, stop);
        List<Constraint> all = data.setting.constraints();
        Set<String> suspects = proved != null && proved.result() instanceof ConicResult.PrimalInfeasible proof
                ? search.named(proved.posed(), all, proof.z())
                : search.suspects(all);
        if (suspects != null
                && all.stream().anyMatch(c -> suspects.contains(c.name()) && !LinearLimits.covers(c))) {
            Solution.Infeasible mixed = search.among(all, suspects);
            if (mixed != null) {
                return mixed;
            }
        }
        Solution.Infeasible linear = search.linear(all);
        if (linear == null) {
            return suspects == null ? null : search.among(all, suspects);
        }
        List<Constraint> members = search.members(linear);
        for (boolean fewer = true; fewer;) {
            fewer = false;
            for (int k = 0; k < members.size() && members.size() > 1 && !fewer; k++) {
                // Where two constraints bound one weight, the looser takes over when the tighter is dropped.
                List<Constraint> rest = new ArrayList<>(members);
                rest.remove(k);
                Solution.Infeasible smaller = search.linear(rest);
                if (smaller != null) {
                    members = search.members(smaller);
                    fewer = true;
                }
            }
        }
        return members.size() == linear.conflict().size() ? linear : search.relaxed(all, members);
    }

    private List<Constraint> members(Solution.Infeasible conflict) {
        return data.setting.constraints().stream().filter(c -> conflict.conflict().contains(c.name())).toList();
    }

    /** A contradiction of limits that are rows and bounds alone: found by vertices, and fast. */
    private Solution.@Nullable Infeasible linear(List<Constraint> constraints) {
        Allocation setting = data.setting;
        int n = setting.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        int[] lowerOwner = new int[n];
        int[] upperOwner = new int[n];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(lowerOwner, constraints.size());
        Arrays.fill(upperOwner, constraints.size());
        List<LinearRow> rows = new ArrayList<>();
        for (int k = 0; k < constraints.size(); k++) {
            Constraint constraint = constraints.get(k);
            if (BoundRange.covers(constraint)) {
                BoundRange range = BoundRange.of(setting, constraint);
                for (int i = 0; i < n; i++) {
                    if (range.lower()[i] > lower[i]) {
                        lower[i] = range.lower()[i];
                        lowerOwner[i] = k;
                    }
                    if (range.upper()[i] < upper[i]) {
                        upper[i] = range.upper()[i];
                        upperOwner[i] = k;
                    }
                }
            } else if (LinearLimits.covers(constraint)) {
                LinearLimits.Row row = PortfolioLimits.alone(setting, constraint).rows().getFirst();
                rows.add(new LinearRow(constraint.name(), row.coefficients(), row.min(), row.max()));
            }
        }
        QuadraticProblem problem = QuadraticProblem
                .of(setting.moments().mean().shared(), setting.moments().covariance(), lower, upper, rows)
                .withBoundGroups(lowerOwner, upperOwner);
        if (!(QuadraticSolver.minimise(problem, 0) instanceof QuadraticResult.Infeasible found)) {
            return null;
        }
        Map<String, Double> relaxation = new LinkedHashMap<>();
        boolean others = false;
        for (Conflict.Relaxation member : found.conflict().members()) {
            String name = switch (member.member()) {
                case Conflict.Member.Row row -> rows.get(row.index()).name();
                case Conflict.Member.Bounds bounds -> constraints.get(bounds.label()).name();
            };
            relaxation.merge(name, member.amount(), Math::max);
            others |= !member.sufficient();
        }
        return said(relaxation, others);
    }

    private static Solution.Infeasible said(Map<String, Double> relaxation, boolean others) {
        List<String> names = List.copyOf(relaxation.keySet());
        String quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String message = names.size() == 1
                ? "no portfolio satisfies " + quoted
                : "no portfolio satisfies all of " + quoted + "; without any one of them the others can hold";
        return new Solution.Infeasible(
                others ? message + "; other constraints contradict each other as well" : message, names, relaxation);
    }

    /** Names in a proof that {@code included} cannot hold together; null where there is none. */
    private @Nullable Set<String> suspects(List<Constraint> included) {
        Posed.Answered answered = Posed.solve(() -> Posed.feasibility(data, included),
                weights -> planar(included, weights), stop);
        return answered.result() instanceof ConicResult.PrimalInfeasible proof
                ? named(answered.posed(), included, proof.z())
                : null;
    }

    /** Whether {@code weights} are within all limits that planes state. */
    private boolean planar(List<Constraint> included, Vector weights) {
        Outcomes outcomes = data.setting.outcomes();
        return outcomes != null && included.stream()
                .allMatch(constraint -> !(constraint instanceof Constraint.RiskLimit limit)
                        || limit.risk().measure() != RiskMeasure.GINI
                        || RiskMeasures.of(limit.risk(), outcomes.of(weights)) <= limit.max());
    }

    /** Whose rows carry the proof {@code z}, those that carry most of it first. */
    private Set<String> named(Posed posed, List<Constraint> included, Vector z) {
        double largest = 0;
        for (int k = 0; k < z.size(); k++) {
            largest = Math.max(largest, Math.abs(z.get(k)));
        }
        Map<String, Double> carried = new LinkedHashMap<>();
        for (Constraint constraint : included) {
            double most = 0;
            for (PortfolioLimits.Row row : posed.limits().rows().getOrDefault(constraint.name(), List.of())) {
                most = Math.max(most, Math.abs(z.get(posed.statement().place(row.row()))));
            }
            if (BoundRange.covers(constraint)) {
                BoundRange range = BoundRange.of(data.setting, constraint);
                for (PortfolioLimits.Row row : posed.limits().boundRows()) {
                    int i = row.asset();
                    boolean low = range.lower()[i] / data.weightUnit == posed.limits().lower()[i];
                    boolean high = range.upper()[i] / data.weightUnit == posed.limits().upper()[i];
                    boolean own = row.side() == 0 ? low || high : row.side() < 0 ? low : high;
                    most = Math.max(most, own ? Math.abs(z.get(posed.statement().place(row.row()))) : 0);
                }
            }
            if (most > SUSPECT * largest) {
                carried.put(constraint.name(), most);
            }
        }
        Set<String> names = new LinkedHashSet<>();
        carried.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> names.add(entry.getKey()));
        return names;
    }

    private Solution.@Nullable Infeasible among(List<Constraint> all, Set<String> suspects) {
        List<Constraint> members = contradicting(all, suspects);
        if (members == null) {
            return null;
        }
        for (Constraint constraint : List.copyOf(members)) {
            List<Constraint> rest = new ArrayList<>(members);
            if (members.size() > 1 && rest.remove(constraint) && suspects(rest) != null) {
                members = rest;
            }
            if (stop.requested()) {
                return null;
            }
        }
        return relaxed(all, members);
    }

    /** The first few suspects that contradict each other, all constraints where those do not; null if none do. */
    private @Nullable List<Constraint> contradicting(List<Constraint> all, Set<String> suspects) {
        List<String> names = List.copyOf(suspects);
        for (int count = Math.min(2, names.size()); count > 0; count = count == names.size()
                ? 0
                : Math.min(2 * count,
                        names.size())) {
            List<String> first = names.subList(0, count);
            List<Constraint> members = all.stream().filter(c -> first.contains(c.name())).toList();
            if (suspects(members) != null) {
                return members;
            }
        }
        return suspects(all) == null ? null : all;
    }

    /** What each of {@code members} must give for all to hold; for the members to, where that is not enough. */
    private Solution.Infeasible relaxed(List<Constraint> all, List<Constraint> members) {
        Map<String, Double> relaxation = new LinkedHashMap<>();
        boolean others = false;
        for (Constraint member : members) {
            double amount = amount(all, member);
            if (Double.isNaN(amount)) {
                others = true;
                amount = amount(members, member);
            }
            relaxation.put(member.name(), amount);
        }
        return said(relaxation, others);
    }

    /** By how much {@code constraint} must give way for {@code included} to hold, in its own units; NaN if nothing helps. */
    private double amount(List<Constraint> included, Constraint constraint) {
        double by = switch (Posed.solve(() -> Posed.relaxation(data, included, constraint), stop).result()) {
            case ConicResult.Optimal r -> r.objective();
            case ConicResult.Inexact r -> r.objective();
            default -> Double.NaN;
        };
        if (Double.isNaN(by) || by <= NONE) {
            return Double.isNaN(by) ? by : 0;
        }
        if (constraint instanceof Constraint.RiskLimit limit && Measured.squared(limit.risk().measure())) {
            double root = Math.signum(limit.max()) * Math.sqrt(Math.abs(limit.max())) + by * data.returnUnit;
            return root * root - limit.max();
        }
        return by * PortfolioLimits.unit(data, constraint);
    }
}
