package tangency.app.panel.scenario;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.model.Constraint.Bounds;
import tangency.core.model.Constraint.Budget;
import tangency.core.model.Constraint.Group;
import tangency.core.model.Constraint.Linear;
import tangency.core.model.Constraint.Return;

/** Constraints in words. */
final class ConstraintText {
    private ConstraintText() {}

    /** What is limited: "Sum of weights", "Sector = Energy". */
    static String subject(Constraint constraint) {
        return switch (constraint) {
            case Budget _ -> "Sum of weights";
            case Bounds c -> c.assets() == null ? "Each weight" : "Weight of " + some(c.assets());
            case Group group -> group.by() + " = " + group.value()
                    + (group.relativeToBenchmark() ? ", against the benchmark" : "");
            case Linear linear -> linear.coefficients().size() + " weighted assets";
            case Return _ -> "Expected return per period";
            default -> constraint.type();
        };
    }

    /** The limits: "0 to 25 %", "= 100 %", "at most 30 %". */
    static String limits(Constraint constraint) {
        return switch (constraint) {
            case Budget c -> range(c.min(), c.max());
            case Bounds c -> range(c.min(), c.max());
            case Group c -> range(c.min(), c.max());
            case Linear c -> range(c.min(), c.max());
            case Return c -> range(c.min(), null);
            default -> "";
        };
    }

    private static String range(@Nullable Double min, @Nullable Double max) {
        if (min != null && max != null) {
            return min.equals(max)
                    ? "= " + Numbers.brief(min) + " %"
                    : Numbers.brief(min) + " to " + Numbers.brief(max) + " %";
        }
        return min != null
                ? "at least " + Numbers.brief(min) + " %"
                : max != null ? "at most " + Numbers.brief(max) + " %" : "no limit";
    }

    private static String some(List<String> assets) {
        return assets.size() <= 2
                ? String.join(" and ", assets)
                : assets.getFirst() + " and " + (assets.size() - 1) + " more";
    }
}
