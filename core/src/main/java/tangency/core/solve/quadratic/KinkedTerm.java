package tangency.core.solve.quadratic;

/**
 * The sum of slopes[i] |w[i] - centres[i]|.
 *
 * @param slopes one finite number per asset, none negative; not copied, must not be modified
 * @param centres where each term has its kink; of no consequence where the slope is 0. Not copied, must not be modified
 */
public record KinkedTerm(double[] slopes, double[] centres) {
    public KinkedTerm {
        if (slopes.length != centres.length) {
            throw new IllegalArgumentException(slopes.length + " slopes with " + centres.length + " centres");
        }
        for (int i = 0; i < slopes.length; i++) {
            if (!(slopes[i] >= 0) || Double.isInfinite(slopes[i]) || (slopes[i] > 0 && !Double.isFinite(centres[i]))) {
                throw new IllegalArgumentException("Term " + i + " is " + slopes[i] + " |w - " + centres[i] + "|");
            }
        }
    }

    /** Number of assets. */
    public int size() {
        return slopes.length;
    }

    /** Its value at {@code weights}. */
    public double at(double[] weights) {
        double sum = 0;
        for (int i = 0; i < slopes.length; i++) {
            sum += slopes[i] == 0 ? 0 : slopes[i] * Math.abs(weights[i] - centres[i]);
        }
        return sum;
    }
}
