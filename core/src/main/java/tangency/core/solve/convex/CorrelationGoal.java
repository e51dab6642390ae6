package tangency.core.solve.convex;

import tangency.core.estimate.Correlations;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/** The least w'Cw on the correlation matrix C. */
final class CorrelationGoal implements Goal {
    private static final double LEAST = 1e-6;

    private final Matrix correlation;
    private final double unit;

    CorrelationGoal(Data data) {
        correlation = Correlations.of(data.setting.moments().covariance());
        unit = data.weightUnit * data.weightUnit;
    }

    @Override
    public boolean homogeneous() {
        return false;
    }

    @Override
    public void state(Statement statement, Measured measured, PortfolioLimits limits) {
        statement.minimise(correlation, 2);
    }

    @Override
    public double objective(Vector weights) {
        return Math.max(0, Kernels.quadratic(correlation, weights.shared()));
    }

    @Override
    public double size(Vector weights) {
        double gross = 0;
        for (int i = 0; i < weights.size(); i++) {
            gross += Math.abs(weights.get(i));
        }
        return Math.max(objective(weights), LEAST * gross * gross);
    }

    @Override
    public double user(double value) {
        return unit * value;
    }

    @Override
    public double slope(Vector weights, double value) {
        return unit;
    }
}
