package tangency.core.estimate;

import java.util.Arrays;

import tangency.core.math.Matrix;

/**
 * Kendall's tau-b of every two columns. With the dates in the order of one column, concordant and discordant pairs are
 * counted by a binary indexed tree over the ranks of the other: O(T log T) a pair (Knight 1966 sorts instead).
 */
final class Kendall {
    private Kendall() {}

    static Matrix tauB(Matrix outcomes) {
        int n = outcomes.columns();
        int rows = outcomes.rows();
        Ranks.Sorted[] sorted = new Ranks.Sorted[n];
        int[][] ranks = new int[n][];
        double[] untied = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = Ranks.Sorted.of(outcomes, i);
            ranks[i] = sorted[i].dense();
            untied[i] = pairsThatDiffer(sorted[i].values());
        }
        double[] values = new double[n * n];
        int[] tree = new int[rows + 1];
        int[] equal = new int[rows];
        int[] y = new int[rows];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
            int[] groups = groupEnds(sorted[i].values());
            for (int j = 0; j < i; j++) {
                double tau = 0;
                if (untied[i] > 0 && untied[j] > 0) {
                    for (int k = 0; k < rows; k++) {
                        y[k] = ranks[j][sorted[i].order()[k]];
                    }
                    tau = concordance(y, groups, tree, equal) / Math.sqrt(untied[i] * untied[j]);
                }
                values[i * n + j] = values[j * n + i] = Math.clamp(tau, -1, 1);
            }
        }
        return Matrix.wrap(n, n, values);
    }

    private static double pairsThatDiffer(double[] ascending) {
        double rows = ascending.length;
        double pairs = rows * (rows - 1) / 2;
        int from = 0;
        for (int end : groupEnds(ascending)) {
            double size = end - from;
            pairs -= size * (size - 1) / 2;
            from = end;
        }
        return pairs;
    }

    /** Where each run of equal values ends. */
    private static int[] groupEnds(double[] ascending) {
        int[] ends = new int[ascending.length];
        int count = 0;
        for (int k = 1; k <= ascending.length; k++) {
            if (k == ascending.length || ascending[k] > ascending[k - 1]) {
                ends[count++] = k;
            }
        }
        return Arrays.copyOf(ends, count);
    }

    /** Concordant less discordant pairs. Within a group of equal x no pair counts, so it is asked first and then added. */
    private static long concordance(int[] y, int[] groups, int[] tree, int[] equal) {
        Arrays.fill(tree, 0);
        Arrays.fill(equal, 0);
        long balance = 0;
        int from = 0;
        for (int end : groups) {
            for (int k = from; k < end; k++) {
                int atMost = 0;
                for (int node = y[k] + 1; node > 0; node &= node - 1) {
                    atMost += tree[node];
                }
                // smaller - larger = (atMost - equal) - (from - atMost)
                balance += 2L * atMost - equal[y[k]] - from;
            }
            for (int k = from; k < end; k++) {
                equal[y[k]]++;
                for (int node = y[k] + 1; node < tree.length; node += node & -node) {
                    tree[node]++;
                }
            }
            from = end;
        }
        return balance;
    }
}
