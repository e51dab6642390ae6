package tangency.core.solve.quadratic;

import org.jspecify.annotations.Nullable;

/**
 * How an optimum answers to small changes of its data while its working set stays: by the inverse of the optimality system
 * of the free weights and the active rows.
 */
public final class Response {
    private final int n;
    /** Free weights, then active rows as n + row. */
    private final int[] items;
    private final int[] position;
    private final double[][] inverse;

    private Response(int n, int[] items, int[] position, double[][] inverse) {
        this.n = n;
        this.items = items;
        this.position = position;
        this.inverse = inverse;
    }

    /**
     * Of {@code optimum}, the answer to {@code problem} at a finite tolerance. Null where the working set leaves weights
     * open.
     */
    public static @Nullable Response of(KinkedProblem problem, QuadraticResult.Optimal optimum) {
        Pieces pieces = Pieces.of(problem);
        int n = problem.plain().size();
        int rows = optimum.rowMultipliers().size();
        int split = optimum.warmStart().size() - rows;
        if (split != pieces.problem().size()) {
            throw new IllegalArgumentException("The optimum of another problem: " + split + " pieces of weights, not "
                    + pieces.problem().size());
        }
        boolean[] free = new boolean[n];
        int count = 0;
        for (int p = 0; p < split; p++) {
            int i = pieces.problem().asset(p);
            count += !free[i] && !optimum.warmStart().held(p) ? 1 : 0;
            free[i] |= !optimum.warmStart().held(p);
        }
        for (int k = 0; k < rows; k++) {
            count += optimum.warmStart().held(split + k) ? 1 : 0;
        }
        int[] items = new int[count];
        int[] position = new int[n + rows];
        int at = 0;
        for (int item = 0; item < n + rows; item++) {
            boolean in = item < n ? free[item] : optimum.warmStart().held(split + item - n);
            position[item] = in ? at : -1;
            if (in) {
                items[at++] = item;
            }
        }
        QuadraticProblem tangent = problem.tangent(optimum.lambda(), optimum.weights().shared(),
                optimum.boundMultipliers().shared(), optimum.rowMultipliers().shared());
        ScaledSystem system = new ScaledSystem(tangent);
        double[][] matrix = new double[count][count];
        for (int a = 0; a < count; a++) {
            system.column(items[a], items, count, matrix[a]);
        }
        for (boolean independent : Inversion.invert(matrix)) {
            if (!independent) {
                return null;
            }
        }
        // Back from the units of the scaled system.
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                matrix[a][b] *= system.unit(items[a]) * system.unit(items[b]);
            }
        }
        return new Response(n, items, position, matrix);
    }

    /** Whether weight {@code i} moves at all. */
    public boolean free(int i) {
        return position[i] >= 0;
    }

    /** Change of the weights as the objective's gradient changes by {@code change}, N. */
    public double[] toGradient(double[] change) {
        double[] out = new double[n];
        for (int b = 0; b < items.length; b++) {
            if (items[b] < n && change[items[b]] != 0) {
                add(b, -change[items[b]], out);
            }
        }
        return out;
    }

    /** Change of the weights as the limit at which row {@code row} is held rises by one; none if it is not held. */
    public double[] toRow(int row) {
        double[] out = new double[n];
        if (position[n + row] >= 0) {
            add(position[n + row], 1, out);
        }
        return out;
    }

    private void add(int column, double factor, double[] out) {
        // The inverse is symmetric, and its rows lie together.
        double[] row = inverse[column];
        for (int a = 0; a < items.length && items[a] < n; a++) {
            out[items[a]] += factor * row[a];
        }
    }
}
