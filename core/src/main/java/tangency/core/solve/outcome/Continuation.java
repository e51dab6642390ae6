package tangency.core.solve.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.solve.Stop;
import tangency.core.solve.quadratic.LinearRow;
import tangency.core.solve.quadratic.QuadraticProblem;
import tangency.core.solve.quadratic.QuadraticResult;
import tangency.core.solve.quadratic.QuadraticSolver;
import tangency.core.solve.quadratic.WarmStart;

/**
 * Finds a working set near the optimum by finite smoothing (Madsen, Nielsen and Pinar, "A new finite continuation algorithm
 * for linear programming", 1996): each hinge becomes a quadratic in a zone around its kink, Newton's quadratic programs are
 * solved exactly, and the zone shrinks. Nothing is claimed of the result, which is where the exact method begins.
 */
final class Continuation {
    private static final double SETTLED = 0.5;
    private static final int STEPS_PER_ZONE = 8;
    private static final int MOST_LAST_ZONES = 12;
    /** Zones this small beside the outcomes are ties. */
    private static final double LEAST_REACH = 1e-9;
    private static final double FAR = 1e6;
    private static final double PROXIMITY = 1e-3;

    private final OutcomeSystem system;
    private final Smoothing smoothing;
    private final Matrix moments;
    private final List<LinearRow> rows = new ArrayList<>();
    private final Stop stop;
    private @Nullable WarmStart warm;
    private double[] u;
    private boolean feasible;
    private int steps;

    /**
     * @param moments of the assets, in any unit
     * @param feasible whether {@code from} keeps the limits; else the first step mends that
     */
    Continuation(OutcomeSystem system, Smoothing smoothing, Matrix moments, double[] from, boolean feasible,
            Stop stop) {
        this.system = system;
        this.smoothing = smoothing;
        this.moments = moments;
        this.stop = stop;
        this.feasible = feasible;
        u = from.clone();
        for (int k = 0; k < system.rows.length; k++) {
            rows.add(new LinearRow("Row " + k, system.rows[k], system.min[k], system.max[k]));
        }
    }

    /** The working set where the smoothing ended, without kinks; {@code from} if it did not get anywhere. */
    WorkingSet run(WorkingSet from, long firstZone) {
        long zone = firstZone;
        double reach = Double.POSITIVE_INFINITY;
        int last = 0;
        while (true) {
            double[] z = system.activities(u);
            reach = Math.min(reach / 2, smoothing.reach(z, zone));
            if (!(reach > LEAST_REACH * OutcomeSystem.largest(z))) {
                return result(from);
            }
            boolean settled = false;
            for (int step = 0; step < STEPS_PER_ZONE && !settled; step++) {
                if (stop.requested()) {
                    return result(from);
                }
                double moved = step(reach);
                if (Double.isNaN(moved)) {
                    return result(from);
                }
                steps++;
                settled = moved < SETTLED * reach;
            }
            WarmStart held = warm;
            if (held == null) {
                return from;
            }
            // A smoothed optimum draws more kinks into its zone than a vertex holds: what is one too many costs the exact
            // method dearly, so that the zone shrinks until as many are left.
            long needed = IntStream.range(0, system.variables).filter(j -> !held.held(j)).count();
            if (smoothing.inside(system.activities(u), reach) <= needed + 1
                    || zone <= needed + 1 && ++last > MOST_LAST_ZONES) {
                return result(from);
            }
            zone = Math.max(zone / smoothing.shrinkage(), needed + 1);
        }
    }

    /** Number of Newton steps. */
    int steps() {
        return steps;
    }

    /** One Newton step; returns how far the outcomes moved, NaN for no step. */
    private double step(double reach) {
        int n = system.variables;
        double[] z = system.activities(u);
        double[] gradient = system.cost.clone();
        system.addOutcomes(smoothing.slopes(z, reach), gradient);
        double[] hessian = hessian(z, reach);
        double[] reward = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = -gradient[i];
            for (int j = 0; j < n; j++) {
                sum += hessian[i * n + j] * u[j];
            }
            if (!Double.isFinite(sum)) {
                return Double.NaN;
            }
            reward[i] = sum;
        }
        QuadraticResult result = QuadraticSolver.minimise(
                QuadraticProblem.of(reward, Matrix.wrap(n, n, hessian), system.lower, system.upper, rows), 1, warm);
        if (!(result instanceof QuadraticResult.Optimal optimal)) {
            return Double.NaN;
        }
        warm = optimal.warmStart();
        double[] change = new double[n];
        for (int j = 0; j < n; j++) {
            change[j] = optimal.weights().get(j) - u[j];
        }
        double[] rate = system.activities(change);
        double length = feasible ? search(z, rate, change, reach) : 1;
        feasible = true;
        for (int j = 0; j < n; j++) {
            u[j] = length == 1 ? optimal.weights().get(j) : u[j] + length * change[j];
        }
        double furthest = 0;
        for (int t = 0; t < z.length; t++) {
            furthest = Math.max(furthest, Math.abs(rate[t]));
        }
        return length * furthest;
    }

    /** Second derivatives in the zone, and a little of all second moments. */
    private double[] hessian(double[] z, double reach) {
        int n = system.variables;
        double[] sum = new double[n * n];
        smoothing.addCurvature(z, reach, sum);
        int assets = system.assets;
        double near = 0;
        double all = 0;
        for (int j = 0; j < assets; j++) {
            near += sum[j * n + j];
            all += moments.get(j, j);
        }
        double share = all == 0 ? 0 : PROXIMITY * near / all;
        for (int i = 0; i < assets; i++) {
            for (int j = i; j < assets; j++) {
                sum[i * n + j] += share * moments.get(i, j);
            }
        }
        if (n > assets) {
            sum[n * n - 1] *= 1 + PROXIMITY;
        }
        for (int i = 0; i < n; i++) {
            sum[i * n + i] = Math.max(0, sum[i * n + i]);
            for (int j = 0; j < i; j++) {
                sum[i * n + j] = sum[j * n + i];
            }
        }
        return sum;
    }

    /** The length, at most one, at which the smoothed objective is least along a direction. */
    private double search(double[] z, double[] rate, double[] change, double reach) {
        double linear = Kernels.dot(system.cost, change);
        double low = 0;
        double high = 1;
        double slopeHigh = linear + slopeAt(z, rate, 1, reach);
        double slopeLow = linear + slopeAt(z, rate, 0, reach);
        if (slopeHigh <= 0.1 * Math.abs(slopeLow)) {
            return 1;
        }
        for (int round = 0; round < 12 && high - low >= 1e-3; round++) {
            double middle = round % 3 == 2 ? (low + high) / 2 : low + (high - low) * slopeLow / (slopeLow - slopeHigh);
            double slope = linear + slopeAt(z, rate, middle, reach);
            if (slope > 0) {
                high = middle;
                slopeHigh = slope;
            } else {
                low = middle;
                slopeLow = slope;
            }
        }
        return (low + high) / 2;
    }

    private double slopeAt(double[] z, double[] rate, double length, double reach) {
        double[] moved = new double[z.length];
        Arrays.setAll(moved, t -> z[t] + length * rate[t]);
        return Kernels.dot(smoothing.slopes(moved, reach), rate);
    }

    private WorkingSet result(WorkingSet from) {
        WarmStart held = warm;
        // Portfolios that run away are no place to begin.
        if (held == null || !(OutcomeSystem.largest(u) < FAR * Math.max(1, OutcomeSystem.largest(from.variables())))) {
            return from;
        }
        int n = system.variables;
        return new WorkingSet(u, IntStream.range(0, n).filter(j -> !held.held(j)).toArray(),
                IntStream.range(0, rows.size()).filter(k -> held.held(n + k)).toArray(), new int[0]);
    }
}
