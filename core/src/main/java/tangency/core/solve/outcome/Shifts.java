package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.solve.outcome.PiecewiseLinear.Piece;

/**
 * What is granted at the start of a walk and taken back along it: kinks and costs moved so that the start is optimal, each by
 * an amount of its own, so that ties do not meet on the way (Potschka et al. 2010).
 */
final class Shifts {
    private static final double GRANT = 1e-5;

    final double[] first;
    final double[] second;
    final double[] cost;
    /** The share that has not been taken back yet, 1 at the start of a walk and 0 at its end. */
    double share;
    private final PiecewiseLinear data;

    Shifts(PiecewiseLinear data) {
        this.data = data;
        first = new double[data.items];
        second = new double[data.items];
        cost = new double[data.variables];
    }

    void clear() {
        share = 0;
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(cost, 0);
    }

    /** Moves the cost so that the multiplier of a held item is well inside its range, and returns that. */
    double grantMultiplier(int item, Piece piece, double multiplier, double size, int round) {
        double own = fraction(item, round);
        double least = data.leastMultiplier(item, piece);
        double most = data.mostMultiplier(item, piece);
        double margin = Math.min(GRANT * own * size, (most - least) / 3 * own);
        double wanted = least == most ? least : Math.max(least + margin, Math.min(most - margin, multiplier));
        double change = wanted - multiplier;
        if (change != 0) {
            if (data.variable(item)) {
                cost[item] += change;
            } else {
                Vertex.add(change, data.row(item), cost);
            }
        }
        return wanted;
    }

    /** Moves the kinks on either side of a loose item so that its value is well between them. */
    void grantValue(int item, Piece piece, double value, double size, int round) {
        double margin = GRANT * fraction(item, round) * size;
        if (data.first[item] == data.second[item]) {
            first[item] = value - data.first[item];
            second[item] = value - data.second[item];
        } else {
            switch (piece) {
                case BELOW -> first[item] = down(data.first[item], value + margin);
                case ABOVE -> second[item] = up(data.second[item], value - margin);
                case BETWEEN -> {
                    first[item] = up(data.first[item], value - margin);
                    second[item] = down(data.second[item], value + margin);
                }
                case FIRST, SECOND, PINNED -> throw new IllegalArgumentException("Item " + item + " is held");
            }
        }
    }

    /** From a kink that must not lie above {@code most}. */
    private static double up(double kink, double most) {
        return kink > most ? most - kink : 0;
    }

    /** From a kink that must not lie below {@code least}. */
    private static double down(double kink, double least) {
        return kink < least ? least - kink : 0;
    }

    /** Where an item's first kink is now. */
    double firstKink(int item) {
        return data.first[item] + share * first[item];
    }

    /** Where an item's second kink is now. */
    double secondKink(int item) {
        return data.second[item] + share * second[item];
    }

    /** Where the kink above a loose item is now. */
    double kinkAbove(int item, Piece piece) {
        return switch (piece) {
            case BELOW -> firstKink(item);
            case BETWEEN -> secondKink(item);
            case ABOVE, FIRST, SECOND, PINNED -> Double.POSITIVE_INFINITY;
        };
    }

    /** Where the kink below a loose item is now. */
    double kinkBelow(int item, Piece piece) {
        return switch (piece) {
            case BETWEEN -> firstKink(item);
            case ABOVE -> secondKink(item);
            case BELOW, FIRST, SECOND, PINNED -> Double.NEGATIVE_INFINITY;
        };
    }

    /** The shift of the kink above a loose item. */
    double above(int item, Piece piece) {
        return piece == Piece.BELOW ? first[item] : second[item];
    }

    /** The shift of the kink below a loose item. */
    double below(int item, Piece piece) {
        return piece == Piece.ABOVE ? second[item] : first[item];
    }

    /** A number between 1/2 and 1 that differs from item to item and from round to round (SplitMix64). */
    private static double fraction(int item, int round) {
        long z = (item + 1) * 0x9E3779B97F4A7C15L + (round + 1) * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return 0.5 + 0.5 * ((z >>> 11) * 0x1.0p-53);
    }
}
