package tangency.core.solve.quadratic;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A working set with its levels and multipliers, and the pivots that carry it along a {@link Path}: at every point the
 * levels and multipliers satisfy the optimality conditions of the path's data there (Best, "An algorithm for the solution
 * of the parametric quadratic programming problem", 1996). Where one pivot alone would leave the optimality system
 * singular, the levels slide along a direction without risk, or the multipliers along a dependency, until a second item
 * blocks, and both pivot at once: a singular covariance, redundant rows and degenerate vertices need nothing else.
 */
final class ActiveSet {
    /** How a walk along a path ended. */
    enum Outcome {
        /** At the end of the path, or, on an endless one, where nothing changes any more. */
        REACHED,
        /** The limits contradict each other from here on; {@link #ray} holds the multipliers that prove it. */
        INFEASIBLE,
        /** The objective falls without end from here on; {@link #ray} holds the direction. */
        UNBOUNDED,
        /** Too many pivots, or stopped. */
        STALLED
    }

    /** Told after each step of positive length; false stops the walk as stalled. */
    interface Watcher {
        boolean stepped(double t);
    }

    private static final double LEAST_CURVATURE = 1e-12;
    private static final double LEAST_INDEPENDENCE = 1e-10;
    /** Steps shorter than this share of the parameter count as none. */
    private static final double TIE = 1e-13;
    private static final double ROUNDING = 1e-12;
    private static final double NEAR_END = 1e-9;
    /** On the way to no tolerance: below this share of its beginning, rounding would decide. */
    private static final double LEAST_TOLERANCE = 1e-10;
    private static final double SNAP = 1e-14;
    private static final int REFRESH = 25;
    private static final int CORRECTIONS = 4;
    /** What rounding may leave of the optimality system before it is factored anew. */
    private static final double DRIFT = 1e-13;
    private static final int LONG_TIE = 50;

    final ScaledSystem system;
    final KktInverse inverse;
    final Hold[] hold;
    /** Weight or activity of each item. */
    final double[] level;
    /** Multiplier of each item. */
    final double[] dual;
    /** The direction of the last step. */
    final Direction along;
    private final Direction response;
    private final double[] gradient;
    private final double[] activity;
    double[] ray = {};
    int iterations;
    private int idle;
    /** Items whose next stop is but rounding. */
    final boolean[] overlooked;
    private double t;

    ActiveSet(ScaledSystem system) {
        this.system = system;
        inverse = new KktInverse(system);
        hold = new Hold[system.items];
        level = new double[system.items];
        dual = new double[system.items];
        along = new Direction(system, inverse);
        response = new Direction(system, inverse);
        overlooked = new boolean[system.items];
        gradient = new double[system.assets];
        activity = new double[system.rows];
    }

    /** A copy as it stands. */
    ActiveSet copy() {
        ActiveSet copy = new ActiveSet(system);
        copy.inverse.copy(inverse);
        System.arraycopy(hold, 0, copy.hold, 0, hold.length);
        System.arraycopy(level, 0, copy.level, 0, level.length);
        System.arraycopy(dual, 0, copy.dual, 0, dual.length);
        copy.iterations = iterations;
        copy.t = t;
        return copy;
    }

    /** Where on the path the walk stands. */
    double parameter() {
        return t;
    }

    /** Takes over {@code holds} as far as the limits and linear independence allow, the other items held or free as may be. */
    void start(Hold[] holds) {
        for (int i = 0; i < system.items; i++) {
            hold[i] = possible(i, holds[i]);
        }
        rebuild();
        for (int i = 0; i < system.assets; i++) {
            level[i] = hold[i] == Hold.FREE || hold[i] == Hold.PINNED ? 0 : limit(system.lower, system.upper, i);
        }
    }

    private Hold possible(int item, Hold wish) {
        boolean low = system.lower[item] != Double.NEGATIVE_INFINITY;
        boolean high = system.upper[item] != Double.POSITIVE_INFINITY;
        boolean asset = item < system.assets;
        if (asset ? system.fixed(item) : wish != Hold.FREE && system.fixed(item)) {
            return Hold.FIXED;
        }
        return switch (wish) {
            case FREE -> Hold.FREE;
            case LOWER -> low ? Hold.LOWER : asset && high ? Hold.UPPER : Hold.FREE;
            case UPPER -> high ? Hold.UPPER : asset && low ? Hold.LOWER : Hold.FREE;
            case FIXED, PINNED -> asset ? nearest(item) : Hold.FREE;
        };
    }

    /** The bound of an asset that is nearest to zero; pinned where there is none. */
    Hold nearest(int item) {
        double low = Math.abs(system.lower[item]);
        double high = Math.abs(system.upper[item]);
        if (low == high && Double.isInfinite(low)) {
            return Hold.PINNED;
        }
        return system.fixed(item) ? Hold.FIXED : low <= high ? Hold.LOWER : Hold.UPPER;
    }

    private double limit(double[] lower, double[] upper, int item) {
        return hold[item] == Hold.UPPER ? upper[item] : lower[item];
    }

    /** Factors anew. Items that depend on others are put aside: assets at a bound, rows free. */
    void rebuild() {
        int[] items = new int[system.items];
        int count = 0;
        for (int i = 0; i < system.items; i++) {
            if (i < system.assets == (hold[i] == Hold.FREE)) {
                items[count++] = i;
            }
        }
        items = Arrays.copyOf(items, count);
        inverse.load(items);
        for (int i : items) {
            if (!inverse.contains(i)) {
                hold[i] = i < system.assets ? nearest(i) : Hold.FREE;
            }
        }
    }

    /**
     * Computes levels and multipliers anew for the working set at {@code at} on {@code path}. Returns what rounding left of
     * the optimality system, as a share of the largest numbers in it.
     */
    double refresh(Path path, double at) {
        t = at;
        int n = system.assets;
        for (int i = 0; i < system.items; i++) {
            switch (hold[i]) {
                case LOWER, FIXED -> level[i] = path.lowerAt(i, at);
                case UPPER -> level[i] = path.upperAt(i, at);
                case FREE -> dual[i] = 0;
                case PINNED -> {
                }
            }
        }
        double rest = 0;
        double[] right = new double[inverse.size()];
        double[] answer = new double[inverse.size()];
        for (int round = 0; round <= CORRECTIONS; round++) {
            double scale = evaluate(path, at);
            double last = rest;
            rest = 0;
            for (int a = 0; a < right.length; a++) {
                int item = inverse.item(a);
                right[a] = item < n ? -gradient[item] : level[item] - activity[item - n];
                rest = Math.max(rest, Math.abs(right[a]) / (item < n ? scale : 1));
            }
            if (rest <= 1e-16 || round == CORRECTIONS || round > 0 && rest >= last / 2) {
                break;
            }
            inverse.multiply(right, answer);
            for (int a = 0; a < right.length; a++) {
                int item = inverse.item(a);
                if (item < n) {
                    level[item] += answer[a];
                } else {
                    dual[item] -= answer[a];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (hold[i] != Hold.FREE) {
                dual[i] = gradient[i];
            }
        }
        for (int k = 0; k < system.rows; k++) {
            if (hold[n + k] == Hold.FREE) {
                level[n + k] = activity[k];
            }
        }
        return rest;
    }

    /** Fills gradient and activity for the levels and row multipliers as they stand; returns the size of what was added. */
    private double evaluate(Path path, double at) {
        int n = system.assets;
        double scale = 1;
        Arrays.fill(activity, 0);
        for (int i = 0; i < n; i++) {
            gradient[i] = path.gradientAt(i, at);
            scale = Math.max(scale, Math.abs(gradient[i]));
        }
        for (int i = 0; i < n; i++) {
            if (level[i] != 0) {
                system.addAsset(i, level[i], gradient, activity);
            }
        }
        for (int k = n; k < system.items; k++) {
            if (dual[k] != 0) {
                system.addRow(k, -dual[k], gradient);
            }
        }
        return scale;
    }

    /** Follows {@code path} from {@code from} to {@code to}, which may be infinite. */
    Outcome follow(Path path, double from, double to, @Nullable Watcher watcher) {
        double sign = Math.signum(to - from);
        double tie = (to == 0 ? LEAST_TOLERANCE : TIE) * (Double.isInfinite(to) ? Math.abs(from) : Math.abs(to - from));
        int sinceRefresh = 0;
        boolean untold = false;
        int most = iterations + 2000 + 20 * system.items;
        t = from;
        idle = 0;
        Arrays.fill(overlooked, false);
        while (iterations++ < most) {
            along(path, sign);
            RatioTest.Event event = RatioTest.alongPath(this, path, t, along, sign, idle > LONG_TIE);
            double left = Math.abs(to - t);
            if (event.item() < 0 || event.step() >= left - tie) {
                refresh(path, Double.isFinite(to) ? to : t);
                return Outcome.REACHED;
            }
            boolean moved = event.step() > tie * Math.max(1, Double.isInfinite(to) ? Math.abs(t) / Math.abs(from) : 1);
            idle = moved ? 0 : idle + 1;
            untold |= moved;
            advance(path, event.step(), sign);
            boolean exact = moved && watcher != null || ++sinceRefresh >= REFRESH;
            boolean arrives = hold[event.item()] == Hold.FREE;
            // Of the sets before and after the pivot the one with fewer free assets is the better conditioned.
            if (exact && !arrives) {
                correct(path);
            }
            if (arrives) {
                settle(event.item(), event.side(), path);
            } else {
                dual[event.item()] = 0;
            }
            Outcome end = pivot(event, path, to);
            if (end != null) {
                return end;
            }
            if (overlooked[event.item()]) {
                continue;
            }
            Arrays.fill(overlooked, false);
            if (exact && arrives) {
                correct(path);
            }
            sinceRefresh = exact ? 0 : sinceRefresh;
            if (untold && watcher != null && !watcher.stepped(t)) {
                return Outcome.STALLED;
            }
            untold = false;
        }
        return Outcome.STALLED;
    }

    private void correct(Path path) {
        if (refresh(path, t) > DRIFT) {
            inverse.reload();
            refresh(path, t);
        }
    }

    private void along(Path path, double sign) {
        along.clear();
        double[] change = along.gradient();
        for (int i = 0; i < system.assets; i++) {
            change[i] = sign * path.gradientRate()[i];
        }
        for (int i = 0; i < system.items; i++) {
            along.level[i] = switch (hold[i]) {
                case LOWER, FIXED -> sign * path.lowerRate()[i];
                case UPPER -> sign * path.upperRate()[i];
                case FREE, PINNED -> 0;
            };
        }
        along.solve();
    }

    private void advance(Path path, double step, double sign) {
        t += sign * step;
        for (int i = 0; i < system.items; i++) {
            switch (hold[i]) {
                case FREE -> level[i] += step * along.level[i];
                case LOWER, FIXED -> {
                    level[i] = path.lowerAt(i, t);
                    dual[i] += step * along.dual[i];
                }
                case UPPER -> {
                    level[i] = path.upperAt(i, t);
                    dual[i] += step * along.dual[i];
                }
                case PINNED -> dual[i] += step * along.dual[i];
            }
        }
    }

    private @Nullable Outcome pivot(RatioTest.Event event, Path path, double to) {
        int item = event.item();
        return hold[item] == Hold.FREE ? arrive(item, event.side(), path, to) : leave(item, event.side(), path, to);
    }

    /** A free item has come to a limit: it is held there from now on. */
    private @Nullable Outcome arrive(int item, Hold side, Path path, double to) {
        Hold held = path.fixed(item) ? Hold.FIXED : side;
        double[] answer = inverse.response(item);
        boolean alone = safe(item, answer);
        if (!alone) {
            response.ofDual(item);
            alone = response.relativeIndependence(item) > LEAST_INDEPENDENCE;
        }
        if (alone) {
            inverse.pivot(item, answer);
            hold[item] = held;
            settle(item, side, path);
            return null;
        }
        double direction = side == Hold.LOWER ? 1 : -1;
        RatioTest.Event block = RatioTest.ofMultipliers(this, path, t, response, direction, idle > LONG_TIE);
        int other = block.item();
        if (other < 0) {
            return contradiction(item, direction, path, to);
        }
        for (int i = 0; i < system.items; i++) {
            if (hold[i] != Hold.FREE) {
                dual[i] += block.step() * direction * response.dual[i];
            }
        }
        inverse.pivot(item, other);
        hold[item] = held;
        hold[other] = Hold.FREE;
        dual[item] = block.step() * direction;
        dual[other] = 0;
        settle(item, side, path);
        return null;
    }

    /** Whether the pivot element is so large beside the rest of its column that it needs no closer look. */
    private boolean safe(int item, double[] answer) {
        double largest = 0;
        for (double value : answer) {
            largest = Math.max(largest, Math.abs(value));
        }
        double pivot = Math.abs(inverse.pivotElement(item, answer));
        return pivot > 1e-3 * largest && pivot > 1e-3;
    }

    private void settle(int item, Hold side, Path path) {
        level[item] = side == Hold.UPPER ? path.upperAt(item, t) : path.lowerAt(item, t);
    }

    /** The rows and bounds in the response cannot all hold from here on, unless that is but rounding. */
    private @Nullable Outcome contradiction(int item, double direction, Path path, double to) {
        double violation = 0;
        double size = 0;
        ray = new double[system.items];
        double end = Double.isFinite(to) ? to : t;
        for (int i = 0; i < system.items; i++) {
            double weight = direction * response.dual[i];
            if (Math.abs(weight) <= response.dualNoise[i] && i != item) {
                continue;
            }
            ray[i] = weight;
            double at = weight > 0 ? path.lowerAt(i, end) : path.upperAt(i, end);
            violation += weight * at;
            size = Math.max(size, Math.abs(weight) * Math.max(1, Math.abs(at)));
        }
        return violation <= ROUNDING * size ? overlook(item, path, to) : Outcome.INFEASIBLE;
    }

    /** A stop that rests on rounding: the end if it is near, else the item is left out until the next pivot. */
    private @Nullable Outcome overlook(int item, Path path, double to) {
        if (Math.abs(to - t) <= NEAR_END) {
            refresh(path, to);
            return Outcome.REACHED;
        }
        overlooked[item] = true;
        return null;
    }

    /** A held item's multiplier has come to zero: it is free from now on. */
    private @Nullable Outcome leave(int item, Hold side, Path path, double to) {
        double direction = side == Hold.LOWER ? 1 : -1;
        double[] answer = inverse.response(item);
        boolean alone = safe(item, answer);
        if (!alone) {
            response.ofLevel(item);
            alone = response.relativeCurvature(item) > LEAST_CURVATURE;
        }
        if (alone) {
            inverse.pivot(item, answer);
            hold[item] = Hold.FREE;
            dual[item] = 0;
            return null;
        }
        Hold was = hold[item];
        hold[item] = Hold.FREE;
        RatioTest.Event block = RatioTest.ofLevels(this, path, t, response, direction, idle > LONG_TIE);
        int other = block.item();
        if (other < 0) {
            hold[item] = was;
            return descent(item, direction, path, to);
        }
        for (int i = 0; i < system.items; i++) {
            if (hold[i] == Hold.FREE) {
                level[i] += block.step() * direction * response.level[i];
            }
        }
        dual[item] = 0;
        dual[other] = 0;
        if (other != item) {
            inverse.pivot(item, other);
        }
        hold[other] = path.fixed(other) ? Hold.FIXED : block.side();
        settle(other, block.side(), path);
        return null;
    }

    /** The objective falls along the response for ever from here on, unless that is but rounding. */
    private @Nullable Outcome descent(int item, double direction, Path path, double to) {
        double fall = 0;
        double size = 0;
        ray = new double[system.items];
        for (int i = 0; i < system.items; i++) {
            ray[i] = direction * response.level[i];
        }
        for (int i = 0; i < system.assets; i++) {
            double slope = Double.isFinite(to) ? path.gradientAt(i, to) : path.gradientRate()[i];
            fall -= slope * ray[i];
            size += (Math.abs(path.gradient()[i]) + Math.abs(path.gradientRate()[i])) * Math.abs(ray[i]);
        }
        return fall <= ROUNDING * size ? overlook(item, path, to) : Outcome.UNBOUNDED;
    }

    /** The largest violation of a limit or of a multiplier's sign at {@code at}, multipliers as a share of the gradient. */
    double violation(Path path, double at) {
        double scale = 1;
        for (int i = 0; i < system.assets; i++) {
            scale = Math.max(scale, Math.abs(path.gradientAt(i, at)));
        }
        double worst = 0;
        for (int i = 0; i < system.items; i++) {
            worst = Math.max(worst, switch (hold[i]) {
                case FREE -> Math.max(path.lowerAt(i, at) - level[i], level[i] - path.upperAt(i, at))
                        / Math.max(1, Math.abs(level[i]));
                case LOWER -> -dual[i] / scale;
                case UPPER -> dual[i] / scale;
                case PINNED -> Math.abs(dual[i]) / scale;
                case FIXED -> 0;
            });
        }
        return worst;
    }

    /** Holds free assets that stand at a bound but for rounding, where the other items leave that open. */
    void snap() {
        for (int i = 0; i < system.assets; i++) {
            double bound = near(i);
            if (!Double.isNaN(bound)) {
                response.ofDual(i);
                if (response.relativeIndependence(i) > 1e-6) {
                    inverse.pivot(i, inverse.response(i));
                    hold[i] = bound == system.lower[i] ? Hold.LOWER : Hold.UPPER;
                    level[i] = bound;
                }
            }
        }
    }

    /** The problem's weights, those at a bound but for rounding exactly there. */
    double[] weights() {
        double[] weights = new double[system.assets];
        for (int i = 0; i < weights.length; i++) {
            double bound = near(i);
            weights[i] = (Double.isNaN(bound) ? level[i] : bound) * system.weightScale;
        }
        return weights;
    }

    /** The bound that a free asset stands at but for rounding, NaN for none. */
    private double near(int i) {
        double room = SNAP * Math.max(1, Math.abs(level[i]));
        if (hold[i] == Hold.FREE && Math.abs(level[i] - system.lower[i]) <= room) {
            return system.lower[i];
        }
        return hold[i] == Hold.FREE && Math.abs(level[i] - system.upper[i]) <= room ? system.upper[i] : Double.NaN;
    }
}
