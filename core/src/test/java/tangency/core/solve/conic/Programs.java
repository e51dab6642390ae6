package tangency.core.solve.conic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.NullMarked;
import tangency.core.math.Matrix;

/** Portfolio problems stated as programs, for tests: long-only and fully invested, outcomes equally likely. */
@NullMarked
final class Programs {
    private Programs() {}

    static int[] sequence(int from, int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = from + i;
        }
        return numbers;
    }

    static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    /** Budget 1 and no short positions. */
    static ConicProgram.Builder invested(ConicProgram.Builder builder, int n) {
        builder.equal(Row.of(sequence(0, n), filled(n, 1), 1));
        for (int i = 0; i < n; i++) {
            builder.atMost(Row.of(i, -1, 0));
        }
        return builder;
    }

    static ConicProgram cvar(Matrix outcomes, double level) {
        int t = outcomes.rows();
        int n = outcomes.columns();
        ConicProgram.Builder builder = invested(ConicProgram.builder(n + 1 + t, n), n).cost(n, 1);
        for (int k = 0; k < t; k++) {
            int excess = n + 1 + k;
            builder.cost(excess, 1 / ((1 - level) * t));
            builder.atMost(Row.of(excess, -1, 0));
            builder.atMost(Row.of(new int[]{n, excess}, new double[]{-1, -1}, 0).plus(outcomes, k, -1));
        }
        return builder.locals(sequence(n + 1, t), 0).build();
    }

    /** {@code cumulative} returns; locals are excess and peak of each period. */
    static ConicProgram cdar(Matrix cumulative, double level) {
        int t = cumulative.rows();
        int n = cumulative.columns();
        ConicProgram.Builder builder = invested(ConicProgram.builder(n + 1 + 2 * t, n), n).cost(n, 1);
        for (int k = 0; k < t; k++) {
            int excess = n + 1 + 2 * k;
            int peak = excess + 1;
            builder.cost(excess, 1 / ((1 - level) * t));
            builder.atMost(Row.of(excess, -1, 0));
            builder.atMost(Row.of(new int[]{n, excess, peak}, new double[]{-1, -1, 1}, 0).plus(cumulative, k, -1));
            peak(builder, cumulative, k, peak, peak - 2);
        }
        return builder.locals(sequence(n + 1, 2 * t), 2).build();
    }

    private static void peak(ConicProgram.Builder builder, Matrix cumulative, int k, int peak, int earlier) {
        builder.atMost(Row.of(peak, -1, 0).plus(cumulative, k, 1));
        builder.atMost(k == 0
                ? Row.of(peak, -1, 0)
                : Row.of(new int[]{earlier, peak}, new double[]{1, -1}, 0));
    }

    static ConicProgram ulcer(Matrix cumulative) {
        int t = cumulative.rows();
        int n = cumulative.columns();
        ConicProgram.Builder builder = invested(ConicProgram.builder(n + 1 + t, n), n).cost(n, 1);
        List<Row> norm = new ArrayList<>();
        norm.add(Row.of(n, -Math.sqrt(t), 0));
        for (int k = 0; k < t; k++) {
            int peak = n + 1 + k;
            peak(builder, cumulative, k, peak, peak - 1);
            norm.add(Row.of(peak, -1, 0).plus(cumulative, k, 1));
        }
        builder.add(new Cone.SecondOrder(t + 1), norm);
        return builder.locals(sequence(n + 1, t), 1).build();
    }

    /** min rho - tau log((1 - level) T): sum u <= tau, (loss - rho, tau, u) in the exponential cone. */
    static ConicProgram evar(Matrix outcomes, double level) {
        int t = outcomes.rows();
        int n = outcomes.columns();
        int rho = n;
        int tau = n + 1;
        ConicProgram.Builder builder = invested(ConicProgram.builder(n + 2 + t, n), n).cost(rho, 1)
                .cost(tau, -Math.log((1 - level) * t));
        int[] all = new int[t + 1];
        double[] ones = filled(t + 1, 1);
        for (int k = 0; k < t; k++) {
            all[k] = n + 2 + k;
            builder.add(new Cone.Exponential(), Row.of(rho, 1, 0).plus(outcomes, k, 1), Row.of(tau, -1, 0),
                    Row.of(all[k], -1, 0));
        }
        all[t] = tau;
        ones[t] = -1;
        builder.atMost(Row.of(all, ones, 0));
        return builder.locals(sequence(n + 2, t), 0).build();
    }

    static ConicProgram kelly(Matrix outcomes) {
        int t = outcomes.rows();
        int n = outcomes.columns();
        ConicProgram.Builder builder = invested(ConicProgram.builder(n + t, n), n);
        for (int k = 0; k < t; k++) {
            builder.cost(n + k, -1d / t);
            builder.add(new Cone.Exponential(), Row.of(n + k, -1, 0), Row.constant(1),
                    Row.constant(1).plus(outcomes, k, -1));
        }
        return builder.locals(sequence(n, t), 0).build();
    }

    static Matrix cumulative(Matrix returns) {
        int n = returns.columns();
        double[] sums = returns.shared().clone();
        for (int k = n; k < sums.length; k++) {
            sums[k] += sums[k - n];
        }
        return Matrix.wrap(returns.rows(), n, sums);
    }
}
