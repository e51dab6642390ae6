package tangency.core.measure;

/**
 * Drawdowns of a portfolio over its outcomes in their order, and how they depend on its returns.
 *
 * <p>Uncompounded: D(t) = max over s ≤ t of c(s) - c(t), with c the cumulative sum of returns from c(0) = 0. Compounded:
 * 1 - W(t) / max over s ≤ t of W(s), with W the product of 1 + return from W(0) = 1.
 */
final class DrawdownPath {
    private final double[] returns;
    private final boolean compounded;
    /** T + 1: c or W, the start first. */
    private final double[] level;
    private final double[] drawdowns;

    private DrawdownPath(double[] returns, boolean compounded, double[] level) {
        this.returns = returns;
        this.compounded = compounded;
        this.level = level;
        drawdowns = new double[returns.length];
        double peak = level[0];
        for (int t = 0; t < drawdowns.length; t++) {
            double now = level[t + 1];
            peak = Math.max(peak, now);
            drawdowns[t] = compounded ? 1 - now / peak : peak - now;
        }
    }

    static DrawdownPath of(double[] returns, boolean compounded) {
        double[] level = new double[returns.length + 1];
        if (compounded) {
            level[0] = 1;
            System.arraycopy(Drawdowns.wealth(returns), 0, level, 1, returns.length);
        } else {
            for (int t = 0; t < returns.length; t++) {
                level[t + 1] = level[t] + returns[t];
            }
        }
        return new DrawdownPath(returns, compounded, level);
    }

    /** T values, not negative; shared, not to be modified. */
    double[] drawdowns() {
        return drawdowns;
    }

    /**
     * The derivatives by each return of a measure whose derivatives by each drawdown are {@code outer}. Where several peaks
     * tie the drawdown is measured from all of them alike.
     */
    double[] slopes(double[] outer) {
        int periods = returns.length;
        // By each level: -1 where the drawdown stands, +1 at the peaks it is measured from, before and up to it.
        double[] byLevel = new double[periods + 1];
        double tolerance = Ties.tolerance(level);
        int start = 0;
        while (start <= periods) {
            start = runOfOnePeak(start, tolerance, outer, byLevel);
        }
        double[] slopes = new double[periods];
        double sum = 0;
        for (int s = periods - 1; s >= 0; s--) {
            if (compounded) {
                // dW(t)/dx(s) = W(t) / (1 + x(s)) for t ≥ s.
                sum += byLevel[s + 1] * level[s + 1];
                slopes[s] = returns[s] > -1 ? sum / (1 + returns[s]) : 0;
            } else {
                sum += byLevel[s + 1];
                slopes[s] = sum;
            }
        }
        return slopes;
    }

    /**
     * Adds the derivatives by each level of the drawdowns from {@code start}, a new peak, until the next.
     *
     * @return where the next new peak is
     */
    private int runOfOnePeak(int start, double tolerance, double[] outer, double[] byLevel) {
        int end = start + 1;
        double peak = level[start];
        while (end < level.length && level[end] <= peak + tolerance) {
            peak = Math.max(peak, level[end]);
            end++;
        }
        int peaks = 0;
        // What each peak had received before one was added to them.
        double[] before = new double[end - start];
        double received = 0;
        for (int t = start; t < end; t++) {
            if (level[t] >= level[start] - tolerance) {
                before[t - start] = received;
                peaks++;
            }
            if (t > 0) {
                double gone = compounded ? 1 / peak : 1;
                received += outer[t - 1] * (compounded ? level[t] / (peak * peak) : 1) / peaks;
                byLevel[t] -= outer[t - 1] * gone;
            }
        }
        for (int t = start; t < end; t++) {
            if (level[t] >= level[start] - tolerance) {
                byLevel[t] += received - before[t - start];
            }
        }
        return end;
    }
}
