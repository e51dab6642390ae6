package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Asset;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.Trading;

/**
 * Something in a model or its setting that {@link ConvexAllocation} cannot honour.
 *
 * @param place the field of the document; null where it is {@code constraint}
 * @param constraint the name of the constraint; null where it is a field
 */
public record Unsupported(@Nullable String place, @Nullable String constraint, String reason) {
    private static Unsupported field(String place, String reason) {
        return new Unsupported(place, null, reason);
    }

    /** What {@link ConvexAllocation#solve} cannot honour; empty where it can answer. */
    public static List<Unsupported> of(Model model, Allocation setting) {
        List<Unsupported> refusals = new ArrayList<>();
        switch (model) {
            case Model.MeanRisk meanRisk -> meanRisk(refusals, meanRisk, setting);
            case Model.Kelly kelly -> kelly(refusals, kelly, setting);
            case Model.MaxDiversification _,Model.MaxDecorrelation _ -> {
            }
            default -> refusals.add(field("model.method", "'" + model.method() + "' is not a convex model"));
        }
        for (Constraint constraint : setting.constraints()) {
            String reason = constraint(constraint, model.method(), setting);
            if (reason != null) {
                refusals.add(new Unsupported(null, constraint.name(), reason));
            }
        }
        return refusals;
    }

    private static void meanRisk(List<Unsupported> refusals, Model.MeanRisk model, Allocation setting) {
        String risk = risk(model.risk(), setting);
        // The highest mean asks for no risk.
        if (risk != null && model.goal() != Model.Goal.MAXIMISE_RETURN) {
            refusals.add(field("model.risk", risk));
        }
        Double aversion = model.riskAversion();
        if (model.goal() == Model.Goal.MAXIMISE_UTILITY && (aversion == null || !(aversion >= 0)
                || aversion.isInfinite())) {
            refusals.add(field("model.riskAversion", "is " + aversion + "; expected a number of 0 or more"));
        }
        if (model.goal() == Model.Goal.MINIMISE_RISK) {
            return;
        }
        if (model.meanUncertainty() != null) {
            uncertainty(refusals, model.meanUncertainty(), setting);
        }
        costs(refusals, setting);
    }

    private static void uncertainty(List<Unsupported> refusals, Model.MeanUncertainty uncertainty, Allocation setting) {
        Double kappa = uncertainty.kappa();
        Double confidence = uncertainty.confidence();
        boolean sized = kappa != null
                ? kappa >= 0 && Double.isFinite(kappa)
                : confidence != null && confidence >= 0 && confidence < 1;
        if (!sized) {
            refusals.add(field("model.meanUncertainty", "kappa is " + kappa + " and confidence " + confidence
                    + "; expected a kappa of 0 or more, or a confidence from 0 to below 1"));
        }
        Integer observations = setting.moments().observations();
        if (observations == null || observations < 1) {
            refusals.add(field("model.meanUncertainty", "needs the number of observations behind the moments; given "
                    + "moments say it by 'observations'"));
        }
    }

    private static void costs(List<Unsupported> refusals, Allocation setting) {
        Trading trading = setting.trading();
        if (trading.fixed() != 0) {
            refusals.add(
                    field("costs.fixed", "a cost per trade is not convex and cannot be deducted from the mean; only "
                            + "minimise-risk, which ignores costs, can be solved with it"));
        }
        for (int i = 0; i < setting.size(); i++) {
            String id = setting.universe().ids().get(i);
            if (!(trading.rate().get(i) >= 0) || Double.isInfinite(trading.rate().get(i))) {
                refusals.add(field("costs", "the linear cost of '" + id + "' is not known or negative (rate "
                        + trading.rate().get(i) + "); 'spread' needs the assets file's spread"));
                break;
            }
            if (!(trading.impact().get(i) >= 0) || Double.isInfinite(trading.impact().get(i))) {
                refusals.add(field("costs.impact", "the impact of '" + id + "' is not known or negative (factor "
                        + trading.impact().get(i) + "); scale 'volatility-adv' needs its volume"));
                break;
            }
        }
        if (trading.impacting() && !(trading.exponent() > 1 && Double.isFinite(trading.exponent()))) {
            refusals.add(field("costs.impact.exponent", "is " + trading.exponent() + "; expected a number above 1"));
        }
        if (!(trading.ridge() >= 0) || Double.isInfinite(trading.ridge())) {
            refusals.add(field("costs.ridge", "is " + trading.ridge() + "; expected a number of 0 or more"));
        }
        if (!(trading.horizon() > 0)) {
            refusals.add(field("costs.horizon", "is " + trading.horizon() + "; expected a positive number"));
        }
    }

    private static void kelly(List<Unsupported> refusals, Model.Kelly model, Allocation setting) {
        if (setting.outcomes() == null) {
            refusals.add(field("model.method", "'kelly' needs joint outcomes, which given moments and pairwise data do "
                    + "not have"));
        }
        if (!(model.fraction() > 0 && model.fraction() <= 1)) {
            refusals.add(field("model.fraction", "is " + model.fraction() + "; expected a number above 0, at most 1"));
        }
        Model.DrawdownLimit drawdown = model.drawdown();
        if (drawdown != null && !(drawdown.level() > 0 && drawdown.level() < 1 && drawdown.probability() > 0
                && drawdown.probability() < 1)) {
            refusals.add(field("model.drawdown", "level is " + drawdown.level() + " and probability "
                    + drawdown.probability() + "; expected both between 0 and 1"));
        }
    }

    /** Why a measure cannot be optimised; null where it can. */
    private static @Nullable String risk(Risk risk, Allocation setting) {
        if (risk.measure().quadratic()) {
            return null;
        }
        String name = risk.measure().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (risk.compounded() && drawdown(risk.measure())) {
            return "'" + name + "' of compounded returns is not convex: it can be measured, not optimised or limited";
        }
        if (setting.outcomes() == null) {
            return "'" + name + "' needs joint outcomes, which given moments and pairwise data do not have; expected "
                    + "variance or standard-deviation, or prices without gaps";
        }
        if (setting.outcomes().returns().rows() < 2) {
            return "'" + name + "' needs at least two outcomes";
        }
        boolean tail = switch (risk.measure()) {
            case CVAR, EVAR, CDAR, EDAR -> true;
            default -> false;
        };
        return tail && !(risk.level() > 0 && risk.level() < 1)
                ? "the level of '" + name + "' is " + risk.level() + "; expected a number between 0 and 1"
                : null;
    }

    private static boolean drawdown(RiskMeasure measure) {
        return switch (measure) {
            case MAX_DRAWDOWN, AVERAGE_DRAWDOWN, CDAR, EDAR, ULCER -> true;
            default -> false;
        };
    }

    /** Why {@code method} cannot honour a constraint; null where it can. */
    private static @Nullable String constraint(Constraint constraint, String method, Allocation setting) {
        return switch (constraint) {
            case Constraint.Budget _,Constraint.Bounds _,Constraint.Group _,Constraint.Linear _,Constraint.Return _,Constraint.Gross _,Constraint.ShortSide _,Constraint.Turnover _,Constraint.NoSell _,Constraint.NoBuy _ ->
                null;
            case Constraint.Factor c -> setting.exposures().containsKey(c.factor())
                    ? null
                    : "the exposures to '" + c.factor() + "' are not known";
            case Constraint.Participation _ -> {
                for (int i = 0; i < setting.size(); i++) {
                    if (!(setting.trading().adv().get(i) >= 0)) {
                        yield "needs the volume (adv) of '" + setting.universe().ids().get(i) + "'";
                    }
                }
                yield null;
            }
            case Constraint.TrackingError _ -> {
                if (setting.benchmark().isEmpty()) {
                    yield "needs a benchmark, but market.benchmark is missing";
                }
                yield setting.benchmarkOnly().isEmpty()
                        ? null
                        : "needs every asset of the benchmark in the universe; missing: " + setting.benchmarkOnly()
                                .stream().map(Asset::id).limit(5).collect(Collectors.joining(", "))
                                + (setting.benchmarkOnly().size() > 5 ? ", …" : "");
            }
            case Constraint.RiskLimit c -> risk(c.risk(), setting);
            case Constraint.RiskContribution _,Constraint.Correlation _,Constraint.Cardinality _,Constraint.MinimumPosition _,Constraint.Lots _ ->
                method + " cannot honour a constraint of type '" + constraint.type() + "', which is not convex";
        };
    }
}
