package tangency.core.solve.budget;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.model.Risk;
import tangency.core.returns.Outcomes;
import tangency.core.solve.Allocation;
import tangency.core.solve.Certificate;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Stop;

/**
 * Risk budgeting on any measure of degree 1 or 2, under linear limits. Without limits that matter the weights are those of the
 * minimiser of risk(y) - Σ b ln y over y > 0, where yᵢ ∂risk/∂yᵢ = bᵢ, brought to their sum. Where those break a limit, see
 * {@link BudgetAnswer.Held}.
 *
 * <p>The variance is solved by {@link RiskBudgeting}, all else by an interior point on the measure's own structure.
 */
public final class RiskBudgets {

    /** What is further from its conditions is no answer at all. */
    private static final double LARGEST_RESIDUAL = 1e-6;

    private final Allocation setting;
    private final Risk risk;
    private final LinearLimits limits;
    private final Vector budgets;
    private final double sum;
    private final Stop stop;

    private RiskBudgets(Allocation setting, Risk risk, Vector budgets, Stop stop) {
        this.setting = setting;
        this.risk = risk;
        this.budgets = budgets;
        this.stop = stop;
        limits = LinearLimits.of(setting);
        sum = sum(setting, limits);
    }

    /**
     * Solves.
     *
     * @param setting its linear constraints are the limits, others are not looked at
     * @param risk on the covariance for the variances, on the outcomes for all others; no compounded drawdown
     * @param budgets N shares, not negative, sum 1
     * @param covariance prepared from the setting's
     * @param start of a former solve on a variance, or null
     * @throws IllegalArgumentException if the budgets are none
     */
    public static BudgetAnswer solve(Allocation setting, Risk risk, Vector budgets, RiskBudgeting covariance,
            RiskBudgetResult.@Nullable WarmStart start, Stop stop) {
        return new RiskBudgets(setting, risk, budgets, stop).solve(covariance, start);
    }

    /** The sum of weights: as near to 1 as budget and bounds allow. */
    static double sum(Allocation setting, LinearLimits limits) {
        double min = Arrays.stream(limits.lower()).map(x -> Math.max(x, 0)).sum();
        double max = Arrays.stream(limits.upper()).sum();
        for (Constraint constraint : setting.constraints()) {
            if (constraint instanceof Constraint.Budget budget) {
                min = budget.min() == null ? min : Math.max(min, budget.min());
                max = budget.max() == null ? max : Math.min(max, budget.max());
            }
        }
        return min > max ? 1 : Math.clamp(1, min, max);
    }

    private BudgetAnswer solve(RiskBudgeting covariance, RiskBudgetResult.@Nullable WarmStart start) {
        RiskBudgetResult onVariance = covariance.solve(budgets, start);
        BudgetAnswer free = risk.measure().quadratic() ? quadratic(onVariance) : onOutcomes(onVariance);
        if (!(sum > 0)) {
            return new BudgetAnswer.Failed("risk budgets need a positive sum of weights, not " + sum);
        }
        if (free instanceof BudgetAnswer.Parity parity && breach(parity.weights().shared()) <= LinearLimits.BINDING) {
            return parity;
        }
        var conflict = BudgetFeasibility.conflict(setting, limits, budgets.shared());
        if (conflict != null) {
            return new BudgetAnswer.Infeasible(conflict);
        }
        return free instanceof BudgetAnswer.Parity parity
                ? underLimits(parity.weights().shared(), parity.iterations())
                : free;
    }

    private BudgetAnswer quadratic(RiskBudgetResult result) {
        return switch (result) {
            case RiskBudgetResult.Solved solved -> new BudgetAnswer.Parity(scaled(solved.weights().toArray()),
                    solved.contributions(), new Certificate(Math.abs(solved.weights().sum() - 1), solved.residual(), 0),
                    solved.iterations(), solved.start());
            case RiskBudgetResult.Failed failed -> new BudgetAnswer.Failed(failed.message());
        };
    }

    private Vector scaled(double[] weights) {
        double factor = sum == 1 ? 1 : sum / Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factor;
        }
        return Vector.wrap(weights);
    }

    private BudgetAnswer onOutcomes(RiskBudgetResult onVariance) {
        Held held = held(false);
        double[] guess = guess(held, onVariance);
        RiskForm form = form(held, guess);
        if (!(form.unit() > 0) || Double.isInfinite(form.unit())) {
            return new BudgetAnswer.Failed(Double.isFinite(form.unit())
                    ? "a portfolio of all budgeted assets, without short positions, has no risk by this measure ("
                            + form.unit() + "): there is none to be shared out"
                    : "the risk of the budgeted assets is not a finite number");
        }
        BudgetSearch.Found found = new BudgetSearch(form, held.budgets, null).run(stop);
        if (found.message() != null) {
            return new BudgetAnswer.Failed("the budgets could not be met: " + found.message()
                    + "; there is no answer where some portfolio of the budgeted assets has no risk by this measure");
        }
        double[] x = found.positions();
        double dual = 0;
        double total = 0;
        for (int k = 0; k < x.length; k++) {
            dual += x[k] * found.gradient()[k];
            total += x[k] * guess[k];
        }
        double[] weights = new double[setting.size()];
        double[] shares = new double[setting.size()];
        double residual = 0;
        for (int k = 0; k < x.length; k++) {
            weights[held.assets[k]] = x[k] * guess[k] / total;
            shares[held.assets[k]] = x[k] * found.gradient()[k] / dual;
            residual = Math.max(residual, Math.abs(shares[held.assets[k]] - held.budgets[k]));
        }
        double value = form.risk(x);
        double primal = Math.abs(Arrays.stream(weights).sum() - 1);
        return answered(new BudgetAnswer.Parity(scaled(weights), Vector.wrap(shares),
                new Certificate(primal, residual, Math.abs(value - dual) / value), found.steps(), null));
    }

    /**
     * The assets that are held.
     *
     * @param budgets theirs
     */
    private record Held(int[] assets, double[] budgets) {}

    /** @param limited whether to leave out what limits forbid */
    private Held held(boolean limited) {
        int n = setting.size();
        boolean[] out = new boolean[n];
        for (int i = 0; i < n; i++) {
            out[i] = budgets.get(i) == 0 || (limited && limits.upper()[i] <= 0);
        }
        for (LinearLimits.Row row : limits.rows()) {
            // A row whose coefficients are not negative and that must not exceed 0 forbids what it holds.
            boolean forbids = limited && row.max() <= 0 && Arrays.stream(row.coefficients()).allMatch(a -> a >= 0);
            for (int i = 0; forbids && i < n; i++) {
                out[i] |= row.coefficients()[i] > 0;
            }
        }
        int[] assets = new int[n];
        double[] shares = new double[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (!out[i]) {
                assets[count] = i;
                shares[count++] = budgets.get(i) / budgets.sum();
            }
        }
        return new Held(Arrays.copyOf(assets, count), Arrays.copyOf(shares, count));
    }

    private double[] guess(Held held, RiskBudgetResult onVariance) {
        double[] guess = new double[held.assets.length];
        double total = 0;
        for (int k = 0; k < guess.length; k++) {
            int i = held.assets[k];
            guess[k] = onVariance instanceof RiskBudgetResult.Solved solved
                    ? solved.weights().get(i)
                    : held.budgets[k] / Math.sqrt(setting.moments().covariance().get(i, i));
            total += guess[k];
        }
        for (int k = 0; k < guess.length; k++) {
            guess[k] *= sum / total;
        }
        return guess;
    }

    private RiskForm form(Held held, double[] guess) {
        int m = held.assets.length;
        if (risk.measure().quadratic()) {
            Matrix covariance = setting.moments().covariance();
            double[] part = new double[m * m];
            for (int k = 0; k < m; k++) {
                for (int l = 0; l < m; l++) {
                    part[k * m + l] = covariance.get(held.assets[k], held.assets[l]);
                }
            }
            return new QuadraticForm(part, guess);
        }
        Outcomes outcomes = setting.outcomes();
        if (outcomes == null) {
            throw new IllegalArgumentException(risk.measure() + " needs outcomes");
        }
        Matrix returns = outcomes.returns();
        double[] part = new double[returns.rows() * m];
        for (int t = 0; t < returns.rows(); t++) {
            for (int k = 0; k < m; k++) {
                part[t * m + k] = returns.get(t, held.assets[k]);
            }
        }
        return new OutcomeForm(risk, part, guess);
    }

    private BudgetAnswer underLimits(double[] parity, int before) {
        Held held = held(true);
        if (held.assets.length == 0) {
            return new BudgetAnswer.Failed("the limits keep every budgeted asset out");
        }
        double[] guess = new double[held.assets.length];
        double total = 0;
        for (int k = 0; k < guess.length; k++) {
            guess[k] = parity[held.assets[k]];
            total += guess[k];
        }
        for (int k = 0; k < guess.length; k++) {
            guess[k] *= sum / total;
        }
        RiskForm form = form(held, guess);
        ScaledLimits scaled = ScaledLimits.of(limits, held.assets, guess, sum);
        BudgetSearch.Found found = corner(form, held, scaled);
        if (found == null) {
            found = new BudgetSearch(form, held.budgets, scaled).run(stop);
        }
        if (found.message() != null && !stop.requested()) {
            BudgetSearch.Found other = new LambdaSearch(form, held.budgets, scaled, stop).run();
            ScaledLimits within = scaled;
            if (other == null) {
                // No λ gives that sum: then the sum is a limit with a price of its own, at the λ of the parity without limits.
                within = scaled.sumAsLimit(1);
                other = new BudgetSearch(form, held.budgets, within).run(stop);
            }
            if (other.message() == null) {
                found = other;
                scaled = within;
            }
        }
        BudgetAnswer.Held answer = new HeldAnswer(setting, limits, held.assets, held.budgets, guess, form, scaled, risk)
                .of(found, sum,
                        before);
        return answered(answer);
    }

    private static BudgetAnswer answered(BudgetAnswer.Weighted answer) {
        Certificate certificate = answer.certificate();
        boolean near = certificate.primalResidual() <= LARGEST_RESIDUAL
                && certificate.dualResidual() <= LARGEST_RESIDUAL && certificate.relativeGap() <= LARGEST_RESIDUAL;
        return near
                ? answer
                : new BudgetAnswer.Failed(
                        "no portfolio was found that spends the risk as budgeted; the nearest misses its"
                                + " conditions by " + certificate);
    }

    /** The answer where all assets are at their upper bounds, for want of any other of that sum; else null. */
    private BudgetSearch.@Nullable Found corner(RiskForm form, Held held, ScaledLimits scaled) {
        int m = held.assets.length;
        double[] x = new double[m];
        double most = 0;
        for (int k = 0; k < m; k++) {
            double upper = limits.upper()[held.assets[k]];
            most += upper;
            x[k] = upper / scaled.sums()[k];
        }
        if (!(Math.abs(most - sum) <= 1e-13 * sum) || scaled.equalities().length > 0) {
            return null;
        }
        double[] gradient = form.gradient(x);
        double lambda = 0;
        for (int k = 0; k < m; k++) {
            lambda = Math.max(lambda, x[k] * gradient[k] / held.budgets[k]);
        }
        double[] prices = new double[scaled.inequalities().size()];
        for (int j = 0; j < prices.length; j++) {
            ScaledLimits.Inequality one = scaled.inequalities().get(j);
            if (one.asset() >= 0 && one.sign() < 0) {
                prices[j] = lambda * held.budgets[one.asset()] / x[one.asset()] - gradient[one.asset()];
            }
        }
        return new BudgetSearch.Found(x, gradient, lambda, prices, new double[0], 0, null);
    }

    /** The largest distance beyond a limit, relative to what is limited. */
    private double breach(double[] weights) {
        return HeldAnswer.breach(limits, weights);
    }
}
