package tangency.core.solve.quadratic;

import java.util.Arrays;

/**
 * A working set (which assets are held at a bound and which rows at a limit) with the levels and multipliers that satisfy its
 * optimality system.
 */
final class ActiveSet {
    private static final double SNAP = 1e-14;
    private static final int CORRECTIONS = 4;
    /** What a corner's levels may leave of the optimality system. */
    private static final double POLISHED = 4e-16;
    /** What rounding may leave of the optimality system before it is factored anew. */
    private static final double DRIFT = 1e-13;

    final ScaledSystem system;
    final KktInverse inverse;
    final Hold[] hold;
    /** Weight or activity of each item. */
    final double[] level;
    /** Multiplier of each item. */
    final double[] dual;
    private final double[] gradient;
    private final double[] activity;
    private final int[] which;
    private final double[] amounts;
    /** Number of pivots so far. */
    int pivots;

    ActiveSet(ScaledSystem system) {
        this.system = system;
        inverse = new KktInverse(system);
        hold = new Hold[system.items];
        level = new double[system.items];
        dual = new double[system.items];
        gradient = new double[system.assets];
        activity = new double[system.rows];
        which = new int[system.assets];
        amounts = new double[system.assets];
    }

    /** A copy as it stands. */
    ActiveSet copy() {
        ActiveSet copy = new ActiveSet(system);
        copy.inverse.copy(inverse);
        System.arraycopy(hold, 0, copy.hold, 0, hold.length);
        System.arraycopy(level, 0, copy.level, 0, level.length);
        System.arraycopy(dual, 0, copy.dual, 0, dual.length);
        copy.pivots = pivots;
        return copy;
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
        int n = system.assets;
        settle(path, at);
        double rest = 0;
        double[] right = new double[inverse.size()];
        double[] answer = new double[inverse.size()];
        for (int round = 0; round <= CORRECTIONS; round++) {
            double scale = evaluate(path, at);
            double last = rest;
            rest = residual(right, scale);
            if (rest <= 1e-16 || round == CORRECTIONS || (round > 0 && rest >= last / 2)) {
                break;
            }
            inverse.multiply(right, answer);
            add(answer);
        }
        for (int i = 0; i < n; i++) {
            if (hold[i] != Hold.FREE) {
                dual[i] = gradient[i];
            }
        }
        takeActivity();
        return rest;
    }

    /**
     * As {@link #refresh}, but for the multipliers of held assets, which are left as they are: what is corrected is far
     * below their rounding. Much less work where few assets are free.
     */
    double polish(Path path, double at) {
        settle(path, at);
        double scale = evaluateFree(path, at);
        double[] right = new double[inverse.size()];
        double[] answer = new double[inverse.size()];
        double rest = residual(right, scale);
        for (int round = 0; round < CORRECTIONS && rest > POLISHED; round++) {
            inverse.multiply(right, answer);
            inverse.subtractImage(answer, right);
            double left = 0;
            for (int a = 0; a < right.length; a++) {
                left = Math.max(left, Math.abs(right[a]) / (inverse.item(a) < system.assets ? scale : 1));
            }
            if (left >= rest) {
                break;
            }
            add(answer);
            rest = left;
        }
        takeActivity();
        return rest;
    }

    /** Puts held items at their limits. */
    private void settle(Path path, double at) {
        for (int i = 0; i < system.items; i++) {
            switch (hold[i]) {
                case LOWER, FIXED -> level[i] = path.lowerAt(i, at);
                case UPPER -> level[i] = path.upperAt(i, at);
                case FREE -> dual[i] = 0;
                case PINNED -> {
                }
            }
        }
    }

    /** What is left of the optimality system, by positions, and the largest of it as a share. */
    private double residual(double[] right, double scale) {
        int n = system.assets;
        double rest = 0;
        for (int a = 0; a < right.length; a++) {
            int item = inverse.item(a);
            right[a] = item < n ? -gradient[item] : level[item] - activity[item - n];
            rest = Math.max(rest, Math.abs(right[a]) / (item < n ? scale : 1));
        }
        return rest;
    }

    private void add(double[] answer) {
        for (int a = 0; a < answer.length; a++) {
            int item = inverse.item(a);
            if (item < system.assets) {
                level[item] += answer[a];
            } else {
                dual[item] -= answer[a];
            }
        }
    }

    private void takeActivity() {
        for (int k = 0; k < system.rows; k++) {
            if (hold[system.assets + k] == Hold.FREE) {
                level[system.assets + k] = activity[k];
            }
        }
    }

    /** As {@link #refresh}; factors anew if rounding has grown. Not a number where the inverse has been lost. */
    double correct(Path path, double at) {
        double rest = refresh(path, at);
        if (rest <= DRIFT) {
            return rest;
        }
        inverse.reload();
        return refresh(path, at);
    }

    /** Lets equalities that end as ranges on {@code path} have the sign of a limit. */
    void release(Path path) {
        for (int i = 0; i < hold.length; i++) {
            if (hold[i] == Hold.FIXED && !path.fixed(i)) {
                hold[i] = dual[i] >= 0 ? Hold.LOWER : Hold.UPPER;
            }
        }
    }

    /** Whether {@link #polish} was enough. */
    boolean polished(Path path, double at) {
        return polish(path, at) <= DRIFT;
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
        system.addAssets(which, amounts, levels(), gradient, activity);
        for (int k = n; k < system.items; k++) {
            if (dual[k] != 0) {
                system.addRow(k, -dual[k], gradient);
            }
        }
        return scale;
    }

    /** As {@link #evaluate}, the gradient of free assets only. */
    private double evaluateFree(Path path, double at) {
        int n = system.assets;
        double scale = 1;
        Arrays.fill(activity, 0);
        int[] places = new int[inverse.size()];
        int free = 0;
        for (int a = 0; a < places.length; a++) {
            if (inverse.item(a) < n) {
                places[free++] = inverse.item(a);
            }
        }
        for (int i = 0; i < n; i++) {
            double linear = path.gradientAt(i, at);
            scale = Math.max(scale, Math.abs(linear));
            gradient[i] = linear;
        }
        system.addAssetsAt(places, free, which, amounts, levels(), gradient, activity);
        for (int k = n; k < system.items; k++) {
            if (dual[k] != 0) {
                for (int p = 0; p < free; p++) {
                    gradient[places[p]] -= dual[k] * system.entry(places[p], k);
                }
            }
        }
        return scale;
    }

    /** Fills which and amounts with the assets that are not at zero; says how many. */
    private int levels() {
        int count = 0;
        for (int i = 0; i < system.assets; i++) {
            if (level[i] != 0) {
                which[count] = i;
                amounts[count++] = level[i];
            }
        }
        return count;
    }

    /** The largest violation of a limit or of a multiplier's sign at {@code at}, multipliers as a share of what adds up to
     * the gradient. */
    double violation(Path path, double at) {
        double scale = 1;
        double risk = 0;
        for (int i = 0; i < system.assets; i++) {
            scale = Math.max(scale, Math.abs(path.gradientAt(i, at)));
            risk += Math.abs(level[i]) * system.deviation[i];
        }
        scale = Math.max(scale, risk);
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
                Direction response = new Direction(system, inverse);
                response.ofDual(i);
                if (response.relativeIndependence(i) > 1e-6) {
                    inverse.pivot(i, inverse.response(i));
                    hold[i] = bound == system.lower[i] ? Hold.LOWER : Hold.UPPER;
                    level[i] = bound;
                }
            }
        }
    }

    /** The problem's weights, those at a bound but for rounding exactly there, none beyond. */
    double[] weights() {
        double[] weights = new double[system.assets];
        for (int i = 0; i < weights.length; i++) {
            double bound = near(i);
            double inside = Math.min(Math.max(level[i], system.lower[i]), system.upper[i]);
            weights[i] = (Double.isNaN(bound) ? inside : bound) * system.weightScale;
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
