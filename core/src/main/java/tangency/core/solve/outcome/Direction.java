package tangency.core.solve.outcome;

import java.util.Arrays;

import tangency.core.solve.outcome.PiecewiseLinear.Piece;

/** Rates of values and multipliers of all items when something moves and the working set stays. */
final class Direction {
    final double[] value;
    final double[] multiplier;
    private final PiecewiseLinear data;
    private final Basis basis;
    private final Piece[] piece;
    private final int[] moving;

    Direction(PiecewiseLinear data, Basis basis, Piece[] piece) {
        this.data = data;
        this.basis = basis;
        this.piece = piece;
        value = new double[data.items];
        multiplier = new double[data.items];
        moving = new int[data.variables];
    }

    /** The largest rate of a variable. */
    double size() {
        double size = 0;
        for (int j = 0; j < data.variables; j++) {
            size = Math.max(size, Math.abs(value[j]));
        }
        return size;
    }

    /** The largest rate of a held row's multiplier, or of a variable's. */
    double dualSize() {
        double size = 0;
        for (double rate : multiplier) {
            size = Math.max(size, Math.abs(rate));
        }
        return size;
    }

    /** As the path's parameter falls: kinks and costs lose their shifts. */
    void alongPath(double[] firstShift, double[] secondShift, double[] costShift) {
        Arrays.fill(value, 0);
        Arrays.fill(multiplier, 0);
        int n = data.variables;
        int count = 0;
        for (int j = 0; j < n; j++) {
            if (piece[j] == Piece.FIRST || piece[j] == Piece.SECOND) {
                value[j] = -(piece[j] == Piece.FIRST ? firstShift[j] : secondShift[j]);
                if (value[j] != 0) {
                    moving[count++] = j;
                }
            }
        }
        int size = basis.size();
        double[] byRow = new double[size];
        double[] byVariable = new double[size];
        for (int b = 0; b < size; b++) {
            int r = basis.row(b);
            double rate = -(piece[r] == Piece.FIRST ? firstShift[r] : secondShift[r]);
            double[] row = data.row(r);
            for (int k = 0; k < count; k++) {
                rate -= row[moving[k]] * value[moving[k]];
            }
            byRow[b] = rate;
            byVariable[b] = -costShift[basis.variable(b)];
        }
        spread(basis.times(byRow));
        double[] held = basis.transposed(byVariable);
        for (int j = 0; j < n; j++) {
            multiplier[j] = -costShift[j];
        }
        price(held);
    }

    /** As the value of a held item moves by {@code sign} per unit. */
    void ofValue(int item, double sign) {
        Arrays.fill(value, 0);
        double[] answer = basis.toHeld(item);
        for (int a = 0; a < answer.length; a++) {
            answer[a] *= sign;
        }
        if (data.variable(item)) {
            value[item] = sign;
        }
        spread(answer);
        if (!data.variable(item)) {
            value[item] = sign;
        }
    }

    /** As the multiplier of a loose item moves by {@code sign} per unit. */
    void ofMultiplier(int item, double sign) {
        Arrays.fill(multiplier, 0);
        double[] answer = basis.toLoose(item);
        for (int b = 0; b < answer.length; b++) {
            answer[b] *= sign;
        }
        if (!data.variable(item)) {
            double[] row = data.row(item);
            for (int j = 0; j < data.variables; j++) {
                multiplier[j] = -sign * row[j];
            }
        }
        price(answer);
        multiplier[item] = sign;
    }

    /** Rates of all values from those of the loose variables; variables held have theirs already. */
    private void spread(double[] loose) {
        for (int a = 0; a < loose.length; a++) {
            value[basis.variable(a)] = loose[a];
        }
        int count = 0;
        for (int j = 0; j < data.variables; j++) {
            if (value[j] != 0) {
                moving[count++] = j;
            }
        }
        double[] rates = new double[count];
        for (int k = 0; k < count; k++) {
            rates[k] = value[moving[k]];
        }
        for (int r = data.variables; r < data.items; r++) {
            double[] row = data.row(r);
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += row[moving[k]] * rates[k];
            }
            value[r] = sum;
        }
    }

    /** Rates of the multipliers of held variables from those of the held rows; other parts of theirs are there already. */
    private void price(double[] held) {
        int n = data.variables;
        for (int b = 0; b < held.length; b++) {
            int r = basis.row(b);
            if (held[b] != 0) {
                double[] row = data.row(r);
                for (int j = 0; j < n; j++) {
                    multiplier[j] -= held[b] * row[j];
                }
            }
        }
        for (int b = 0; b < held.length; b++) {
            multiplier[basis.row(b)] = held[b];
        }
        for (int j = 0; j < n; j++) {
            if (!piece[j].held()) {
                multiplier[j] = 0;
            }
        }
    }
}
