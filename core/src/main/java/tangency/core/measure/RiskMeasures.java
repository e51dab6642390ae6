package tangency.core.measure;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Vector;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;
import tangency.core.returns.Outcomes;

/**
 * The risk measures on equally likely outcomes x of a portfolio, T of them in their order. Losses are positive.
 *
 * <ul>
 * <li>variance and standard deviation: divisor T - 1; semi-variance Σ min(x - mean, 0)² / (T - 1) and its root;
 * <li>mean absolute deviation E|x - mean|; gini: half of E|x - x'| for two independent draws, which may be the same;
 * <li>cvar: min over a of a + E(loss - a)⁺ / (1 - level), so that the last case of the tail counts in part (Rockafellar and
 * Uryasev 2000); evar: inf over t > 0 of t ln(E e^(loss/t) / (1 - level)) (Ahmadi-Javid 2012); worst case: the largest loss;
 * <li>of the drawdowns, T values, of the cumulative sum of returns from its highest value so far, the start included (of
 * compounded wealth and relative to that value, where so asked): maximum, mean, cvar (cdar), evar (edar), root mean square
 * (ulcer).
 * </ul>
 *
 * <p>All but variance and semi-variance, which are of degree 2, are homogeneous of degree 1 in the weights, compounded
 * drawdowns excepted.
 */
public final class RiskMeasures {
    private RiskMeasures() {}

    /**
     * The value of {@code risk}; NaN where the returns are not all numbers, or where there is one and the divisor is 0.
     *
     * @param returns of the portfolio, at least one; not modified
     */
    public static double of(Risk risk, double[] returns) {
        require(risk, returns);
        int periods = returns.length;
        return switch (risk.measure()) {
            case VARIANCE -> Deviations.squares(returns, false) / (periods - 1);
            case STANDARD_DEVIATION -> Math.sqrt(Deviations.squares(returns, false) / (periods - 1));
            case SEMI_VARIANCE -> Deviations.squares(returns, true) / (periods - 1);
            case SEMI_DEVIATION -> Math.sqrt(Deviations.squares(returns, true) / (periods - 1));
            case MEAN_ABSOLUTE_DEVIATION -> Deviations.absolute(returns);
            case GINI -> Deviations.gini(returns);
            case CVAR, EVAR, WORST_CASE -> ofLosses(risk, losses(returns));
            case MAX_DRAWDOWN, AVERAGE_DRAWDOWN, CDAR, EDAR, ULCER ->
                ofLosses(risk, DrawdownPath.of(returns, risk.compounded()).drawdowns());
        };
    }

    /**
     * The derivatives of {@code risk} by each of the returns: T numbers, of the size of 1/T. Where the measure has a kink, the
     * subgradient that treats cases alike that tie, up to rounding.
     *
     * @param returns of the portfolio, at least one; not modified
     */
    public static double[] slopes(Risk risk, double[] returns) {
        require(risk, returns);
        return switch (risk.measure()) {
            case VARIANCE -> Deviations.squareSlopes(returns, false);
            case STANDARD_DEVIATION -> halved(Deviations.squareSlopes(returns, false), of(risk, returns));
            case SEMI_VARIANCE -> Deviations.squareSlopes(returns, true);
            case SEMI_DEVIATION -> halved(Deviations.squareSlopes(returns, true), of(risk, returns));
            case MEAN_ABSOLUTE_DEVIATION -> Deviations.absoluteSlopes(returns);
            case GINI -> Deviations.giniSlopes(returns);
            case CVAR, EVAR, WORST_CASE -> losses(slopesOfLosses(risk, losses(returns)));
            case MAX_DRAWDOWN, AVERAGE_DRAWDOWN, CDAR, EDAR, ULCER -> {
                DrawdownPath path = DrawdownPath.of(returns, risk.compounded());
                yield path.slopes(slopesOfLosses(risk, path.drawdowns()));
            }
        };
    }

    /** How {@code measure} grows with the position: 2 for the variances, 1 for all others. */
    public static int degree(RiskMeasure measure) {
        return measure == RiskMeasure.VARIANCE || measure == RiskMeasure.SEMI_VARIANCE ? 2 : 1;
    }

    /**
     * The asset's parts in the risk of the portfolio, wᵢ ∂risk/∂wᵢ: by Euler's theorem their sum is the risk times its
     * {@link #degree}, compounded drawdowns excepted.
     *
     * @param weights N
     */
    public static Vector contributions(Risk risk, Outcomes outcomes, Vector weights) {
        double[] slopes = slopes(risk, outcomes.of(weights));
        double[] r = outcomes.returns().shared();
        int n = weights.size();
        double[] parts = new double[n];
        for (int t = 0; t < slopes.length; t++) {
            if (slopes[t] != 0) {
                for (int i = 0; i < n; i++) {
                    parts[i] += slopes[t] * r[t * n + i];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            parts[i] *= weights.get(i);
        }
        return Vector.wrap(parts);
    }

    /** The {@link #contributions} as shares of their sum; null where that is not positive: no risk to be shared out. */
    public static @Nullable Vector shares(Risk risk, Outcomes outcomes, Vector weights) {
        double[] parts = contributions(risk, outcomes, weights).toArray();
        double sum = Arrays.stream(parts).sum();
        if (!(sum > 0) || Double.isInfinite(sum)) {
            return null;
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] /= sum;
        }
        return Vector.wrap(parts);
    }

    private static double ofLosses(Risk risk, double[] losses) {
        return switch (risk.measure()) {
            case CVAR, CDAR -> new Tail(losses(losses)).conditionalValueAtRisk(risk.level());
            case EVAR, EDAR -> EntropicTail.of(losses, risk.level()).value();
            case WORST_CASE, MAX_DRAWDOWN -> largest(losses);
            case AVERAGE_DRAWDOWN -> mean(losses);
            case ULCER -> rootMeanSquare(losses);
            default -> throw new IllegalArgumentException(risk.measure() + " is no measure of losses");
        };
    }

    private static double[] slopesOfLosses(Risk risk, double[] losses) {
        return switch (risk.measure()) {
            case CVAR, CDAR -> Ties.shareOfLargest(losses, (1 - risk.level()) * losses.length);
            case EVAR, EDAR -> EntropicTail.of(losses, risk.level()).probabilities();
            case WORST_CASE, MAX_DRAWDOWN -> Ties.shareOfLargest(losses, 0);
            case AVERAGE_DRAWDOWN -> {
                double[] slopes = new double[losses.length];
                Arrays.fill(slopes, 1.0 / losses.length);
                yield slopes;
            }
            case ULCER -> {
                double[] slopes = losses.clone();
                double ulcer = rootMeanSquare(losses);
                for (int t = 0; t < slopes.length; t++) {
                    slopes[t] = ulcer == 0 ? 0 : slopes[t] / ulcer / slopes.length;
                }
                yield slopes;
            }
            default -> throw new IllegalArgumentException(risk.measure() + " is no measure of losses");
        };
    }

    private static void require(Risk risk, double[] returns) {
        if (returns.length == 0) {
            throw new IllegalArgumentException("A risk needs at least one return");
        }
        if (!(risk.level() >= 0 && risk.level() <= 1)) {
            throw new IllegalArgumentException("The level of " + risk.measure() + " is " + risk.level());
        }
    }

    /** Slopes of a root from those of its square. */
    private static double[] halved(double[] slopes, double root) {
        for (int t = 0; t < slopes.length; t++) {
            slopes[t] = root == 0 ? 0 : slopes[t] / (2 * root);
        }
        return slopes;
    }

    private static double[] losses(double[] returns) {
        double[] losses = new double[returns.length];
        for (int t = 0; t < losses.length; t++) {
            losses[t] = -returns[t];
        }
        return losses;
    }

    private static double largest(double[] losses) {
        double largest = losses[0];
        for (double loss : losses) {
            largest = Math.max(largest, loss);
        }
        return largest;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double rootMeanSquare(double[] losses) {
        double largest = largest(losses);
        if (!(largest > 0)) {
            return largest;
        }
        double sum = 0;
        for (double loss : losses) {
            // Relative to the largest, whose square alone may lie beyond the numbers.
            sum += loss / largest * (loss / largest);
        }
        return largest * Math.sqrt(sum / losses.length);
    }
}
