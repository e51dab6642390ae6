package tangency.core.solve.outcome;

import java.util.Arrays;

/** Hinges at zero, of {@code down} per unit below and {@code up} above. */
record HingeSmoothing(OutcomeSystem system, double down, double up) implements Smoothing {
    @Override
    public long firstZone(int free) {
        return Math.min(system.outcomes / 2, Math.max(6 * free, system.outcomes / 25));
    }

    @Override
    public int shrinkage() {
        return 3;
    }

    @Override
    public double reach(double[] z, long kinks) {
        double[] distance = new double[z.length];
        Arrays.setAll(distance, t -> Math.abs(z[t]));
        Arrays.sort(distance);
        return distance[(int) Math.min(kinks, z.length) - 1];
    }

    @Override
    public long inside(double[] z, double reach) {
        return Arrays.stream(z).filter(value -> Math.abs(value) < reach).count();
    }

    @Override
    public double[] slopes(double[] z, double reach) {
        double[] y = new double[z.length];
        for (int t = 0; t < y.length; t++) {
            double share = (z[t] + reach) / (2 * reach);
            y[t] = -down + (up + down) * Math.max(0, Math.min(1, share));
        }
        return y;
    }

    @Override
    public void addCurvature(double[] z, double reach, double[] sum) {
        int n = system.variables;
        double[] four = new double[4 * n];
        int filled = 0;
        for (int t = 0; t <= z.length; t++) {
            if (t == z.length) {
                Arrays.fill(four, filled * n, 4 * n, 0);
                filled = filled == 0 ? 0 : 4;
            } else if (Math.abs(z[t]) < reach) {
                System.arraycopy(system.outcome(t), 0, four, filled++ * n, n);
            }
            if (filled == 4) {
                Gram.addBlock(four, n, (up + down) / (2 * reach), sum);
                filled = 0;
            }
        }
    }
}
