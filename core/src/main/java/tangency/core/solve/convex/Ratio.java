package tangency.core.solve.convex;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Model;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.conic.ConicResult;

/** The highest ratio of excess mean to risk, and what is to be said where there is none. */
final class Ratio {
    /** Risk below this share of that of positions which do not offset each other is none. */
    private static final double RISKLESS = 1e-8;
    /** A scale below this share of the positions is 0: weights grow without end. */
    private static final double VANISHED = 1e-9;

    /** Residuals with which an answer says whether there is a best ratio, if not which. */
    private static final double NEARLY = 1e-7;

    private Ratio() {}

    /** @param goals the same goal on any data */
    static Solution solve(Data data, Model.MeanRisk model, Function<Data, MeanRiskGoal> goals, Stop stop) {
        MeanRiskGoal goal = goals.apply(data);
        Posed.Answered answered = Posed.solve(() -> Posed.of(data, goal, data.setting.constraints()), stop);
        return switch (answered.result()) {
            case ConicResult.Optimal r -> {
                Solution solution = attained(data, model, goal, answered, r.x(), r.objective());
                yield solution instanceof Solution.Optimal optimal
                        ? ConvexAllocation.priced(data, optimal, answered, goals::apply, stop)
                        : solution;
            }
            case ConicResult.Inexact r -> {
                Solution nearly = attained(data, model, goal, answered, r.x(), r.objective());
                boolean near = r.certificate().primalResidual() < NEARLY && r.certificate().dualResidual() < NEARLY;
                yield near && nearly instanceof Solution.Unbounded ? nearly : doubtful(data, goals, answered, stop);
            }
            case ConicResult.DualInfeasible _ -> endless(data, model, goal, stop);
            case ConicResult.PrimalInfeasible _ -> noExcess(data, goal, stop);
            case ConicResult.Failed failed -> {
                Solution.Infeasible conflict = Contradiction.in(data, null, stop);
                yield conflict != null ? conflict : new Solution.Failed(failed.message());
            }
        };
    }

    /** What the solver leaves open may be no more than a solution that the limits contradict. */
    private static Solution doubtful(Data data, Function<Data, MeanRiskGoal> goals, Posed.Answered answered,
            Stop stop) {
        MeanRiskGoal goal = goals.apply(data);
        Solution.Weighted weighted = ConvexAllocation.weighted(answered, goal);
        if (weighted instanceof Solution.Optimal) {
            return weighted;
        }
        Solution.Weighted other = ConvexAllocation.rescaled(data, weighted, goals, stop);
        if (other != null) {
            return other;
        }
        Solution none = noExcess(data, goal, stop);
        return none instanceof Solution.Infeasible || weighted == null ? none : weighted;
    }

    private static Solution attained(Data data, Model.MeanRisk model, MeanRiskGoal goal, Posed.Answered answered,
            Vector x, double risk) {
        double exposure = 0;
        double largest = 0;
        for (int i = 0; i < data.assets; i++) {
            exposure += Math.abs(x.get(i)) * data.volatility[i];
            largest = Math.max(largest, Math.abs(x.get(i)));
        }
        double root = Measured.squared(ConvexAllocation.denominator(model.risk()).measure())
                ? Math.signum(risk) * Math.sqrt(Math.abs(risk))
                : risk;
        if (!(root > RISKLESS * exposure)) {
            return new Solution.Unbounded(
                    "the ratio has no end: there is a portfolio that earns more than the risk-free "
                            + "rate of " + data.setting.riskFree() + " per period and has no risk by the measure '"
                            + name(model) + "'");
        }
        if (!(x.get(answered.posed().statement().tau()) > VANISHED * largest)) {
            return new Solution.Unbounded("the ratio rises towards " + goal.user(risk)
                    + " as positions grow without end" + ConvexAllocation.example(data, x)
                    + ", and never attains it");
        }
        Solution.Weighted weighted = ConvexAllocation.weighted(answered, goal);
        if (weighted == null) {
            return new Solution.Failed("no weights");
        }
        double attained = Definitions.risk(ConvexAllocation.denominator(model.risk()), data.setting,
                weighted.weights());
        double degree = RiskMeasures.degree(ConvexAllocation.denominator(model.risk()).measure());
        return attained > Math.pow(RISKLESS * data.exposure(weighted.weights()), degree)
                ? weighted
                : riskless(data, model);
    }

    private static Solution riskless(Data data, Model.MeanRisk model) {
        return new Solution.Unbounded("the ratio has no end: there is a portfolio that earns more than the risk-free "
                + "rate of " + data.setting.riskFree() + " per period and has no risk by the measure '" + name(model)
                + "'");
    }

    private static String name(Model.MeanRisk model) {
        return model.risk().measure().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where positions of negative risk grow without end, if there are any portfolios at all. */
    private static Solution endless(Data data, Model.MeanRisk model, MeanRiskGoal goal, Stop stop) {
        Solution excess = noExcess(data, goal, stop);
        return excess instanceof Solution.Infeasible
                ? excess
                : new Solution.Unbounded(
                        "the ratio has no end: there is a portfolio that earns more than the risk-free "
                                + "rate of " + data.setting.riskFree()
                                + " per period and has a risk below 0 by the measure '"
                                + name(model) + "'");
    }

    /** Nothing earns more than the risk-free rate, or the limits contradict each other. */
    private static Solution noExcess(Data data, MeanRiskGoal goal, Stop stop) {
        Goal mean = goal.mean();
        Posed.Answered answered = Posed.solve(() -> Posed.of(data, mean, data.setting.constraints()), stop);
        Solution.Weighted highest = ConvexAllocation.weighted(answered, mean);
        if (highest == null) {
            Solution.Infeasible conflict = Contradiction.in(data, null, stop);
            return conflict != null
                    ? conflict
                    : new Solution.Failed("neither a highest ratio nor a reason why there is none was found");
        }
        if (highest.objective() > goal.riskFree()) {
            return new Solution.Failed("no portfolio of the highest ratio was found, though the highest mean is "
                    + highest.objective());
        }
        return new Solution.Infeasible("no portfolio earns more than the risk-free rate of " + goal.riskFree()
                + " per period: the highest mean is " + highest.objective(), List.of(), Map.of());
    }
}
