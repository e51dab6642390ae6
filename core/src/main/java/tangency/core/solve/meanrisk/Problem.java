package tangency.core.solve.meanrisk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Allocation;
import tangency.core.solve.ConstraintState;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.quadratic.Conflict;
import tangency.core.solve.quadratic.Covariance;
import tangency.core.solve.quadratic.KinkedProblem;
import tangency.core.solve.quadratic.KinkedRow;
import tangency.core.solve.quadratic.KinkedTerm;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;

/** The user's constraints and costs as a quadratic problem, and the way back. */
record Problem(Allocation setting, NetMean net, LinearLimits limits, Covariance risk, KinkedProblem kinked) {
    /**
     * A model's objective at the optimum.
     *
     * @param perUnit its change per unit of change of w'Sw/2 - lambda mean'w (or of -mean'w for the highest mean)
     */
    record Goal(double value, double perUnit) {}

    /** @param risk the covariance of the setting */
    static Problem of(Allocation setting, NetMean net, Covariance risk) {
        return of(setting, net, risk, LinearLimits.of(setting));
    }

    private static Problem of(Allocation setting, NetMean net, Covariance risk, LinearLimits limits) {
        List<LinearRow> rows = new ArrayList<>();
        for (LinearLimits.Row row : limits.rows()) {
            rows.add(new LinearRow(setting.constraints().get(row.owner()).name(), row.coefficients(), row.min(),
                    row.max()));
        }
        List<KinkedRow> kinked = limits.absolutes().stream().map(limit -> new KinkedRow(
                setting.constraints().get(limit.owner()).name(), limit.coefficients(),
                new KinkedTerm(limit.slopes(), limit.centres()), limit.max())).toList();
        int unowned = setting.constraints().size();
        QuadraticProblem plain = QuadraticProblem
                .of(setting.moments().mean().shared(), risk, limits.lower(), limits.upper(), rows)
                .withBoundGroups(labels(limits.lowerOwner(), unowned), labels(limits.upperOwner(), unowned))
                .withBoundRates(limits.lowerRate(), limits.upperRate());
        return new Problem(setting, net, limits, risk, new KinkedProblem(plain, net.terms(setting), kinked));
    }

    private static int[] labels(int[] owners, int unowned) {
        return Arrays.stream(owners).map(owner -> owner < 0 ? unowned : owner).toArray();
    }

    /** w'Sw/2 - lambda (mean'w - ridge w'w) is a problem like any other, on another covariance. */
    Problem ridged(double lambda) {
        return net.ridge(setting) == 0 ? this : withDiagonal(risk.dense().shared().clone(), lambda);
    }

    /** Without variance; with a ridge, w'w ridge - mean'w at a tolerance of 1. */
    Problem riskless() {
        return net.ridge(setting) == 0 ? this : withDiagonal(new double[setting.size() * setting.size()], 1);
    }

    private Problem withDiagonal(double[] values, double lambda) {
        int n = setting.size();
        for (int i = 0; i < n; i++) {
            values[i * n + i] += 2 * net.ridge(setting) * lambda;
        }
        QuadraticProblem plain = kinked.plain().withCovariance(Covariance.of(Matrix.wrap(n, n, values)));
        return new Problem(setting, net, limits, risk, new KinkedProblem(plain, kinked.costs(), kinked.rows()));
    }

    /** The variance of {@code weights}, whatever covariance it was that they were found with. */
    double variance(Vector weights) {
        return risk.quadratic(weights.shared());
    }

    /** The net mean of an answer, the ridge deducted. */
    double mean(QuadraticResult.Optimal optimal) {
        return optimal.mean() - net.ridge(setting, optimal.weights());
    }

    /** @param again solves the same model under other limits */
    Solution answer(QuadraticResult result, MeanVariance.Starts starts,
            Function<Problem, QuadraticResult> again, Function<QuadraticResult.Optimal, Goal> goal) {
        return switch (result) {
            case QuadraticResult.Optimal optimal -> {
                starts.keep(optimal.warmStart());
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
    private List<ConstraintState> states(QuadraticResult.Optimal optimal, Function<Problem, QuadraticResult> again,
            double perUnit) {
        List<ConstraintState> states = limits.states(setting, optimal.weights(), prices(optimal, perUnit));
        if (!limits.degenerate(optimal.weights(), optimal.rowMultipliers(), optimal.boundMultipliers())
                && !kinked.degenerate(optimal) && !kinked.bent(optimal)) {
            return states;
        }
        List<ConstraintState> priced = new ArrayList<>(states);
        for (int k = 0; k < priced.size(); k++) {
            if (!priced.get(k).binding()) {
                continue;
            }
            LinearLimits moved = limits.moved(k, limits.step(k, optimal.weights()));
            if (again.apply(of(setting, net, risk, moved)) instanceof QuadraticResult.Optimal beyond) {
                ConstraintState there = moved.states(setting, beyond.weights(), prices(beyond, perUnit)).get(k);
                priced.set(k, priced.get(k).withPrices(there.multiplier(), there.perAsset()));
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
            relaxation.merge(name(member.member()), member.amount(), Math::max);
            others |= !member.sufficient();
        }
        List<String> names = List.copyOf(relaxation.keySet());
        String quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String message = names.size() == 1
                ? "no portfolio satisfies " + quoted
                : "no portfolio satisfies all of " + quoted + "; without any one of them the others can hold";
        return new Solution.Infeasible(
                others ? message + "; other constraints contradict each other as well" : message, names, relaxation);
    }

    private String name(Conflict.Member member) {
        int plain = limits.rows().size();
        int owner = switch (member) {
            case Conflict.Member.Row(int index) when index < plain -> limits.rows().get(index).owner();
            case Conflict.Member.Row(int index) -> limits.absolutes().get(index - plain).owner();
            case Conflict.Member.Bounds(int label) -> label;
        };
        return setting.constraints().get(owner).name();
    }
}
