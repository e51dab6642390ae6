package tangency.core.solve.outcome;

import java.util.Arrays;

/** A hinge for each outcome: {@code down} per unit of z below zero, {@code up} above. */
final class HingeKinks implements Kinks {
    /** z this far on the wrong side is rounding. */
    private static final double CROSSED = 1e-13;

    private final OutcomeSystem system;
    private final double down;
    private final double up;
    private final boolean[] positive;
    private final boolean[] kinked;
    private int[] outcome;
    private int count;

    HingeKinks(OutcomeSystem system, double down, double up, double[] u, int wanted) {
        this.system = system;
        this.down = down;
        this.up = up;
        double[] z = system.activities(u);
        positive = new boolean[z.length];
        kinked = new boolean[z.length];
        outcome = new int[z.length];
        for (int t = 0; t < z.length; t++) {
            positive[t] = z[t] > 0;
        }
        include(nearest(z, wanted));
    }

    private void include(int[] outcomes) {
        for (int t : outcomes) {
            if (!kinked[t]) {
                kinked[t] = true;
                outcome[count++] = t;
            }
        }
    }

    /** The {@code count} outcomes nearest to their kink, the nearest first. */
    static int[] nearest(double[] z, int count) {
        double[] distance = new double[z.length];
        Arrays.setAll(distance, t -> Math.abs(z[t]));
        return Smallest.indices(distance, count);
    }

    @Override
    public double[] cost() {
        double[] cost = system.cost.clone();
        system.addOutcomes(frozen(), cost);
        return cost;
    }

    private double[] frozen() {
        double[] y = new double[system.outcomes];
        for (int t = 0; t < y.length; t++) {
            y[t] = kinked[t] ? 0 : positive[t] ? up : -down;
        }
        return y;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public double[] row(int kink) {
        return system.outcome(outcome[kink]);
    }

    @Override
    public double down(int kink) {
        return down;
    }

    @Override
    public double up(int kink) {
        return up;
    }

    @Override
    public boolean addCrossed(double[] u) {
        double[] z = system.activities(u);
        double room = CROSSED * Math.max(1, OutcomeSystem.largest(z));
        int before = count;
        for (int t = 0; t < z.length; t++) {
            if (positive[t] ? z[t] < -room : z[t] > room) {
                include(new int[]{t});
            }
        }
        int crossed = count - before;
        if (crossed > 0) {
            include(nearest(z, Math.min(z.length, before / 2 + 2 * crossed)));
        }
        return crossed > 0;
    }

    @Override
    public boolean addAhead(double[] u, double[] ray) {
        double[] z = system.activities(u);
        double[] rate = system.activities(ray);
        double room = CROSSED * OutcomeSystem.largest(rate);
        int before = count;
        for (int t = 0; t < z.length; t++) {
            if (positive[t] ? rate[t] < -room : rate[t] > room) {
                include(new int[]{t});
            }
        }
        return count > before;
    }

    @Override
    public double[] outcomeMultipliers(double[] byKink) {
        double[] y = frozen();
        for (int k = 0; k < count; k++) {
            y[outcome[k]] = byKink[k];
        }
        return y;
    }
}
