package tangency.core.estimate;

import java.util.Arrays;

import tangency.core.math.Matrix;

/** Ranks within each column. */
final class Ranks {
    private Ranks() {}

    /** One column in ascending order. */
    record Sorted(double[] values, int[] order) {
        /**
         * @throws IllegalArgumentException if a value is NaN
         */
        static Sorted of(Matrix outcomes, int column) {
            int rows = outcomes.rows();
            double[] values = new double[rows];
            for (int t = 0; t < rows; t++) {
                // Adding 0 makes -0 and 0 the same.
                values[t] = outcomes.get(t, column) + 0.0;
                if (Double.isNaN(values[t])) {
                    throw new IllegalArgumentException("Column " + column + " of the outcomes has a gap in row " + t);
                }
            }
            double[] ascending = values.clone();
            Arrays.sort(ascending);
            // Each value takes the next free place among its equals: a sort of indices without comparators.
            int[] taken = new int[rows];
            int[] order = new int[rows];
            for (int t = 0; t < rows; t++) {
                int first = firstIndex(ascending, values[t]);
                order[first + taken[first]++] = t;
            }
            return new Sorted(ascending, order);
        }

        private static int firstIndex(double[] ascending, double value) {
            int low = 0;
            int high = ascending.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ascending[middle] < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** For each row the number of distinct smaller values. */
        int[] dense() {
            int[] ranks = new int[order.length];
            int rank = 0;
            for (int k = 0; k < order.length; k++) {
                if (k > 0 && values[k] > values[k - 1]) {
                    rank++;
                }
                ranks[order[k]] = rank;
            }
            return ranks;
        }
    }

    /** Ranks from 1 on, ties at the average of the places they share. */
    static Matrix average(Matrix outcomes) {
        int rows = outcomes.rows();
        int columns = outcomes.columns();
        double[] ranks = new double[rows * columns];
        for (int i = 0; i < columns; i++) {
            Sorted sorted = Sorted.of(outcomes, i);
            for (int from = 0, to; from < rows; from = to) {
                to = from + 1;
                while (to < rows && sorted.values[to] == sorted.values[from]) {
                    to++;
                }
                for (int k = from; k < to; k++) {
                    ranks[sorted.order[k] * columns + i] = (from + to + 1) / 2.0;
                }
            }
        }
        return Matrix.wrap(rows, columns, ranks);
    }
}
