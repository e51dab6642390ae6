package tangency.core.solve;

import java.util.Arrays;
import java.util.List;

import tangency.core.math.Vector;
import tangency.core.model.Constraint;

/**
 * What one constraint says about single weights.
 *
 * @param lower N, -infinity where it says nothing
 * @param upper N, infinity where it says nothing
 * @param rate N, by how much the bounds move outward when the constraint's own limit does by one unit
 */
public record BoundRange(double[] lower, double[] upper, double[] rate) {
    /** Whether constraints of this kind bound single weights. */
    public static boolean covers(Constraint constraint) {
        return constraint instanceof Constraint.Bounds || constraint instanceof Constraint.Participation
                || constraint instanceof Constraint.NoSell || constraint instanceof Constraint.NoBuy;
    }

    /** The bounds of a constraint that {@link #covers} accepts. */
    public static BoundRange of(Allocation setting, Constraint constraint) {
        int n = setting.size();
        double[] lower = new double[n];
        double[] upper = new double[n];
        double[] rate = new double[n];
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(rate, 1);
        for (int i = 0; i < n; i++) {
            if (!names(constraint, setting.universe().assets().get(i).id())) {
                continue;
            }
            double held = setting.trading().held().get(i);
            switch (constraint) {
                case Constraint.Bounds bounds -> {
                    lower[i] = bounds.min() == null ? lower[i] : bounds.min();
                    upper[i] = bounds.max() == null ? upper[i] : bounds.max();
                }
                case Constraint.Participation limit -> {
                    double days = limit.days() * setting.trading().adv().get(i) / setting.trading().capital();
                    // Where trading volumes are unknown, the scenario is refused before.
                    if (!Double.isNaN(days)) {
                        rate[i] = days;
                        lower[i] = held - limit.maxShareOfAdv() * days;
                        upper[i] = held + limit.maxShareOfAdv() * days;
                    }
                }
                case Constraint.NoSell _ -> lower[i] = held;
                case Constraint.NoBuy _ -> upper[i] = held;
                default -> {
                }
            }
        }
        return new BoundRange(lower, upper, rate);
    }

    private static boolean names(Constraint constraint, String id) {
        List<String> assets = switch (constraint) {
            case Constraint.Bounds bounds -> bounds.assets();
            case Constraint.NoSell none -> none.assets();
            case Constraint.NoBuy none -> none.assets();
            default -> null;
        };
        return assets == null || assets.contains(id);
    }

    /** Whether it says anything about asset {@code i}. */
    boolean bounds(int i) {
        return lower[i] != Double.NEGATIVE_INFINITY || upper[i] != Double.POSITIVE_INFINITY;
    }

    /** Distance of a weight to the nearer of its bounds, negative outside. */
    double room(Vector weights, int i) {
        return Math.min(weights.get(i) - lower[i], upper[i] - weights.get(i));
    }
}
