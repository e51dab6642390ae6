package tangency.core.solve.quadratic;

import org.jspecify.annotations.Nullable;

/**
 * Carries a working set along a {@link Path} by pivots, optimal at every point for the path's data there (Best, "An algorithm
 * for the solution of the parametric quadratic programming problem", 1996). Where one pivot alone would leave the optimality
 * system singular, the levels slide along a direction without risk, or the multipliers along a dependency, until a second
 * item blocks, and both pivot at once: a singular covariance, redundant rows and degenerate vertices need nothing else.
 */
final class PathWalk {
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
    /** A pivot element of this share of its column, in units of one, is beyond doubt. */
    private static final double SAFE = 1e-3;
    /** Steps shorter than this share of the parameter count as none. */
    private static final double TIE = 1e-13;
    private static final double ROUNDING = 1e-12;
    private static final double NEAR_END = 1e-9;
    /** On the way to no tolerance: below this share of its beginning, rounding would decide. */
    private static final double LEAST_TOLERANCE = 1e-10;
    /** An optimality system that holds no better than this is lost. */
    private static final double LOST = 1e-6;
    private static final int REFRESH = 25;
    private static final int LONG_TIE = 50;

    private final ActiveSet set;
    private final Path path;
    private final RatioTest stops;
    private final Direction along;
    private final Direction response;
    private double[] ray = {};
    private double t;
    private double to;
    /** Whether rounding has taken over. */
    private boolean lost;
    /** Number of steps of no length since the last of some. */
    private int idle;

    PathWalk(ActiveSet set, Path path) {
        this.set = set;
        this.path = path;
        stops = new RatioTest(set, path);
        along = new Direction(set.system, set.inverse);
        response = new Direction(set.system, set.inverse);
    }

    /** Where on the path the walk stands. */
    double parameter() {
        return t;
    }

    /** The change of levels and multipliers per unit of the parameter on the last step. */
    Direction along() {
        return along;
    }

    /** What proves that there is no end: multipliers by item, or a direction of levels. */
    double[] ray() {
        return ray;
    }

    /** Follows the path from {@code from} to {@code end}, which may be infinite. */
    Outcome follow(double from, double end, @Nullable Watcher watcher) {
        to = end;
        double sign = Math.signum(to - from);
        double tie = (to == 0 ? LEAST_TOLERANCE : TIE) * (Double.isInfinite(to) ? Math.abs(from) : Math.abs(to - from));
        int sinceRefresh = 0;
        boolean untold = false;
        int most = set.pivots + 2000 + 20 * set.system.items;
        t = from;
        idle = 0;
        stops.overlookNothing();
        lost = false;
        while (set.pivots < most && !lost) {
            along(sign);
            RatioTest.Event event = stops.alongPath(along, t, sign, idle > LONG_TIE);
            double left = Math.abs(to - t);
            if (event.item() < 0 || event.step() >= left - tie) {
                double rest = set.refresh(path, Double.isFinite(to) ? to : t);
                return rest <= LOST ? Outcome.REACHED : Outcome.STALLED;
            }
            boolean moved = event.step() > tie * Math.max(1, Double.isInfinite(to) ? Math.abs(t) / Math.abs(from) : 1);
            idle = moved ? 0 : idle + 1;
            untold |= moved;
            advance(event.step(), sign);
            sinceRefresh++;
            boolean exact = sinceRefresh >= REFRESH;
            boolean told = moved && watcher != null;
            boolean arrives = set.hold[event.item()] == Hold.FREE;
            // Of the sets before and after the pivot the one with fewer free assets is the better conditioned.
            if (!arrives) {
                exact = corrected(exact, told);
            }
            if (arrives) {
                settle(event.item(), event.side());
            } else {
                set.dual[event.item()] = 0;
            }
            Outcome outcome = pivot(event);
            if (outcome != null) {
                return outcome;
            }
            if (stops.overlooks(event.item())) {
                continue;
            }
            stops.overlookNothing();
            set.pivots++;
            if (arrives) {
                exact = corrected(exact, told);
            }
            sinceRefresh = exact ? 0 : sinceRefresh;
            if (untold && watcher != null && !watcher.stepped(t)) {
                return Outcome.STALLED;
            }
            untold = false;
        }
        return Outcome.STALLED;
    }

    /** Takes rounding back, all of it if {@code fully}, only what {@code told} levels need otherwise; says whether all. */
    private boolean corrected(boolean fully, boolean told) {
        if (fully || (told && !set.polished(path, t))) {
            lost = !(set.correct(path, t) <= LOST);
            return true;
        }
        return false;
    }

    private void along(double sign) {
        along.clear();
        double[] change = along.gradient();
        for (int i = 0; i < set.system.assets; i++) {
            change[i] = sign * path.gradientRate()[i];
        }
        for (int i = 0; i < set.system.items; i++) {
            along.level[i] = switch (set.hold[i]) {
                case LOWER, FIXED -> sign * path.lowerRate()[i];
                case UPPER -> sign * path.upperRate()[i];
                case FREE, PINNED -> 0;
            };
        }
        along.solve();
    }

    private void advance(double step, double sign) {
        t += sign * step;
        for (int i = 0; i < set.system.items; i++) {
            switch (set.hold[i]) {
                case FREE -> set.level[i] += step * along.level[i];
                case LOWER, FIXED -> {
                    set.level[i] = path.lowerAt(i, t);
                    set.dual[i] += step * along.dual[i];
                }
                case UPPER -> {
                    set.level[i] = path.upperAt(i, t);
                    set.dual[i] += step * along.dual[i];
                }
                case PINNED -> set.dual[i] += step * along.dual[i];
            }
        }
    }

    private @Nullable Outcome pivot(RatioTest.Event event) {
        int item = event.item();
        return set.hold[item] == Hold.FREE ? arrive(item, event.side()) : leave(item, event.side());
    }

    /** A free item has come to a limit: it is held there from now on. */
    private @Nullable Outcome arrive(int item, Hold side) {
        Hold held = path.fixed(item) ? Hold.FIXED : side;
        double[] answer = set.inverse.response(item);
        boolean alone = safe(item, answer);
        if (!alone) {
            response.ofDual(item);
            alone = response.relativeIndependence(item) > LEAST_INDEPENDENCE;
        }
        if (alone) {
            set.inverse.pivot(item, answer);
            set.hold[item] = held;
            settle(item, side);
            return null;
        }
        double direction = side == Hold.LOWER ? 1 : -1;
        RatioTest.Event block = stops.ofMultipliers(response, t, direction, idle > LONG_TIE);
        int other = block.item();
        if (other < 0) {
            return contradiction(item, direction);
        }
        for (int i = 0; i < set.system.items; i++) {
            if (set.hold[i] != Hold.FREE) {
                set.dual[i] += block.step() * direction * response.dual[i];
            }
        }
        set.inverse.pivot(item, other);
        set.hold[item] = held;
        set.hold[other] = Hold.FREE;
        set.dual[item] = block.step() * direction;
        set.dual[other] = 0;
        settle(item, side);
        return null;
    }

    /** Whether the pivot element is so large beside the rest of its column that it needs no closer look. */
    private boolean safe(int item, double[] answer) {
        double largest = 0;
        for (double value : answer) {
            largest = Math.max(largest, Math.abs(value));
        }
        double pivot = Math.abs(set.inverse.pivotElement(item, answer));
        return pivot > SAFE * largest && pivot > SAFE;
    }

    private void settle(int item, Hold side) {
        set.level[item] = side == Hold.UPPER ? path.upperAt(item, t) : path.lowerAt(item, t);
    }

    /** The rows and bounds in the response cannot all hold from here on, unless that is but rounding. */
    private @Nullable Outcome contradiction(int item, double direction) {
        double violation = 0;
        double size = 0;
        ray = new double[set.system.items];
        double last = Double.isFinite(to) ? to : t;
        for (int i = 0; i < set.system.items; i++) {
            double weight = direction * response.dual[i];
            if (Math.abs(weight) <= response.dualNoise[i] && i != item) {
                continue;
            }
            ray[i] = weight;
            double at = weight > 0 ? path.lowerAt(i, last) : path.upperAt(i, last);
            violation += weight * at;
            size = Math.max(size, Math.abs(weight) * Math.max(1, Math.abs(at)));
        }
        return violation <= ROUNDING * size ? overlook(item) : Outcome.INFEASIBLE;
    }

    /** A stop that rests on rounding: the end if it is near, else the item is left out until the next pivot. */
    private @Nullable Outcome overlook(int item) {
        if (Math.abs(to - t) <= NEAR_END) {
            set.refresh(path, to);
            return Outcome.REACHED;
        }
        stops.overlook(item);
        return null;
    }

    /** A held item's multiplier has come to zero: it is free from now on. */
    private @Nullable Outcome leave(int item, Hold side) {
        double direction = side == Hold.LOWER ? 1 : -1;
        double[] answer = set.inverse.response(item);
        boolean alone = safe(item, answer);
        if (!alone) {
            response.ofLevel(item);
            alone = response.relativeCurvature(item) > LEAST_CURVATURE;
        }
        if (alone) {
            set.inverse.pivot(item, answer);
            set.hold[item] = Hold.FREE;
            set.dual[item] = 0;
            return null;
        }
        Hold was = set.hold[item];
        set.hold[item] = Hold.FREE;
        RatioTest.Event block = stops.ofLevels(response, t, direction, idle > LONG_TIE);
        int other = block.item();
        if (other < 0) {
            set.hold[item] = was;
            return descent(item, direction);
        }
        for (int i = 0; i < set.system.items; i++) {
            if (set.hold[i] == Hold.FREE) {
                set.level[i] += block.step() * direction * response.level[i];
            }
        }
        set.dual[item] = 0;
        set.dual[other] = 0;
        if (other != item) {
            set.inverse.pivot(item, other);
        }
        set.hold[other] = path.fixed(other) ? Hold.FIXED : block.side();
        settle(other, block.side());
        return null;
    }

    /** The objective falls along the response for ever from here on, unless that is but rounding. */
    private @Nullable Outcome descent(int item, double direction) {
        double fall = 0;
        double size = 0;
        ray = new double[set.system.items];
        for (int i = 0; i < set.system.items; i++) {
            ray[i] = direction * response.level[i];
        }
        for (int i = 0; i < set.system.assets; i++) {
            double slope = Double.isFinite(to) ? path.gradientAt(i, to) : path.gradientRate()[i];
            fall -= slope * ray[i];
            size += (Math.abs(path.gradient()[i]) + Math.abs(path.gradientRate()[i])) * Math.abs(ray[i]);
        }
        return fall <= ROUNDING * size ? overlook(item) : Outcome.UNBOUNDED;
    }
}
