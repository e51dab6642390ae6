package tangency.core.solve.outcome;

import tangency.core.solve.outcome.PiecewiseLinear.Piece;

/** Values and multipliers of all items at the vertex of a working set, computed anew from the data. */
final class Vertex {
    private static final double VIOLATION = 1e-11;
    /** What rounding may leave of the held rows' equations before the inverse is computed anew. */
    private static final double DRIFT = 1e-12;

    final PiecewiseLinear data;
    final Basis basis;
    final Shifts shifts;
    final Piece[] piece;
    /** Weight or activity of each item. */
    final double[] value;
    final double[] multiplier;

    Vertex(PiecewiseLinear data) {
        this.data = data;
        basis = new Basis(data);
        shifts = new Shifts(data);
        piece = new Piece[data.items];
        value = new double[data.items];
        multiplier = new double[data.items];
    }

    double activity(int r, double[] u) {
        double[] row = data.row(r);
        double sum = 0;
        for (int j = 0; j < u.length; j++) {
            sum += row[j] * u[j];
        }
        return sum;
    }

    /** Computes values and multipliers anew for the working set. */
    void refresh(boolean exact) {
        if (exact) {
            basis.invert();
        }
        if (values() > DRIFT && !exact) {
            basis.invert();
            values();
        }
        multipliers();
    }

    double values() {
        int n = data.variables;
        double[] u = new double[n];
        for (int j = 0; j < n; j++) {
            switch (piece[j]) {
                case FIRST -> u[j] = shifts.firstKink(j);
                case SECOND -> u[j] = shifts.secondKink(j);
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
                        ? shifts.secondKink(r)
                        : shifts.firstKink(r);
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
                    ? shifts.firstKink(r)
                    : piece[r] == Piece.SECOND ? shifts.secondKink(r) : activity(r, u);
        }
        return before;
    }

    private void multipliers() {
        int n = data.variables;
        double[] gradient = new double[n];
        for (int j = 0; j < n; j++) {
            gradient[j] = data.cost[j] + shifts.share * shifts.cost[j];
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

    /** Whether rounding on the way has led to a vertex that is not optimal; the next round begins there. */
    boolean violated(double valueUnit, double multiplierUnit) {
        for (int i = 0; i < data.items; i++) {
            if (piece[i].held()) {
                double range = data.mostMultiplier(i, piece[i]) - data.leastMultiplier(i, piece[i]);
                double room = VIOLATION * (range > 0 ? Math.min(range, multiplierUnit) : 1);
                if (multiplier[i] > data.mostMultiplier(i, piece[i]) + room
                        || multiplier[i] < data.leastMultiplier(i, piece[i]) - room) {
                    return true;
                }
            } else if (shifts.kinkBelow(i, piece[i]) - value[i] > VIOLATION * valueUnit
                    || value[i] - shifts.kinkAbove(i, piece[i]) > VIOLATION * valueUnit) {
                return true;
            }
        }
        return false;
    }

    static void add(double factor, double[] row, double[] to) {
        if (factor != 0) {
            for (int j = 0; j < to.length; j++) {
                to[j] += factor * row[j];
            }
        }
    }
}
