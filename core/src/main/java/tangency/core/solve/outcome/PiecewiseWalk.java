package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.solve.Stop;
import tangency.core.solve.outcome.PiecewiseLinear.Piece;

/**
 * Solves a {@link PiecewiseLinear} program exactly from any start by a parametric (self-dual) simplex method: what the start
 * violates is granted, kinks and costs moved so that it is optimal, each by an amount of its own that keeps ties apart, and
 * taken back along a path. On the way a loose item that reaches a kink or a held item whose multiplier reaches the end of its
 * range changes its piece, and where another blocks, the two are exchanged. Every vertex is optimal for the data there.
 */
final class PiecewiseWalk {
    enum Outcome {
        REACHED, INFEASIBLE, UNBOUNDED, STALLED, STOPPED
    }

    /** Violations of values and multipliers that are rounding. */
    private static final double LEAST = 1e-14;
    private static final double REDUNDANT = 1e-10;
    private static final double LEAST_RATE = 1e-10;
    private static final double HARRIS = 1e-13;
    private static final int REFRESH = 25;
    private static final int IDLE = 300;

    final PiecewiseLinear data;
    final Basis basis;
    final Piece[] piece;
    /** Weight or activity of each item. */
    final double[] value;
    final double[] multiplier;
    int pivots;
    private final Shifts shifts;
    private final Vertex vertex;
    private final Direction direction;
    private double leastValue;
    /** Loose rows that cannot be held beside the others; until the next exchange. */
    private final boolean[] overlooked;
    private double leastMultiplier;

    PiecewiseWalk(PiecewiseLinear data) {
        this.data = data;
        vertex = new Vertex(data);
        basis = vertex.basis;
        shifts = vertex.shifts;
        piece = vertex.piece;
        value = vertex.value;
        multiplier = vertex.multiplier;
        overlooked = new boolean[data.items];
        direction = new Direction(data, basis, piece);
    }

    /**
     * Takes up a working set as far as its members are independent, the others held or loose as may be.
     *
     * @param near where the variables are, roughly: decides at which of its kinks an item is held
     * @param loose variables between their kinks
     * @param held rows at a kink, the surest first
     */
    void start(double[] near, int[] loose, int[] held) {
        basis.load(loose, held);
        for (int j = 0; j < data.variables; j++) {
            piece[j] = basis.contains(j) ? Piece.BETWEEN : nearest(j, near[j]);
            value[j] = near[j];
        }
        for (int r = data.variables; r < data.items; r++) {
            double activity = vertex.activity(r, near);
            value[r] = activity;
            piece[r] = basis.contains(r) ? nearest(r, activity) : loosePiece(r, activity);
        }
        shifts.clear();
        vertex.values();
        for (int r = data.variables; r < data.items; r++) {
            if (!piece[r].held()) {
                piece[r] = loosePiece(r, value[r]);
            }
        }
    }

    private Piece nearest(int item, double at) {
        double low = Math.abs(data.first[item] - at);
        double high = Math.abs(data.second[item] - at);
        if (low == Double.POSITIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
            return Piece.PINNED;
        }
        return low <= high ? Piece.FIRST : Piece.SECOND;
    }

    private Piece loosePiece(int item, double at) {
        if (at < data.first[item] && data.below[item] != Double.POSITIVE_INFINITY) {
            return Piece.BELOW;
        }
        return at > data.second[item] && data.above[item] != Double.NEGATIVE_INFINITY ? Piece.ABOVE : Piece.BETWEEN;
    }

    /**
     * Walks to the optimum, with fresh grants if ties stop it.
     *
     * @param most pivots, beyond which it stalls
     */
    Outcome solve(long most, Stop stop) {
        Outcome outcome = Outcome.STALLED;
        // Limits are known to be feasible: rounding said they were not.
        for (int round = 0; round < 4 && pivots < most
                && (outcome == Outcome.STALLED || outcome == Outcome.INFEASIBLE); round++) {
            grant(round);
            outcome = follow(most, stop);
        }
        return outcome;
    }

    private void grant(int round) {
        shifts.clear();
        vertex.refresh(true);
        shifts.share = 1;
        double values = 1;
        for (int j = 0; j < data.variables; j++) {
            values = Math.max(values, Math.abs(value[j]));
        }
        double size = Math.max(1, OutcomeSystem.largest(data.cost));
        leastValue = LEAST * values;
        leastMultiplier = LEAST * size;
        for (int i = 0; i < data.items; i++) {
            if (piece[i].held()) {
                multiplier[i] = shifts.grantMultiplier(i, piece[i], multiplier[i], size, round);
            } else {
                shifts.grantValue(i, piece[i], value[i], values, round);
            }
        }
    }

    private Outcome follow(long atMost, Stop stop) {
        int idle = 0;
        long most = Math.min(atMost, pivots + 5000 + 20 * data.items);
        int sinceRefresh = 0;
        Arrays.fill(overlooked, false);
        while (pivots < most && idle < IDLE) {
            if (stop.requested()) {
                return Outcome.STOPPED;
            }
            direction.alongPath(shifts.first, shifts.second, shifts.cost);
            int event = -1;
            double step = shifts.share;
            double fastest = 0;
            for (int i = 0; i < data.items; i++) {
                double rate;
                double room;
                double least;
                if (piece[i].held()) {
                    rate = direction.multiplier[i];
                    room = room(i);
                    least = leastMultiplier;
                } else {
                    double up = direction.value[i] + shifts.above(i, piece[i]);
                    double down = direction.value[i] + shifts.below(i, piece[i]);
                    double roomUp = up > 0 ? shifts.kinkAbove(i, piece[i]) - value[i] : Double.POSITIVE_INFINITY;
                    double roomDown = down < 0 ? value[i] - shifts.kinkBelow(i, piece[i]) : Double.POSITIVE_INFINITY;
                    boolean upward = roomDown == Double.POSITIVE_INFINITY || roomUp != Double.POSITIVE_INFINITY
                            && Math.max(0, roomUp) / up <= Math.max(0, roomDown) / -down;
                    rate = upward ? up : down;
                    room = upward ? roomUp : roomDown;
                    least = leastValue;
                }
                // What would not matter at the end of the path is no event.
                if (overlooked[i] || Math.abs(rate) * shifts.share - Math.max(0, room) <= least) {
                    continue;
                }
                if (room != Double.POSITIVE_INFINITY) {
                    double reach = Math.max(0, room) / Math.abs(rate);
                    if (reach < step || (reach == step && reach < shifts.share && Math.abs(rate) > Math.abs(fastest))) {
                        step = reach;
                        event = i;
                        fastest = rate;
                    }
                }
            }
            for (int i = 0; i < data.items; i++) {
                value[i] += step * direction.value[i];
                multiplier[i] += step * direction.multiplier[i];
            }
            shifts.share -= step;
            if (event < 0 || shifts.share <= 1e-13) {
                shifts.share = 0;
                vertex.refresh(true);
                // Where rounding has led to a vertex that is not optimal, the next round begins.
                return vertex.violated(leastValue / LEAST, leastMultiplier / LEAST)
                        ? Outcome.STALLED
                        : Outcome.REACHED;
            }
            idle = step > 1e-13 ? 0 : idle + 1;
            pivots++;
            Outcome outcome = piece[event].held() ? loosen(event, fastest > 0) : hold(event, fastest > 0);
            if (outcome == Outcome.INFEASIBLE && Math.abs(fastest) * shifts.share <= REDUNDANT * leastValue / LEAST) {
                // It follows from the rows held, and leaves its kink by rounding alone.
                overlooked[event] = true;
                continue;
            }
            Arrays.fill(overlooked, false);
            if (outcome != Outcome.REACHED) {
                return outcome;
            }
            if (++sinceRefresh >= REFRESH) {
                vertex.refresh(false);
                sinceRefresh = 0;
            }
        }
        return Outcome.STALLED;
    }

    /** A loose item has reached a kink: its multiplier moves through its range there until another item's blocks. */
    private Outcome hold(int item, boolean upward) {
        Piece from = piece[item];
        boolean atFirst = upward == (from == Piece.BELOW) && from != Piece.ABOVE;
        Piece to = atFirst || data.first[item] == data.second[item] ? Piece.FIRST : Piece.SECOND;
        double sign = upward ? -1 : 1;
        double length = data.mostMultiplier(item, to) - data.leastMultiplier(item, to);
        value[item] = atFirst ? shifts.firstKink(item) : shifts.secondKink(item);
        direction.ofMultiplier(item, sign);
        double tolerance = LEAST_RATE * direction.dualSize();
        double bound = Double.POSITIVE_INFINITY;
        for (int k = 0; k < data.items; k++) {
            if (piece[k].held()) {
                double rate = Math.abs(direction.multiplier[k]);
                if (rate > tolerance) {
                    bound = Math.min(bound, (Math.max(0, room(k)) + HARRIS) / rate);
                }
            }
        }
        int blocks = -1;
        double reach = length;
        double pivot = 0;
        if (bound < length || length == Double.POSITIVE_INFINITY) {
            for (int k = 0; k < data.items; k++) {
                if (piece[k].held()) {
                    double rate = Math.abs(direction.multiplier[k]);
                    if (rate > tolerance && rate > pivot && room(k) < Double.POSITIVE_INFINITY
                            && Math.max(0, room(k)) / rate <= bound) {
                        blocks = k;
                        pivot = rate;
                        reach = Math.max(0, room(k)) / rate;
                    }
                }
            }
        }
        if (blocks < 0 && length == Double.POSITIVE_INFINITY) {
            return Outcome.INFEASIBLE;
        }
        double rate = blocks < 0 ? 0 : direction.multiplier[blocks];
        for (int k = 0; k < data.items; k++) {
            if (piece[k].held()) {
                multiplier[k] += reach * direction.multiplier[k];
            }
        }
        if (blocks < 0) {
            piece[item] = to == Piece.FIRST
                    ? (upward ? Piece.BETWEEN : Piece.BELOW)
                    : (upward ? Piece.ABOVE : Piece.BETWEEN);
            multiplier[item] = data.leastMultiplier(item, piece[item]);
            return Outcome.REACHED;
        }
        basis.exchange(item, blocks);
        piece[item] = to;
        multiplier[item] += sign * reach;
        piece[blocks] = loosened(blocks, rate > 0);
        multiplier[blocks] = data.leastMultiplier(blocks, piece[blocks]);
        return Outcome.REACHED;
    }

    /** The room that the multiplier of a held item has in the current direction. */
    private double room(int k) {
        return direction.multiplier[k] > 0
                ? data.mostMultiplier(k, piece[k]) - multiplier[k]
                : multiplier[k] - data.leastMultiplier(k, piece[k]);
    }

    private Piece loosened(int item, boolean down) {
        return switch (piece[item]) {
            case FIRST -> down ? Piece.BELOW : Piece.BETWEEN;
            case SECOND -> down ? Piece.BETWEEN : Piece.ABOVE;
            case PINNED, BELOW, BETWEEN, ABOVE -> Piece.BETWEEN;
        };
    }

    /** The multiplier of a held item has reached the end of its range: its value moves until another item reaches a kink. */
    private Outcome loosen(int item, boolean down) {
        Piece to = loosened(item, down);
        double sign = down ? -1 : 1;
        boolean flips = to == Piece.BETWEEN && piece[item] != Piece.PINNED;
        double length = flips
                ? shifts.secondKink(item) - shifts.firstKink(item)
                : Double.POSITIVE_INFINITY;
        direction.ofValue(item, sign);
        double tolerance = LEAST_RATE * direction.size();
        double bound = Double.POSITIVE_INFINITY;
        for (int i = 0; i < data.items; i++) {
            if (!piece[i].held()) {
                double rate = direction.value[i];
                if (Math.abs(rate) > tolerance) {
                    bound = Math.min(bound, (reachRoom(i, rate) + HARRIS) / Math.abs(rate));
                }
            }
        }
        int blocks = -1;
        double reach = length;
        double pivot = 0;
        if (bound < length || length == Double.POSITIVE_INFINITY) {
            for (int i = 0; i < data.items; i++) {
                if (!piece[i].held()) {
                    double rate = direction.value[i];
                    if (Math.abs(rate) > tolerance && Math.abs(rate) > pivot
                            && reachRoom(i, rate) / Math.abs(rate) <= bound
                            && reachRoom(i, rate) != Double.POSITIVE_INFINITY) {
                        blocks = i;
                        pivot = Math.abs(rate);
                        reach = reachRoom(i, rate) / Math.abs(rate);
                    }
                }
            }
        }
        if (blocks < 0 && length == Double.POSITIVE_INFINITY) {
            return Outcome.UNBOUNDED;
        }
        double rate = blocks < 0 ? 0 : direction.value[blocks];
        for (int i = 0; i < data.items; i++) {
            value[i] += reach * direction.value[i];
        }
        if (blocks < 0) {
            piece[item] = piece[item] == Piece.FIRST ? Piece.SECOND : Piece.FIRST;
            multiplier[item] = data.between[item];
            return Outcome.REACHED;
        }
        boolean up = rate > 0;
        Piece from = piece[blocks];
        boolean atFirst = up == (from == Piece.BELOW) && from != Piece.ABOVE;
        basis.exchange(blocks, item);
        piece[item] = to;
        multiplier[item] = data.leastMultiplier(item, to);
        value[blocks] = atFirst
                ? shifts.firstKink(blocks)
                : shifts.secondKink(blocks);
        piece[blocks] = atFirst || data.first[blocks] == data.second[blocks] ? Piece.FIRST : Piece.SECOND;
        return Outcome.REACHED;
    }

    /** How far a loose item is from the next kink in the direction of {@code rate}. */
    private double reachRoom(int i, double rate) {
        return Math.max(0,
                rate > 0 ? shifts.kinkAbove(i, piece[i]) - value[i] : value[i] - shifts.kinkBelow(i, piece[i]));
    }

    /** The direction that the objective falls along without end. */
    double[] ray() {
        return Arrays.copyOf(direction.value, data.variables);
    }

}
