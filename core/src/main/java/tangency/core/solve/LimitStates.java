package tangency.core.solve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;

/** Where weights stand against limits, constraint by constraint. */
record LimitStates(LinearLimits limits, Allocation setting, Vector weights, LinearLimits.@Nullable Prices prices) {
    /** Distance within which an exact answer meets a limit. */
    private static final double MET = 1e-13;

    List<ConstraintState> all() {
        List<ConstraintState> states = new ArrayList<>();
        for (int k = 0; k < setting.constraints().size(); k++) {
            Constraint constraint = setting.constraints().get(k);
            if (BoundRange.covers(constraint)) {
                states.add(ofBounds(k, constraint));
            }
            for (int r = 0; r < limits.rows().size(); r++) {
                if (limits.rows().get(r).owner() == k) {
                    states.add(ofRow(constraint, limits.rows().get(r), r));
                }
            }
            for (int r = 0; r < limits.absolutes().size(); r++) {
                if (limits.absolutes().get(r).owner() == k) {
                    states.add(ofAbsolute(constraint, limits.absolutes().get(r), limits.rows().size() + r));
                }
            }
        }
        return states;
    }

    /** Whether a limit is met that has no multiplier. */
    static boolean degenerate(LinearLimits limits, Vector weights, Vector rowMultipliers, Vector boundMultipliers) {
        for (int i = 0; i < weights.size(); i++) {
            double w = weights.get(i);
            double room = Math.min(w - limits.lower()[i], limits.upper()[i] - w);
            if (boundMultipliers.get(i) == 0 && limits.lower()[i] < limits.upper()[i]
                    && room <= MET * Math.max(1, Math.abs(w))) {
                return true;
            }
        }
        int first = limits.rows().size();
        for (int r = 0; r < first; r++) {
            LinearLimits.Row row = limits.rows().get(r);
            double activity = Kernels.dot(row.coefficients(), weights.shared());
            if (rowMultipliers.get(r) == 0 && row.min() < row.max()
                    && Math.min(activity - row.min(), row.max() - activity) <= MET * row.size(weights)) {
                return true;
            }
        }
        for (int r = 0; r < limits.absolutes().size(); r++) {
            AbsoluteLimit limit = limits.absolutes().get(r);
            if (rowMultipliers.get(first + r) == 0
                    && limit.max() - limit.at(weights) <= MET * Math.max(1, limit.max())) {
                return true;
            }
        }
        return false;
    }

    private ConstraintState ofRow(Constraint constraint, LinearLimits.Row row, int index) {
        double value = Kernels.dot(row.coefficients(), weights.shared()) + row.offset();
        double min = row.min() + row.offset();
        double max = row.max() + row.offset();
        double slack = Math.min(value - min, max - value);
        boolean binding = slack <= LinearLimits.BINDING * row.size(weights);
        @Nullable
        Double price = null;
        if (prices != null) {
            double multiplier = binding ? prices.rows().get(index) : 0;
            boolean equality = constraint instanceof Constraint.Budget && row.min() == row.max();
            price = equality ? prices.upward(multiplier) : prices.outward(multiplier);
        }
        return new ConstraintState(constraint.name(), value, finite(min), finite(max), finite(slack), price, binding,
                Map.of());
    }

    private ConstraintState ofAbsolute(Constraint constraint, AbsoluteLimit limit, int index) {
        double sum = limit.at(weights);
        double slack = limit.max() - sum;
        boolean binding = slack <= LinearLimits.BINDING * Math.max(sum, limit.offset());
        @Nullable
        Double price = prices == null ? null : Double.valueOf(prices.outward(binding ? prices.rows().get(index) : 0));
        return new ConstraintState(constraint.name(), sum + limit.offset(), null, limit.max() + limit.offset(), slack,
                price, binding, Map.of());
    }

    private ConstraintState ofBounds(int owner, Constraint constraint) {
        BoundRange range = BoundRange.of(setting, constraint);
        double slack = Double.POSITIVE_INFINITY;
        double total = 0;
        double traded = 0;
        boolean binding = false;
        Map<String, Double> perAsset = new LinkedHashMap<>();
        for (int i = 0; i < weights.size(); i++) {
            if (!range.bounds(i)) {
                continue;
            }
            double room = range.room(weights, i);
            double rate = range.rate()[i];
            slack = Math.min(slack, rate > 0 ? room / rate : room);
            traded = Math.max(traded, rate > 0
                    ? Math.abs(weights.get(i) - setting.trading().held().get(i)) / rate
                    : 0);
            if (room <= LinearLimits.BINDING * Math.max(1, Math.abs(weights.get(i)))) {
                binding = true;
                if (prices != null) {
                    double price = price(owner, i, prices);
                    perAsset.put(setting.universe().assets().get(i).id(), price);
                    total += price;
                }
            }
        }
        @Nullable
        Double price = prices == null ? null : Double.valueOf(total);
        return switch (constraint) {
            case Constraint.Bounds bounds -> new ConstraintState(bounds.name(), single(bounds), bounds.min(),
                    bounds.max(), finite(slack), price, binding, perAsset);
            case Constraint.Participation limit -> new ConstraintState(limit.name(), traded, null,
                    limit.maxShareOfAdv(), finite(slack), price, binding, perAsset);
            default -> new ConstraintState(constraint.name(), null, null, null, finite(slack), price, binding,
                    perAsset);
        };
    }

    /** What moving the bound of asset {@code i} is worth to the constraint that set it. */
    private double price(int owner, int i, LinearLimits.Prices all) {
        double multiplier = all.bounds().get(i);
        boolean lower = multiplier > 0;
        boolean holds = lower
                ? limits.lowerOwner()[i] == owner && !limits.lowerTied()[i]
                : limits.upperOwner()[i] == owner && !limits.upperTied()[i];
        double rate = lower ? limits.lowerRate()[i] : limits.upperRate()[i];
        return holds ? all.outward(multiplier) * rate : 0;
    }

    /** The weight that a row on one asset bounds. */
    private @Nullable Double single(Constraint.Bounds bounds) {
        if (bounds.assets() == null || bounds.assets().size() != 1) {
            return null;
        }
        int at = setting.universe().indexOf(bounds.assets().getFirst());
        return at < 0 ? null : Double.valueOf(weights.get(at));
    }

    private static @Nullable Double finite(double x) {
        return Double.isFinite(x) ? x : null;
    }
}
