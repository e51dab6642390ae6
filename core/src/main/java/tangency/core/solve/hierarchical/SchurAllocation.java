package tangency.core.solve.hierarchical;

import tangency.core.estimate.ClusterTree;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.hierarchical.HierarchicalResult.Allocated;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/**
 * Schur complementary allocation (Cotton 2024, "Schur complementary allocation: a unification of hierarchical risk parity and
 * minimum variance portfolios"): from hierarchical risk parity at gamma 0, which divides as if the two sides of a division
 * had nothing to do with each other, to minimum variance at gamma 1, by letting in their covariances by degrees.
 *
 * <p>Cotton replaces the blocks of a division by A - γBD⁻¹B' and recurses. That knows no limits, needs inverses that a
 * covariance of few outcomes does not have, and its variance need not fall as gamma rises. Here the same passage is one
 * convex problem under the scenario's limits: with h the answer of hierarchical risk parity under them and V the variances,
 * <pre>minimise (1-γ) Σᵢ Vᵢ(wᵢ-hᵢ)² + γ w'Σw</pre>
 * Its conditions are those of a covariance whose covariances count by γ, Σ(γ) = (1-γ)V + γΣ: eliminating the one side of any
 * division leaves the other the Schur complement A(γ) - γ²B D(γ)⁻¹B' and the budget 1 - γB D(γ)⁻¹1. It is h at γ = 0 and the
 * minimum variance under the same limits at γ = 1; in between the variance never rises with γ and the distance from h never
 * falls, whatever the limits, as of two functions that are added up the one that comes to weigh more falls; and below 1 it is
 * unique even where Σ is singular.
 */
public final class SchurAllocation {
    private SchurAllocation() {}

    /**
     * Anchored in a division by halves.
     *
     * @param risk of the division
     * @param mean N; of several portfolios of least variance at gamma 1 the one with the highest mean is taken
     * @param gamma 0 to 1
     */
    public static HierarchicalResult byHalves(ClusterRisk risk, int[] order, Matrix covariance, Vector mean,
            double gamma, Region region) {
        return allocate(HierarchicalRiskParity.halves(risk, order), covariance, mean, gamma, region);
    }

    /** Anchored in a division at the tree's own nodes. */
    public static HierarchicalResult byTree(ClusterRisk risk, ClusterTree tree, Matrix covariance, Vector mean,
            double gamma, Region region) {
        return allocate(HierarchicalRiskParity.atNodes(risk, tree), covariance, mean, gamma, region);
    }

    private static HierarchicalResult allocate(Division division, Matrix covariance, Vector mean, double gamma,
            Region region) {
        if (!(gamma >= 0 && gamma <= 1)) {
            throw new IllegalArgumentException("gamma is " + gamma + ", not 0 to 1");
        }
        if (gamma == 0) {
            return Projection.divide(division, region);
        }
        Region open = region.withoutLimits();
        if (gamma == 1) {
            return switch (minimum(covariance, mean, open, new double[0])) {
                case Allocated free when region.violation(free.weights().shared()) == 0 -> free(free);
                case Allocated free -> minimum(covariance, mean, region, free.weights().shared());
                case HierarchicalResult other -> other;
            };
        }
        return switch (Projection.divide(division, region)) {
            case Allocated anchor -> switch (toward(anchor.free(), covariance, gamma, open, anchor, new double[0])) {
                case Allocated free when anchor.weights().equals(anchor.free())
                        && region.violation(free.weights().shared()) == 0 ->
                    free(free);
                case Allocated free ->
                    toward(anchor.weights(), covariance, gamma, region, anchor, free.weights().shared());
                case HierarchicalResult other -> other;
            };
            case HierarchicalResult other -> other;
        };
    }

    /** What is best without limits and within them is best within them. */
    private static Allocated free(Allocated answer) {
        return new Allocated(answer.weights(), answer.weights(), answer.certificate(), answer.iterations());
    }

    private static HierarchicalResult toward(Vector target, Matrix covariance, double gamma, Region region,
            Allocated anchor, double[] free) {
        int n = target.size();
        double[] blended = covariance.shared().clone();
        double[] pull = new double[n];
        for (int k = 0; k < n * n; k++) {
            blended[k] *= k % (n + 1) == 0 ? 1 : gamma;
        }
        for (int i = 0; i < n; i++) {
            pull[i] = (1 - gamma) * covariance.get(i, i) * target.get(i);
        }
        QuadraticProblem problem = QuadraticProblem.of(pull, Matrix.wrap(n, n, blended), region.lower(), region.upper(),
                region.allRows());
        QuadraticResult result = QuadraticSolver.minimise(problem, 1);
        return Projection.answer(result, free, region, anchor.certificate().dualResidual(), anchor.iterations());
    }

    private static HierarchicalResult minimum(Matrix covariance, Vector mean, Region region, double[] free) {
        QuadraticProblem problem = QuadraticProblem.of(mean.shared(), covariance, region.lower(), region.upper(),
                region.allRows());
        return Projection.answer(QuadraticSolver.minimise(problem, 0), free, region, 0, 0);
    }
}
