package tangency.core.solve.hierarchical;

import java.util.Arrays;

import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;

/** Limits for tests, and minimum variance under them. */
@NullMarked
final class Regions {
    private Regions() {}

    static Region longOnly(int n) {
        return between(n, 0, 1);
    }

    static Region between(int n, double min, double max) {
        double[] lower = new double[n];
        double[] upper = new double[n];
        Arrays.fill(lower, min);
        Arrays.fill(upper, max);
        return new Region(lower, upper, Region.fullyInvested(n).budgets(), Region.fullyInvested(n).rows());
    }

    static double[] minimumVariance(Matrix covariance, Region region) {
        QuadraticProblem problem = QuadraticProblem.of(new double[covariance.rows()], covariance, region.lower(),
                region.upper(), region.allRows());
        return ((QuadraticResult.Optimal) QuadraticSolver.minimise(problem, 0)).weights().toArray();
    }
}
