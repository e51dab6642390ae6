package tangency.core.solve.outcome;

import java.util.Arrays;

/** Gini's mean difference: {@code slope} times |z_s - z_t| for every pair, by sorting and sums over windows. */
record PairSmoothing(OutcomeSystem system, DistinctOutcomes distinct, double slope) implements Smoothing {
    @Override
    public long firstZone(int free) {
        return Math.max(6L * free, (long) distinct.count() * distinct.count() / 20);
    }

    @Override
    public int shrinkage() {
        return 8;
    }

    @Override
    public double reach(double[] z, long count) {
        return PairKinks.reach(sorted(z), count);
    }

    @Override
    public long inside(double[] z, double reach) {
        return PairKinks.pairs(sorted(z), reach);
    }

    private double[] sorted(double[] z) {
        double[] sorted = distinct.select(z);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public double[] slopes(double[] z, double reach) {
        int count = z.length;
        int[] order = Smallest.indices(z, count);
        double[] before = new double[count + 1];
        for (int i = 0; i < count; i++) {
            before[i + 1] = before[i] + z[order[i]];
        }
        double[] q = new double[count];
        int low = 0;
        int high = 0;
        for (int i = 0; i < count; i++) {
            double own = z[order[i]];
            while (own - z[order[low]] > reach) {
                low++;
            }
            while (high < count && z[order[high]] - own <= reach) {
                high++;
            }
            double window = (high - low) * own - (before[high] - before[low]);
            q[order[i]] = slope * (low - (count - high) + window / reach);
        }
        return q;
    }

    @Override
    public void addCurvature(double[] z, double reach, double[] sum) {
        int n = system.variables;
        int count = z.length;
        int[] order = Smallest.indices(z, count);
        double[] window = new double[n];
        double[] own = new double[n];
        int low = 0;
        int high = 0;
        double factor = slope / reach;
        for (int i = 0; i < count; i++) {
            double at = z[order[i]];
            while (high < count && z[order[high]] - at <= reach) {
                Vertex.add(1, system.outcome(order[high++]), window);
            }
            while (at - z[order[low]] > reach) {
                Vertex.add(-1, system.outcome(order[low++]), window);
            }
            if (high - low > 1) {
                double[] row = system.outcome(order[i]);
                for (int j = 0; j < n; j++) {
                    own[j] = factor * ((high - low) * row[j] - window[j]);
                }
                for (int a = 0; a < n; a++) {
                    double x = row[a];
                    double y = own[a];
                    int base = a * n;
                    for (int b = a; b < n; b++) {
                        sum[base + b] += (x * own[b] + y * row[b]) / 2;
                    }
                }
            }
        }
    }
}
