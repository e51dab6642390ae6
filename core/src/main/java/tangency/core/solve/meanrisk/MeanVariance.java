package tangency.core.solve.meanrisk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.quadratic.Conflict;
import tangency.core.solve.quadratic.CornerPortfolios;
import tangency.core.solve.quadratic.CriticalLine;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.MaximumRatio;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.RatioResult;
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
            case CornerPortfolios corners -> {
                Frontier.Corner best = MaximumRatio.of(problem.quadratic, corners,
                        setting.riskFree()) instanceof RatioResult.Optimal optimal ? corner(optimal.portfolio()) : null;
                yield new FrontierResult.None("unbounded",
                        "the frontier has no highest mean: without limits on short positions the mean rises without end",
                        new FrontierResult.Traced(corners.frontier(), best));
            }
            case QuadraticResult.Infeasible infeasible -> {
                Solution.Infeasible said = problem.infeasible(infeasible.conflict());
                yield new FrontierResult.None(said.status(), said.message());
            }
            case QuadraticResult.Unbounded unbounded -> new FrontierResult.None("unbounded", unbounded.why());
            case QuadraticResult.Failed failed -> new FrontierResult.None("failed", failed.why());
        };
    }

    private static Frontier.Corner corner(QuadraticResult.Optimal optimal) {
        return new Frontier.Corner(optimal.mean(), optimal.variance(), optimal.lambda(), optimal.weights());
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
                yield problem.answer(result, starts, q -> QuadraticSolver.minimise(q, 0, starts.last), optimal -> {
                    double volatility = Math.sqrt(Math.max(0, optimal.variance()));
                    return deviation
                            ? new Goal(volatility, volatility > 0 ? 1 / volatility : 0)
                            : new Goal(optimal.variance(), 2);
                });
            }
            case MAXIMISE_UTILITY -> {
                double aversion = aversion(model);
                if (aversion == 0) {
                    yield highestMean(problem, starts);
                }
                QuadraticResult result = QuadraticSolver.minimise(problem.quadratic, 1 / aversion, starts.last);
                yield problem.answer(result, starts, q -> QuadraticSolver.minimise(q, 1 / aversion, starts.last),
                        optimal -> new Goal(optimal.mean() - aversion / 2 * optimal.variance(), -aversion));
            }
            case MAXIMISE_RETURN -> highestMean(problem, starts);
            case MAXIMISE_RATIO -> ratio(problem, setting, starts, frontier.get());
        };
    }

    private static Solution highestMean(Problem problem, Starts starts) {
        return problem.answer(QuadraticSolver.maximiseReturn(problem.quadratic), starts,
                QuadraticSolver::maximiseReturn, optimal -> new Goal(optimal.mean(), -1));
    }

    private static double aversion(Model.MeanRisk model) {
        Double aversion = model.riskAversion();
        if (aversion == null || !(aversion >= 0)) {
            throw new IllegalArgumentException("maximise-utility needs a riskAversion of 0 or more, not " + aversion);
        }
        return aversion;
    }

    /**
     * Along the frontier the ratio rises and then falls, so that the answer is its best point above the floors on the
     * return. There it is the optimum of w'Sw/2 - lambda mean'w at lambda = variance / excess mean, whose multipliers
     * are the ratio's up to a factor.
     */
    private static Solution ratio(Problem problem, Allocation setting, Starts starts, FrontierResult frontier) {
        switch (frontier) {
            case FrontierResult.None none -> {
                return switch (none.status()) {
                    case "infeasible" -> infeasible(problem, starts);
                    case "unbounded" -> ratioWithoutEnd(problem, setting, starts);
                    default -> new Solution.Failed(none.reason());
                };
            }
            case FrontierResult.Traced traced -> {
                Matrix covariance = setting.moments().covariance();
                Vector mean = setting.moments().mean();
                Frontier cut = traced.frontier().cutAt(returnFloor(setting.constraints()), covariance, mean);
                if (cut == null) {
                    return infeasible(problem, starts);
                }
                if (!(cut.highestMean().mean() > setting.riskFree())) {
                    return noExcess(setting, cut.highestMean().mean());
                }
                Frontier.Corner best = cut.maximumRatio(setting.riskFree(), covariance, mean);
                if (best == null) {
                    return riskless(setting, cut.minimumRisk().mean());
                }
                double tolerance = best.variance() / (best.mean() - setting.riskFree());
                return ratioAt(problem, setting, starts, QuadraticSolver.minimise(problem.quadratic, tolerance));
            }
        }
    }

    private static Solution ratioAt(Problem problem, Allocation setting, Starts starts, QuadraticResult best) {
        double tolerance = best instanceof QuadraticResult.Optimal optimal ? optimal.lambda() : 0;
        return problem.answer(best, starts, q -> QuadraticSolver.minimise(q, tolerance, starts.last),
                optimal -> ratioGoal(optimal, setting));
    }

    private static Goal ratioGoal(QuadraticResult.Optimal optimal, Allocation setting) {
        double volatility = Math.sqrt(optimal.variance());
        double excess = optimal.mean() - setting.riskFree();
        return new Goal(excess / volatility, -excess / (volatility * volatility * volatility));
    }

    private static Solution infeasible(Problem problem, Starts starts) {
        return ratioAt(problem, problem.setting, starts, QuadraticSolver.minimise(problem.quadratic, 0));
    }

    /** Where the mean has no end the ratio may have a maximum nevertheless. */
    private static Solution ratioWithoutEnd(Problem problem, Allocation setting, Starts starts) {
        return switch (MaximumRatio.of(problem.quadratic, setting.riskFree())) {
            case RatioResult.Optimal optimal -> ratioAt(problem, setting, starts, optimal.portfolio());
            case RatioResult.NoExcess none -> noExcess(setting, none.highest());
            case RatioResult.Riskless riskless -> riskless(setting, riskless.mean());
            case RatioResult.NotAttained notAttained -> new Solution.Unbounded(
                    "the ratio rises towards " + notAttained.supremum() + " as positions grow without end"
                            + problem.example(notAttained.direction()) + ", and never attains it");
            case RatioResult.NoFrontier none -> ratioAt(problem, setting, starts, none.why());
        };
    }

    private static Solution noExcess(Allocation setting, double highest) {
        return new Solution.Infeasible("no portfolio earns more than the risk-free rate of " + setting.riskFree()
                + " per period: the highest mean is " + highest, List.of(), Map.of());
    }

    private static Solution riskless(Allocation setting, double mean) {
        return new Solution.Unbounded("the ratio has no end: a portfolio without risk earns " + mean
                + " per period, more than the risk-free rate of " + setting.riskFree());
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

        /** @param again solves the same model under other limits */
        Solution answer(QuadraticResult result, Starts starts, Function<QuadraticProblem, QuadraticResult> again,
                Function<QuadraticResult.Optimal, Goal> goal) {
            return switch (result) {
                case QuadraticResult.Optimal optimal -> {
                    starts.last = optimal.warmStart();
                    Goal reached = goal.apply(optimal);
                    yield Solution.certified(optimal.weights(), reached.value, optimal.certificate(),
                            states(optimal, again, reached.perUnit), optimal.iterations(),
                            "the optimality conditions hold only to " + optimal.certificate());
                }
                case QuadraticResult.Infeasible infeasible -> infeasible(infeasible.conflict());
                case QuadraticResult.Unbounded unbounded -> new Solution.Unbounded(
                        "the mean rises without end" + example(unbounded.direction())
                                + ": nothing limits how large positions grow");
                case QuadraticResult.Failed failed -> new Solution.Failed(failed.why());
            };
        }

        /**
         * Where more limits meet than the answer needs, multipliers are not unique and the objective has a kink: there each
         * price is taken just beyond its limit, on the side to which it moves.
         */
        private List<ConstraintState> states(QuadraticResult.Optimal optimal,
                Function<QuadraticProblem, QuadraticResult> again, double perUnit) {
            List<ConstraintState> states = limits.states(setting, optimal.weights(), prices(optimal, perUnit));
            if (!limits.degenerate(optimal.weights(), optimal.rowMultipliers(), optimal.boundMultipliers())) {
                return states;
            }
            List<ConstraintState> priced = new ArrayList<>(states);
            for (int k = 0; k < priced.size(); k++) {
                ConstraintState state = priced.get(k);
                if (!state.binding()) {
                    continue;
                }
                List<Constraint> constraints = new ArrayList<>(setting.constraints());
                constraints.replaceAll(c -> c.name().equals(state.name())
                        ? LinearLimits.outward(c, limits.step(setting, c, optimal.weights()))
                        : c);
                Problem moved = Problem.of(setting.withConstraints(constraints));
                if (again.apply(moved.quadratic) instanceof QuadraticResult.Optimal beyond) {
                    ConstraintState there = moved.limits
                            .states(moved.setting, beyond.weights(), prices(beyond, perUnit)).get(k);
                    priced.set(k, state.withPrices(there.multiplier(), there.perAsset()));
                }
            }
            return priced;
        }

        private static LinearLimits.Prices prices(QuadraticResult.Optimal optimal, double perUnit) {
            return new LinearLimits.Prices(optimal.rowMultipliers(), optimal.boundMultipliers(), perUnit);
        }

        /** ", as in long A and short B": what a direction without end looks like. */
        String example(Vector direction) {
            int most = 0;
            int least = 0;
            for (int i = 0; i < direction.size(); i++) {
                most = direction.get(i) > direction.get(most) ? i : most;
                least = direction.get(i) < direction.get(least) ? i : least;
            }
            List<String> ids = setting.universe().ids();
            boolean pair = direction.get(most) > 0 && direction.get(least) < 0;
            String one = (direction.get(most) > 0 ? "long " + ids.get(most) : "short " + ids.get(least));
            return ", as in " + one + (pair ? " and short " + ids.get(least) : "");
        }

        Solution.Infeasible infeasible(Conflict conflict) {
            Map<String, Double> relaxation = new LinkedHashMap<>();
            boolean others = false;
            for (Conflict.Relaxation member : conflict.members()) {
                String name = switch (member.member()) {
                    case Conflict.Member.Row row -> quadratic.rows().get(row.index()).name();
                    case Conflict.Member.Bounds bounds -> setting.constraints().get(bounds.label()).name();
                };
                relaxation.merge(name, member.amount(), Math::max);
                others |= !member.sufficient();
            }
            List<String> names = List.copyOf(relaxation.keySet());
            String quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
            String message = names.size() == 1
                    ? "no portfolio satisfies " + quoted
                    : "no portfolio satisfies all of " + quoted + "; without any one of them the others can hold";
            return new Solution.Infeasible(
                    others ? message + "; other constraints contradict each other as well" : message, names,
                    relaxation);
        }
    }
}
