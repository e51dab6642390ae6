package tangency.core.solve.convex;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;
import tangency.core.model.Model;

/**
 * Expected log growth (Kelly 1956) on equally likely outcomes: by exponential cones, one a case, or by its quadratic model
 * around given weights. A drawdown limit is the bound of Busseti, Ryu and Boyd (2016): wealth ever falls below {@code level}
 * with less than {@code probability} if E (1 + x)^-&lambda; &lt;= 1 at &lambda; = ln probability / ln level.
 */
final class GrowthGoal implements Goal {
    private static final double LEAST = 1e-6;

    private final Data data;
    private final Model.@Nullable DrawdownLimit drawdown;
    private final @Nullable Local local;

    /**
     * The model f + g'(w - centre) - (w - centre)'H(w - centre)/2, in the user's units.
     *
     * @param gradient g
     * @param curvature H
     */
    record Local(Vector centre, double value, double[] gradient, Matrix curvature) {}

    private GrowthGoal(Data data, Model.@Nullable DrawdownLimit drawdown, @Nullable Local local) {
        this.data = data;
        this.drawdown = drawdown;
        this.local = local;
    }

    /** By exponential cones. */
    static GrowthGoal of(Data data, Model.@Nullable DrawdownLimit drawdown) {
        return new GrowthGoal(data, drawdown, null);
    }

    /** By its model around {@code weights} at which wealth stays above zero. */
    static GrowthGoal around(Data data, Model.@Nullable DrawdownLimit drawdown, Vector weights) {
        Matrix outcomes = data.outcomes();
        int n = data.assets;
        int periods = outcomes.rows();
        double each = data.returnUnit / data.weightUnit;
        double rate = data.setting.riskFree();
        double[] r = outcomes.shared();
        double idle = 1 + rate * (1 - weights.sum());
        double[] gradient = new double[n];
        double[] curvature = new double[n * n];
        double[] row = new double[n];
        for (int t = 0; t < periods; t++) {
            double wealth = idle;
            for (int i = 0; i < n; i++) {
                row[i] = r[t * n + i] * each;
                wealth += row[i] * weights.get(i);
                row[i] -= rate;
            }
            double slope = 1 / (periods * wealth);
            double bend = slope / wealth;
            for (int i = 0; i < n; i++) {
                gradient[i] += slope * row[i];
                double scaled = bend * row[i];
                for (int j = 0; j <= i; j++) {
                    curvature[i * n + j] += scaled * row[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                curvature[j * n + i] = curvature[i * n + j];
            }
        }
        return new GrowthGoal(data, drawdown, new Local(weights, Definitions.growth(data.setting, weights), gradient,
                Matrix.wrap(n, n, curvature)));
    }

    /** Of the model. */
    double[] gradient() {
        if (local == null) {
            throw new IllegalStateException("No model");
        }
        return local.gradient;
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
        if (local != null) {
            model(statement, local);
        }
        if (local == null || drawdown != null) {
            cones(statement);
        }
    }

    private void model(Statement statement, Local model) {
        double[] slope = Kernels.times(model.curvature, model.centre.shared());
        for (int i = 0; i < slope.length; i++) {
            slope[i] += model.gradient[i];
        }
        statement.minimise(Affine.weights(slope, -data.weightUnit / data.returnUnit));
        statement.minimise(model.curvature, data.weightUnit * data.weightUnit / data.returnUnit);
    }

    private void cones(Statement statement) {
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
            if (local == null) {
                statement.minimise(new Affine().plus(-1.0 / periods, growth));
            }
            if (drawdown != null) {
                int loss = statement.local(1);
                statement.exponential(new Affine().plus(-power(drawdown) * data.returnUnit, growth),
                        Affine.constant(1), Affine.of(loss));
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

    /** Of a model with the square of the step, by which it lies below growth's tangent. */
    @Override
    public double gap(Vector weights, double bound) {
        if (local == null) {
            return Goal.super.gap(weights, bound);
        }
        double[] step = weights.toArray();
        for (int i = 0; i < step.length; i++) {
            step[i] -= local.centre.get(i);
        }
        double gap = Math.abs(objective(weights) - user(bound)) + Kernels.quadratic(local.curvature, step);
        return gap == 0 ? 0 : gap / size(weights);
    }

    @Override
    public double user(double value) {
        double user = -data.returnUnit * value;
        // What the model leaves out of its constant.
        return local == null
                ? user
                : user + local.value - Kernels.dot(local.gradient, local.centre.shared())
                        - Kernels.quadratic(local.curvature, local.centre.shared()) / 2;
    }

    @Override
    public double slope(Vector weights, double value) {
        return -data.returnUnit;
    }
}
