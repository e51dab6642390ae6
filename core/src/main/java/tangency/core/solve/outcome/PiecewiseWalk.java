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

    private static final double GRANT = 1e-5;
    /** Violations of values and multipliers that are rounding. */
    private static final double LEAST = 1e-14;
    private static final double VIOLATION = 1e-11;
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
    private final double[] firstShift;
    private final double[] secondShift;
    private final double[] costShift;
    private final Direction direction;
    private double t;
    private double leastValue;
    /** Loose rows that cannot be held beside the others; until the next exchange. */
    private final boolean[] overlooked;
    private double leastMultiplier;

    PiecewiseWalk(PiecewiseLinear data) {
        this.data = data;
        basis = new Basis(data);
        piece = new Piece[data.items];
        value = new double[data.items];
        multiplier = new double[data.items];
        firstShift = new double[data.items];
        secondShift = new double[data.items];
        costShift = new double[data.variables];
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
            double activity = activity(r, near);
            value[r] = activity;
            piece[r] = basis.contains(r) ? nearest(r, activity) : loosePiece(r, activity);
        }
        Arrays.fill(firstShift, 0);
        Arrays.fill(secondShift, 0);
        Arrays.fill(costShift, 0);
        t = 0;
        values();
        for (int r = data.variables; r < data.items; r++) {
            if (!piece[r].held()) {
                piece[r] = loosePiece(r, value[r]);
            }
        }
    }

    private double activity(int r, double[] u) {
        double[] row = data.row(r);
        double sum = 0;
        for (int j = 0; j < u.length; j++) {
            sum += row[j] * u[j];
        }
        return sum;
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

    /** Walks to the optimum, with fresh grants if ties stop it. */
    Outcome solve(Stop stop) {
        Outcome outcome = Outcome.STALLED;
        // Limits are known to be feasible: rounding said they were not.
        for (int round = 0; round < 4
                && (outcome == Outcome.STALLED || outcome == Outcome.INFEASIBLE); round++) {
            grant(round);
            outcome = follow(stop);
        }
        return outcome;
    }

    private void grant(int round) {
        Arrays.fill(firstShift, 0);
        Arrays.fill(secondShift, 0);
        Arrays.fill(costShift, 0);
        t = 0;
        refresh(true);
        t = 1;
        double size = OutcomeSystem.largest(data.cost);
        double values = 1;
        for (int j = 0; j < data.variables; j++) {
            values = Math.max(values, Math.abs(value[j]));
        }
        size = Math.max(1, size);
        leastValue = LEAST * values;
        leastMultiplier = LEAST * size;
        for (int i = 0; i < data.items; i++) {
            double room = GRANT * fraction(i, round);
            if (piece[i].held()) {
                double least = data.leastMultiplier(i, piece[i]);
                double most = data.mostMultiplier(i, piece[i]);
                double margin = Math.min(room * size, (most - least) / 3 * fraction(i, round));
                double wanted = Math.max(least + margin, Math.min(most - margin, multiplier[i]));
                wanted = least == most ? least : wanted;
                double change = wanted - multiplier[i];
                if (change != 0) {
                    multiplier[i] = wanted;
                    if (data.variable(i)) {
                        costShift[i] += change;
                    } else {
                        add(change, data.row(i), costShift);
                    }
                }
            } else {
                double margin = room * values;
                boolean fixed = data.first[i] == data.second[i];
                double low = piece[i] == Piece.BETWEEN ? data.first[i] : piece[i] == Piece.ABOVE
                        ? data.second[i]
                        : Double.NEGATIVE_INFINITY;
                double high = piece[i] == Piece.BETWEEN ? data.second[i] : piece[i] == Piece.BELOW
                        ? data.first[i]
                        : Double.POSITIVE_INFINITY;
                double lowShift = fixed ? value[i] - low : value[i] < low + margin ? value[i] - margin - low : 0;
                double highShift = fixed ? value[i] - high : value[i] > high - margin ? value[i] + margin - high : 0;
                if (piece[i] == Piece.BETWEEN) {
                    firstShift[i] = lowShift;
                    secondShift[i] = highShift;
                } else if (piece[i] == Piece.ABOVE) {
                    secondShift[i] = lowShift;
                } else {
                    firstShift[i] = highShift;
                }
            }
        }
    }

    /** A number between 1/2 and 1 that differs from item to item and from round to round (SplitMix64). */
    static double fraction(int item, int round) {
        long z = (item + 1) * 0x9E3779B97F4A7C15L + (round + 1) * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return 0.5 + 0.5 * ((z >>> 11) * 0x1.0p-53);
    }

    private Outcome follow(Stop stop) {
        int idle = 0;
        int most = pivots + 5000 + 20 * data.items;
        int sinceRefresh = 0;
        Arrays.fill(overlooked, false);
        while (pivots < most && idle < IDLE) {
            if (stop.requested()) {
                return Outcome.STOPPED;
            }
            direction.alongPath(firstShift, secondShift, costShift);
            int event = -1;
            double step = t;
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
                    double up = direction.value[i] + shiftAbove(i);
                    double down = direction.value[i] + shiftBelow(i);
                    double roomUp = up > 0 ? kinkAbove(i) - value[i] : Double.POSITIVE_INFINITY;
                    double roomDown = down < 0 ? value[i] - kinkBelow(i) : Double.POSITIVE_INFINITY;
                    boolean upward = roomDown == Double.POSITIVE_INFINITY || roomUp != Double.POSITIVE_INFINITY
                            && Math.max(0, roomUp) / up <= Math.max(0, roomDown) / -down;
                    rate = upward ? up : down;
                    room = upward ? roomUp : roomDown;
                    least = leastValue;
                }
                // What would not matter at the end of the path is no event.
                if (overlooked[i] || Math.abs(rate) * t - Math.max(0, room) <= least) {
                    continue;
                }
                if (room != Double.POSITIVE_INFINITY) {
                    double reach = Math.max(0, room) / Math.abs(rate);
                    if (reach < step || (reach == step && reach < t && Math.abs(rate) > Math.abs(fastest))) {
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
            t -= step;
            if (event < 0 || t <= 1e-13) {
                t = 0;
                refresh(true);
                return violated() ? Outcome.STALLED : Outcome.REACHED;
            }
            idle = step > 1e-13 ? 0 : idle + 1;
            pivots++;
            Outcome outcome = piece[event].held() ? loosen(event, fastest > 0) : hold(event, fastest > 0);
            if (outcome == Outcome.INFEASIBLE && Math.abs(fastest) * t <= REDUNDANT * leastValue / LEAST) {
                // It follows from the rows held, and leaves its kink by rounding alone.
                overlooked[event] = true;
                continue;
            }
            Arrays.fill(overlooked, false);
            if (outcome != Outcome.REACHED) {
                return outcome;
            }
            if (++sinceRefresh >= REFRESH) {
                refresh(false);
                sinceRefresh = 0;
            }
        }
        return Outcome.STALLED;
    }

    /** Whether rounding on the way has led to a vertex that is not optimal; the next round begins there. */
    private boolean violated() {
        for (int i = 0; i < data.items; i++) {
            if (piece[i].held()) {
                double range = data.mostMultiplier(i, piece[i]) - data.leastMultiplier(i, piece[i]);
                double room = VIOLATION * (range > 0 ? Math.min(range, leastMultiplier / LEAST) : 1);
                if (multiplier[i] > data.mostMultiplier(i, piece[i]) + room
                        || multiplier[i] < data.leastMultiplier(i, piece[i]) - room) {
                    return true;
                }
            } else if (kinkBelow(i) - value[i] > VIOLATION * leastValue / LEAST
                    || value[i] - kinkAbove(i) > VIOLATION * leastValue / LEAST) {
                return true;
            }
        }
        return false;
    }

    private double kinkAbove(int i) {
        return switch (piece[i]) {
            case BELOW -> data.first[i] + t * firstShift[i];
            case BETWEEN -> data.second[i] + t * secondShift[i];
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private double kinkBelow(int i) {
        return switch (piece[i]) {
            case BETWEEN -> data.first[i] + t * firstShift[i];
            case ABOVE -> data.second[i] + t * secondShift[i];
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    private double shiftAbove(int i) {
        return piece[i] == Piece.BELOW ? firstShift[i] : secondShift[i];
    }

    private double shiftBelow(int i) {
        return piece[i] == Piece.ABOVE ? secondShift[i] : firstShift[i];
    }

    /** A loose item has reached a kink: its multiplier moves through its range there until another item's blocks. */
    private Outcome hold(int item, boolean upward) {
        Piece from = piece[item];
        boolean atFirst = upward == (from == Piece.BELOW) && from != Piece.ABOVE;
        Piece to = atFirst || data.first[item] == data.second[item] ? Piece.FIRST : Piece.SECOND;
        double sign = upward ? -1 : 1;
        double length = data.mostMultiplier(item, to) - data.leastMultiplier(item, to);
        value[item] = atFirst ? data.first[item] + t * firstShift[item] : data.second[item] + t * secondShift[item];
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
                ? data.second[item] + t * secondShift[item] - data.first[item] - t * firstShift[item]
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
                ? data.first[blocks] + t * firstShift[blocks]
                : data.second[blocks] + t * secondShift[blocks];
        piece[blocks] = atFirst || data.first[blocks] == data.second[blocks] ? Piece.FIRST : Piece.SECOND;
        return Outcome.REACHED;
    }

    /** How far a loose item is from the next kink in the direction of {@code rate}. */
    private double reachRoom(int i, double rate) {
        return Math.max(0, rate > 0 ? kinkAbove(i) - value[i] : value[i] - kinkBelow(i));
    }

    /** The direction that the objective falls along without end. */
    double[] ray() {
        return Arrays.copyOf(direction.value, data.variables);
    }

    /** Computes values and multipliers anew for the working set. */
    private void refresh(boolean exact) {
        if (exact) {
            basis.invert();
        }
        if (values() > 1e-12 && !exact) {
            basis.invert();
            values();
        }
        multipliers();
    }

    private double values() {
        int n = data.variables;
        double[] u = new double[n];
        for (int j = 0; j < n; j++) {
            switch (piece[j]) {
                case FIRST -> u[j] = data.first[j] + t * firstShift[j];
                case SECOND -> u[j] = data.second[j] + t * secondShift[j];
                case BELOW, BETWEEN, ABOVE, PINNED -> u[j] = value[j];
            }
        }
        int size = basis.size();
        double before = 0;
        for (int round = 0; round < 3; round++) {
            double[] rest = new double[size];
            double worst = 0;
            for (int b = 0; b < size; b++) {
                int r = basis.row(b);
                double at = piece[r] == Piece.SECOND
                        ? data.second[r] + t * secondShift[r]
                        : data.first[r] + t * firstShift[r];
                rest[b] = at - activity(r, u);
                worst = Math.max(worst, Math.abs(rest[b]));
            }
            before = round == 1 ? worst : before;
            if (round > 0 && worst <= 1e-17) {
                break;
            }
            double[] change = basis.times(rest);
            for (int a = 0; a < size; a++) {
                u[basis.variable(a)] += change[a];
            }
        }
        System.arraycopy(u, 0, value, 0, n);
        for (int r = n; r < data.items; r++) {
            value[r] = piece[r] == Piece.FIRST
                    ? data.first[r] + t * firstShift[r]
                    : piece[r] == Piece.SECOND ? data.second[r] + t * secondShift[r] : activity(r, u);
        }
        return before;
    }

    private void multipliers() {
        int n = data.variables;
        double[] gradient = new double[n];
        for (int j = 0; j < n; j++) {
            gradient[j] = data.cost[j] + t * costShift[j];
        }
        for (int r = n; r < data.items; r++) {
            if (!piece[r].held()) {
                multiplier[r] = data.leastMultiplier(r, piece[r]);
                add(-multiplier[r], data.row(r), gradient);
            } else {
                multiplier[r] = 0;
            }
        }
        int size = basis.size();
        for (int round = 0; round < 3; round++) {
            double[] rest = new double[size];
            for (int a = 0; a < size; a++) {
                rest[a] = gradient[basis.variable(a)];
            }
            double[] change = basis.transposed(rest);
            for (int b = 0; b < size; b++) {
                multiplier[basis.row(b)] += change[b];
                add(-change[b], data.row(basis.row(b)), gradient);
            }
        }
        for (int j = 0; j < n; j++) {
            multiplier[j] = piece[j].held() ? gradient[j] : 0;
        }
    }

    static void add(double factor, double[] row, double[] to) {
        if (factor != 0) {
            for (int j = 0; j < to.length; j++) {
                to[j] += factor * row[j];
            }
        }
    }
}
