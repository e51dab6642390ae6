package tangency.core.solve;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.model.Constraint.Bounds;
import tangency.core.model.Constraint.Budget;
import tangency.core.model.Constraint.Cardinality;
import tangency.core.model.Constraint.Correlation;
import tangency.core.model.Constraint.Factor;
import tangency.core.model.Constraint.Gross;
import tangency.core.model.Constraint.Group;
import tangency.core.model.Constraint.Linear;
import tangency.core.model.Constraint.Lots;
import tangency.core.model.Constraint.MinimumPosition;
import tangency.core.model.Constraint.NoBuy;
import tangency.core.model.Constraint.NoSell;
import tangency.core.model.Constraint.Participation;
import tangency.core.model.Constraint.Return;
import tangency.core.model.Constraint.RiskContribution;
import tangency.core.model.Constraint.RiskLimit;
import tangency.core.model.Constraint.ShortSide;
import tangency.core.model.Constraint.TrackingError;
import tangency.core.model.Constraint.Turnover;

/** Constraints with their limits moved outward: what satisfies them satisfies less. */
public final class Relaxation {
    private Relaxation() {}

    /**
     * {@code constraint} with every limit that it has moved outward by {@code amount}, in the limit's own unit; a number of
     * assets moves by whole ones. Null where its kind has no limit to move.
     *
     * @param amount 0 or more
     */
    public static @Nullable Constraint outward(Constraint constraint, double amount) {
        boolean on = constraint.enabled();
        String name = constraint.name();
        return switch (constraint) {
            case Budget c -> new Budget(name, on, down(c.min(), amount), up(c.max(), amount));
            case Bounds c -> new Bounds(name, on, c.assets(), down(c.min(), amount), up(c.max(), amount));
            case Group c -> new Group(name, on, c.by(), c.value(), down(c.min(), amount), up(c.max(), amount),
                    c.relativeToBenchmark());
            case Linear c -> new Linear(name, on, c.coefficients(), down(c.min(), amount), up(c.max(), amount));
            case Factor c -> new Factor(name, on, c.factor(), down(c.min(), amount), up(c.max(), amount));
            case Return c -> new Return(name, on, c.min() - amount);
            case Gross c -> new Gross(name, on, c.max() + amount);
            case ShortSide c -> new ShortSide(name, on, c.max() + amount);
            case Turnover c -> new Turnover(name, on, c.max() + amount);
            case TrackingError c -> new TrackingError(name, on, c.max() + amount);
            case RiskLimit c -> new RiskLimit(name, on, c.risk(), c.max() + amount);
            case RiskContribution c ->
                new RiskContribution(name, on, c.assets(), c.by(), c.value(), c.maxShare() + amount);
            case Correlation c -> new Correlation(name, on, up(c.max(), amount), up(c.average(), amount));
            case Participation c -> new Participation(name, on, c.maxShareOfAdv() + amount, c.days());
            case MinimumPosition c -> new MinimumPosition(name, on, Math.max(0, c.min() - amount));
            case Cardinality c -> {
                int whole = (int) Math.ceil(amount);
                yield new Cardinality(name, on, c.min() == null ? null : (Integer) Math.max(0, c.min() - whole),
                        c.max() == null ? null : (Integer) (c.max() + whole));
            }
            case Lots _,NoSell _,NoBuy _ -> null;
        };
    }

    private static @Nullable Double down(@Nullable Double limit, double amount) {
        return limit == null ? null : (Double) (limit - amount);
    }

    private static @Nullable Double up(@Nullable Double limit, double amount) {
        return limit == null ? null : (Double) (limit + amount);
    }
}
