package tangency.core.solve.meanrisk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;
import tangency.core.solve.Explanation;
import tangency.core.solve.LinearLimits;
import tangency.core.solve.Sensitivities;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.Response;

/**
 * Explains an optimum of w'Sw/2 - lambda f(w), f being the net mean.
 *
 * @param problem as it was solved, a ridge on the covariance's diagonal
 * @param ratio whether lambda = variance / (f - risk-free rate), and moves with the moments
 */
record Explanations(Problem problem, QuadraticResult.Optimal optimum, boolean ratio) {
    /** Share of an asset's variance, not explained by others, below which a covariance counts as singular. */
    private static final double SINGULAR = 1e-13;
    /** How many weights may move for their derivatives to be told: there are as many by each mean and volatility. */
    private static final int MOVING = 500;
    /** How far parts may miss the weights before they explain nothing. */
    private static final double MISS = 1e-8;

    Explanation explain() {
        int n = problem.setting().size();
        double[] w = optimum.weights().shared();
        Response response = Response.of(problem.kinked(), optimum);
        if (response == null) {
            return new Explanation.Unavailable("other portfolios are as good as this one");
        }
        QuadraticProblem tangent = problem.kinked().tangent(optimum.lambda(), w,
                optimum.boundMultipliers().shared(), optimum.rowMultipliers().shared());
        DMatrixRMaj covariance = new DMatrixRMaj(n, n, true, tangent.covariance().dense().shared().clone());
        CholeskyDecompositionInner_DDRM factor = new CholeskyDecompositionInner_DDRM(true);
        LinearSolverDense<DMatrixRMaj> inverse = new LinearSolverChol_DDRM(factor);
        double[] variances = tangent.covariance().dense().diagonal();
        if (!inverse.setA(covariance) || !regular(factor.getT(null), variances)) {
            return new Explanation.Unavailable("the covariance is singular, so that no part of a weight is the only "
                    + "one that would do; fewer assets or a shrunk covariance would help");
        }
        List<Explanation.Part> parts = parts(tangent, inverse);
        double[] base = times(inverse, scaled(problem.kinked().plain().mean(), optimum.lambda()));
        List<Explanation.Part> whole = whole(base, parts, w);
        return whole == null
                ? new Explanation.Unavailable("the covariance is so nearly singular that parts of weights would be "
                        + "rounding")
                : new Explanation.Parts(Explanation.Way.MULTIPLIERS, List.of(), optimum.weights(), Vector.wrap(base),
                        whole, free(response) <= MOVING ? sensitivities(tangent, response) : null);
    }

    private int free(Response response) {
        int free = 0;
        for (int i = 0; i < problem.setting().size(); i++) {
            free += response.free(i) ? 1 : 0;
        }
        return free;
    }

    /** Whether every asset has variance that those before it do not explain: the squared pivots of Cholesky's factor. */
    private static boolean regular(DMatrixRMaj factor, double[] variances) {
        for (int i = 0; i < variances.length; i++) {
            double own = factor.get(i, i) * factor.get(i, i);
            if (!(own > SINGULAR * variances[i])) {
                return false;
            }
        }
        return true;
    }

    /** The parts, what rounding left over given to the largest of each weight; null where that is too much. */
    private static @Nullable List<Explanation.Part> whole(double[] base, List<Explanation.Part> parts, double[] w) {
        double[][] shares = new double[parts.size()][];
        Arrays.setAll(shares, k -> parts.get(k).weights().toArray());
        double size = 1;
        for (double[] share : shares) {
            size = Math.max(size, Arrays.stream(share).map(Math::abs).max().orElse(0));
        }
        for (int i = 0; i < w.length; i++) {
            double left = w[i] - base[i];
            double[] largest = base;
            for (double[] share : shares) {
                left -= share[i];
                largest = Math.abs(share[i]) > Math.abs(largest[i]) ? share : largest;
            }
            if (!(Math.abs(left) <= MISS * Math.max(size, Math.abs(base[i])))) {
                return null;
            }
            largest[i] += left;
        }
        List<Explanation.Part> whole = new ArrayList<>();
        for (int k = 0; k < shares.length; k++) {
            whole.add(new Explanation.Part(parts.get(k).name(), Vector.wrap(shares[k])));
        }
        return whole;
    }

    private List<Explanation.Part> parts(QuadraticProblem tangent, LinearSolverDense<DMatrixRMaj> inverse) {
        int n = problem.setting().size();
        List<Explanation.Part> parts = new ArrayList<>();
        if (!problem.kinked().costs().isEmpty() && optimum.lambda() > 0) {
            double[] deducted = new double[n];
            for (int i = 0; i < n; i++) {
                deducted[i] = optimum.lambda() * (tangent.mean()[i] - problem.kinked().plain().mean()[i]);
            }
            parts.add(new Explanation.Part(null, Vector.wrap(times(inverse, deducted))));
        }
        LinearLimits limits = problem.limits();
        for (int k = 0; k < problem.setting().constraints().size(); k++) {
            double[] force = new double[n];
            for (int r = 0; r < tangent.rows().size(); r++) {
                int owner = r < limits.rows().size()
                        ? limits.rows().get(r).owner()
                        : limits.absolutes().get(r - limits.rows().size()).owner();
                double multiplier = optimum.rowMultipliers().get(r);
                for (int i = 0; owner == k && multiplier != 0 && i < n; i++) {
                    force[i] += multiplier * tangent.rows().get(r).coefficients()[i];
                }
            }
            for (int i = 0; i < n; i++) {
                double multiplier = optimum.boundMultipliers().get(i);
                int owner = multiplier > 0 ? limits.lowerOwner()[i] : limits.upperOwner()[i];
                force[i] += multiplier != 0 && owner == k ? multiplier : 0;
            }
            boolean any = Arrays.stream(force).anyMatch(x -> x != 0);
            parts.add(new Explanation.Part(problem.setting().constraints().get(k).name(),
                    Vector.wrap(any ? times(inverse, force) : force)));
        }
        return parts;
    }

    private static double[] times(LinearSolverDense<DMatrixRMaj> inverse, double[] right) {
        DMatrixRMaj x = new DMatrixRMaj(right.length, 1);
        inverse.solve(new DMatrixRMaj(right.length, 1, true, right.clone()), x);
        return x.data;
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(x -> factor == 0 ? 0 : factor * x).toArray();
    }

    /**
     * A small change of the moments.
     *
     * @param reward N, of the mean that is counted
     * @param mean N, of the mean that floors on the return are on
     * @param risk N, of the covariance, times the weights
     */
    private record Change(double[] reward, double[] mean, double[] risk) {}

    private Sensitivities sensitivities(QuadraticProblem tangent, Response response) {
        int n = problem.setting().size();
        double[] w = optimum.weights().shared();
        Matrix covariance = problem.setting().moments().covariance();
        double[] risk = Kernels.times(covariance, w);
        double[] volatility = covariance.diagonal();
        Arrays.setAll(volatility, i -> Math.sqrt(volatility[i]));
        Steered steered = ratio ? Steered.of(this, tangent, response, risk) : null;
        double[] byMean = new double[n * n];
        double[] byVolatility = new double[n * n];
        double[] byCovariance = new double[n * n];
        double perVolatility = perVolatility();
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            put(byMean, j, move(new Change(unit, unit, new double[n]), response, steered));
            put(byCovariance, j, move(new Change(new double[n], new double[n], unit), response, steered));
            if (volatility[j] > 0) {
                double[] reward = new double[n];
                reward[j] = -perVolatility * slope(j);
                double[] change = new double[n];
                for (int i = 0; i < n; i++) {
                    change[i] = covariance.get(i, j) * w[j] / volatility[j];
                }
                change[j] += risk[j] / volatility[j];
                put(byVolatility, j, move(new Change(reward, new double[n], change), response, steered));
            }
        }
        return new Sensitivities(Matrix.wrap(n, n, byMean), Matrix.wrap(n, n, byVolatility),
                Matrix.wrap(n, n, byCovariance), Vector.wrap(volatility), optimum.weights(), !degenerate());
    }

    private boolean degenerate() {
        return problem.kinked().degenerate(optimum) || problem.limits().degenerate(optimum.weights(),
                optimum.rowMultipliers(), optimum.boundMultipliers());
    }

    /** What a unit of volatility takes off the mean of a unit held, where means are uncertain. */
    private double perVolatility() {
        Integer observations = problem.setting().moments().observations();
        return problem.net().kappa() > 0 && observations != null
                ? problem.net().kappa() / Math.sqrt(observations)
                : 0;
    }

    /** The slope of |w_j| that is counted at the optimum. */
    private double slope(int j) {
        // What is held at zero does not move, whatever the slope.
        return Math.signum(optimum.weights().get(j));
    }

    private static void put(double[] matrix, int column, double[] values) {
        int n = values.length;
        for (int i = 0; i < n; i++) {
            matrix[i * n + column] = values[i];
        }
    }

    private double[] move(Change change, Response response, @Nullable Steered steered) {
        double[] moved = unsteered(change, response);
        if (steered != null) {
            double drift = steered.drift(change, moved, optimum.weights().shared());
            for (int i = 0; i < moved.length; i++) {
                moved[i] += drift * steered.alongFrontier()[i];
            }
        }
        return moved;
    }

    /** The change of weights at the same risk tolerance. */
    private double[] unsteered(Change change, Response response) {
        int n = change.reward.length;
        double[] w = optimum.weights().shared();
        double floors = 0;
        double[] moved = new double[n];
        List<LinearLimits.Row> rows = problem.limits().rows();
        for (int r = 0; r < rows.size(); r++) {
            if (problem.setting().constraints().get(rows.get(r).owner()) instanceof Constraint.Return) {
                floors += optimum.rowMultipliers().get(r);
                double short0 = -Kernels.dot(change.mean, w);
                double[] answer = short0 == 0 ? moved : response.toRow(r);
                for (int i = 0; short0 != 0 && i < n; i++) {
                    moved[i] += short0 * answer[i];
                }
            }
        }
        double[] gradient = new double[n];
        for (int i = 0; i < n; i++) {
            gradient[i] = change.risk[i] - (change.reward[i] == 0 ? 0 : optimum.lambda() * change.reward[i])
                    - floors * change.mean[i];
        }
        double[] answer = response.toGradient(gradient);
        for (int i = 0; i < n; i++) {
            moved[i] += answer[i];
        }
        return moved;
    }

    /**
     * How the tolerance of a maximum ratio follows the moments: lambda (f - riskFree) = variance all along.
     *
     * @param alongFrontier N, change of the weights per unit of tolerance
     * @param pull N, lambda x gradient of f - gradient of the variance
     * @param stiffness what a unit of tolerance changes in lambda (f - riskFree) - variance
     */
    private record Steered(double[] alongFrontier, double[] pull, double stiffness, double lambda) {
        static Steered of(Explanations e, QuadraticProblem tangent, Response response, double[] risk) {
            int n = risk.length;
            double[] w = e.optimum.weights().shared();
            double ridge = e.problem.net().ridge(e.problem.setting());
            double[] up = new double[n];
            double[] pull = new double[n];
            double lambda = e.optimum.lambda();
            for (int i = 0; i < n; i++) {
                up[i] = -(tangent.mean()[i] - 2 * ridge * w[i]);
                pull[i] = -lambda * up[i] - 2 * risk[i];
            }
            double[] along = response.toGradient(up);
            double excess = e.problem.mean(e.optimum) - e.problem.setting().riskFree();
            return new Steered(along, pull, excess + Kernels.dot(pull, along), lambda);
        }

        /** Change of the tolerance, {@code moved} being the change of weights without it. */
        double drift(Change change, double[] moved, double[] w) {
            double changed = Kernels.dot(pull, moved) - Kernels.dot(change.risk, w)
                    + lambda * Kernels.dot(change.reward, w);
            return -changed / stiffness;
        }
    }
}
