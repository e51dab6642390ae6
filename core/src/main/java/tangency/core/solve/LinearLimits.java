package tangency.core.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;

/**
 * Constraints that are linear in the weights, in numbers: one lower and one upper bound per asset and rows
 * min &lt;= a'w &lt;= max.
 *
 * @param lower N, -infinity where there is none
 * @param upper N, infinity where there is none
 * @param lowerOwner N, index of the constraint that set each lower bound, -1 where none did
 * @param upperOwner N, likewise
 * @param lowerTied N, whether another constraint sets the same lower bound: moving one of them alone changes nothing
 * @param upperTied N, likewise
 */
public record LinearLimits(double[] lower, double[] upper, int[] lowerOwner, int[] upperOwner, boolean[] lowerTied,
        boolean[] upperTied, List<Row> rows) {
    /** Distance to a limit within which it counts as binding, relative to the size of what is limited. */
    public static final double BINDING = 1e-9;
    /** Distance within which an exact answer meets a limit. */
    private static final double MET = 1e-13;
    /** How far beyond a kink its slope is taken. */
    private static final double STEP = 1e-7;

    /**
     * Multipliers of an optimum: derivatives of a quadratic problem's objective by the limit each row and each bound is
     * held at, positive at a lower limit, negative at an upper one.
     *
     * @param rows by index of {@link LinearLimits#rows}
     * @param bounds N
     * @param perUnit change of the model's objective per unit of the problem's
     */
    public record Prices(Vector rows, Vector bounds, double perUnit) {
        /** A limit that moves outward lets the problem's objective fall by its multiplier's size, whichever side. */
        private double outward(double multiplier) {
            return multiplier == 0 ? 0 : -Math.abs(multiplier) * perUnit;
        }

        /** An equality is priced as it rises. */
        private double upward(double multiplier) {
            return multiplier == 0 ? 0 : multiplier * perUnit;
        }
    }

    /**
     * One row.
     *
     * @param owner index of the constraint it came from
     * @param offset added to a'w to give the value that the user sees (minus the benchmark's, where relative)
     */
    public record Row(int owner, double[] coefficients, double min, double max, double offset) {
        /** The size of what is added up, against which a slack is small or not. */
        private double size(Vector weights) {
            double size = Math.abs(offset);
            for (int i = 0; i < weights.size(); i++) {
                size += Math.abs(coefficients[i] * weights.get(i));
            }
            return size;
        }
    }

    /** Whether constraints of this kind become limits here. */
    public static boolean covers(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Budget _,Constraint.Bounds _,Constraint.Group _,Constraint.Linear _,Constraint.Return _ ->
                true;
            default -> false;
        };
    }

    /** The limits of all constraints of the setting that {@link #covers} accepts; others are left out. */
    public static LinearLimits of(Allocation setting) {
        int n = setting.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        int[] lowerOwner = new int[n];
        int[] upperOwner = new int[n];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(lowerOwner, -1);
        Arrays.fill(upperOwner, -1);
        boolean[] lowerTied = new boolean[n];
        boolean[] upperTied = new boolean[n];
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < setting.constraints().size(); k++) {
            Constraint constraint = setting.constraints().get(k);
            if (constraint instanceof Constraint.Bounds bounds) {
                for (int i = 0; i < n; i++) {
                    if (bounds.assets() != null
                            && !bounds.assets().contains(setting.universe().assets().get(i).id())) {
                        continue;
                    }
                    if (bounds.min() != null && bounds.min() >= lower[i]) {
                        lowerTied[i] = bounds.min() == lower[i];
                        lowerOwner[i] = lowerTied[i] ? lowerOwner[i] : k;
                        lower[i] = bounds.min();
                    }
                    if (bounds.max() != null && bounds.max() <= upper[i]) {
                        upperTied[i] = bounds.max() == upper[i];
                        upperOwner[i] = upperTied[i] ? upperOwner[i] : k;
                        upper[i] = bounds.max();
                    }
                }
            } else if (covers(constraint)) {
                rows.add(row(setting, k, constraint));
            }
        }
        return new LinearLimits(lower, upper, lowerOwner, upperOwner, lowerTied, upperTied, List.copyOf(rows));
    }

    private static Row row(Allocation setting, int owner, Constraint constraint) {
        return switch (constraint) {
            case Constraint.Budget budget -> {
                double[] ones = new double[setting.size()];
                Arrays.fill(ones, 1);
                yield row(owner, ones, budget.min(), budget.max(), 0);
            }
            case Constraint.Group group -> {
                double[] members = new double[setting.size()];
                for (int i = 0; i < members.length; i++) {
                    members[i] = group.value().equals(setting.universe().assets().get(i).group(group.by())) ? 1 : 0;
                }
                double offset = 0;
                if (group.relativeToBenchmark()) {
                    for (int i = 0; i < members.length; i++) {
                        Asset asset = setting.universe().assets().get(i);
                        offset -= members[i] * setting.benchmark().getOrDefault(asset.id(), 0.0);
                    }
                    for (Asset asset : setting.benchmarkOnly()) {
                        offset -= group.value().equals(asset.group(group.by()))
                                ? setting.benchmark().getOrDefault(asset.id(), 0.0)
                                : 0;
                    }
                }
                yield row(owner, members, group.min(), group.max(), offset);
            }
            case Constraint.Linear linear -> {
                double[] coefficients = new double[setting.size()];
                for (int i = 0; i < coefficients.length; i++) {
                    coefficients[i] = linear.coefficients().getOrDefault(setting.universe().assets().get(i).id(), 0.0);
                }
                yield row(owner, coefficients, linear.min(), linear.max(), 0);
            }
            case Constraint.Return floor ->
                row(owner, setting.moments().mean().toArray(), floor.min(), null, 0);
            default -> throw new IllegalArgumentException("Not a linear row: " + constraint);
        };
    }

    private static Row row(int owner, double[] coefficients, @Nullable Double min, @Nullable Double max,
            double offset) {
        return new Row(owner, coefficients, min == null ? Double.NEGATIVE_INFINITY : min - offset,
                max == null ? Double.POSITIVE_INFINITY : max - offset, offset);
    }

    /**
     * Where {@code weights} stand against each constraint.
     *
     * @param prices null where the model has none
     */
    public List<ConstraintState> states(Allocation setting, Vector weights, @Nullable Prices prices) {
        List<ConstraintState> states = new ArrayList<>();
        for (int k = 0; k < setting.constraints().size(); k++) {
            Constraint constraint = setting.constraints().get(k);
            if (constraint instanceof Constraint.Bounds bounds) {
                states.add(boundsState(setting, k, bounds, weights, prices));
            }
            for (int r = 0; r < rows.size(); r++) {
                if (rows.get(r).owner == k) {
                    states.add(rowState(constraint, rows.get(r), weights, prices, r));
                }
            }
        }
        return states;
    }

    /** Whether a limit is met that has no multiplier: then other multipliers would do as well. */
    public boolean degenerate(Vector weights, Vector rowMultipliers, Vector boundMultipliers) {
        for (int i = 0; i < lower.length; i++) {
            double w = weights.get(i);
            if (boundMultipliers.get(i) == 0 && lower[i] < upper[i]
                    && Math.min(w - lower[i], upper[i] - w) <= MET * Math.max(1, Math.abs(w))) {
                return true;
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            double activity = Kernels.dot(row.coefficients, weights.shared());
            if (rowMultipliers.get(r) == 0 && row.min < row.max
                    && Math.min(activity - row.min, row.max - activity) <= MET * row.size(weights)) {
                return true;
            }
        }
        return false;
    }

    /** A small step of the limits of {@code constraint}, in the units of what it limits. */
    public double step(Allocation setting, Constraint constraint, Vector weights) {
        return rows.stream().filter(row -> setting.constraints().get(row.owner).equals(constraint)).findFirst()
                .map(row -> STEP * row.size(weights)).orElse(STEP);
    }

    /** {@code constraint} with its limits moved outward, an equality upward. */
    public static Constraint outward(Constraint constraint, double step) {
        return switch (constraint) {
            case Constraint.Budget c -> new Constraint.Budget(c.name(), c.enabled(),
                    moved(c.min(), c.min() != null && c.min().equals(c.max()) ? step : -step), moved(c.max(), step));
            case Constraint.Bounds c -> new Constraint.Bounds(c.name(), c.enabled(), c.assets(),
                    moved(c.min(), -step), moved(c.max(), step));
            case Constraint.Group c -> new Constraint.Group(c.name(), c.enabled(), c.by(), c.value(),
                    moved(c.min(), -step), moved(c.max(), step), c.relativeToBenchmark());
            case Constraint.Linear c -> new Constraint.Linear(c.name(), c.enabled(), c.coefficients(),
                    moved(c.min(), -step), moved(c.max(), step));
            case Constraint.Return c -> new Constraint.Return(c.name(), c.enabled(), c.min() - step);
            default -> throw new IllegalArgumentException("Not a linear limit: " + constraint);
        };
    }

    private static @Nullable Double moved(@Nullable Double limit, double step) {
        return limit == null ? null : Double.valueOf(limit + step);
    }

    private static ConstraintState rowState(Constraint constraint, Row row, Vector weights, @Nullable Prices prices,
            int index) {
        double value = Kernels.dot(row.coefficients, weights.shared()) + row.offset;
        double min = row.min + row.offset;
        double max = row.max + row.offset;
        double slack = Math.min(value - min, max - value);
        boolean binding = slack <= BINDING * row.size(weights);
        @Nullable
        Double price = null;
        if (prices != null) {
            double multiplier = binding ? prices.rows().get(index) : 0;
            boolean equality = constraint instanceof Constraint.Budget && row.min == row.max;
            price = equality ? prices.upward(multiplier) : prices.outward(multiplier);
        }
        return new ConstraintState(constraint.name(), value, finite(min), finite(max), finite(slack), price, binding,
                Map.of());
    }

    private ConstraintState boundsState(Allocation setting, int owner, Constraint.Bounds bounds, Vector weights,
            @Nullable Prices prices) {
        double slack = Double.POSITIVE_INFINITY;
        double total = 0;
        boolean binding = false;
        Map<String, Double> perAsset = new LinkedHashMap<>();
        @Nullable
        Double value = null;
        for (int i = 0; i < weights.size(); i++) {
            String id = setting.universe().assets().get(i).id();
            if (bounds.assets() != null && !bounds.assets().contains(id)) {
                continue;
            }
            double w = weights.get(i);
            double below = bounds.min() == null ? Double.POSITIVE_INFINITY : w - bounds.min();
            double above = bounds.max() == null ? Double.POSITIVE_INFINITY : bounds.max() - w;
            double own = Math.min(below, above);
            slack = Math.min(slack, own);
            if (own <= BINDING * Math.max(1, Math.abs(w))) {
                binding = true;
                if (prices != null) {
                    double multiplier = prices.bounds().get(i);
                    boolean holds = multiplier > 0
                            ? lowerOwner[i] == owner && !lowerTied[i]
                            : upperOwner[i] == owner && !upperTied[i];
                    double price = holds ? prices.outward(multiplier) : 0;
                    perAsset.put(id, price);
                    total += price;
                }
            }
            value = bounds.assets() != null && bounds.assets().size() == 1 ? Double.valueOf(w) : null;
        }
        return new ConstraintState(bounds.name(), value, bounds.min(), bounds.max(), finite(slack),
                prices == null ? null : total, binding, perAsset);
    }

    private static @Nullable Double finite(double x) {
        return Double.isFinite(x) ? x : null;
    }
}
