package tangency.core.solve.quadratic;

import java.util.Arrays;

/**
 * Finds what stops a move first. A free item stops it at its limits, a held one where its multiplier comes to zero. Among
 * ties the steepest is taken, for the sake of the pivot; once ties have followed each other for long, the lowest index,
 * which cannot cycle (Bland 1977).
 */
final class RatioTest {
    /**
     * What stops a move.
     *
     * @param item -1 for nothing
     * @param step length of the move
     * @param side for a free item the limit it arrives at; for a held one LOWER if its level would rise once it is let go,
     *        else UPPER
     */
    record Event(int item, double step, Hold side) {}

    private static final Event NOTHING = new Event(-1, Double.POSITIVE_INFINITY, Hold.FREE);
    private static final double TIE = 1e-13;

    private final ActiveSet set;
    private final Path path;
    /** Items whose next stop is but rounding. */
    private final boolean[] overlooked;
    private Direction direction;
    private double t;
    /** Factor on the direction. */
    private double factor;
    /** Factor on the rates of the path's limits, 0 where t stands still. */
    private double limits;
    private double rate;
    private Hold side = Hold.FREE;

    RatioTest(ActiveSet set, Path path) {
        this.set = set;
        this.path = path;
        overlooked = new boolean[set.system.items];
        direction = new Direction(set.system, set.inverse);
    }

    /** Leaves {@code item} out from now on. */
    void overlook(int item) {
        overlooked[item] = true;
    }

    boolean overlooks(int item) {
        return overlooked[item];
    }

    void overlookNothing() {
        Arrays.fill(overlooked, false);
    }

    /** The first stop on a move of the parameter from {@code at}, upward for {@code sign} 1, downward for -1. */
    Event alongPath(Direction move, double at, double sign, boolean lowest) {
        return begin(move, at, 1, sign).first(true, true, lowest);
    }

    /** The first stop of free items that move by {@code times} x {@code move} while the parameter stands at {@code at}. */
    Event ofLevels(Direction move, double at, double times, boolean lowest) {
        return begin(move, at, times, 0).first(true, false, lowest);
    }

    /** The first stop of multipliers that move by {@code times} x {@code move} while the parameter stands at {@code at}. */
    Event ofMultipliers(Direction move, double at, double times, boolean lowest) {
        return begin(move, at, times, 0).first(false, true, lowest);
    }

    private RatioTest begin(Direction move, double at, double times, double ofLimits) {
        direction = move;
        t = at;
        factor = times;
        limits = ofLimits;
        return this;
    }

    private Event first(boolean levels, boolean multipliers, boolean lowest) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < set.system.items; i++) {
            boolean free = set.hold[i] == Hold.FREE;
            if (free ? levels : multipliers) {
                least = Math.min(least, step(i, free));
            }
        }
        if (least == Double.POSITIVE_INFINITY) {
            return NOTHING;
        }
        double tie = least + TIE * Math.max(least, Math.min(1, Math.abs(t)));
        Event best = NOTHING;
        double steepest = 0;
        for (int i = 0; i < set.system.items; i++) {
            boolean free = set.hold[i] == Hold.FREE;
            if (free ? levels : multipliers) {
                double step = step(i, free);
                if (step <= tie && rate > steepest) {
                    best = new Event(i, step, side);
                    steepest = rate;
                    if (lowest) {
                        break;
                    }
                }
            }
        }
        return best;
    }

    private double step(int i, boolean free) {
        if (overlooked[i]) {
            return Double.POSITIVE_INFINITY;
        }
        return free ? stepOfLevel(i) : stepOfMultiplier(i);
    }

    private double stepOfLevel(int i) {
        double noise = direction.levelNoise[i];
        double move = factor * direction.level[i];
        double down = limits * path.lowerRate()[i] - move;
        double up = move - limits * path.upperRate()[i];
        double level = set.level[i];
        double toLower = down <= noise ? Double.POSITIVE_INFINITY : Math.max(0, level - path.lowerAt(i, t)) / down;
        double toUpper = up <= noise ? Double.POSITIVE_INFINITY : Math.max(0, path.upperAt(i, t) - level) / up;
        boolean lower = toLower == toUpper ? down >= up : toLower < toUpper;
        rate = lower ? down : up;
        side = lower ? Hold.LOWER : Hold.UPPER;
        return lower ? toLower : toUpper;
    }

    private double stepOfMultiplier(int i) {
        double noise = direction.dualNoise[i];
        double move = factor * direction.dual[i];
        double dual = set.dual[i];
        switch (set.hold[i]) {
            case LOWER -> {
                rate = -move;
                side = Hold.LOWER;
                return -move <= noise ? Double.POSITIVE_INFINITY : Math.max(0, dual) / -move;
            }
            case UPPER -> {
                rate = move;
                side = Hold.UPPER;
                return move <= noise ? Double.POSITIVE_INFINITY : Math.max(0, -dual) / move;
            }
            case PINNED -> {
                rate = Math.abs(move);
                // Rises once let go if its reduced gradient turns negative.
                side = move < 0 ? Hold.LOWER : Hold.UPPER;
                return rate <= noise ? Double.POSITIVE_INFINITY : 0;
            }
            case FREE, FIXED -> {
                rate = 0;
                return Double.POSITIVE_INFINITY;
            }
        }
        throw new IllegalStateException("Unknown hold " + set.hold[i]);
    }
}
