package tangency.core.estimate;

import tangency.core.math.Matrix;

/** Empirical lower-tail dependence, counted on bit sets. */
final class LowerTail {
    private LowerTail() {}

    static Matrix of(Matrix outcomes, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("The share of the tail must lie between 0 and 1, not at " + share);
        }
        int rows = outcomes.rows();
        int n = outcomes.columns();
        // 0.07 * 100 is a little more than 7, and means 7.
        int size = (int) Math.ceil(share * rows - 1e-9);
        long[][] tails = new long[n][(rows + 63) / 64];
        int[] sizes = new int[n];
        for (int i = 0; i < n; i++) {
            double[] ascending = Ranks.Sorted.of(outcomes, i).values();
            if (rows == 0 || ascending[0] == ascending[rows - 1]) {
                continue;
            }
            double limit = ascending[size - 1];
            for (int t = 0; t < rows; t++) {
                if (outcomes.get(t, i) <= limit) {
                    tails[i][t / 64] |= 1L << t;
                    sizes[i]++;
                }
            }
        }
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
            for (int j = 0; j < i; j++) {
                int common = 0;
                for (int k = 0; k < tails[i].length; k++) {
                    common += Long.bitCount(tails[i][k] & tails[j][k]);
                }
                values[i * n + j] = values[j * n + i] = common == 0
                        ? 0
                        : common / Math.sqrt((double) sizes[i] * sizes[j]);
            }
        }
        return Matrix.wrap(n, n, values);
    }
}
