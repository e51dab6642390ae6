package tangency.app.panel.scenario;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;

/** Constraints in words. */
final class ConstraintText {
    private ConstraintText() {}

    /** What is limited: "Sum of weights", "Sector = Energy". */
    static String subject(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Budget _ -> "Sum of weights";
            case Constraint.Bounds c -> c.assets() == null ? "Each weight" : "Weight of " + some(c.assets());
            case Constraint.Group group -> group.by() + " = " + group.value()
                    + (group.relativeToBenchmark() ? ", against the benchmark" : "");
            case Constraint.Linear linear -> linear.coefficients().size() + " weighted assets";
            case Constraint.Return _ -> "Expected return per period";
            case Constraint.RiskLimit c -> RiskChoices.label(c.risk().measure())
                    + (RiskChoices.hasLevel(c.risk().measure())
                            ? " at " + Numbers.percent(c.risk().level()) + " %"
                            : "")
                    + (RiskChoices.ofPaths(c.risk().measure()) ? "" : " per period");
            case Constraint.TrackingError _ -> "Deviation from the benchmark per period";
            case Constraint.Factor c -> "Exposure to " + c.factor();
            case Constraint.Gross _ -> "Long and short positions together";
            case Constraint.ShortSide _ -> "Short positions together";
            case Constraint.Turnover _ -> "Bought and sold together";
            case Constraint.Participation c ->
                "Trade in each asset, share of " + Numbers.number(c.days()) + " days' volume";
            case Constraint.NoSell c -> c.assets() == null ? "All assets" : some(c.assets());
            case Constraint.NoBuy c -> c.assets() == null ? "All assets" : some(c.assets());
            case Constraint.Cardinality _ -> "Number of assets held";
            case Constraint.MinimumPosition _ -> "Each asset held";
            case Constraint.Lots c ->
                c.size() == null ? "Lots of the assets file" : "Lots of " + Numbers.number(c.size());
            case Constraint.Correlation _ -> "Correlation of what is held";
            case Constraint.RiskContribution c -> "Share of risk of "
                    + (c.assets() != null ? some(c.assets()) : c.by() + " = " + c.value());
        };
    }

    /** The limits: "0 to 25 %", "= 100 %", "at most 30 %". */
    static String limits(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Budget c -> range(c.min(), c.max());
            case Constraint.Bounds c -> range(c.min(), c.max());
            case Constraint.Group c -> range(c.min(), c.max());
            case Constraint.Linear c -> range(c.min(), c.max());
            case Constraint.Return c -> range(c.min(), null);
            case Constraint.RiskLimit c -> range(null, c.max());
            case Constraint.TrackingError c -> range(null, c.max());
            case Constraint.Factor c -> plain(c.min(), c.max());
            case Constraint.Gross c -> range(null, c.max());
            case Constraint.ShortSide c -> range(null, c.max());
            case Constraint.Turnover c -> range(null, c.max());
            case Constraint.Participation c -> range(null, c.maxShareOfAdv());
            case Constraint.NoSell _ -> "no selling";
            case Constraint.NoBuy _ -> "no buying";
            case Constraint.Cardinality c -> plain(c.min() == null ? null : (Double) c.min().doubleValue(),
                    c.max() == null ? null : (Double) c.max().doubleValue());
            case Constraint.MinimumPosition c -> range(c.min(), null);
            case Constraint.Lots _ -> "whole lots";
            case Constraint.Correlation c -> c.max() != null
                    ? plain(null, c.max())
                    : "on average " + plain(null, c.average());
            case Constraint.RiskContribution c -> range(null, c.maxShare());
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

    private static String plain(@Nullable Double min, @Nullable Double max) {
        if (min != null && max != null) {
            return min.equals(max)
                    ? "= " + Numbers.number(min)
                    : Numbers.number(min) + " to " + Numbers.number(max);
        }
        return min != null
                ? "at least " + Numbers.number(min)
                : max != null ? "at most " + Numbers.number(max) : "no limit";
    }

    private static String some(List<String> assets) {
        return assets.size() <= 2
                ? String.join(" and ", assets)
                : assets.getFirst() + " and " + (assets.size() - 1) + " more";
    }
}
