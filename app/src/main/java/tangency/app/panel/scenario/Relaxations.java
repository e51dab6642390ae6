package tangency.app.panel.scenario;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.model.Constraint.Bounds;
import tangency.core.model.Constraint.Budget;
import tangency.core.model.Constraint.Group;
import tangency.core.model.Constraint.Linear;
import tangency.core.model.Constraint.Return;
import tangency.core.solve.Relaxation;

/** One-click fixes: a constraint of a conflict, its limit moved outward by the least amount that would do. */
final class Relaxations {
    /** Limits are widened to a multiple of this, outward, so that rounding does not leave them a hair too tight. */
    private static final double STEP = 1e-6;

    private Relaxations() {}

    /**
     * The constraint with its limits moved outward by {@code amount}; null where its kind has no limit to move.
     *
     * <p>Of bounds with both limits only one can be in the way: the lower where the least weights already add up to more
     * than a budget of the conflict allows, else the upper.
     *
     * @param conflict all constraints of the conflict
     * @param size number of assets
     */
    static @Nullable Constraint relaxed(Constraint constraint, double amount, List<Constraint> conflict, int size) {
        double by = Math.ceil(amount / STEP - 1e-3) * STEP;
        return switch (constraint) {
            case Budget c -> new Budget(c.name(), true, down(c.min(), by), up(c.max(), by));
            case Group c -> new Group(c.name(), true, c.by(), c.value(), down(c.min(), by), up(c.max(), by),
                    c.relativeToBenchmark());
            case Linear c -> new Linear(c.name(), true, c.coefficients(), down(c.min(), by), up(c.max(), by));
            case Return c -> new Return(c.name(), true, rounded(c.min() - by));
            case Bounds c -> bounds(c, by, conflict, size);
            case Constraint.Cardinality c -> Relaxation.outward(c, Math.rint(amount));
            default -> Relaxation.outward(constraint, by);
        };
    }

    private static Bounds bounds(Bounds c, double by, List<Constraint> conflict, int size) {
        int covered = c.assets() == null ? size : c.assets().size();
        Double min = c.min();
        boolean lower = c.max() == null || (min != null && conflict.stream().anyMatch(other -> {
            Double most = other instanceof Budget b ? b.max() : other instanceof Group g ? g.max() : null;
            return most != null && (other instanceof Budget ? min * covered > most : min > most);
        }));
        return lower
                ? new Bounds(c.name(), true, c.assets(), down(min, by), c.max())
                : new Bounds(c.name(), true, c.assets(), min, up(c.max(), by));
    }

    private static @Nullable Double down(@Nullable Double limit, double by) {
        return limit == null ? null : rounded(limit - by);
    }

    private static @Nullable Double up(@Nullable Double limit, double by) {
        return limit == null ? null : rounded(limit + by);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e9) / 1e9;
    }
}
