package tangency.core.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.quadratic.Conflict;
import tangency.core.solve.quadratic.CornerPortfolios;
import tangency.core.solve.quadratic.CriticalLine;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.Trace;
import tangency.core.solve.quadratic.WarmStart;

/**
 * Mean-risk models on variance or its square root: translates the user's constraints into a quadratic problem and the
 * answer back, multipliers in units of the model's own objective.
 */
public final class MeanVariance {
    private MeanVariance() {}

    /** The working set of the last answer, where the next one starts. Not thread-safe. */
    public static final class Starts {
        private @Nullable WarmStart last;
    }

    /** Traces the exact frontier under the linear constraints of {@code setting}. */
    public static FrontierResult trace(Allocation setting) {
        Problem problem = Problem.of(setting);
        Trace trace = CriticalLine.trace(problem.quadratic);
        return switch (trace) {
            case CornerPortfolios corners when corners.beyond() == null -> {
                Frontier frontier = corners.frontier();
                yield new FrontierResult.Traced(frontier, frontier.maximumRatio(setting.riskFree(),
                        setting.moments().covariance(), setting.moments().mean()));
            }
            case CornerPortfolios _ -> new FrontierResult.None("unbounded",
                    "the frontier has no highest mean: without limits on short positions the mean rises without end");
            case QuadraticResult.Infeasible infeasible -> {
                Solution.Infeasible said = problem.infeasible(infeasible.conflict());
                yield new FrontierResult.None(said.status(), said.message());
            }
            case QuadraticResult.Unbounded unbounded -> new FrontierResult.None("unbounded", unbounded.why());
            case QuadraticResult.Failed failed -> new FrontierResult.None("failed", failed.why());
        };
    }

    /** The highest floor on the return among {@code constraints}, -infinity where there is none. */
    public static double returnFloor(List<Constraint> constraints) {
        double floor = Double.NEGATIVE_INFINITY;
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.Return limit) {
                floor = Math.max(floor, limit.min());
            }
        }
        return floor;
    }

    /**
     * Solves {@code model} on {@code setting}.
     *
     * @param frontier under the linear limits but for floors on the return; asked for by
     *        {@link Model.Goal#MAXIMISE_RATIO} only
     */
    public static Solution solve(Model.MeanRisk model, Allocation setting, Starts starts,
            Supplier<FrontierResult> frontier) {
        Problem problem = Problem.of(setting);
        boolean deviation = model.risk().measure() == RiskMeasure.STANDARD_DEVIATION;
        return switch (model.goal()) {
            case MINIMISE_RISK -> {
                QuadraticResult result = QuadraticSolver.minimise(problem.quadratic, 0, starts.last);
                yield problem.answer(result, starts, optimal -> {
                    double volatility = Math.sqrt(Math.max(0, optimal.variance()));
                    return deviation
                            ? new Goal(volatility, volatility > 0 ? 1 / volatility : 0)
                            : new Goal(optimal.variance(), 2);
                });
            }
            case MAXIMISE_UTILITY -> {
                double aversion = aversion(model);
                QuadraticResult result = QuadraticSolver.minimise(problem.quadratic, 1 / aversion, starts.last);
                yield problem.answer(result, starts,
                        optimal -> new Goal(optimal.mean() - aversion / 2 * optimal.variance(), -aversion));
            }
            case MAXIMISE_RETURN -> problem.answer(QuadraticSolver.maximiseReturn(problem.quadratic), starts,
                    optimal -> new Goal(optimal.mean(), -1));
            case MAXIMISE_RATIO -> ratio(problem, setting, starts, frontier.get());
        };
    }

    private static double aversion(Model.MeanRisk model) {
        Double aversion = model.riskAversion();
        if (aversion == null || !(aversion > 0)) {
            throw new IllegalArgumentException("maximise-utility needs a positive riskAversion, not " + aversion);
        }
        return aversion;
    }

    private static Solution ratio(Problem problem, Allocation setting, Starts starts, FrontierResult frontier) {
        switch (frontier) {
            case FrontierResult.None none -> {
                return switch (none.status()) {
                    case "infeasible" -> problem.answer(QuadraticSolver.minimise(problem.quadratic, 0), starts,
                            optimal -> new Goal(Double.NaN, Double.NaN));
                    case "unbounded" -> new Solution.Unbounded(none.reason());
                    default -> new Solution.Failed(none.reason());
                };
            }
            case FrontierResult.Traced traced -> {
                Frontier.Corner best = traced.maximumRatio();
                if (best == null) {
                    return new Solution.Infeasible("no portfolio earns more than the risk-free rate of "
                            + setting.riskFree() + " per period: the highest mean is "
                            + traced.frontier().highestMean().mean(), List.of(), Map.of());
                }
                double floor = returnFloor(setting.constraints());
                // The ratio falls along the frontier beyond its maximum: a floor above it holds the answer there.
                QuadraticResult result = best.mean() >= floor
                        ? QuadraticSolver.minimise(problem.quadratic,
                                best.variance() / (best.mean() - setting.riskFree()))
                        : QuadraticSolver.minimise(problem.quadratic, 0);
                return problem.answer(result, starts, optimal -> {
                    double volatility = Math.sqrt(Math.max(0, optimal.variance()));
                    double excess = optimal.mean() - setting.riskFree();
                    return new Goal(excess / volatility, -excess / (volatility * volatility * volatility));
                });
            }
        }
    }

    /**
     * A model's objective at the optimum.
     *
     * @param perUnit its change per unit of change of w'Sw/2 - lambda mean'w (or of -mean'w for the highest mean)
     */
    private record Goal(double value, double perUnit) {}

    /** The user's constraints as a quadratic problem, and the way back. */
    private record Problem(Allocation setting, LinearLimits limits, QuadraticProblem quadratic) {
        static Problem of(Allocation setting) {
            LinearLimits limits = LinearLimits.of(setting);
            List<LinearRow> rows = new ArrayList<>();
            for (LinearLimits.Row row : limits.rows()) {
                rows.add(new LinearRow(setting.constraints().get(row.owner()).name(), row.coefficients(), row.min(),
                        row.max()));
            }
            int unowned = setting.constraints().size();
            QuadraticProblem quadratic = QuadraticProblem
                    .of(setting.moments().mean().shared(), setting.moments().covariance(), limits.lower(),
                            limits.upper(), rows)
                    .withBoundGroups(labels(limits.lowerOwner(), unowned), labels(limits.upperOwner(), unowned));
            return new Problem(setting, limits, quadratic);
        }

        private static int[] labels(int[] owners, int unowned) {
            return Arrays.stream(owners).map(owner -> owner < 0 ? unowned : owner).toArray();
        }

        Solution answer(QuadraticResult result, Starts starts,
                Function<QuadraticResult.Optimal, Goal> goal) {
            return switch (result) {
                case QuadraticResult.Optimal optimal -> {
                    starts.last = optimal.warmStart();
                    Goal reached = goal.apply(optimal);
                    yield Solution.certified(optimal.weights(), reached.value, optimal.certificate(),
                            states(optimal, reached.perUnit), optimal.iterations(),
                            "the optimality conditions hold only to " + optimal.certificate());
                }
                case QuadraticResult.Infeasible infeasible -> infeasible(infeasible.conflict());
                case QuadraticResult.Unbounded unbounded -> new Solution.Unbounded(unbounded.why());
                case QuadraticResult.Failed failed -> new Solution.Failed(failed.why());
            };
        }

        /** Prices: how the objective changes when a limit moves outward (max up, min down, an equality up). */
        private List<ConstraintState> states(QuadraticResult.Optimal optimal, double perUnit) {
            double[] prices = new double[setting.constraints().size()];
            for (int k = 0; k < limits.rows().size(); k++) {
                LinearLimits.Row row = limits.rows().get(k);
                double multiplier = optimal.rowMultipliers().get(k);
                prices[row.owner()] += perUnit * outward(multiplier, row.min() == row.max());
            }
            double[] boundPrices = new double[setting.size()];
            for (int i = 0; i < boundPrices.length; i++) {
                boundPrices[i] = perUnit * outward(optimal.boundMultipliers().get(i),
                        limits.lower()[i] == limits.upper()[i]);
            }
            return limits.states(setting, optimal.weights(), prices, boundPrices);
        }

        /** A multiplier is positive at a lower limit: outward is down there, up elsewhere. */
        private static double outward(double multiplier, boolean equality) {
            double outward = equality || multiplier <= 0 ? multiplier : -multiplier;
            return outward == 0 ? 0 : outward;
        }

        Solution.Infeasible infeasible(Conflict conflict) {
            Map<String, Double> relaxation = new LinkedHashMap<>();
            for (Conflict.Relaxation member : conflict.members()) {
                String name = switch (member.member()) {
                    case Conflict.Member.Row row -> quadratic.rows().get(row.index()).name();
                    case Conflict.Member.Bounds bounds -> setting.constraints().get(bounds.label()).name();
                };
                relaxation.merge(name, member.amount(), Math::max);
            }
            List<String> names = List.copyOf(relaxation.keySet());
            String quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            String message = names.size() == 1
                    ? "no portfolio satisfies " + quoted
                    : "no portfolio satisfies all of " + quoted + "; without any one of them the others can hold";
            return new Solution.Infeasible(message, names, relaxation);
        }
    }
}
