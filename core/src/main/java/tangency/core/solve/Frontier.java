package tangency.core.solve;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tangency.core.math.Kernels;
import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * The exact efficient frontier on variance: every distinct corner portfolio, from the highest mean to minimum risk.
 * Between two neighbours each efficient portfolio is a mixture of the two (Markowitz 1956), so that any point follows
 * without another solve.
 *
 * @param corners at least one, means descending
 */
public record Frontier(List<Corner> corners) {
    private static final double RISKLESS = 1e-14;

    /**
     * One corner portfolio.
     *
     * @param mean as the frontier counts it: net of costs where they are deducted
     * @param lambda the smallest risk tolerance (mean * lambda - variance / 2) at which it is optimal
     */
    public record Corner(double mean, double variance, double lambda, Vector weights) {
        public double volatility() {
            return Math.sqrt(Math.max(0, variance));
        }
    }

    public Frontier {
        corners = List.copyOf(corners);
        if (corners.isEmpty()) {
            throw new IllegalArgumentException("A frontier has at least one portfolio");
        }
    }

    public Corner highestMean() {
        return corners.getFirst();
    }

    public Corner minimumRisk() {
        return corners.getLast();
    }

    /** The efficient weights whose mean is {@code target}, or the nearer end where the frontier does not reach it. */
    public Vector weightsAt(double target) {
        int upper = segment(target);
        if (upper < 0) {
            return target >= highestMean().mean() ? highestMean().weights() : minimumRisk().weights();
        }
        Corner high = corners.get(upper);
        Corner low = corners.get(upper + 1);
        double t = (target - low.mean()) / (high.mean() - low.mean());
        double[] weights = new double[high.weights().size()];
        for (int i = 0; i < weights.length; i++) {
            double a = low.weights().get(i);
            double b = high.weights().get(i);
            weights[i] = a == b ? a : a + t * (b - a);
        }
        return Vector.wrap(weights);
    }

    /** Index of the corner above {@code target} on the segment that holds it, -1 beyond the ends. */
    private int segment(double target) {
        if (target >= highestMean().mean() || target <= minimumRisk().mean()) {
            return -1;
        }
        int low = 0;
        int high = corners.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (corners.get(middle).mean() >= target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The efficient portfolio whose mean is {@code target}, or the nearer end; {@code covariance} is that of the frontier.
     */
    public Corner at(double target, Matrix covariance) {
        Vector weights = weightsAt(target);
        int upper = segment(target);
        double lambda;
        if (upper < 0) {
            lambda = target >= highestMean().mean() ? highestMean().lambda() : minimumRisk().lambda();
        } else {
            // On a segment the slope of variance over mean is twice lambda and linear in the mean.
            Corner high = corners.get(upper);
            Corner low = corners.get(upper + 1);
            double width = high.mean() - low.mean();
            double lowest = (high.variance() - low.variance()) / width - high.lambda();
            lambda = lowest + (target - low.mean()) / width * (high.lambda() - lowest);
        }
        double variance = Kernels.quadratic(covariance, weights.shared());
        return new Corner(Math.max(minimumRisk().mean(), Math.min(target, highestMean().mean())), variance, lambda,
                weights);
    }

    /** {@code points} (2 or more) efficient portfolios equally spaced in mean, from the highest mean down. */
    public List<Corner> spaced(int points, Matrix covariance) {
        List<Corner> spaced = new ArrayList<>();
        double step = (highestMean().mean() - minimumRisk().mean()) / (points - 1);
        spaced.add(highestMean());
        for (int i = 1; i < points - 1; i++) {
            spaced.add(at(highestMean().mean() - i * step, covariance));
        }
        spaced.add(minimumRisk());
        return spaced;
    }

    /**
     * The part of the frontier whose mean is at least {@code floor}; null where none is. The end, the least risk at
     * that return, is optimal down to tolerance 0.
     */
    public @Nullable Frontier cutAt(double floor, Matrix covariance) {
        if (floor <= minimumRisk().mean()) {
            return this;
        }
        if (floor > highestMean().mean()) {
            return null;
        }
        List<Corner> kept = new ArrayList<>(corners.stream().filter(c -> c.mean() > floor).toList());
        Corner end = at(floor, covariance);
        kept.add(new Corner(end.mean(), end.variance(), 0, end.weights()));
        return new Frontier(kept);
    }

    /**
     * The efficient portfolio of the highest (mean - riskFree) / volatility, in closed form inside its segment; null where
     * no portfolio earns more than {@code riskFree} or where one does so without risk.
     *
     * <p>Along the frontier the ratio rises with the mean as long as variance exceeds (mean - riskFree) lambda, then
     * falls.
     */
    public @Nullable Corner maximumRatio(double riskFree, Matrix covariance) {
        if (!(highestMean().mean() > riskFree)) {
            return null;
        }
        for (int k = 0; k + 1 < corners.size(); k++) {
            Corner high = corners.get(k);
            if (high.variance() > (high.mean() - riskFree) * high.lambda()) {
                return riskless(high, covariance) ? null : high;
            }
            Corner low = corners.get(k + 1);
            double t = bestMixture(high, low, riskFree, covariance);
            if (t > 0) {
                Corner best = at(low.mean() + Math.min(1, t) * (high.mean() - low.mean()), covariance);
                return riskless(best, covariance) ? null : best;
            }
        }
        return minimumRisk().mean() > riskFree && !riskless(minimumRisk(), covariance) ? minimumRisk() : null;
    }

    /** Whether the variance is but what rounding leaves of positions that cancel out. */
    private static boolean riskless(Corner corner, Matrix covariance) {
        double sum = 0;
        for (int i = 0; i < corner.weights().size(); i++) {
            sum += Math.abs(corner.weights().get(i)) * Math.sqrt(covariance.get(i, i));
        }
        return !(corner.variance() > RISKLESS * sum * sum);
    }

    /** The share of {@code high} against {@code low} at which the ratio is stationary; may lie outside [0, 1]. */
    private static double bestMixture(Corner high, Corner low, double riskFree, Matrix covariance) {
        double[] low0 = low.weights().shared();
        double[] step = high.weights().toArray();
        for (int i = 0; i < step.length; i++) {
            step[i] -= low0[i];
        }
        double[] image = Kernels.times(covariance, step);
        double cross = Kernels.dot(image, low0);
        double square = Kernels.dot(image, step);
        double rise = high.mean() - low.mean();
        double excess = low.mean() - riskFree;
        double slope = excess * square - rise * cross;
        return slope == 0 ? Double.POSITIVE_INFINITY : (rise * low.variance() - excess * cross) / slope;
    }

    /**
     * The curve between the ends for drawing: {@code points} pairs of volatility and mean at least, every corner among
     * them, from the highest mean down.
     */
    public double[][] curve(int points) {
        double range = highestMean().mean() - minimumRisk().mean();
        List<double[]> curve = new ArrayList<>();
        curve.add(new double[]{highestMean().volatility(), highestMean().mean()});
        for (int k = 0; k + 1 < corners.size(); k++) {
            Corner high = corners.get(k);
            Corner low = corners.get(k + 1);
            double width = high.mean() - low.mean();
            int pieces = range > 0 ? (int) Math.ceil(points * width / range) : 1;
            // Quadratic through both ends with the upper end's slope, 2 lambda.
            double bend = width > 0
                    ? (low.variance() - high.variance() + 2 * high.lambda() * width) / (width * width)
                    : 0;
            for (int i = 1; i < pieces; i++) {
                double step = width * i / pieces;
                double variance = high.variance() - 2 * high.lambda() * step + bend * step * step;
                curve.add(new double[]{Math.sqrt(Math.max(0, variance)), high.mean() - step});
            }
            curve.add(new double[]{low.volatility(), low.mean()});
        }
        return curve.toArray(double[][]::new);
    }
}
