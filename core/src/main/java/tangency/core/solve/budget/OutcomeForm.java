package tangency.core.solve.budget;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;

/**
 * A risk measure on outcomes: as what cases exceed an edge where it has that form, else as the largest of linear functions, to
 * which more are added as they are met.
 */
final class OutcomeForm implements RiskForm {
    private final Risk risk;
    private final double[] returns;
    private final int assets;
    private final int cases;
    private final double unit;
    private final @Nullable ExcessPart excess;
    private final double edge;

    /**
     * @param risk any measure but a compounded drawdown; of a variance its root is taken
     * @param outcomes T x n, row major; not modified
     * @param guess n, positive, with a risk that is positive
     */
    OutcomeForm(Risk risk, double[] outcomes, double[] guess) {
        this.risk = ofDegreeOne(risk);
        assets = guess.length;
        cases = outcomes.length / assets;
        returns = new double[outcomes.length];
        double[] portfolio = new double[cases];
        for (int t = 0; t < cases; t++) {
            for (int i = 0; i < assets; i++) {
                returns[t * assets + i] = outcomes[t * assets + i] * guess[i];
                portfolio[t] += returns[t * assets + i];
            }
        }
        unit = RiskMeasures.of(this.risk, portfolio);
        for (int k = 0; k < returns.length; k++) {
            returns[k] /= unit;
        }
        RiskMeasure measure = risk.measure();
        switch (this.risk.measure()) {
            case CVAR, WORST_CASE -> {
                double mass = measure == RiskMeasure.CVAR ? Math.clamp((1 - risk.level()) * cases, 1, cases) : 1;
                double[] losses = Arrays.stream(portfolio).map(x -> -x / unit).sorted().toArray();
                edge = losses[cases - (int) Math.ceil(mass)];
                excess = new ExcessPart(rows(false), assets + 1, 1 / mass, 0);
            }
            case MEAN_ABSOLUTE_DEVIATION -> {
                edge = 0;
                // Twice the mean of what lies below it: above lies as much.
                excess = new ExcessPart(rows(true), assets, 2.0 / cases, 0);
            }
            case SEMI_DEVIATION -> {
                edge = 0;
                excess = new ExcessPart(rows(true), assets, 0, 1.0 / (cases - 1));
            }
            default -> {
                edge = 1;
                excess = null;
            }
        }
    }

    /** The measure of degree 1 to which {@code risk} belongs: the deviation for a variance. */
    static Risk ofDegreeOne(Risk risk) {
        return switch (risk.measure()) {
            case VARIANCE -> new Risk(RiskMeasure.STANDARD_DEVIATION, risk.level(), risk.compounded());
            case SEMI_VARIANCE -> new Risk(RiskMeasure.SEMI_DEVIATION, risk.level(), risk.compounded());
            default -> risk;
        };
    }

    @Override
    public int assets() {
        return assets;
    }

    @Override
    public double unit() {
        return unit;
    }

    @Override
    public boolean squared() {
        return risk.measure() == RiskMeasure.SEMI_DEVIATION;
    }

    @Override
    public double @Nullable [] hessian() {
        return null;
    }

    @Override
    public @Nullable ExcessPart part() {
        return excess;
    }

    @Override
    public boolean edged() {
        return excess == null || risk.measure() == RiskMeasure.CVAR || risk.measure() == RiskMeasure.WORST_CASE;
    }

    @Override
    public double edge() {
        return edge;
    }

    @Override
    public boolean whole() {
        return excess != null;
    }

    @Override
    public double risk(double[] positions) {
        return RiskMeasures.of(risk, portfolio(positions));
    }

    @Override
    public double[] gradient(double[] positions) {
        return byPosition(RiskMeasures.slopes(risk, portfolio(positions)));
    }

    @Override
    public double[] proof(double[] positions) {
        if (excess == null) {
            throw new IllegalStateException("Cuts are proved by themselves");
        }
        double[] q = excess.probabilities();
        double sum = Arrays.stream(q).sum();
        double scale = squared() ? risk(positions) : 1;
        double[] slopes = new double[cases];
        for (int t = 0; t < cases; t++) {
            slopes[t] = edged() ? -q[t] / sum : (sum / cases - q[t]) / scale;
        }
        return byPosition(slopes);
    }

    private double[] portfolio(double[] positions) {
        double[] portfolio = new double[cases];
        for (int t = 0; t < cases; t++) {
            double sum = 0;
            for (int i = 0; i < assets; i++) {
                sum += returns[t * assets + i] * positions[i];
            }
            portfolio[t] = sum;
        }
        return portfolio;
    }

    private double[] byPosition(double[] slopes) {
        double[] gradient = new double[assets];
        for (int t = 0; t < cases; t++) {
            if (slopes[t] != 0) {
                for (int i = 0; i < assets; i++) {
                    gradient[i] += slopes[t] * returns[t * assets + i];
                }
            }
        }
        return gradient;
    }

    /** Losses with a column for the edge, or what lies below the mean. */
    private double[] rows(boolean centred) {
        int n = centred ? assets : assets + 1;
        double[] mean = new double[assets];
        for (int t = 0; centred && t < cases; t++) {
            for (int i = 0; i < assets; i++) {
                mean[i] += returns[t * assets + i] / cases;
            }
        }
        double[] rows = new double[cases * n];
        for (int t = 0; t < cases; t++) {
            for (int i = 0; i < assets; i++) {
                rows[t * n + i] = mean[i] - returns[t * assets + i];
            }
            if (!centred) {
                rows[t * n + assets] = -1;
            }
        }
        return rows;
    }
}
