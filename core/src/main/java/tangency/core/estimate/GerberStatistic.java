package tangency.core.estimate;

import tangency.core.math.Matrix;

/** The Gerber statistic, counted on bit sets. */
final class GerberStatistic {
    private GerberStatistic() {}

    static Matrix gs1(Matrix outcomes, double threshold) {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("The Gerber threshold must be positive, not " + threshold);
        }
        int rows = outcomes.rows();
        int n = outcomes.columns();
        double[] mean = Means.weighted(outcomes, Means.equalWeights(rows));
        long[][] up = new long[n][(rows + 63) / 64];
        long[][] down = new long[n][(rows + 63) / 64];
        for (int i = 0; i < n; i++) {
            double squares = 0;
            for (int t = 0; t < rows; t++) {
                double x = outcomes.get(t, i) - mean[i];
                squares += x * x;
            }
            double limit = threshold * Math.sqrt(squares / rows);
            for (int t = 0; limit > 0 && t < rows; t++) {
                double x = outcomes.get(t, i);
                up[i][t / 64] |= x >= limit ? 1L << t : 0;
                down[i][t / 64] |= x <= -limit ? 1L << t : 0;
            }
        }
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
            for (int j = 0; j < i; j++) {
                values[i * n + j] = values[j * n + i] = coefficient(up[i], down[i], up[j], down[j]);
            }
        }
        return Matrix.wrap(n, n, values);
    }

    private static double coefficient(long[] up, long[] down, long[] otherUp, long[] otherDown) {
        int balance = 0;
        int moved = 0;
        for (int k = 0; k < up.length; k++) {
            balance += Long.bitCount(up[k] & otherUp[k] | down[k] & otherDown[k])
                    - Long.bitCount(up[k] & otherDown[k] | down[k] & otherUp[k]);
            moved += Long.bitCount(up[k] | down[k] | otherUp[k] | otherDown[k]);
        }
        return moved == 0 ? 0 : (double) balance / moved;
    }
}
