package tangency.core.solve.budget;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.budget.RiskBudgetResult.Failed;
import tangency.core.solve.budget.RiskBudgetResult.Solved;
import tangency.core.solve.budget.RiskBudgetResult.WarmStart;

/**
 * Risk budgeting on the standard deviation (the same as on the variance): the long-only, fully invested portfolio in which
 * each asset contributes its budget, wᵢ(Σw)ᵢ / w'Σw = bᵢ. It exists and is unique wherever no long-only portfolio of the
 * budgeted assets is without risk. A budget of 0 keeps the asset out.
 *
 * <p>Prepared once for a covariance and solved for any budgets; immutable and thread-safe.
 */
public final class RiskBudgeting {
    private static final double SUM_TOLERANCE = 1e-9;
    /** A residual beyond this is no answer at all. */
    private static final double LARGEST_RESIDUAL = 1e-6;

    private final Matrix covariance;
    /** Inverse standard deviations; 0 or not finite where there is none. */
    private final double[] inverse;
    private final double[] correlation;

    private RiskBudgeting(Matrix covariance, double[] inverse, double[] correlation) {
        this.covariance = covariance;
        this.inverse = inverse;
        this.correlation = correlation;
    }

    /**
     * @param covariance N x N, symmetric, N at least 1
     * @throws IllegalArgumentException if it is empty or not square
     */
    public static RiskBudgeting on(Matrix covariance) {
        int n = covariance.rows();
        if (n == 0 || covariance.columns() != n) {
            throw new IllegalArgumentException("A covariance is square and not empty, not " + covariance);
        }
        double[] inverse = new double[n];
        for (int i = 0; i < n; i++) {
            inverse[i] = 1 / Math.sqrt(covariance.get(i, i));
        }
        double[] correlation = new double[n * n];
        for (int i = 0; i < n; i++) {
            correlation[i * n + i] = 1;
            for (int j = 0; j < i; j++) {
                correlation[i * n + j] = correlation[j * n + i] = covariance.get(i, j) * inverse[i] * inverse[j];
            }
        }
        return new RiskBudgeting(covariance, inverse, correlation);
    }

    /** Solves from scratch. */
    public RiskBudgetResult solve(Vector budgets) {
        return solve(budgets, null);
    }

    /**
     * Solves from a former answer, or from scratch for null. The answer is the same up to rounding.
     *
     * @param budgets N shares, not negative, sum 1
     * @throws IllegalArgumentException if the budgets are none
     */
    public RiskBudgetResult solve(Vector budgets, @Nullable WarmStart start) {
        int n = inverse.length;
        int[] held = held(budgets);
        String fault = fault(held);
        if (fault != null) {
            return new Failed(fault);
        }
        double sum = budgets.sum();
        double[] shares = new double[held.length];
        double[] exposures = new double[held.length];
        boolean warm = start != null && start.exposures().size() == n;
        for (int k = 0; k < held.length; k++) {
            int i = held[k];
            shares[k] = budgets.get(i) / sum;
            // In proportion to the root of the budget, as it would be without correlation.
            double root = Math.sqrt(shares[k]);
            exposures[k] = warm && start != null && start.budgets().get(i) > 0
                    ? start.exposures().get(i) * root / Math.sqrt(start.budgets().get(i))
                    : root;
        }
        BarrierNewton search = new BarrierNewton(correlationOf(held), shares, exposures);
        return switch (search.run(warm ? 0 : 2)) {
            case RISKLESS ->
                new Failed("A portfolio of the budgeted assets alone, without short positions, has no risk:"
                        + " there is none to be shared out");
            case INDEFINITE -> new Failed("The covariance is not positive semi-definite");
            case ENDED -> solved(budgets, sum, held, search);
        };
    }

    private int[] held(Vector budgets) {
        int n = inverse.length;
        if (budgets.size() != n) {
            throw new IllegalArgumentException(budgets.size() + " budgets for " + n + " assets");
        }
        int[] held = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            double budget = budgets.get(i);
            if (!(budget >= 0)) {
                throw new IllegalArgumentException("The budget of asset " + i + " is " + budget);
            }
            if (budget > 0) {
                held[count++] = i;
            }
        }
        if (!(Math.abs(budgets.sum() - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException("The budgets sum to " + budgets.sum() + ", not to 1");
        }
        return Arrays.copyOf(held, count);
    }

    private @Nullable String fault(int[] held) {
        int n = inverse.length;
        for (int i : held) {
            if (!(inverse[i] > 0) || Double.isInfinite(inverse[i])) {
                return "Asset " + i + " has a budget, but its variance is " + covariance.get(i, i);
            }
        }
        for (int i : held) {
            for (int j : held) {
                if (!Double.isFinite(correlation[i * n + j])) {
                    return "The covariance of assets " + i + " and " + j + " is " + covariance.get(i, j);
                }
            }
        }
        return null;
    }

    private double[] correlationOf(int[] held) {
        int n = inverse.length;
        if (held.length == n) {
            return correlation;
        }
        double[] part = new double[held.length * held.length];
        for (int k = 0; k < held.length; k++) {
            for (int l = 0; l < held.length; l++) {
                part[k * held.length + l] = correlation[held[k] * n + held[l]];
            }
        }
        return part;
    }

    private RiskBudgetResult solved(Vector budgets, double sum, int[] held, BarrierNewton search) {
        int n = inverse.length;
        double largest = 0;
        for (int k = 0; k < held.length; k++) {
            largest = Math.max(largest, search.exposures()[k] * inverse[held[k]]);
        }
        double[] exposures = new double[n];
        double[] weights = new double[n];
        double total = 0;
        for (int k = 0; k < held.length; k++) {
            exposures[held[k]] = search.exposures()[k];
            weights[held[k]] = search.exposures()[k] * inverse[held[k]] / largest;
            total += weights[held[k]];
        }
        for (int i : held) {
            weights[i] /= total;
        }

        double[] contributions = new double[n];
        SymmetricProduct.times(covariance.shared(), weights, contributions);
        double variance = 0;
        for (int i = 0; i < n; i++) {
            contributions[i] = weights[i] == 0 ? 0 : contributions[i] * weights[i];
            variance += contributions[i];
        }
        double residual = 0;
        for (int i = 0; i < n; i++) {
            contributions[i] /= variance;
            residual = Math.max(residual, Math.abs(contributions[i] - budgets.get(i) / sum));
        }
        if (!(residual <= LARGEST_RESIDUAL)) {
            return new Failed(
                    "The budgeted assets can be held so that they all but cancel out, and rounding hides the risk"
                            + " that is left: the contributions could be met to " + residual + " only");
        }
        return new Solved(Vector.wrap(weights), Vector.wrap(contributions), residual, search.steps(),
                new WarmStart(Vector.wrap(exposures), budgets));
    }
}
