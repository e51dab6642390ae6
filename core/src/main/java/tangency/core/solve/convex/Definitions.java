package tangency.core.solve.convex;

import java.util.List;
import java.util.Map;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Constraint;
import tangency.core.model.Model;
import tangency.core.model.Risk;
import tangency.core.solve.Allocation;
import tangency.core.solve.Trading;

/** What the user's quantities are at given weights, by definition and in the user's units. */
final class Definitions {
    private Definitions() {}

    /** @param size of what was added up to the value, against which a difference is small or not */
    record Value(double value, double size) {}

    /** The measure of the portfolio: from the covariance where it is a function of it, else from the outcomes. */
    static double risk(Risk risk, Allocation setting, Vector weights) {
        return switch (risk.measure()) {
            case VARIANCE -> Math.max(0, Kernels.quadratic(setting.moments().covariance(), weights.shared()));
            case STANDARD_DEVIATION ->
                Math.sqrt(Math.max(0, Kernels.quadratic(setting.moments().covariance(), weights.shared())));
            default -> {
                if (setting.outcomes() == null) {
                    throw new IllegalArgumentException(risk.measure() + " needs outcomes");
                }
                yield RiskMeasures.of(risk, setting.outcomes().of(weights));
            }
        };
    }

    /** Sum of |weight| x volatility: the risk of positions of which none offsets another. */
    static double exposure(Allocation setting, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs(weights[i]) * Math.sqrt(setting.moments().covariance().get(i, i));
        }
        return sum;
    }

    /** Costs that are deducted from the mean: of trading, spread over the horizon, and of size (ridge). */
    static double costs(Trading trading, Vector weights) {
        double once = 0;
        double squares = 0;
        for (int i = 0; i < weights.size(); i++) {
            double trade = Math.abs(weights.get(i) - trading.held().get(i));
            if (trade > 0) {
                once += trading.rate().get(i) * trade
                        + (trading.impact().get(i) == 0
                                ? 0
                                : trading.impact().get(i) * Math.pow(trade, trading.exponent()));
            }
            squares += weights.get(i) * weights.get(i);
        }
        return once / trading.horizon() + trading.ridge() * squares;
    }

    /** What the uncertainty of the means takes from them. */
    static double uncertainty(Model.MeanUncertainty uncertainty, Allocation setting, Vector weights) {
        double kappa = Uncertainty.kappa(uncertainty, setting.size());
        Integer observations = setting.moments().observations();
        if (observations == null) {
            throw new IllegalArgumentException("meanUncertainty without a number of observations");
        }
        double size = switch (uncertainty.shape()) {
            case ELLIPSOID ->
                Math.sqrt(Math.max(0, Kernels.quadratic(setting.moments().covariance(), weights.shared())));
            case BOX -> exposure(setting, weights.shared());
        };
        return kappa * size / Math.sqrt(observations);
    }

    /** E ln(1 + x), what is not invested earning the risk-free rate; -infinity where a case ruins. */
    static double growth(Allocation setting, Vector weights) {
        if (setting.outcomes() == null) {
            throw new IllegalArgumentException("kelly needs outcomes");
        }
        double[] returns = setting.outcomes().of(weights);
        double idle = idle(setting, weights);
        double sum = 0;
        for (double x : returns) {
            sum += x + idle > -1 ? Math.log1p(x + idle) : Double.NEGATIVE_INFINITY;
        }
        return sum / returns.length;
    }

    /** E |ln(1 + x)|: the size of what {@link #growth} adds up. */
    static double swing(Allocation setting, Vector weights) {
        if (setting.outcomes() == null) {
            throw new IllegalArgumentException("kelly needs outcomes");
        }
        double[] returns = setting.outcomes().of(weights);
        double idle = idle(setting, weights);
        double sum = 0;
        for (double x : returns) {
            sum += x + idle > -1 ? Math.abs(Math.log1p(x + idle)) : Double.POSITIVE_INFINITY;
        }
        return sum / returns.length;
    }

    /** E (1 + x)^-power - 1, &lt;= 0 where the drawdown limit of Busseti, Ryu and Boyd holds. */
    static double ruin(Allocation setting, Vector weights, double power) {
        if (setting.outcomes() == null) {
            throw new IllegalArgumentException("kelly needs outcomes");
        }
        double[] returns = setting.outcomes().of(weights);
        double idle = idle(setting, weights);
        double sum = 0;
        for (double x : returns) {
            sum += x + idle > -1 ? Math.expm1(-power * Math.log1p(x + idle)) : Double.POSITIVE_INFINITY;
        }
        return sum / returns.length;
    }

    private static double idle(Allocation setting, Vector weights) {
        double rate = setting.riskFree();
        return rate == 0 ? 0 : rate * (1 - weights.sum());
    }

    /** The risk that a constraint limits. */
    static Value of(Constraint constraint, Allocation setting, Vector weights) {
        double[] w = weights.shared();
        return switch (constraint) {
            case Constraint.TrackingError _ -> {
                double[] active = w.clone();
                double[] benchmark = benchmark(setting);
                double size = 0;
                for (int i = 0; i < active.length; i++) {
                    active[i] -= benchmark[i];
                    double sigma = Math.sqrt(setting.moments().covariance().get(i, i));
                    size += sigma * (Math.abs(w[i]) + Math.abs(benchmark[i]));
                }
                yield new Value(Math.sqrt(Math.max(0, Kernels.quadratic(setting.moments().covariance(), active))),
                        size);
            }
            case Constraint.RiskLimit limit -> {
                double value = risk(limit.risk(), setting, weights);
                double size = exposure(setting, w);
                yield new Value(value, RiskMeasures.degree(limit.risk().measure()) == 2
                        ? size * size
                        : Math.max(Math.abs(value), size));
            }
            default -> throw new IllegalArgumentException("Not a limit on risk: " + constraint);
        };
    }

    /** N weights. */
    static double[] benchmark(Allocation setting) {
        double[] weights = new double[setting.size()];
        Map<String, Double> benchmark = setting.benchmark();
        List<String> ids = setting.universe().ids();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = benchmark.getOrDefault(ids.get(i), 0.0);
        }
        return weights;
    }
}
