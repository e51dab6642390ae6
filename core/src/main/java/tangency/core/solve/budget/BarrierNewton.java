package tangency.core.solve.budget;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Minimises ½y'Cy - Σ b ln y over y > 0 for a correlation matrix C and budgets b > 0 of sum 1 (Spinu 2013, "An algorithm
 * for computing risk parity weights"; Maillard, Roncalli and Teïletche 2010). There y∘Cy = b: the contributions are the
 * budgets, and y'Cy = 1.
 *
 * <p>Newton's method on relative steps δ = Δy / y, so that the system is (YCY + B) δ = b - y∘Cy in units of risk whatever
 * the scales. With its diagonal divided out it is well conditioned for all but hedged portfolios (for assets with one
 * common correlation its condition is about 2), and conjugate gradients solve it in a few products with C; a Cholesky
 * decomposition stands by. Coordinate descent (Griveau-Billion, Richard and Roncalli 2013) makes the cold start.
 */
final class BarrierNewton {
    /** Of the largest |y∘Cy - b|: what is left is rounding. */
    private static final double TARGET = 4e-16;
    /** Below this a step that gains little ends the search. */
    private static final double NEAR = 1e-13;
    /** (Σy)² beyond this means a portfolio whose variance is lost in rounding. */
    private static final double LARGEST_SQUARED_EXPOSURE = 1e14;
    private static final int MAXIMUM_STEPS = 200;
    private static final int MAXIMUM_IDLE_STEPS = 60;
    private static final int MAXIMUM_GRADIENT_STEPS = 100;

    private final double[] correlation;
    private final double[] budgets;
    private final int n;
    /** Relative positions, the state of the search. */
    private final double[] y;
    /** C y. */
    private final double[] marginal;
    /** b - y∘Cy. */
    private final double[] missing;
    private final double[] direction;
    private final double[] scratch;
    private int steps;

    /** How the search ended: where rounding lets it come no nearer, or for want of a minimum. */
    enum Outcome {
        ENDED, RISKLESS, INDEFINITE
    }

    /**
     * @param correlation n x n, row major, unit diagonal; not modified
     * @param budgets n, positive, sum 1; not modified
     * @param start n, positive; taken over and modified
     */
    BarrierNewton(double[] correlation, double[] budgets, double[] start) {
        this.correlation = correlation;
        this.budgets = budgets;
        n = budgets.length;
        y = start;
        marginal = new double[n];
        missing = new double[n];
        direction = new double[n];
        scratch = new double[n];
    }

    /** The minimiser as near as it was found, once {@link #run} has ended. */
    double[] exposures() {
        return y;
    }

    int steps() {
        return steps;
    }

    /**
     * @param sweeps of coordinate descent before the first step
     */
    Outcome run(int sweeps) {
        double start = rescale();
        if (!(start * LARGEST_SQUARED_EXPOSURE > 1)) {
            return start < -1e-12 ? Outcome.INDEFINITE : Outcome.RISKLESS;
        }
        for (int sweep = 0; sweep < sweeps; sweep++) {
            coordinateDescent();
        }
        double last = Double.POSITIVE_INFINITY;
        double best = Double.POSITIVE_INFINITY;
        int idle = 0;
        for (steps = 0; steps < MAXIMUM_STEPS; steps++) {
            double error = evaluate();
            idle = error < best / 2 ? 0 : idle + 1;
            if (error <= TARGET || (last <= NEAR && error > last / 2) || idle > MAXIMUM_IDLE_STEPS) {
                return Outcome.ENDED;
            }
            best = Math.min(best, error);
            last = error;
            if (!conjugateGradients(error) && !cholesky()) {
                return Outcome.INDEFINITE;
            }
            double length = stepLength();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                y[i] *= 1 + length * direction[i];
                sum += y[i];
            }
            if (!(sum * sum < LARGEST_SQUARED_EXPOSURE)) {
                return Outcome.RISKLESS;
            }
        }
        return Outcome.ENDED;
    }

    /** Scales y to unit variance, the best along its ray; the variance at Σy = 1, and nothing done if that is not positive. */
    private double rescale() {
        SymmetricProduct.times(correlation, y, marginal);
        double variance = 0;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            variance += y[i] * marginal[i];
            sum += y[i];
        }
        if (variance > 0) {
            double scale = 1 / Math.sqrt(variance);
            for (int i = 0; i < n; i++) {
                y[i] *= scale;
                marginal[i] *= scale;
            }
        }
        return variance / (sum * sum);
    }

    /** One sweep: each position in turn to its best, the others held. */
    private void coordinateDescent() {
        for (int i = 0; i < n; i++) {
            double others = marginal[i] - y[i];
            double root = Math.sqrt(others * others + 4 * budgets[i]);
            // The positive root of y² + others y - b, in the form that does not cancel.
            double best = others > 0 ? 2 * budgets[i] / (root + others) : (root - others) / 2;
            SymmetricProduct.addRow(correlation, i, best - y[i], marginal);
            y[i] = best;
        }
    }

    private double evaluate() {
        SymmetricProduct.times(correlation, y, marginal);
        double error = 0;
        for (int i = 0; i < n; i++) {
            missing[i] = budgets[i] - y[i] * marginal[i];
            error = Math.max(error, Math.abs(missing[i]));
        }
        return error;
    }

    /** Solves for the direction; false where the curvature is not positive, or they take too long. */
    private boolean conjugateGradients(double error) {
        double[] residual = missing.clone();
        double[] search = new double[n];
        double[] image = new double[n];
        double product = 0;
        for (int i = 0; i < n; i++) {
            direction[i] = 0;
            search[i] = residual[i] / (y[i] * y[i] + budgets[i]);
            product += residual[i] * search[i];
        }
        // Exact enough that the last digits are not left to another step.
        double relative = Math.min(0.1, Math.max(error, 1e-12));
        double target = product * relative * relative;
        for (int step = 0; step < MAXIMUM_GRADIENT_STEPS; step++) {
            if (product <= target) {
                return true;
            }
            hessian(search, image);
            double curvature = 0;
            for (int i = 0; i < n; i++) {
                curvature += search[i] * image[i];
            }
            if (!(curvature > 0)) {
                return false;
            }
            double length = product / curvature;
            double next = 0;
            for (int i = 0; i < n; i++) {
                direction[i] += length * search[i];
                residual[i] -= length * image[i];
                next += residual[i] * residual[i] / (y[i] * y[i] + budgets[i]);
            }
            double ratio = next / product;
            for (int i = 0; i < n; i++) {
                search[i] = residual[i] / (y[i] * y[i] + budgets[i]) + ratio * search[i];
            }
            product = next;
        }
        return false;
    }

    /** {@code image} = (YCY + B) {@code x}. */
    private void hessian(double[] x, double[] image) {
        for (int i = 0; i < n; i++) {
            scratch[i] = y[i] * x[i];
        }
        SymmetricProduct.times(correlation, scratch, image);
        for (int i = 0; i < n; i++) {
            image[i] = y[i] * image[i] + budgets[i] * x[i];
        }
    }

    /** The same direction by decomposition; false where the matrix is not positive definite. */
    private boolean cholesky() {
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / Math.sqrt(y[i] * y[i] + budgets[i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.data[i * n + j] = i == j ? 1 : scale[i] * y[i] * correlation[i * n + j] * y[j] * scale[j];
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
        if (!solver.setA(matrix)) {
            return false;
        }
        DMatrixRMaj right = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            right.data[i] = missing[i] * scale[i];
        }
        DMatrixRMaj solution = new DMatrixRMaj(n, 1);
        solver.solve(right, solution);
        for (int i = 0; i < n; i++) {
            direction[i] = solution.data[i] * scale[i];
        }
        return true;
    }

    /** 1 where all relative steps are small; else where the slope along the direction vanishes, at most 1. */
    private double stepLength() {
        double largest = 0;
        double bound = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(direction[i]));
            bound = direction[i] < 0 ? Math.min(bound, -1 / direction[i]) : bound;
        }
        if (largest < 0.1) {
            return 1;
        }
        for (int i = 0; i < n; i++) {
            scratch[i] = y[i] * direction[i];
        }
        double[] image = new double[n];
        SymmetricProduct.times(correlation, scratch, image);
        double linear = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            linear += scratch[i] * marginal[i];
            square += scratch[i] * image[i];
        }
        double low = 0;
        double high = Math.min(1, bound);
        if (bound > 1 && slope(1, linear, square) <= 0) {
            return 1;
        }
        // The slope rises from below zero at 0 to above zero at the upper end: it is enough to come near its root.
        while (high - low > 0.01 * high) {
            double middle = (low + high) / 2;
            if (slope(middle, linear, square) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double slope(double length, double linear, double square) {
        double slope = linear + length * square;
        for (int i = 0; i < n; i++) {
            slope -= budgets[i] * direction[i] / (1 + length * direction[i]);
        }
        return slope;
    }
}
