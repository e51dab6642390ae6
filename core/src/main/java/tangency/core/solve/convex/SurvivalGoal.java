package tangency.core.solve.convex;

import java.util.Arrays;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.solve.Allocation;

/** The most wealth that is left in the worst case, of one that was 1; more than {@link #ENOUGH} does not count. */
final class SurvivalGoal implements Goal {
    private static final double ENOUGH = 0.5;

    private final Data data;

    SurvivalGoal(Data data) {
        this.data = data;
    }

    @Override
    public boolean homogeneous() {
        return false;
    }

    @Override
    public void state(Statement statement, Measured measured, PortfolioLimits limits) {
        Matrix outcomes = data.outcomes();
        double rate = data.setting.riskFree();
        int least = statement.variable();
        statement.atMost(Affine.of(least).plus(-ENOUGH));
        for (int t = 0; t < outcomes.rows(); t++) {
            Affine loss = Affine.row(outcomes, t, -data.returnUnit).plus(-1 - rate).plus(1, least);
            for (int i = 0; rate != 0 && i < data.assets; i++) {
                loss.plus(rate * data.weightUnit, i);
            }
            statement.atMost(loss.times(1 / Math.max(1, data.returnUnit)));
        }
        statement.minimise(new Affine().plus(-1, least));
    }

    @Override
    public double objective(Vector weights) {
        Allocation setting = data.setting;
        if (setting.outcomes() == null) {
            throw new IllegalArgumentException("kelly needs outcomes");
        }
        double worst = Arrays.stream(setting.outcomes().of(weights)).min().orElse(0);
        return Math.min(ENOUGH, 1 + worst + setting.riskFree() * (1 - weights.sum()));
    }

    @Override
    public double size(Vector weights) {
        return Math.max(1, data.exposure(weights));
    }

    @Override
    public double user(double value) {
        return -value;
    }

    @Override
    public double slope(Vector weights, double value) {
        return -1;
    }
}
