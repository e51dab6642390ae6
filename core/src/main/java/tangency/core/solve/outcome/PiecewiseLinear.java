package tangency.core.solve.outcome;

/**
 * The data of: minimise cost'u + &Sigma; h_i(v_i) over u, where the items v = (u; Mu) are the variables and the rows of M and
 * every h_i is convex and piecewise linear with at most two kinks (a monotropic program; Rockafellar, Network Flows and
 * Monotropic Optimization, 1984). A bound, a limit of a row and a hinge are the same thing: the multiplier of an item (the
 * part of the gradient it has to supply) is {@code below} under the first kink, {@code between} the kinks, {@code above}
 * them, and anything between two neighbours at a kink. Infinite multipliers make the kink a limit.
 */
final class PiecewiseLinear {
    final int variables;
    final int items;
    final double[] cost;
    /** One array per row, as long as there are variables. */
    final double[][] rows;
    final double[] first;
    final double[] second;
    final double[] below;
    final double[] between;
    final double[] above;

    PiecewiseLinear(double[] cost, double[][] rows) {
        this.variables = cost.length;
        this.items = cost.length + rows.length;
        this.cost = cost;
        this.rows = rows;
        first = new double[items];
        second = new double[items];
        below = new double[items];
        between = new double[items];
        above = new double[items];
    }

    /** Makes an item one with limits; infinite ones are none. */
    void limit(int item, double min, double max) {
        first[item] = min;
        second[item] = max;
        below[item] = Double.POSITIVE_INFINITY;
        above[item] = Double.NEGATIVE_INFINITY;
    }

    /** Makes a row one that costs {@code down} per unit below zero and {@code up} per unit above. */
    void hinge(int item, double down, double up) {
        first[item] = 0;
        second[item] = Double.POSITIVE_INFINITY;
        below[item] = down;
        between[item] = -up;
        above[item] = Double.NEGATIVE_INFINITY;
    }

    boolean variable(int item) {
        return item < variables;
    }

    double[] row(int item) {
        return rows[item - variables];
    }

    /** Where an item stands on its staircase of values and multipliers. */
    enum Piece {
        /** Loose under the first kink. */
        BELOW,
        /** Held at the first kink. */
        FIRST,
        /** Loose between the kinks. */
        BETWEEN,
        /** Held at the second kink. */
        SECOND,
        /** Loose above the second kink. */
        ABOVE,
        /** A variable without kinks, held where it is as long as its multiplier is zero. */
        PINNED;

        boolean held() {
            return this == FIRST || this == SECOND || this == PINNED;
        }
    }

    /** The least multiplier of a held item, the only one of a loose item. */
    double leastMultiplier(int item, Piece piece) {
        return switch (piece) {
            case BELOW -> below[item];
            case FIRST -> first[item] == second[item] ? above[item] : between[item];
            case BETWEEN, PINNED -> between[item];
            case SECOND, ABOVE -> above[item];
        };
    }

    /** The largest multiplier of a held item, the only one of a loose item. */
    double mostMultiplier(int item, Piece piece) {
        return switch (piece) {
            case BELOW, FIRST -> below[item];
            case BETWEEN, PINNED, SECOND -> between[item];
            case ABOVE -> above[item];
        };
    }
}
