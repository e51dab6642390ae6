package tangency.core.solve.outcome;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import tangency.core.math.Matrix;
import tangency.core.math.Vector;

/**
 * Outcomes told apart: those that are the same for every asset are of one kind.
 *
 * @param first the first outcome of each kind
 * @param copies how many there are of each kind
 * @param of the kind of each outcome
 */
record DistinctOutcomes(int[] first, int[] copies, int[] of) {
    static DistinctOutcomes of(Matrix returns) {
        int count = returns.rows();
        int[] first = new int[count];
        int[] copies = new int[count];
        int[] of = new int[count];
        Map<Vector, Integer> known = new HashMap<>();
        for (int t = 0; t < count; t++) {
            Integer met = known.putIfAbsent(Vector.wrap(returns.row(t)), known.size());
            of[t] = met == null ? known.size() - 1 : met;
            if (met == null) {
                first[of[t]] = t;
            }
            copies[of[t]]++;
        }
        return new DistinctOutcomes(Arrays.copyOf(first, known.size()), Arrays.copyOf(copies, known.size()), of);
    }

    int count() {
        return first.length;
    }

    /** The first of each kind among numbers of all outcomes. */
    double[] select(double[] z) {
        return Arrays.stream(first).mapToDouble(t -> z[t]).toArray();
    }
}
