package tangency.core.solve.convex;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.solve.Allocation;

/**
 * The goals of mean-risk models. A ratio (mean - riskFree)/risk is maximised by the least risk of positions y whose excess
 * mean is a given number (Charnes and Cooper 1962).
 */
final class MeanRiskGoal implements Goal {
    /** Sizes below this share of the risk of positions that do not offset each other are small. */
    private static final double LEAST = 1e-6;

    private final Data data;
    private final Model.MeanRisk model;
    private final double[] mean;
    private final double riskFree;
    private final boolean costly;
    /** The excess mean of the positions of a ratio, in units of returns. */
    private final double excess;

    /**
     * @param mean N, in the user's units; what is optimised against risk, costs and uncertainty deducted
     * @param riskFree what the mean of a ratio must exceed
     * @param costly whether costs are deducted
     */
    MeanRiskGoal(Data data, Model.MeanRisk model, double[] mean, double riskFree, boolean costly) {
        this.data = data;
        this.model = model;
        this.mean = mean;
        this.riskFree = riskFree;
        this.costly = costly;
        double most = 0;
        for (double each : mean) {
            most = Math.max(most, Math.abs(each * data.weightUnit - riskFree));
        }
        excess = most > 0 ? most / data.returnUnit : 1;
    }

    /** On the estimated means, costs deducted. */
    static MeanRiskGoal of(Data data, Model.MeanRisk model) {
        return new MeanRiskGoal(data, model, data.setting.moments().mean().toArray(), data.setting.riskFree(), true);
    }

    /** The highest mean after the same deductions. */
    MeanRiskGoal mean() {
        return new MeanRiskGoal(data,
                new Model.MeanRisk(Model.Goal.MAXIMISE_RETURN, risk(), null, model.meanUncertainty()), mean, riskFree,
                costly);
    }

    double riskFree() {
        return riskFree;
    }

    private Allocation setting() {
        return data.setting;
    }

    private Risk risk() {
        return model.risk();
    }

    private Risk denominator() {
        return ConvexAllocation.denominator(risk());
    }

    /** Whether the least risk is found by the least square. */
    private boolean rooted() {
        return switch (risk().measure()) {
            case STANDARD_DEVIATION, SEMI_DEVIATION -> true;
            default -> false;
        };
    }

    private RiskMeasure square() {
        return risk().measure() == RiskMeasure.STANDARD_DEVIATION || risk().measure() == RiskMeasure.VARIANCE
                ? RiskMeasure.VARIANCE
                : RiskMeasure.SEMI_VARIANCE;
    }

    private double aversion() {
        Double aversion = model.riskAversion();
        if (aversion == null || !(aversion >= 0)) {
            throw new IllegalArgumentException("maximise-utility needs a riskAversion of 0 or more, not " + aversion);
        }
        return aversion;
    }

    @Override
    public boolean homogeneous() {
        return model.goal() == Model.Goal.MAXIMISE_RATIO;
    }

    @Override
    public void state(Statement statement, Measured measured, PortfolioLimits limits) {
        boolean squared = Measured.squared(risk().measure());
        switch (model.goal()) {
            case MINIMISE_RISK -> {
                if (squared || rooted()) {
                    measured.minimiseSquare(square(), 2);
                } else {
                    statement.minimise(measured.of(risk()));
                }
            }
            case MAXIMISE_RETURN -> statement.minimise(loss(statement, measured, limits));
            case MAXIMISE_UTILITY -> {
                statement.minimise(loss(statement, measured, limits));
                double aversion = aversion();
                if (risk().measure() == RiskMeasure.VARIANCE) {
                    measured.minimiseSquare(RiskMeasure.VARIANCE, aversion * data.returnUnit);
                } else if (squared) {
                    measured.minimiseSquare(RiskMeasure.SEMI_VARIANCE, 2 * aversion * data.returnUnit);
                } else if (aversion > 0) {
                    statement.minimise(measured.of(risk()).times(aversion));
                }
            }
            case MAXIMISE_RATIO -> {
                Affine shortfall = loss(statement, measured, limits).plus(riskFree / data.returnUnit);
                // The required excess is a constant of the program, not a multiple of tau.
                statement.atLeast(shortfall.times(-1), excess);
                statement.minimise(Measured.squared(denominator().measure())
                        ? measured.semiVariance(statement.one())
                        : measured.of(denominator()));
            }
        }
    }

    /** Minus the mean after deductions, in units of returns. */
    private Affine loss(Statement statement, Measured measured, PortfolioLimits limits) {
        Affine gross = Affine.weights(mean, -data.weightUnit / data.returnUnit);
        Deductions deductions = new Deductions(data, statement, measured, limits.absolutes());
        return costly ? gross.plus(deductions.of(model.meanUncertainty()), 1) : gross;
    }

    /** The mean after deductions. */
    double net(Vector weights) {
        double net = Kernels.dot(mean, weights.shared());
        if (!costly) {
            return net;
        }
        net -= Definitions.costs(setting().trading(), weights);
        return model.meanUncertainty() == null
                ? net
                : net - Definitions.uncertainty(model.meanUncertainty(), setting(), weights);
    }

    private double value(Vector weights) {
        return Definitions.risk(risk(), setting(), weights);
    }

    @Override
    public double objective(Vector weights) {
        return switch (model.goal()) {
            case MINIMISE_RISK -> value(weights);
            case MAXIMISE_RETURN -> net(weights);
            case MAXIMISE_UTILITY -> net(weights)
                    - aversion() * (risk().measure() == RiskMeasure.VARIANCE ? 0.5 : 1) * value(weights);
            case MAXIMISE_RATIO ->
                (net(weights) - riskFree) / Definitions.risk(denominator(), setting(), weights);
        };
    }

    @Override
    public double size(Vector weights) {
        double exposure = data.exposure(weights);
        boolean square = RiskMeasures.degree(risk().measure()) == 2;
        double risk = Math.max(Math.abs(value(weights)), LEAST * (square ? exposure * exposure : exposure));
        double sum = LEAST * exposure;
        for (int i = 0; i < mean.length; i++) {
            sum += Math.abs(mean[i] * weights.get(i));
        }
        sum += Math.abs(Kernels.dot(mean, weights.shared()) - net(weights));
        return switch (model.goal()) {
            case MINIMISE_RISK -> risk;
            case MAXIMISE_RETURN -> sum;
            case MAXIMISE_UTILITY -> sum + aversion() * risk;
            case MAXIMISE_RATIO -> Math.abs(objective(weights));
        };
    }

    /** Of a root that is found by its square, the gap of the square. */
    @Override
    public double gap(Vector weights, double bound) {
        if (model.goal() != Model.Goal.MINIMISE_RISK || !rooted()) {
            return Goal.super.gap(weights, bound);
        }
        double root = value(weights);
        double exposure = data.exposure(weights);
        double gap = Math.abs(root * root - bound * data.returnUnit * data.returnUnit);
        return gap == 0 ? 0 : gap / Math.max(root * root, LEAST * exposure * exposure);
    }

    @Override
    public double user(double value) {
        double unit = data.returnUnit;
        return switch (model.goal()) {
            case MINIMISE_RISK -> {
                if (rooted()) {
                    yield unit * Math.sqrt(Math.max(0, value));
                }
                yield Measured.squared(risk().measure()) ? unit * unit * value : unit * value;
            }
            case MAXIMISE_RETURN, MAXIMISE_UTILITY -> -unit * value;
            case MAXIMISE_RATIO -> Measured.squared(denominator().measure())
                    ? excess / value / unit
                    : excess / value;
        };
    }

    @Override
    public double slope(Vector weights, double value) {
        double unit = data.returnUnit;
        return switch (model.goal()) {
            case MINIMISE_RISK -> {
                if (rooted()) {
                    double root = value(weights);
                    yield root > 0 ? unit * unit / (2 * root) : 0;
                }
                yield Measured.squared(risk().measure()) ? unit * unit : unit;
            }
            case MAXIMISE_RETURN, MAXIMISE_UTILITY -> -unit;
            case MAXIMISE_RATIO -> -user(value) / value;
        };
    }
}
