package tangency.app.panel.scenario;

import tangency.core.model.Constraint;

/** Switches a constraint of any kind on or off. */
final class ConstraintSwitch {
    private ConstraintSwitch() {}

    static Constraint switched(Constraint constraint, boolean on) {
        return switch (constraint) {
            case Constraint.Budget c -> new Constraint.Budget(c.name(), on, c.min(), c.max());
            case Constraint.Bounds c -> new Constraint.Bounds(c.name(), on, c.assets(), c.min(), c.max());
            case Constraint.Group c ->
                new Constraint.Group(c.name(), on, c.by(), c.value(), c.min(), c.max(), c.relativeToBenchmark());
            case Constraint.Gross c -> new Constraint.Gross(c.name(), on, c.max());
            case Constraint.ShortSide c -> new Constraint.ShortSide(c.name(), on, c.max());
            case Constraint.Turnover c -> new Constraint.Turnover(c.name(), on, c.max());
            case Constraint.Linear c -> new Constraint.Linear(c.name(), on, c.coefficients(), c.min(), c.max());
            case Constraint.Factor c -> new Constraint.Factor(c.name(), on, c.factor(), c.min(), c.max());
            case Constraint.TrackingError c -> new Constraint.TrackingError(c.name(), on, c.max());
            case Constraint.Return c -> new Constraint.Return(c.name(), on, c.min());
            case Constraint.RiskLimit c -> new Constraint.RiskLimit(c.name(), on, c.risk(), c.max());
            case Constraint.RiskContribution c ->
                new Constraint.RiskContribution(c.name(), on, c.assets(), c.by(), c.value(), c.maxShare());
            case Constraint.Correlation c -> new Constraint.Correlation(c.name(), on, c.max(), c.average());
            case Constraint.Cardinality c -> new Constraint.Cardinality(c.name(), on, c.min(), c.max());
            case Constraint.MinimumPosition c -> new Constraint.MinimumPosition(c.name(), on, c.min());
            case Constraint.Lots c -> new Constraint.Lots(c.name(), on, c.size());
            case Constraint.Participation c ->
                new Constraint.Participation(c.name(), on, c.maxShareOfAdv(), c.days());
            case Constraint.NoSell c -> new Constraint.NoSell(c.name(), on, c.assets());
            case Constraint.NoBuy c -> new Constraint.NoBuy(c.name(), on, c.assets());
        };
    }
}
