package tangency.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tangency.core.market.Finding;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Model;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Solution;
import tangency.core.solve.Stop;
import tangency.core.solve.budget.BudgetAnswer;
import tangency.core.solve.budget.RiskBudgetResult;
import tangency.core.solve.budget.RiskBudgeting;
import tangency.core.solve.budget.RiskBudgets;

/** The answers to risk budgets, and which budgets the limits do not let be met. */
final class BudgetAnswers {
    /** A share that misses its budget by more is said. */
    private static final double MISSED = 1e-6;

    private RiskBudgetResult.@Nullable WarmStart start;
    private @Nullable RiskBudgeting prepared;
    private @Nullable Matrix preparedOn;

    /** Why {@code model} cannot be solved on what there is; empty when it can. */
    static List<Finding> refusals(Model.RiskBudget model, @Nullable Outcomes outcomes) {
        RiskMeasure measure = model.risk().measure();
        String name = measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (!measure.quadratic() && outcomes == null) {
            return List.of(Finding.error("scenario", null, "model.risk", "'" + name
                    + "' needs joint outcomes, which given moments and pairwise data do not have; expected variance,"
                    + " standard-deviation, or prices without gaps"));
        }
        if (model.risk().compounded() && !measure.quadratic()) {
            return List.of(Finding.error("scenario", null, "model.compounded",
                    "compounded drawdowns are for measuring only: their contributions do not add up"));
        }
        return List.of();
    }

    /** The weights, with the shares and findings that go with them. */
    Solution solution(Model.RiskBudget model, Allocation setting, Stop stop) {
        double[] budgets = Budgets.vector(model, setting.universe());
        Matrix covariance = setting.moments().covariance();
        for (int i = 0; i < budgets.length; i++) {
            if (budgets[i] > 0 && !(covariance.get(i, i) > 0)) {
                return new Solution.Failed("risk-budget is not defined: '" + setting.moments().ids().get(i)
                        + "' has a budget, but no risk to spend it on; give it a budget of 0");
            }
        }
        RiskBudgeting solver = prepared;
        if (solver == null || preparedOn != covariance) {
            // What depends on the covariance alone is prepared once and serves every step of a drag.
            solver = RiskBudgeting.on(covariance);
            prepared = solver;
            preparedOn = covariance;
        }
        return switch (RiskBudgets.solve(setting, model.risk(), Vector.wrap(budgets), solver, start, stop)) {
            case BudgetAnswer.Parity parity -> {
                start = parity.start() == null ? start : parity.start();
                yield answer(model, setting, parity,
                        new LinearLimits.Prices(zeros(LinearLimits.of(setting).rows().size()),
                                zeros(setting.size()), 1),
                        List.of());
            }
            case BudgetAnswer.Held held -> answer(model, setting, held, held.prices(), missed(model, setting, held));
            case BudgetAnswer.Infeasible infeasible -> infeasible.why();
            case BudgetAnswer.Failed failed -> new Solution.Failed(failed.message());
        };
    }

    private static Vector zeros(int n) {
        return Vector.wrap(new double[n]);
    }

    private static Solution answer(Model.RiskBudget model, Allocation setting, BudgetAnswer.Weighted answer,
            LinearLimits.Prices prices, List<Finding> findings) {
        Vector weights = answer.weights();
        Vector contributions = model.risk().measure().quadratic() ? null : answer.shares();
        return Solution.certified(weights, risk(model, setting, weights), answer.certificate(),
                LinearLimits.of(setting).states(setting, weights, prices), answer.iterations(),
                "the optimality conditions hold only to " + answer.certificate())
                .with(new Solution.Remarks(contributions, findings));
    }

    private static double risk(Model.RiskBudget model, Allocation setting, Vector weights) {
        Outcomes outcomes = setting.outcomes();
        if (model.risk().measure().quadratic() || outcomes == null) {
            double variance = Math.max(0, Kernels.quadratic(setting.moments().covariance(), weights.shared()));
            return model.risk().measure() == RiskMeasure.VARIANCE ? variance : Math.sqrt(variance);
        }
        return RiskMeasures.of(model.risk(), outcomes.of(weights));
    }

    /** A finding for each budget that is held by limits, by name, and one for the others. */
    private static List<Finding> missed(Model.RiskBudget model, Allocation setting, BudgetAnswer.Held held) {
        LinearLimits limits = LinearLimits.of(setting);
        List<Finding> findings = new ArrayList<>();
        boolean others = false;
        for (Budgets.Entry entry : Budgets.entries(model, setting.universe())) {
            double share = entry.members().stream().mapToDouble(i -> held.shares().get(i)).sum();
            if (Math.abs(share - entry.share()) <= MISSED) {
                continue;
            }
            List<String> names = holders(setting, limits, held, entry.members());
            if (names.isEmpty()) {
                others = true;
            } else {
                findings.add(Finding.warning("scenario", null, "model.budgets",
                        "the budget of '" + entry.name() + "' is "
                                + rounded(entry.share()) + ", its share of the risk is " + rounded(share) + ": "
                                + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                                + (names.size() > 1 ? " hold it" : " holds it")));
            }
        }
        if (others) {
            findings.add(Finding.warning("scenario", null, "model.budgets",
                    "each budget that no limit holds is met in proportion: its share of the risk is "
                            + rounded(held.proportion()) + " times the budget"));
        }
        return findings;
    }

    /** The names of the limits with a price that hold {@code members}. */
    private static List<String> holders(Allocation setting, LinearLimits limits, BudgetAnswer.Held held,
            List<Integer> members) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < setting.constraints().size(); k++) {
            boolean holds = false;
            for (int i : members) {
                double price = held.prices().bounds().get(i);
                boolean out = held.weights().get(i) == 0 && limits.upper()[i] <= 0;
                holds |= (price > 0 && limits.lowerOwner()[i] == k)
                        || ((price < 0 || out) && limits.upperOwner()[i] == k);
                for (int r = 0; r < limits.rows().size(); r++) {
                    LinearLimits.Row row = limits.rows().get(r);
                    boolean forbids = held.weights().get(i) == 0 && row.max() <= 0;
                    holds |= row.owner() == k && row.coefficients()[i] != 0
                            && (held.prices().rows().get(r) != 0 && binding(row, held) || forbids);
                }
            }
            if (holds) {
                names.add(setting.constraints().get(k).name());
            }
        }
        return names;
    }

    private static boolean binding(LinearLimits.Row row, BudgetAnswer.Held held) {
        double value = Kernels.dot(row.coefficients(), held.weights().shared());
        double slack = Math.min(value - row.min(), row.max() - value);
        return slack <= LinearLimits.BINDING * Math.max(1, Math.abs(value));
    }

    private static double rounded(double share) {
        return Math.round(share * 1e4) / 1e4;
    }
}
