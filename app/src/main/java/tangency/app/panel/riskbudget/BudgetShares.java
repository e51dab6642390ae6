package tangency.app.panel.riskbudget;

import java.util.Arrays;

/**
 * Shares of risk, some of them locked, and the arithmetic of one hand on a slider: whatever is moved, the total is 100 %,
 * the locked shares stay as they are and the others keep their proportions.
 *
 * <p>This class is immutable and thread-safe.
 */
final class BudgetShares {
    private final double[] shares;
    private final boolean[] locked;

    private BudgetShares(double[] shares, boolean[] locked) {
        this.shares = shares;
        this.locked = locked;
    }

    /**
     * @param shares not negative; their sum may be off 1 until {@link #normalised}
     * @param locked as long as {@code shares}
     */
    static BudgetShares of(double[] shares, boolean[] locked) {
        if (shares.length != locked.length) {
            throw new IllegalArgumentException(shares.length + " shares with " + locked.length + " locks");
        }
        for (double share : shares) {
            if (!(share >= 0) || share == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("A share of risk is a number from 0 up, not " + share);
            }
        }
        return new BudgetShares(shares.clone(), locked.clone());
    }

    int size() {
        return shares.length;
    }

    double get(int i) {
        return shares[i];
    }

    double[] toArray() {
        return shares.clone();
    }

    double total() {
        return Arrays.stream(shares).sum();
    }

    /** What {@code i} can have at most: all that the locked others leave. */
    double ceiling(int i) {
        return Math.clamp(1 - lockedTotal(i), 0, 1);
    }

    /**
     * Gives {@code i} the share {@code wanted}, or the nearest it can have, and scales the unlocked others to fill up the rest.
     * With no unlocked other, {@code i} has what the locked leave.
     */
    BudgetShares with(int i, double wanted) {
        double ceiling = ceiling(i);
        double[] next = shares.clone();
        boolean alone = true;
        for (int k = 0; k < next.length; k++) {
            alone &= k == i || locked[k];
        }
        next[i] = alone ? ceiling : Math.clamp(wanted, 0, ceiling);
        fill(next, i, ceiling - next[i]);
        return new BudgetShares(next, locked);
    }

    /** The unlocked share equally what the locked leave. */
    BudgetShares equalised() {
        double[] next = shares.clone();
        int free = 0;
        for (boolean fixed : locked) {
            free += fixed ? 0 : 1;
        }
        double rest = ceiling(-1);
        for (int k = 0; k < next.length; k++) {
            next[k] = locked[k] ? next[k] : rest / free;
        }
        return new BudgetShares(next, locked);
    }

    /** The unlocked scaled so that the total is 1. */
    BudgetShares normalised() {
        double[] next = shares.clone();
        fill(next, -1, ceiling(-1));
        return new BudgetShares(next, locked);
    }

    private double lockedTotal(int but) {
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            sum += locked[k] && k != but ? shares[k] : 0;
        }
        return sum;
    }

    /** Scales the unlocked but {@code but} to {@code rest}; where they are all 0, they share it equally. */
    private void fill(double[] next, int but, double rest) {
        double sum = 0;
        int free = 0;
        for (int k = 0; k < next.length; k++) {
            if (!locked[k] && k != but) {
                sum += next[k];
                free++;
            }
        }
        for (int k = 0; k < next.length; k++) {
            if (!locked[k] && k != but) {
                next[k] = sum > 0 ? next[k] / sum * rest : rest / free;
            }
        }
    }
}
