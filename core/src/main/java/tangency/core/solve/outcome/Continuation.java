package tangency.core.solve.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
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
    private static final int STEPS_PER_ZONE = 5;
    private static final double PROXIMITY = 1e-3;

    private final OutcomeSystem system;
    private final Matrix moments;
    private final List<LinearRow> rows = new ArrayList<>();
    private final Stop stop;
    private @Nullable WarmStart warm;
    private double[] u;

    /** @param moments of the assets, in any unit */
    Continuation(OutcomeSystem system, Matrix moments, WorkingSet from, Stop stop) {
        this.system = system;
        this.moments = moments;
        this.stop = stop;
        u = from.variables().clone();
        for (int k = 0; k < system.rows.length; k++) {
            rows.add(new LinearRow("Row " + k, system.rows[k], system.min[k], system.max[k]));
        }
    }

    /** The working set where the smoothing ended; {@code from} if it did not get anywhere. */
    WorkingSet run(WorkingSet from) {
        int free = from.free().length;
        int zone = Math.min(system.outcomes / 2, Math.max(6 * free, system.outcomes / 25));
        while (true) {
            double reach = reach(system.activities(u), zone);
            int steps = 0;
            boolean settled = false;
            while (!settled && steps++ < STEPS_PER_ZONE && reach > 0 && !stop.requested()) {
                double moved = step(reach);
                if (Double.isNaN(moved)) {
                    return warm == null ? from : workingSet();
                }
                settled = moved < 0.05 * reach;
            }
            WarmStart held = warm;
            if (held == null) {
                return from;
            }
            int needed = (int) IntStream.range(0, system.variables).filter(j -> !held.held(j)).count();
            if (zone <= needed * 1.2 + 2 || stop.requested()) {
                return workingSet();
            }
            zone = Math.max(zone / 3, needed + 1);
        }
    }

    private static double reach(double[] z, int count) {
        double[] distance = new double[z.length];
        Arrays.setAll(distance, t -> Math.abs(z[t]));
        Arrays.sort(distance);
        return distance[Math.min(count, z.length) - 1];
    }

    /** One Newton step at a zone of {@code reach} to either side; returns how far the outcomes moved, NaN for no step. */
    private double step(double reach) {
        int n = system.variables;
        double[] z = system.activities(u);
        double[] y = new double[z.length];
        int count = 0;
        int[] inside = new int[z.length];
        for (int t = 0; t < z.length; t++) {
            y[t] = slope(z[t], reach);
            if (Math.abs(z[t]) < reach) {
                inside[count++] = t;
            }
        }
        double[] gradient = system.cost.clone();
        system.addOutcomes(y, gradient);
        double curvature = (system.up + system.down) / (2 * reach);
        double[] hessian = hessian(inside, count, curvature);
        double[] reward = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = -gradient[i];
            for (int j = 0; j < n; j++) {
                sum += hessian[i * n + j] * u[j];
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
        double length = search(z, rate, change, reach);
        double furthest = 0;
        for (int t = 0; t < count; t++) {
            furthest = Math.max(furthest, Math.abs(rate[inside[t]]));
        }
        if (length == 1) {
            u = optimal.weights().toArray();
            return furthest;
        }
        for (int j = 0; j < n; j++) {
            u[j] += length * change[j];
        }
        return Double.MAX_VALUE;
    }

    private double slope(double z, double reach) {
        double share = (z + reach) / (2 * reach);
        return -system.down + (system.up + system.down) * Math.max(0, Math.min(1, share));
    }

    /** Second moments of the outcomes inside the zone, and a little of all. */
    private double[] hessian(int[] inside, int count, double curvature) {
        int n = system.variables;
        double[] sum = new double[n * n];
        double[] four = new double[4 * n];
        for (int block = 0; block < count; block += 4) {
            for (int r = 0; r < 4; r++) {
                if (block + r < count) {
                    System.arraycopy(system.outcome(inside[block + r]), 0, four, r * n, n);
                } else {
                    Arrays.fill(four, r * n, (r + 1) * n, 0);
                }
            }
            Gram.addBlock(four, n, curvature, sum);
        }
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
            for (int j = 0; j < i; j++) {
                sum[i * n + j] = sum[j * n + i];
            }
        }
        return sum;
    }

    /** The length, at most one, at which the smoothed objective is least along a direction. */
    private double search(double[] z, double[] rate, double[] change, double reach) {
        double linear = 0;
        for (int j = 0; j < change.length; j++) {
            linear += system.cost[j] * change[j];
        }
        double low = 0;
        double high = 1;
        double slopeHigh = linear + slopeAt(z, rate, 1, reach);
        double slopeLow = linear + slopeAt(z, rate, 0, reach);
        if (slopeHigh <= 0.1 * Math.abs(slopeLow)) {
            return 1;
        }
        for (int round = 0; round < 12; round++) {
            double middle = round % 3 == 2 ? (low + high) / 2 : low + (high - low) * slopeLow / (slopeLow - slopeHigh);
            double slope = linear + slopeAt(z, rate, middle, reach);
            if (slope > 0) {
                high = middle;
                slopeHigh = slope;
            } else {
                low = middle;
                slopeLow = slope;
            }
            if (high - low < 1e-3) {
                break;
            }
        }
        return (low + high) / 2;
    }

    private double slopeAt(double[] z, double[] rate, double length, double reach) {
        double sum = 0;
        for (int t = 0; t < z.length; t++) {
            sum += slope(z[t] + length * rate[t], reach) * rate[t];
        }
        return sum;
    }

    private WorkingSet workingSet() {
        WarmStart held = warm;
        if (held == null) {
            throw new IllegalStateException("No step was made");
        }
        int n = system.variables;
        int[] free = IntStream.range(0, n).filter(j -> !held.held(j)).toArray();
        int[] limits = IntStream.range(0, rows.size()).filter(k -> held.held(n + k)).toArray();
        double[] z = system.activities(u);
        int[] kinks = Arrays.stream(HingeSolver.nearest(z, 3 * free.length)).boxed()
                .sorted(Comparator.comparingDouble(t -> Math.abs(z[t]))).mapToInt(t -> t).toArray();
        return new WorkingSet(u, free, limits, kinks);
    }
}
