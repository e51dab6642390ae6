package tangency.core.solve.outcome;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which of many numbers are the least. */
final class Smallest {
    private Smallest() {}

    /** The indices of the {@code count} least values, ascending by value, ties by index. */
    static int[] indices(double[] values, int count) {
        if (count <= 0) {
            return new int[0];
        }
        IntStream all = IntStream.range(0, values.length);
        if (count < values.length) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double most = sorted[count - 1];
            all = all.filter(i -> values[i] <= most);
        }
        return all.boxed().sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i).limit(count).toArray();
    }
}
