package tangency.core.solve.quadratic;

import java.util.Arrays;

/**
 * How levels (weights and row activities) and multipliers answer to a change of the gradient and of the limits that items
 * are held at, the working set unchanged. Entries below {@link #levelNoise} or {@link #dualNoise} are rounding.
 */
final class Direction {
    private static final double NOISE = 1e-14;
    private static final double LEAST_MOVE = 1e-14;

    private final ScaledSystem system;
    private final KktInverse inverse;
    final double[] level;
    final double[] dual;
    final double[] levelNoise;
    final double[] dualNoise;
    /** &Sigma; d + A'v + change of the gradient. */
    private final double[] gradient;
    private final double[] activity;
    private final int[] which;
    private final double[] amounts;

    Direction(ScaledSystem system, KktInverse inverse) {
        this.system = system;
        this.inverse = inverse;
        level = new double[system.items];
        dual = new double[system.items];
        levelNoise = new double[system.items];
        dualNoise = new double[system.items];
        gradient = new double[system.assets];
        activity = new double[system.rows];
        which = new int[system.assets];
        amounts = new double[system.assets];
    }

    /** The gradient's change, to be set before {@link #solve}. */
    double[] gradient() {
        return gradient;
    }

    void clear() {
        Arrays.fill(level, 0);
        Arrays.fill(dual, 0);
        Arrays.fill(gradient, 0);
        Arrays.fill(activity, 0);
    }

    /**
     * Completes the direction: on entry {@link #gradient} holds the gradient's change and {@link #level} the change of the
     * limits at which held items stand (zero for free ones).
     */
    void solve() {
        int n = system.assets;
        double drive = 0;
        for (int i = 0; i < n; i++) {
            drive = Math.max(drive, Math.max(Math.abs(gradient[i]), Math.abs(level[i])));
        }
        for (int i = n; i < system.items; i++) {
            drive = Math.max(drive, Math.abs(level[i]));
        }
        int moving = 0;
        for (int i = 0; i < n; i++) {
            if (level[i] != 0) {
                which[moving] = i;
                amounts[moving++] = level[i];
            }
        }
        system.addAssets(which, amounts, moving, gradient, activity);
        int size = inverse.size();
        double[] rest = new double[size];
        double[] solution = new double[size];
        double[] magnitude = new double[size];
        for (int a = 0; a < size; a++) {
            int item = inverse.item(a);
            rest[a] = item < n ? -gradient[item] : level[item] - activity[item - n];
        }
        inverse.multiply(rest, solution, magnitude);
        inverse.subtractImage(solution, rest);
        double[] correction = new double[size];
        inverse.multiply(rest, correction);
        for (int a = 0; a < size; a++) {
            // What is no larger than its correction is nothing but rounding in the inverse.
            magnitude[a] = Math.max(NOISE * magnitude[a], Math.abs(correction[a]));
            if (Math.abs(correction[a]) >= NOISE * Math.abs(solution[a])) {
                solution[a] += correction[a];
            }
        }
        apply(solution);
        noise(magnitude, drive);
        for (int i = 0; i < n; i++) {
            dual[i] = inverse.contains(i) ? 0 : gradient[i];
        }
        for (int k = 0; k < system.rows; k++) {
            int item = n + k;
            if (!inverse.contains(item)) {
                level[item] = activity[k];
            }
        }
    }

    private void apply(double[] solution) {
        int n = system.assets;
        int moving = 0;
        for (int a = 0; a < solution.length; a++) {
            double x = solution[a];
            if (x != 0) {
                int item = inverse.item(a);
                if (item < n) {
                    level[item] += x;
                    which[moving] = item;
                    amounts[moving++] = x;
                } else {
                    dual[item] -= x;
                    system.addRow(item, x, gradient);
                }
            }
        }
        system.addAssets(which, amounts, moving, gradient, activity);
    }

    /** Carries the rounding of the answer, {@code error} by positions, over to everything that follows from it. */
    private void noise(double[] error, double drive) {
        int n = system.assets;
        double rowNoise = 0;
        double weightNoise = 0;
        double riskNoise = 0;
        for (int a = 0; a < error.length; a++) {
            int item = inverse.item(a);
            // In units of one, nothing moves by less unless it stands still.
            double noise = Math.max(error[a], LEAST_MOVE * drive);
            if (item < n) {
                levelNoise[item] = noise;
                weightNoise += noise;
                riskNoise += noise * system.deviation[item];
            } else {
                dualNoise[item] = noise;
                rowNoise += noise;
            }
        }
        double dualSum = NOISE * drive + riskNoise + rowNoise;
        for (int i = 0; i < n; i++) {
            if (!inverse.contains(i)) {
                dualNoise[i] = dualSum;
                weightNoise += NOISE * Math.abs(level[i]);
            }
        }
        for (int k = 0; k < system.rows; k++) {
            if (!inverse.contains(n + k)) {
                levelNoise[n + k] = weightNoise;
            }
        }
    }

    /**
     * The answer to one unit of {@code item}'s multiplier, the item still free: levels and multipliers that keep all other
     * conditions.
     */
    void ofDual(int item) {
        clear();
        if (item < system.assets) {
            gradient[item] = -1;
        } else {
            system.addRow(item, -1, gradient);
        }
        solve();
        dual[item] = 1;
    }

    /** The answer to one unit of {@code item}'s level, the item still held. */
    void ofLevel(int item) {
        clear();
        level[item] = 1;
        solve();
    }

    /** After {@link #ofLevel}: the variance of the direction as a share of what its parts would add up to. */
    double relativeCurvature(int item) {
        double sum = 0;
        double noise = 0;
        for (int i = 0; i < system.assets; i++) {
            sum += Math.abs(level[i]) * system.deviation[i];
            noise += inverse.contains(i) ? levelNoise[i] * system.deviation[i] : 0;
        }
        return dual[item] <= 4 * noise * noise ? 0 : dual[item] / (sum * sum);
    }

    /**
     * After {@link #ofDual}: how far the item's coefficients, on the free assets, are from a combination of the active
     * rows, as a share of the magnitudes in that combination. Zero: the item cannot be held besides the others.
     */
    double relativeIndependence(int item) {
        int n = system.assets;
        double rest = 0;
        double scale = 0;
        for (int a = 0; a < inverse.size(); a++) {
            int i = inverse.item(a);
            if (i >= n) {
                continue;
            }
            double own = item < n ? (i == item ? 1 : 0) : system.entry(i, item);
            double sum = own;
            double magnitude = Math.abs(own);
            for (int b = 0; b < inverse.size(); b++) {
                int k = inverse.item(b);
                if (k >= n) {
                    double term = system.entry(i, k) * dual[k];
                    sum += term;
                    magnitude += Math.abs(term);
                }
            }
            rest = Math.max(rest, Math.abs(sum));
            scale = Math.max(scale, magnitude);
        }
        return scale == 0 ? 0 : rest / scale;
    }
}
