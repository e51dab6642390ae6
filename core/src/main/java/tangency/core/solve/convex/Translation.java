package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.solve.AbsoluteLimit;
import tangency.core.solve.Allocation;
import tangency.core.solve.BoundRange;
import tangency.core.solve.Certificate;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;

/**
 * A program's optimum in the user's terms: weights that stand on a bound where its multiplier holds them there, the objective
 * and the limits by definition, prices per unit of the user's limits. The certificate is of these: limits as they are
 * violated by definition, the dual residual of the program, and as gap the distance of the objective by definition from what
 * the multipliers prove to be the best.
 */
final class Translation {
    private final Posed posed;
    private final Goal goal;
    private final Allocation setting;
    private final double[] x;
    private final double[] z;
    private final double[] s;
    private final double tau;
    private final double largest;

    Translation(Posed posed, Goal goal, Vector x, Vector s, Vector z) {
        this.posed = posed;
        this.goal = goal;
        setting = posed.data().setting;
        this.x = x.shared();
        this.s = s.shared();
        this.z = z.shared();
        int at = posed.statement().tau();
        tau = at < 0 ? 1 : this.x[at];
        double most = 0;
        for (PortfolioLimits.Row row : posed.limits().boundRows()) {
            most = Math.max(most, Math.abs(multiplier(row)));
        }
        for (List<PortfolioLimits.Row> rows : posed.limits().rows().values()) {
            for (PortfolioLimits.Row row : rows) {
                most = Math.max(most, Math.abs(multiplier(row)));
            }
        }
        largest = most;
    }

    private double multiplier(PortfolioLimits.Row row) {
        return z[posed.statement().place(row.row())];
    }

    private double slack(int row) {
        return s[posed.statement().place(row)] / tau;
    }

    /** Whether a row holds the answer: its multiplier outweighs its slack. */
    boolean active(PortfolioLimits.Row row) {
        return row.side() == 0 || active(row.row());
    }

    private boolean active(int row) {
        double slack = Math.max(0, slack(row));
        return slack < Polish.NEAR && slack * largest < z[posed.statement().place(row)];
    }

    Posed posed() {
        return posed;
    }

    /** Weights as the program has them. */
    double[] weights() {
        double[] weights = new double[posed.data().assets];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = x[i] / tau * posed.data().weightUnit;
        }
        return weights;
    }

    /** Where an absolute value holds a weight at its bend. */
    boolean bent(Absolutes.Kink kink) {
        return active(kink.above()) && active(kink.below());
    }

    /** Whether more linear limits hold the answer than it needs. */
    boolean kinked() {
        return OneSided.kinked(Polish.holding(this, weights()));
    }

    /**
     * @param value of the program's objective
     * @param bound what the multipliers prove: the least value
     * @param residual of the optimality conditions
     */
    Solution.Weighted solution(double value, double bound, double residual, int iterations, String doubt) {
        double constant = posed.statement().constant();
        Vector raw = Vector.wrap(weights());
        Vector exact = Vector.wrap(Polish.of(this));
        Certificate certificate = certificate(exact, bound + constant, residual);
        Vector weights = exact;
        if (!certificate.proves()) {
            Certificate other = certificate(raw, bound + constant, residual);
            if (other.proves()) {
                certificate = other;
                weights = raw;
            }
        }
        return Solution.certified(weights, goal.objective(weights), certificate,
                states(weights, goal.slope(weights, value + constant)), iterations,
                doubt + "; the optimality conditions hold only to " + certificate);
    }

    private Certificate certificate(Vector weights, double bound, double residual) {
        return new Certificate(violation(weights), residual, goal.gap(weights, bound));
    }

    /** The largest violation of a limit, relative to the size of what it limits. */
    private double violation(Vector weights) {
        double worst = 0;
        for (Constraint constraint : setting.constraints()) {
            worst = Math.max(worst, violation(setting, constraint, weights));
        }
        return worst;
    }

    static double violation(Allocation setting, Constraint constraint, Vector weights) {
        if (BoundRange.covers(constraint)) {
            BoundRange range = BoundRange.of(setting, constraint);
            double worst = 0;
            for (int i = 0; i < weights.size(); i++) {
                double w = weights.get(i);
                worst = Math.max(worst,
                        Math.max(range.lower()[i] - w, w - range.upper()[i]) / Math.max(1, Math.abs(w)));
            }
            return worst;
        }
        Limited limited = Limited.of(setting, constraint, weights);
        double over = Math.max(limited.min() - limited.value(), limited.value() - limited.max());
        return over <= 0 ? 0 : over / limited.size();
    }

    /** Where a limit on one quantity stands. */
    record Limited(double value, double min, double max, double size) {
        static Limited of(Allocation setting, Constraint constraint, Vector weights) {
            if (!plain(constraint)) {
                Definitions.Value value = Definitions.of(constraint, setting, weights);
                double max = constraint instanceof Constraint.RiskLimit limit
                        ? limit.max()
                        : ((Constraint.TrackingError) constraint).max();
                return new Limited(value.value(), Double.NEGATIVE_INFINITY, max,
                        Math.max(value.size(), Math.abs(max)));
            }
            LinearLimits limits = PortfolioLimits.alone(setting, constraint);
            double size = 0;
            if (AbsoluteLimit.covers(constraint)) {
                AbsoluteLimit limit = limits.absolutes().getFirst();
                for (int i = 0; i < weights.size(); i++) {
                    size += Math.abs(weights.get(i)) + Math.abs(limit.centres()[i]);
                }
                return new Limited(limit.at(weights), Double.NEGATIVE_INFINITY, limit.max(),
                        Math.max(size, Math.abs(limit.max())));
            }
            LinearLimits.Row row = limits.rows().getFirst();
            double largest = 0;
            for (int i = 0; i < weights.size(); i++) {
                largest = Math.max(largest, Math.abs(row.coefficients()[i]));
                size += Math.abs(row.coefficients()[i] * weights.get(i));
            }
            return new Limited(Kernels.dot(row.coefficients(), weights.shared()), row.min(), row.max(),
                    Math.max(Math.max(size, largest), Math.max(finite(row.min()), finite(row.max()))));
        }

        private static double finite(double limit) {
            return Double.isInfinite(limit) ? 0 : Math.abs(limit);
        }
    }

    /** @param slope change of the user's objective per unit of the program's */
    private List<ConstraintState> states(Vector weights, double slope) {
        List<Constraint> linear = setting.constraints().stream().filter(Translation::plain).toList();
        Allocation part = setting.withConstraints(linear);
        LinearLimits limits = LinearLimits.of(part);
        Map<String, ConstraintState> states = new LinkedHashMap<>();
        for (ConstraintState state : limits.states(part, weights, prices(limits, linear, slope))) {
            states.put(state.name(), state);
        }
        List<ConstraintState> all = new ArrayList<>();
        for (Constraint constraint : setting.constraints()) {
            ConstraintState known = states.get(constraint.name());
            all.add(known != null ? known : state(constraint, weights, slope));
        }
        return all;
    }

    /** Where weights of no program stand; without prices. */
    static List<ConstraintState> standing(Allocation setting, Vector weights) {
        List<ConstraintState> states = new ArrayList<>();
        for (Constraint constraint : setting.constraints()) {
            if (plain(constraint)) {
                Allocation part = setting.withConstraints(List.of(constraint));
                states.addAll(LinearLimits.of(part).states(part, weights, null));
            } else {
                Limited limited = Limited.of(setting, constraint, weights);
                double slack = limited.max - limited.value;
                states.add(new ConstraintState(constraint.name(), limited.value, null, limited.max, slack, null,
                        slack <= LinearLimits.BINDING * limited.size, Map.of()));
            }
        }
        return states;
    }

    /** Kinds of which {@link LinearLimits} knows the state. */
    static boolean plain(Constraint constraint) {
        return LinearLimits.covers(constraint) || AbsoluteLimit.covers(constraint);
    }

    private LinearLimits.Prices prices(LinearLimits limits, List<Constraint> linear, double slope) {
        int first = limits.rows().size();
        double[] rows = new double[first + limits.absolutes().size()];
        for (int r = 0; r < rows.length; r++) {
            int owner = r < first ? limits.rows().get(r).owner() : limits.absolutes().get(r - first).owner();
            for (PortfolioLimits.Row row : rowsOf(linear.get(owner))) {
                rows[r] += price(row);
            }
        }
        double[] bounds = new double[posed.data().assets];
        for (PortfolioLimits.Row row : posed.limits().boundRows()) {
            bounds[row.asset()] += price(row);
        }
        return new LinearLimits.Prices(Vector.wrap(rows), Vector.wrap(bounds), slope);
    }

    private List<PortfolioLimits.Row> rowsOf(Constraint constraint) {
        return posed.limits().rows().getOrDefault(constraint.name(), List.of());
    }

    /** The derivative of the program's objective by the user's limit. */
    private double price(PortfolioLimits.Row row) {
        double outward = active(row) ? turned(row) * row.reach() * tau : 0;
        return row.side() < 0 ? outward : -outward;
    }

    /**
     * The multiplier of a row. Of those of a bound on the bend of an absolute value the least one, which a weight let
     * further would meet.
     */
    private double turned(PortfolioLimits.Row row) {
        double multiplier = multiplier(row);
        if (row.asset() < 0 || row.side() == 0) {
            return multiplier;
        }
        double bound = row.side() < 0
                ? posed.limits().lower()[row.asset()]
                : posed.limits().upper()[row.asset()];
        for (Absolutes.Kink kink : posed.limits().absolutes().kinks()) {
            if (kink.asset() == row.asset() && kink.centre() == bound) {
                multiplier -= 2 * z[posed.statement().place(row.side() < 0 ? kink.above() : kink.below())];
            }
        }
        return Math.max(0, multiplier);
    }

    /** Of a limit on risk. */
    private ConstraintState state(Constraint constraint, Vector weights, double slope) {
        Limited limited = Limited.of(setting, constraint, weights);
        double slack = limited.max - limited.value;
        double total = 0;
        boolean held = false;
        for (PortfolioLimits.Row row : rowsOf(constraint)) {
            total += price(row) == 0 ? 0 : -Math.abs(price(row)) * slope;
            held |= active(row);
        }
        boolean binding = slack <= (held ? Polish.NEAR : LinearLimits.BINDING) * limited.size;
        return new ConstraintState(constraint.name(), limited.value, null, limited.max, slack, binding ? total : 0,
                binding, Map.of());
    }
}
