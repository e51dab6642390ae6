package tangency.core.measure;

import java.util.Arrays;

/** Loss quantile and tail expectation of equally likely returns; losses are positive. */
public final class Tail {
    private final double[] ascending;

    /** @param returns at least one; not modified */
    public Tail(double[] returns) {
        if (returns.length == 0) {
            throw new IllegalArgumentException("A tail needs at least one return");
        }
        ascending = returns.clone();
        Arrays.sort(ascending);
    }

    /** The smallest loss v with P(loss at most v) at least {@code level}. */
    public double valueAtRisk(double level) {
        int n = ascending.length;
        // The number of cases whose loss must not exceed v; the margin absorbs the rounding of level * n.
        int covered = (int) Math.ceil(level * n - 1e-9 * n);
        return -ascending[n - Math.max(1, Math.min(n, covered))];
    }

    /**
     * Expected loss in the worst 1 - level of the cases, the last one counted in part (Rockafellar and Uryasev 2000):
     * min over a of a + E[(loss - a)+] / (1 - level).
     */
    public double conditionalValueAtRisk(double level) {
        int n = ascending.length;
        double mass = (1 - level) * n;
        int whole = Math.min(n, (int) Math.floor(mass));
        double sum = 0;
        for (int i = 0; i < whole; i++) {
            sum -= ascending[i];
        }
        double part = mass - whole;
        if (part > 0 && whole < n) {
            sum -= part * ascending[whole];
        }
        return mass > 0 ? sum / mass : -ascending[0];
    }
}
