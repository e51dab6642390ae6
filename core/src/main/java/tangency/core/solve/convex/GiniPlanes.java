package tangency.core.solve.convex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import tangency.core.math.Matrix;
import tangency.core.measure.RiskMeasures;
import tangency.core.model.Risk;
import tangency.core.model.RiskMeasure;

/**
 * Supporting planes of Gini's measure, which has a linear piece for every order of the outcomes: enough of them where it
 * matters. The measure is 2/T&sup2; times the sum over k of the k largest deviations from the mean; bundles of neighbouring k have
 * planes of their own, which then combine. Grows as it is used; not thread-safe.
 */
final class GiniPlanes {
    private static final int BUNDLES = 24;
    /** The least measure that counts, as a share of what positions of the same size have in one asset each, on average. */
    private static final double LEAST = 1e-2;

    private final Data data;
    private final int[] edges;
    /** The measure of an asset alone, on average. */
    private final double alone;
    private final List<List<double[]>> planes = new ArrayList<>();

    GiniPlanes(Data data) {
        this.data = data;
        int sums = data.outcomes().rows() - 1;
        int bundles = Math.max(1, Math.min(BUNDLES, sums));
        edges = new int[bundles + 1];
        for (int b = 0; b <= bundles; b++) {
            edges[b] = (int) ((long) sums * b / bundles);
        }
        for (int b = 0; b < bundles; b++) {
            planes.add(new ArrayList<>());
        }
        alone = IntStream.range(0, data.assets)
                .mapToDouble(i -> RiskMeasures.of(Risk.of(RiskMeasure.GINI), column(data.centred(), i)))
                .average().orElseThrow();
        double[] equal = new double[data.assets];
        Arrays.fill(equal, 1.0 / data.assets);
        touch(equal);
        // The planes at -w are those at w, mirrored: together they are nowhere below 0.
        Arrays.fill(equal, -1.0 / data.assets);
        touch(equal);
    }

    /** An expression that is at least all planes so far. */
    Affine state(Statement statement) {
        Affine sum = new Affine();
        for (List<double[]> bundle : planes) {
            int bound = statement.variable();
            for (double[] plane : bundle) {
                statement.atMost(Affine.weights(plane, 1).plus(-1, bound));
            }
            sum.plus(1, bound);
        }
        return sum;
    }

    /**
     * Adds the planes at {@code weights} where those so far lie lower.
     *
     * @return by how much they did, relative to the measure, or to the least that counts
     */
    double touch(double[] weights) {
        Matrix centred = data.centred();
        int n = data.assets;
        int periods = centred.rows();
        double[] values = centred.shared();
        double[] x = new double[periods];
        for (int t = 0; t < periods; t++) {
            for (int i = 0; i < n; i++) {
                x[t] += values[t * n + i] * weights[i];
            }
        }
        int[] order = IntStream.range(0, periods).boxed()
                .sorted(Comparator.comparingDouble((Integer t) -> -x[t])).mapToInt(Integer::intValue).toArray();
        double[] largest = new double[n];
        double below = 0;
        double measure = 0;
        double factor = 2.0 / periods / periods;
        for (int b = 0; b < planes.size(); b++) {
            double[] plane = new double[n];
            for (int k = edges[b]; k < edges[b + 1]; k++) {
                for (int i = 0; i < n; i++) {
                    largest[i] += values[order[k] * n + i];
                    plane[i] += factor * largest[i];
                }
            }
            double value = dot(plane, weights);
            double known = Double.NEGATIVE_INFINITY;
            for (double[] other : planes.get(b)) {
                known = Math.max(known, dot(other, weights));
            }
            measure += value;
            if (value > known) {
                below += value - known;
                planes.get(b).add(plane);
            }
        }
        double least = LEAST * alone * Arrays.stream(weights).map(Math::abs).sum();
        return below > 0 ? below / Math.max(measure, least) : 0;
    }

    private static double[] column(Matrix matrix, int i) {
        double[] column = new double[matrix.rows()];
        for (int t = 0; t < column.length; t++) {
            column[t] = matrix.get(t, i);
        }
        return column;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
