package tangency.core.solve.outcome;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The kinks of Gini's mean difference: pairs of outcomes whose order by return may change. Outcomes that are the same for every
 * asset are one here, and count as many times as there are of them: among themselves they have no kink.
 */
final class PairKinks implements Kinks {
    private static final double CROSSED = 1e-13;
    private static final int MOST_AT_ONCE = 200_000;

    private final OutcomeSystem system;
    private final double slope;
    private final DistinctOutcomes distinct;
    /** Of every kind, at the base. */
    private final double[] base;
    /** DistinctOutcomes by ascending return at the base, and the place of each. */
    private final int[] order;
    private final int[] place;
    private final Set<Long> members = new HashSet<>();
    private long[] pair = new long[64];
    private int count;

    /** @param slope cost of a pair per unit of its difference */
    PairKinks(OutcomeSystem system, DistinctOutcomes distinct, double slope, double[] u, int wanted) {
        this.system = system;
        this.slope = slope;
        this.distinct = distinct;
        base = distinct.select(system.activities(u));
        order = Smallest.indices(base, base.length);
        place = new int[base.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        double[] sorted = new double[order.length];
        Arrays.setAll(sorted, i -> base[order[i]]);
        addWithin(sorted, wanted);
    }

    private void addWithin(double[] sorted, int wanted) {
        double reach = reach(sorted, wanted);
        long[] found = new long[64];
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            for (int j = i + 1; j < sorted.length && sorted[j] - sorted[i] <= reach && size < 4 * wanted; j++) {
                found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
                found[size++] = code(order[i], order[j]);
            }
        }
        long[] all = found;
        double[] distance = new double[size];
        Arrays.setAll(distance, k -> Math.abs(base[second(all[k])] - base[first(all[k])]));
        for (int k : Smallest.indices(distance, size)) {
            add(all[k]);
        }
    }

    /** The difference that {@code wanted} pairs of ascending values do not exceed. */
    static double reach(double[] sorted, long wanted) {
        double low = 0;
        double high = sorted[sorted.length - 1] - sorted[0];
        for (int round = 0; round < 60 && high - low > 1e-15 * high; round++) {
            double middle = round < 40 ? Math.max(low, high / 1024) : (low + high) / 2;
            middle = middle == low ? (low + high) / 2 : middle;
            if (pairs(sorted, middle) >= wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Pairs of ascending values that differ by no more. */
    static long pairs(double[] sorted, double reach) {
        long pairs = 0;
        for (int i = 0, j = 0; j < sorted.length; j++) {
            while (sorted[j] - sorted[i] > reach) {
                i++;
            }
            pairs += j - i;
        }
        return pairs;
    }

    private static long code(int below, int above) {
        return ((long) below << 32) | above;
    }

    /** The kind that is lower at the base. */
    private static int first(long code) {
        return (int) (code >> 32);
    }

    private static int second(long code) {
        return (int) code;
    }

    private void add(long code) {
        if (members.add(code)) {
            pair = count == pair.length ? Arrays.copyOf(pair, 2 * count) : pair;
            pair[count++] = code;
        }
    }

    @Override
    public double[] cost() {
        double[] q = frozen();
        double[] y = new double[system.outcomes];
        for (int k = 0; k < distinct.count(); k++) {
            y[distinct.first()[k]] = q[k];
        }
        double[] cost = system.cost.clone();
        system.addOutcomes(y, cost);
        return cost;
    }

    /** The derivative by each kind's return of what has no kink. */
    private double[] frozen() {
        double[] q = new double[base.length];
        double below = 0;
        for (int each : order) {
            q[each] = slope * distinct.copies()[each] * (2 * below + distinct.copies()[each] - system.outcomes);
            below += distinct.copies()[each];
        }
        for (int k = 0; k < count; k++) {
            q[first(pair[k])] += down(k);
            q[second(pair[k])] -= down(k);
        }
        return q;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public double[] row(int kink) {
        double[] row = system.outcome(distinct.first()[second(pair[kink])]);
        double[] other = system.outcome(distinct.first()[first(pair[kink])]);
        for (int j = 0; j < row.length; j++) {
            row[j] -= other[j];
        }
        return row;
    }

    @Override
    public double down(int kink) {
        return slope * distinct.copies()[first(pair[kink])] * distinct.copies()[second(pair[kink])];
    }

    @Override
    public double up(int kink) {
        return down(kink);
    }

    @Override
    public boolean addCrossed(double[] u) {
        return addInverted(distinct.select(system.activities(u)), CROSSED);
    }

    @Override
    public boolean addAhead(double[] u, double[] ray) {
        return addInverted(distinct.select(system.activities(ray)), CROSSED * OutcomeSystem.largest(ray));
    }

    /** Adds pairs whose order by {@code x} is not that at the base, those that were nearest first. */
    private boolean addInverted(double[] x, double least) {
        double room = least * Math.max(1, OutcomeSystem.largest(x));
        int[] now = Smallest.indices(x, x.length);
        int[] sorting = new int[now.length];
        long[] found = new long[64];
        int size = 0;
        for (int i = 0; i < now.length && size < MOST_AT_ONCE; i++) {
            int at = i;
            int own = place[now[i]];
            while (at > 0 && sorting[at - 1] > own) {
                int other = order[sorting[at - 1]];
                sorting[at] = sorting[at - 1];
                at--;
                long code = code(now[i], other);
                if (x[now[i]] - x[other] > room && !members.contains(code)) {
                    found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
                    found[size++] = code;
                }
            }
            sorting[at] = own;
        }
        long[] all = found;
        double[] distance = new double[size];
        Arrays.setAll(distance, k -> base[second(all[k])] - base[first(all[k])]);
        int before = count;
        for (int k : Smallest.indices(distance, Math.min(size, 200 + count))) {
            add(all[k]);
        }
        return count > before;
    }

    @Override
    public double[] outcomeMultipliers(double[] byKink) {
        double[] q = frozen();
        for (int k = 0; k < count; k++) {
            q[second(pair[k])] += byKink[k];
            q[first(pair[k])] -= byKink[k];
        }
        double[] y = new double[system.outcomes];
        Arrays.setAll(y, t -> q[distinct.of()[t]] / distinct.copies()[distinct.of()[t]]);
        return y;
    }
}
