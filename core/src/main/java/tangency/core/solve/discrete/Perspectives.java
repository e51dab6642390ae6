package tangency.core.solve.discrete;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;

/**
 * Finds the diagonal whose perspective gives the highest bound. The bound is concave in the diagonal, and its slope is known
 * from the relaxation, so that conditional gradients climb it (Frank and Wolfe 1956): each step goes part of the way to the
 * diagonal that is worth most by that slope. Every mixture of two diagonals that may be taken out may be taken out as well.
 */
final class Perspectives {
    private static final int STEPS = 15;
    /** Shorter steps are not tried. */
    private static final double SHORTEST = 0.03;
    /** Above this size the work for a step does not pay. */
    private static final int LARGE = 300;
    /** Steps that gain less, as a share of the bound, are the last. */
    private static final double LITTLE = 1e-4;

    private final DiscreteProblem problem;
    private final Matrix covariance;
    private final double[] uniform;
    private final PerspectiveRelaxation first;

    Perspectives(DiscreteProblem problem, Stop stop) {
        this.problem = problem;
        int n = problem.size();
        covariance = problem.quadratic().covariance().dense();
        double[] importance = new double[n];
        for (int i = 0; i < n; i++) {
            double variance = covariance.get(i, i);
            importance[i] = variance > 0 ? 1 / variance : 0;
        }
        uniform = DiagonalPart.of(covariance, importance, stop);
        first = new PerspectiveRelaxation(problem, uniform);
    }

    /** With the diagonal that is the largest share of each variance. */
    PerspectiveRelaxation first() {
        return first;
    }

    /** With a diagonal that suits {@code whole}, in which the search starts. */
    PerspectiveRelaxation climbed(Domain whole, Stop stop) {
        int n = problem.size();
        double[] diagonal = uniform;
        PerspectiveRelaxation best = first;
        Relaxed.Minimum at = minimum(best, whole, null);
        double length = 1.0 / 2;
        for (int step = 0; at != null && n <= LARGE && step < STEPS && !stop.requested(); step++) {
            double[] towards = DiagonalPart.of(covariance, best.worth(whole, at), stop);
            double before = at.bound();
            boolean climbed = false;
            while (!climbed && length >= SHORTEST) {
                double[] mixed = new double[n];
                for (int i = 0; i < n; i++) {
                    mixed[i] = (1 - length) * diagonal[i] + length * towards[i];
                }
                PerspectiveRelaxation next = new PerspectiveRelaxation(problem, mixed);
                Relaxed.Minimum there = minimum(next, whole, at.start());
                if (there != null && there.bound() > before) {
                    best = next;
                    at = there;
                    diagonal = mixed;
                    climbed = true;
                } else {
                    length /= 2;
                }
            }
            if (!climbed || at.bound() - before <= LITTLE * Math.abs(at.bound())) {
                break;
            }
        }
        return best;
    }

    private static Relaxed.@Nullable Minimum minimum(PerspectiveRelaxation relaxation, Domain whole,
            @Nullable Object start) {
        return relaxation.solve(whole, start, Double.POSITIVE_INFINITY) instanceof Relaxed.Minimum minimum
                ? minimum
                : null;
    }
}
