package tangency.core.solve.budget;

import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;
import tangency.core.solve.Stop;

/**
 * Minimises c'x + x'Hx/2 + parts(x) - λ Σ b ln x, with parts that are risk in terms of outcomes or limits, for a given λ or for
 * the λ at which a'x is a given sum (Richard and Roncalli 2019, "Constrained risk budgeting portfolios").
 *
 * <p>A primal-dual interior point with Mehrotra's predictor and corrector. The logarithms fit it as they are: xᵢpᵢ = λbᵢ with a
 * price pᵢ of xᵢ ≥ 0 is a complementarity condition whose product is not to vanish, and λ is one more unknown, with the sum
 * as its equation. Where a'x does not depend on λ in the way that needs, see {@link Outcome}.
 */
final class BudgetProgram {
    private static final int MAXIMUM_STEPS = 120;
    private static final double TO_THE_BOUNDARY = 0.995;
    private static final double POOR = 0.1;
    private static final double TARGET = 1e-13;
    /** Good enough once no further step gains. */
    private static final double NEAR = 1e-10;
    private static final double LARGEST = 1e9;

    enum Outcome {
        CONVERGED, DIVERGED, STALLED, STOPPED
    }

    private final int n;
    private final double[] cost;
    private final double @Nullable [] hessian;
    private final double[] budgets;
    private final List<Part> parts;
    private final double[][] equalities;
    private final double[] limits;
    private final double[] sums;
    private final double sum;
    private final boolean free;

    private final double[] x;
    /** Of the positions, 0 where there is no budget. */
    private final double[] price;
    private final double[] equalityPrice;
    private double lambda;

    private final double[] step;
    private final double[] priceStep;
    private final double[] equalityStep;
    private double lambdaStep;
    private final double[] target;
    private final double[] keptPositions;
    private final double[] keptEqualityPrice;
    private double keptLambda = 1;
    private int steps;
    private double error = Double.POSITIVE_INFINITY;

    /**
     * @param cost n
     * @param hessian n x n, row major, symmetric, or null
     * @param budgets n; a variable whose budget is 0 may have either sign
     * @param within the equalities and the sum; null for none, then λ is 1. The inequalities are a part
     * @param start n, positive where there is a budget; taken over and modified
     */
    BudgetProgram(double[] cost, double @Nullable [] hessian, double[] budgets, List<Part> parts,
            @Nullable ScaledLimits within, double[] start) {
        n = cost.length;
        this.cost = cost;
        this.hessian = hessian;
        this.budgets = budgets;
        this.parts = parts;
        limits = within == null ? new double[0] : within.values();
        equalities = new double[limits.length][];
        for (int k = 0; within != null && k < limits.length; k++) {
            equalities[k] = Arrays.copyOf(within.equalities()[k], n);
        }
        sums = within == null ? new double[n] : Arrays.copyOf(within.sums(), n);
        sum = within == null ? 0 : within.sum();
        free = within != null && within.mode() == ScaledLimits.Sum.BY_LAMBDA;
        lambda = within == null ? 1 : within.lambda();
        x = start;
        price = new double[n];
        for (int i = 0; i < n; i++) {
            price[i] = budgets[i] > 0 ? lambda * budgets[i] / x[i] : 0;
        }
        equalityPrice = new double[limits.length];
        step = new double[n];
        priceStep = new double[n];
        equalityStep = new double[limits.length];
        target = new double[n];
        keptPositions = new double[n];
        keptEqualityPrice = new double[limits.length];
    }

    double[] positions() {
        return x;
    }

    double[] equalityPrices() {
        return equalityPrice;
    }

    double lambda() {
        return lambda;
    }

    int steps() {
        return steps;
    }

    double error() {
        return error;
    }

    /** @param mu of the first products */
    Outcome run(double mu, Stop stop) {
        int pairs = 0;
        for (Part part : parts) {
            part.start(x, mu);
            pairs += part.pairs();
        }
        Outcome outcome = search(pairs, stop);
        if (error < Double.POSITIVE_INFINITY) {
            System.arraycopy(keptPositions, 0, x, 0, n);
            System.arraycopy(keptEqualityPrice, 0, equalityPrice, 0, equalityPrice.length);
            lambda = keptLambda;
            parts.forEach(Part::recall);
        }
        return outcome == Outcome.STALLED && error <= NEAR ? Outcome.CONVERGED : outcome;
    }

    private Outcome search(int pairs, Stop stop) {
        int idle = 0;
        for (steps = 0; steps < MAXIMUM_STEPS; steps++) {
            if (stop.requested()) {
                return Outcome.STOPPED;
            }
            double[] residual = evaluate();
            double now = error(residual);
            if (Double.isNaN(now)) {
                return Outcome.STALLED;
            }
            idle = now < 0.9 * error ? 0 : idle + 1;
            if (now < error) {
                keep(now);
            }
            if (now <= TARGET) {
                return Outcome.CONVERGED;
            }
            if (idle > (error <= NEAR ? 3 : 20) || !advance(residual, pairs)) {
                return Outcome.STALLED;
            }
            for (int i = 0; i < n; i++) {
                if (!(Math.abs(x[i]) < LARGEST)) {
                    return Outcome.DIVERGED;
                }
            }
        }
        return Outcome.STALLED;
    }

    private void keep(double now) {
        error = now;
        System.arraycopy(x, 0, keptPositions, 0, n);
        System.arraycopy(equalityPrice, 0, keptEqualityPrice, 0, equalityPrice.length);
        keptLambda = lambda;
        parts.forEach(Part::keep);
    }

    /** The gradient of the Lagrangian but for p. */
    private double[] evaluate() {
        double[] gradient = cost.clone();
        if (hessian != null) {
            double[] product = new double[n];
            SymmetricProduct.times(hessian, x, product);
            for (int i = 0; i < n; i++) {
                gradient[i] += product[i];
            }
        }
        for (Part part : parts) {
            part.evaluate(x);
            part.addGradient(gradient);
        }
        for (int k = 0; k < limits.length; k++) {
            for (int i = 0; i < n; i++) {
                gradient[i] -= equalityPrice[k] * equalities[k][i];
            }
        }
        return gradient;
    }

    private double error(double[] gradient) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            // In units of risk: what a position contributes.
            double size = budgets[i] > 0 ? x[i] : 1;
            largest = max(largest, Math.abs((gradient[i] - price[i]) * size));
            largest = max(largest, Math.abs(x[i] * price[i] - lambda * budgets[i]) * (budgets[i] > 0 ? 1 : 0));
        }
        for (int k = 0; k < limits.length; k++) {
            largest = max(largest, Math.abs(missing(k)) / Math.max(1, Math.abs(limits[k])));
        }
        if (free) {
            largest = max(largest, Math.abs(sumMissing()) / Math.abs(sum));
        }
        double products = 0;
        for (Part part : parts) {
            largest = max(largest, part.residual());
            products += part.complementarity();
        }
        return max(largest, products);
    }

    private static double max(double a, double b) {
        return Double.isNaN(b) ? b : Math.max(a, b);
    }

    private double missing(int k) {
        double missing = limits[k];
        for (int i = 0; i < n; i++) {
            missing -= equalities[k][i] * x[i];
        }
        return missing;
    }

    private double sumMissing() {
        double missing = sum;
        for (int i = 0; i < n; i++) {
            missing -= sums[i] * x[i];
        }
        return missing;
    }

    /** One step; false where there is none. */
    private boolean advance(double[] gradient, int pairs) {
        Border system = factored();
        if (system == null) {
            return false;
        }
        double products = 0;
        for (Part part : parts) {
            products += part.complementarity();
        }
        solve(system, gradient, 0, false);
        double length = Math.min(1, room());
        double mu = pairs == 0 ? 0 : products / pairs;
        // Mehrotra: as much centring as the step straight ahead fails to do.
        double left = 1 - length;
        double aim = mu * Math.max(left * left * left, 1e-6);
        solve(system, gradient, aim, true);
        length = Math.min(1, TO_THE_BOUNDARY * room());
        if (length < POOR) {
            // The correction belongs to a full step: without it, and nearer to the middle, there is more room.
            solve(system, gradient, Math.max(aim, mu / 2), false);
            length = Math.min(1, TO_THE_BOUNDARY * room());
        }
        if (!(length > 1e-10)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            x[i] += length * step[i];
            price[i] += length * priceStep[i];
        }
        for (int k = 0; k < limits.length; k++) {
            equalityPrice[k] += length * equalityStep[k];
        }
        lambda += length * lambdaStep;
        for (Part part : parts) {
            part.move(length);
        }
        return true;
    }

    private double room() {
        double room = free ? room(Double.POSITIVE_INFINITY, lambda, lambdaStep) : Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            if (budgets[i] > 0) {
                room = room(room, x[i], step[i]);
                room = room(room, price[i], priceStep[i]);
            }
        }
        for (Part part : parts) {
            room = Math.min(room, part.room());
        }
        return room;
    }

    /** The multiple of {@code step} at which {@code value} reaches 0, or {@code room} if that is less. */
    static double room(double room, double value, double step) {
        return step < 0 ? Math.min(room, -value / step) : room;
    }

    /** The system for dx, its rows and columns scaled to a unit diagonal, and what the border makes of it. */
    private final class Border {
        private final LinearSolverDense<DMatrixRMaj> inner;
        private final double[] scale;
        /** Inverse times the columns of the equalities, then of λ. */
        private final double[][] columns;
        private final double[][] outer;

        Border(LinearSolverDense<DMatrixRMaj> inner, double[] scale) {
            this.inner = inner;
            this.scale = scale;
            int m = limits.length + (free ? 1 : 0);
            columns = new double[m][];
            outer = new double[m][m];
            for (int k = 0; k < m; k++) {
                double[] column = new double[n];
                for (int i = 0; i < n; i++) {
                    column[i] = k < limits.length ? equalities[k][i] : budgets[i] / x[i];
                }
                columns[k] = times(column);
                for (int l = 0; l < m; l++) {
                    outer[l][k] = dot(row(l), columns[k]);
                }
            }
        }

        private double[] row(int l) {
            return l < limits.length ? equalities[l] : sums;
        }

        private double[] times(double[] right) {
            DMatrixRMaj scaled = new DMatrixRMaj(n, 1);
            for (int i = 0; i < n; i++) {
                scaled.data[i] = right[i] * scale[i];
            }
            DMatrixRMaj solution = new DMatrixRMaj(n, 1);
            inner.solve(scaled, solution);
            for (int i = 0; i < n; i++) {
                solution.data[i] *= scale[i];
            }
            return solution.data;
        }

        /** Sets the steps of x, of the equalities' prices and of λ. */
        void solve(double[] right) {
            double[] base = times(right);
            int m = columns.length;
            double[] missing = new double[m];
            for (int k = 0; k < m; k++) {
                missing[k] = (k < limits.length ? missing(k) : sumMissing()) - dot(row(k), base);
            }
            double[] multiples = Elimination.solve(outer, missing);
            for (int k = 0; k < m; k++) {
                for (int i = 0; i < n; i++) {
                    base[i] += multiples[k] * columns[k][i];
                }
            }
            System.arraycopy(base, 0, step, 0, n);
            System.arraycopy(multiples, 0, equalityStep, 0, limits.length);
            lambdaStep = free ? multiples[m - 1] : 0;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private @Nullable Border factored() {
        double[] matrix = hessian == null ? new double[n * n] : hessian.clone();
        for (Part part : parts) {
            part.addCurvature(matrix);
        }
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] += budgets[i] > 0 ? price[i] / x[i] : 0;
            scale[i] = 1 / Math.sqrt(matrix[i * n + i]);
        }
        for (double more = 0; more < 1e-6; more = more == 0 ? 1e-14 : more * 100) {
            DMatrixRMaj scaled = new DMatrixRMaj(n, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double value = matrix[i * n + j] * scale[i] * scale[j];
                    scaled.data[i * n + j] = value;
                    scaled.data[j * n + i] = value;
                }
                scaled.data[i * n + i] = 1 + more;
            }
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
            if (solver.setA(scaled)) {
                return new Border(solver, scale);
            }
        }
        return null;
    }

    private void solve(Border system, double[] gradient, double mu, boolean second) {
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            right[i] = price[i] - gradient[i];
            if (budgets[i] > 0) {
                target[i] = lambda * budgets[i] - x[i] * price[i] - (second ? step[i] * priceStep[i] : 0);
                right[i] += target[i] / x[i];
            }
        }
        for (Part part : parts) {
            part.aim(mu, second, right);
        }
        system.solve(right);
        for (int i = 0; i < n; i++) {
            priceStep[i] = budgets[i] > 0
                    ? (target[i] + lambdaStep * budgets[i] - price[i] * step[i]) / x[i]
                    : 0;
        }
        for (Part part : parts) {
            part.follow(step);
        }
    }
}
