package tangency.core.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import tangency.core.math.Kernels;
import tangency.core.math.Vector;
import tangency.core.model.Constraint;

/**
 * A limit on absolute values: coefficients'w + the sum of slopes[i] |w[i] - centres[i]| &lt;= max.
 *
 * @param owner index of the constraint it came from
 * @param coefficients N
 * @param slopes N, none negative
 * @param centres N
 * @param offset added to the sum to give the value that the user sees (what is held outside the universe and sold)
 */
public record AbsoluteLimit(int owner, double[] coefficients, double[] slopes, double[] centres, double max,
        double offset) {
    /** Whether constraints of this kind are such limits. */
    public static boolean covers(Constraint constraint) {
        return constraint instanceof Constraint.Gross || constraint instanceof Constraint.ShortSide
                || constraint instanceof Constraint.Turnover;
    }

    /** Those of the setting. */
    static List<AbsoluteLimit> of(Allocation setting) {
        List<AbsoluteLimit> limits = new ArrayList<>();
        int n = setting.size();
        for (int k = 0; k < setting.constraints().size(); k++) {
            switch (setting.constraints().get(k)) {
                case Constraint.Gross gross ->
                    limits.add(new AbsoluteLimit(k, new double[n], filled(n, 1), new double[n], gross.max(), 0));
                // max(0, -w) = (|w| - w) / 2
                case Constraint.ShortSide side -> limits.add(
                        new AbsoluteLimit(k, filled(n, -0.5), filled(n, 0.5), new double[n], side.max(), 0));
                case Constraint.Turnover turnover -> {
                    double outside = setting.trading().outside();
                    limits.add(new AbsoluteLimit(k, new double[n], filled(n, 1), setting.trading().held().shared(),
                            turnover.max() - outside, outside));
                }
                default -> {
                }
            }
        }
        return limits;
    }

    private static double[] filled(int n, double value) {
        double[] out = new double[n];
        Arrays.fill(out, value);
        return out;
    }

    /** What is limited by {@code max}, without the offset. */
    public double at(Vector weights) {
        double sum = Kernels.dot(coefficients, weights.shared());
        for (int i = 0; i < slopes.length; i++) {
            sum += slopes[i] * Math.abs(weights.get(i) - centres[i]);
        }
        return sum;
    }

    AbsoluteLimit movedOutward(double step) {
        return new AbsoluteLimit(owner, coefficients, slopes, centres, max + step, offset);
    }
}
