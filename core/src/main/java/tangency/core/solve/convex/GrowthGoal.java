package tangency.core.solve.convex;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Model;

/**
 * Expected log growth (Kelly 1956) on equally likely outcomes, by exponential cones, one a case; under the bound of Busseti,
 * Ryu and Boyd (2016) on the risk of drawdown: wealth ever falls below {@code level} with less than {@code probability} if
 * E (1 + x)^-&lambda; &lt;= 1 at &lambda; = ln probability / ln level.
 */
final class GrowthGoal implements Goal {
    private static final double LEAST = 1e-6;

    private final Data data;
    private final Model.@Nullable DrawdownLimit drawdown;

    GrowthGoal(Data data, Model.@Nullable DrawdownLimit drawdown) {
        this.data = data;
        this.drawdown = drawdown;
    }

    /** The &lambda; of a drawdown limit. */
    static double power(Model.DrawdownLimit limit) {
        return Math.log(limit.probability()) / Math.log(limit.level());
    }

    @Override
    public boolean homogeneous() {
        return false;
    }

    @Override
    public void state(Statement statement, Measured measured, PortfolioLimits limits) {
        Matrix outcomes = data.outcomes();
        int periods = outcomes.rows();
        double rate = data.setting.riskFree();
        Affine ruin = Affine.constant(-periods);
        int invested = rate == 0 ? -1 : statement.variable();
        if (invested >= 0) {
            Affine sum = new Affine().plus(-1, invested);
            for (int i = 0; i < data.assets; i++) {
                sum.plus(1, i);
            }
            statement.equal(sum);
        }
        for (int t = 0; t < periods; t++) {
            Affine wealth = Affine.row(outcomes, t, data.returnUnit).plus(1 + rate);
            if (invested >= 0) {
                wealth.plus(-rate * data.weightUnit, invested);
            }
            int growth = statement.local(drawdown == null ? 0 : 1);
            // The logarithm is counted in units of returns: its size is theirs.
            statement.exponential(new Affine().plus(data.returnUnit, growth), Affine.constant(1), wealth);
            statement.minimise(new Affine().plus(-1.0 / periods, growth));
            if (drawdown != null) {
                int loss = statement.local(1);
                statement.exponential(new Affine().plus(-power(drawdown) * data.returnUnit, growth), Affine.constant(1),
                        Affine.of(loss));
                ruin.plus(1, loss);
            }
        }
        if (drawdown != null) {
            statement.atMost(ruin.times(1.0 / periods));
        }
    }

    @Override
    public double objective(Vector weights) {
        return Definitions.growth(data.setting, weights);
    }

    @Override
    public double size(Vector weights) {
        return Math.max(Definitions.swing(data.setting, weights), LEAST * data.exposure(weights));
    }

    @Override
    public double user(double value) {
        return -data.returnUnit * value;
    }

    @Override
    public double slope(Vector weights, double value) {
        return -data.returnUnit;
    }
}
