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
 */
public record LinearLimits(double[] lower, double[] upper, int[] lowerOwner, int[] upperOwner, List<Row> rows) {
    /** Distance to a limit within which it counts as binding, relative to 1 or the limit. */
    public static final double BINDING = 1e-9;

    /**
     * One row.
     *
     * @param owner index of the constraint it came from
     * @param offset added to a'w to give the value that the user sees (minus the benchmark's, where relative)
     */
    public record Row(int owner, double[] coefficients, double min, double max, double offset) {}

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
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < setting.constraints().size(); k++) {
            Constraint constraint = setting.constraints().get(k);
            if (constraint instanceof Constraint.Bounds bounds) {
                for (int i = 0; i < n; i++) {
                    if (bounds.assets() != null
                            && !bounds.assets().contains(setting.universe().assets().get(i).id())) {
                        continue;
                    }
                    if (bounds.min() != null && bounds.min() > lower[i]) {
                        lower[i] = bounds.min();
                        lowerOwner[i] = k;
                    }
                    if (bounds.max() != null && bounds.max() < upper[i]) {
                        upper[i] = bounds.max();
                        upperOwner[i] = k;
                    }
                }
            } else if (covers(constraint)) {
                rows.add(row(setting, k, constraint));
            }
        }
        return new LinearLimits(lower, upper, lowerOwner, upperOwner, List.copyOf(rows));
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
     * @param price derivative of the objective by constraint index (both limits together); null where the model has
     *        none
     * @param boundPrice N, the same for each asset's bounds; null likewise
     */
    public List<ConstraintState> states(Allocation setting, Vector weights, double @Nullable [] price,
            double @Nullable [] boundPrice) {
        List<ConstraintState> states = new ArrayList<>();
        for (int k = 0; k < setting.constraints().size(); k++) {
            Constraint constraint = setting.constraints().get(k);
            if (constraint instanceof Constraint.Bounds bounds) {
                states.add(boundsState(setting, k, bounds, weights, boundPrice));
            }
            for (Row row : rows) {
                if (row.owner == k) {
                    states.add(rowState(constraint, row, weights, price == null ? null : price[k]));
                }
            }
        }
        return states;
    }

    private static ConstraintState rowState(Constraint constraint, Row row, Vector weights, @Nullable Double price) {
        double value = Kernels.dot(row.coefficients, weights.shared()) + row.offset;
        double min = row.min + row.offset;
        double max = row.max + row.offset;
        double slack = Math.min(value - min, max - value);
        boolean binding = near(slack, Math.abs(value));
        return new ConstraintState(constraint.name(), value, finite(min), finite(max), finite(slack),
                price == null ? null : binding ? price : 0.0, binding, Map.of());
    }

    private ConstraintState boundsState(Allocation setting, int owner, Constraint.Bounds bounds, Vector weights,
            double @Nullable [] boundPrice) {
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
            if (near(own, Math.abs(w))) {
                binding = true;
                boolean owns = below <= above ? lowerOwner[i] == owner : upperOwner[i] == owner;
                if (boundPrice != null) {
                    double p = owns ? boundPrice[i] : 0;
                    perAsset.put(id, p);
                    total += p;
                }
            }
            value = bounds.assets() != null && bounds.assets().size() == 1 ? Double.valueOf(w) : null;
        }
        return new ConstraintState(bounds.name(), value, bounds.min(), bounds.max(), finite(slack),
                boundPrice == null ? null : binding ? Double.valueOf(total) : Double.valueOf(0), binding, perAsset);
    }

    private static boolean near(double slack, double scale) {
        return slack <= BINDING * Math.max(1, scale);
    }

    private static @Nullable Double finite(double x) {
        return Double.isFinite(x) ? x : null;
    }
}
