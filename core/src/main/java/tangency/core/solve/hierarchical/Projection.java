package tangency.core.solve.hierarchical;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Certificate;
import tangency.core.solve.hierarchical.HierarchicalResult.Allocated;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.WarmStart;

/**
 * Brings weights within limits. A division meets bounds and the limits of its own clusters on the way down; what crosses its
 * clusters is met by the nearest weights that satisfy everything, in the sum of squared differences.
 */
final class Projection {
    /** Weights this near to rows, relative to what is limited, are on them. */
    private static final double ROUNDING = 1e-13;

    private Projection() {}

    static HierarchicalResult divide(Division division, Region region) {
        return switch (division) {
            case Division.Undefined undefined -> undefined.why();
            case Division.Shares(Bisection nodes, double[] shares) -> {
                double capital = region.capital();
                ClusterLimits none = ClusterLimits.none(nodes);
                double[] free = none.divide(shares, capital);
                ClusterLimits limits = ClusterLimits.of(nodes, region);
                // Limits may seem to cross by rounding alone: the projection knows.
                ClusterLimits kept = limits.crossing() ? none : limits;
                double[] weights = kept.divide(shares, capital);
                double residual = kept.residual(shares, capital, weights);
                yield within(weights, free, region, residual, 0);
            }
        };
    }

    /** {@code weights} where they are within the limits, else the nearest that are. */
    static HierarchicalResult within(double[] weights, double[] free, Region region, double residual, int iterations) {
        double violation = region.violation(weights);
        if (violation <= ROUNDING) {
            return new Allocated(Vector.wrap(weights), Vector.wrap(free), new Certificate(violation, residual, 0),
                    iterations);
        }
        int n = weights.length;
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        QuadraticProblem nearest = QuadraticProblem.of(weights, Matrix.wrap(n, n, identity), region.lower(),
                region.upper(), region.allRows());
        return answer(QuadraticSolver.minimise(nearest, 1, WarmStart.near(nearest, NearestGuess.of(weights, region))),
                free, region, residual,
                iterations);
    }

    /** The answer of a quadratic problem under the limits of {@code region}. */
    static HierarchicalResult answer(QuadraticResult result, double[] free, Region region, double residual,
            int iterations) {
        return switch (result) {
            case QuadraticResult.Optimal optimal -> {
                Certificate proof = optimal.certificate();
                double[] weights = region.clipped(optimal.weights());
                double violation = region.violation(weights);
                yield new Allocated(Vector.wrap(weights), Vector.wrap(free),
                        new Certificate(Math.max(violation, proof.primalResidual()),
                                Math.max(residual, proof.dualResidual()), proof.relativeGap()),
                        iterations + optimal.iterations());
            }
            case QuadraticResult.Infeasible _ -> new HierarchicalResult.Infeasible();
            case QuadraticResult.Unbounded unbounded -> new HierarchicalResult.Failed(unbounded.why(), -1);
            case QuadraticResult.Failed failed -> new HierarchicalResult.Failed(failed.why(), -1);
        };
    }
}
