package tangency.core.solve.meanrisk;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;
import tangency.core.solve.Explanation;
import tangency.core.solve.Frontier;
import tangency.core.solve.FrontierResult;
import tangency.core.solve.Solution;
import tangency.core.solve.meanrisk.Problem.Goal;
import tangency.core.solve.quadratic.CornerPortfolios;
import tangency.core.solve.quadratic.Covariance;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.RatioResult;
import tangency.core.solve.quadratic.WarmStart;

/**
 * Mean-risk models on variance or its square root: translates the user's constraints and costs into a quadratic problem and
 * the answer back, multipliers in units of the model's own objective.
 */
public final class MeanVariance {
    private MeanVariance() {}

    /** The working set of the last answer, where the next one starts, and the covariance it was on. Not thread-safe. */
    public static final class Starts {
        private @Nullable WarmStart last;
        private @Nullable Covariance risk;

        void keep(WarmStart start) {
            last = start;
        }

        @Nullable
        WarmStart last() {
            return last;
        }

        /** {@code matrix}, looked through only once. */
        Covariance risk(Matrix matrix) {
            Covariance known = risk;
            if (known == null || known.dense() != matrix) {
                known = Covariance.of(matrix);
                risk = known;
            }
            return known;
        }
    }

    /**
     * Whether {@code model} trades off variance against a mean less something: its frontier is then one of net means, and
     * floors on the return are limits like any other.
     */
    public static boolean deducts(Model model, Allocation setting) {
        NetMean net = NetMean.of(model);
        return net.kappa() > 0 || (net.costs() && (setting.trading().linear() || setting.trading().ridge() != 0));
    }

    /**
     * Traces the exact frontier under the linear constraints of {@code setting}. Its means are those that {@code model}
     * counts: net of linear costs and of box uncertainty where its goal deducts them.
     */
    public static FrontierResult trace(Model model, Allocation setting) {
        Problem problem = Problem.of(setting, NetMean.of(model), Covariance.of(setting.moments().covariance()));
        return switch (problem.kinked().trace()) {
            case CornerPortfolios corners when corners.beyond() == null -> {
                Frontier frontier = corners.frontier();
                yield new FrontierResult.Traced(frontier,
                        frontier.maximumRatio(setting.riskFree(), setting.moments().covariance()));
            }
            case CornerPortfolios corners -> {
                Frontier.Corner best = problem.kinked().maximumRatio(
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
     * Solves {@code model} on {@code setting}. Linear costs, half spreads and the ridge are deducted from the mean in all
     * goals but {@link Model.Goal#MINIMISE_RISK}; a floor on the return is on the mean before that.
     *
     * @param frontier under the linear limits but, unless {@link #deducts}, for floors on the return; asked for by
     *        {@link Model.Goal#MAXIMISE_RATIO} only
     */
    public static Solution solve(Model.MeanRisk model, Allocation setting, Starts starts,
            Supplier<FrontierResult> frontier) {
        Covariance risk = starts.risk(setting.moments().covariance());
        Problem problem = Problem.of(setting, NetMean.of(model), risk);
        return switch (model.goal()) {
            case MINIMISE_RISK -> leastRisk(model, problem, starts);
            case MAXIMISE_UTILITY -> {
                double aversion = aversion(model);
                yield aversion == 0 ? highestMean(problem, starts) : utility(problem, aversion, starts);
            }
            case MAXIMISE_RETURN -> highestMean(problem, starts);
            case MAXIMISE_RATIO -> problem.net().ridge(setting) > 0
                    ? new RidgedRatio(problem, starts).solve()
                    : ratio(problem, setting, starts, frontier.get(), !deducts(model, setting));
        };
    }

    private static Solution leastRisk(Model.MeanRisk model, Problem problem, Starts starts) {
        boolean deviation = model.risk().measure() == RiskMeasure.STANDARD_DEVIATION;
        return problem.answer(problem.kinked().minimise(0, starts.last), starts,
                p -> p.kinked().minimise(0, starts.last), optimal -> {
                    double volatility = Math.sqrt(Math.max(0, optimal.variance()));
                    return deviation
                            ? new Goal(volatility, volatility > 0 ? 1 / volatility : 0)
                            : new Goal(optimal.variance(), 2);
                });
    }

    private static Solution utility(Problem problem, double aversion, Starts starts) {
        Problem ridged = problem.ridged(1 / aversion);
        return ridged.answer(ridged.kinked().minimise(1 / aversion, starts.last), starts,
                p -> p.ridged(1 / aversion).kinked().minimise(1 / aversion, starts.last),
                optimal -> new Goal(problem.mean(optimal) - aversion / 2 * problem.variance(optimal.weights()),
                        -aversion));
    }

    private static Solution highestMean(Problem problem, Starts starts) {
        Problem linear = problem.riskless();
        return linear.answer(highest(linear), starts, p -> highest(p.riskless()),
                optimal -> new Goal(problem.mean(optimal), -1));
    }

    private static QuadraticResult highest(Problem problem) {
        return problem.net().ridge(problem.setting()) == 0
                ? problem.kinked().maximiseReturn()
                : problem.kinked().minimise(1, null);
    }

    /**
     * Explains {@code solution}, the answer to {@code model} on {@code setting}: the parts of each weight and its derivatives
     * by the moments. Not cheap: N solves by the inverse of the working set.
     */
    public static Explanation explain(Model.MeanRisk model, Allocation setting, Solution solution) {
        if (!(solution instanceof Solution.Optimal answer)) {
            return new Explanation.Unavailable("only an optimal answer can be explained");
        }
        Problem problem = Problem.of(setting, NetMean.of(model), Covariance.of(setting.moments().covariance()));
        boolean ratio = model.goal() == Model.Goal.MAXIMISE_RATIO;
        double aversion = model.goal() == Model.Goal.MAXIMISE_UTILITY ? aversion(model) : 0;
        boolean linear = model.goal() == Model.Goal.MAXIMISE_RETURN
                || (model.goal() == Model.Goal.MAXIMISE_UTILITY && aversion == 0);
        if (linear && problem.net().ridge(setting) == 0) {
            return new Explanation.Unavailable(
                    "the highest mean is a vertex of the limits: risk has no part in it, and "
                            + "small changes of the moments do not move it");
        }
        if (linear) {
            return new Explanation.Unavailable("risk has no part in the highest mean");
        }
        double excess = Kernels.dot(setting.moments().mean().shared(), answer.weights().shared())
                - problem.net().terms(setting).stream().mapToDouble(t -> t.at(answer.weights().shared())).sum()
                - problem.net().ridge(setting, answer.weights()) - setting.riskFree();
        double lambda = ratio
                ? problem.variance(answer.weights()) / excess
                : aversion > 0 ? 1 / aversion : 0;
        Problem solved = problem.ridged(lambda);
        return solved.kinked().minimise(lambda, null) instanceof QuadraticResult.Optimal optimum
                ? new Explanations(solved, optimum, ratio).explain()
                : new Explanation.Unavailable("the answer could not be found again");
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
     *
     * @param cutting whether the frontier has still to be cut by floors on the return
     */
    private static Solution ratio(Problem problem, Allocation setting, Starts starts, FrontierResult frontier,
            boolean cutting) {
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
                double floor = cutting ? returnFloor(setting.constraints()) : Double.NEGATIVE_INFINITY;
                Frontier cut = traced.frontier().cutAt(floor, covariance);
                if (cut == null) {
                    return infeasible(problem, starts);
                }
                if (!(cut.highestMean().mean() > setting.riskFree())) {
                    return noExcess(setting, cut.highestMean().mean());
                }
                Frontier.Corner best = cut.maximumRatio(setting.riskFree(), covariance);
                if (best == null) {
                    return riskless(setting, cut.minimumRisk().mean());
                }
                double tolerance = best.variance() / (best.mean() - setting.riskFree());
                return ratioAt(problem, setting, starts, problem.kinked().minimise(tolerance, null));
            }
        }
    }

    private static Solution ratioAt(Problem problem, Allocation setting, Starts starts, QuadraticResult best) {
        double tolerance = best instanceof QuadraticResult.Optimal optimal ? optimal.lambda() : 0;
        return problem.answer(best, starts, p -> p.kinked().minimise(tolerance, starts.last),
                optimal -> ratioGoal(optimal.mean() - setting.riskFree(), optimal.variance()));
    }

    static Goal ratioGoal(double excess, double variance) {
        double volatility = Math.sqrt(variance);
        return new Goal(excess / volatility, -excess / (volatility * volatility * volatility));
    }

    static Solution infeasible(Problem problem, Starts starts) {
        return ratioAt(problem, problem.setting(), starts, problem.kinked().minimise(0, null));
    }

    /** Where the mean has no end the ratio may have a maximum nevertheless. */
    private static Solution ratioWithoutEnd(Problem problem, Allocation setting, Starts starts) {
        return switch (problem.kinked().maximumRatio(setting.riskFree())) {
            case RatioResult.Optimal optimal -> ratioAt(problem, setting, starts, optimal.portfolio());
            case RatioResult.NoExcess none -> noExcess(setting, none.highest());
            case RatioResult.Riskless riskless -> riskless(setting, riskless.mean());
            case RatioResult.NotAttained notAttained -> new Solution.Unbounded(
                    "the ratio rises towards " + notAttained.supremum() + " as positions grow without end"
                            + problem.example(notAttained.direction()) + ", and never attains it");
            case RatioResult.NoFrontier none -> ratioAt(problem, setting, starts, none.why());
        };
    }

    static Solution noExcess(Allocation setting, double highest) {
        return new Solution.Infeasible("no portfolio earns more than the risk-free rate of " + setting.riskFree()
                + " per period: the highest mean is " + highest, List.of(), Map.of());
    }

    static Solution riskless(Allocation setting, double mean) {
        return new Solution.Unbounded("the ratio has no end: a portfolio without risk earns " + mean
                + " per period, more than the risk-free rate of " + setting.riskFree());
    }
}
